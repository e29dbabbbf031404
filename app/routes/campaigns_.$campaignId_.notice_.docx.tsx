import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { exportRecipients } from '../relief/recipients.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'relief.read');
  const part = Number(new URL(request.url).searchParams.get('part')) || undefined;
  return download(await orExplained(exportRecipients(desk, { campaignId: params.campaignId!, part })));
}
