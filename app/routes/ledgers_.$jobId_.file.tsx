import type { LoaderFunctionArgs } from '@remix-run/node';
import { XLSX } from '../exchange/familyWorkbook.server';
import { fetchRefusedLedger } from '../exchange/ledgerJobs.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'ledger.import');
  return download({ ...(await orExplained(fetchRefusedLedger(desk, params.jobId!))), mediaType: XLSX });
}
