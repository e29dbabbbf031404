import type { LoaderFunctionArgs } from '@remix-run/node';
import { XLSX } from '../exchange/familyWorkbook.server';
import { fetchJobFile } from '../exchange/jobs.server';
import { downloadStream } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.import');
  const file = await orExplained(fetchJobFile(desk, params.jobId!));
  return downloadStream({ ...file, mediaType: XLSX }, context);
}
