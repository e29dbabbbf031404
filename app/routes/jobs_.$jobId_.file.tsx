import type { LoaderFunctionArgs } from '@remix-run/node';
import { XLSX } from '../exchange/familyWorkbook.server';
import { fetchJobFile } from '../exchange/jobs.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.import');
  return download({ ...(await orExplained(fetchJobFile(desk, params.jobId!))), mediaType: XLSX });
}
