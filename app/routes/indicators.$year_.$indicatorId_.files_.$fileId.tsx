import type { LoaderFunctionArgs } from '@remix-run/node';
import { thePaperStore } from '../families/paperStore.server';
import { viewIndicatorFile } from '../fund/indicatorFiles.server';
import { showFile } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'indicator.read');
  const asked = { indicatorId: params.indicatorId!, fileId: params.fileId!, papers: thePaperStore() };
  return showFile(await orExplained(viewIndicatorFile(desk, asked)));
}
