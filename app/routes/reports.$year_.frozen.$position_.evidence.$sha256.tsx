import type { LoaderFunctionArgs } from '@remix-run/node';
import { thePaperStore } from '../families/paperStore.server';
import { yearOfAddress } from '../fund/project';
import { showFile } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { positionOfAddress } from '../reports/freezes.server';
import { viewFrozenEvidence } from '../reports/frozenEvidence.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.read');
  const asked = {
    year: yearOfAddress(params.year),
    position: positionOfAddress(params.position),
    sha256: params.sha256,
  };
  return showFile(await orExplained(viewFrozenEvidence(desk, { ...asked, papers: thePaperStore() })));
}
