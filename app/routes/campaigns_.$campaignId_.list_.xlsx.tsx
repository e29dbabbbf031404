import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportCampaignList } from '../exchange/campaignListExport.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.export');
  return download(await orExplained(exportCampaignList(desk, { campaignId: params.campaignId! })));
}
