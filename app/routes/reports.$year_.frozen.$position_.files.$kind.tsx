import type { LoaderFunctionArgs } from '@remix-run/node';
import { thePaperStore } from '../families/paperStore.server';
import { yearOfAddress } from '../fund/project';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { frozenFile, positionOfAddress } from '../reports/freezes.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.read');
  const asked = {
    year: yearOfAddress(params.year),
    position: positionOfAddress(params.position),
    kind: params.kind,
  };
  return download(await orExplained(frozenFile(desk, { ...asked, papers: thePaperStore() })));
}
