import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportPaidNotices } from '../exchange/paidNoticesExport.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

/** The texts for the recipients of a batch as a workbook; every role that sees payments may take lists along. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'list.export');
  return download(await orExplained(exportPaidNotices(desk, { batchId: params.batchId! })));
}
