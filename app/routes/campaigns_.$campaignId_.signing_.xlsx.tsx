import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportSigningWorkbook } from '../exchange/signingExport.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'list.export');
  return download(await orExplained(exportSigningWorkbook(desk, { of: { campaignId: params.campaignId! } })));
}
