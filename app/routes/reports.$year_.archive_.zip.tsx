import type { LoaderFunctionArgs } from '@remix-run/node';
import { yearArchive } from '../exchange/yearArchive.server';
import { thePaperStore } from '../families/paperStore.server';
import { yearOfAddress } from '../fund/project';
import { downloadStream } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.archive');
  const asked = { year: yearOfAddress(params.year), papers: thePaperStore() };
  return downloadStream(await orExplained(yearArchive(desk, asked)), context);
}
