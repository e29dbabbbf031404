import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { exportVoucher } from '../payments/vouchers.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'payment.read');
  return download(await orExplained(exportVoucher(desk, { paymentId: params.paymentId! })));
}
