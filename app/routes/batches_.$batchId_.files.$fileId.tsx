import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { Refusal } from '../refusal';
import { refusalText } from '../zh/refusals';
import { downloadBankFile } from '../payments/batchExport.server';

const PLAIN_TEXT = 'text/plain; charset=utf-8';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'batch.export');
  const { batchId, fileId } = params;
  try {
    return download(await orExplained(downloadBankFile(desk, { batchId: batchId!, fileId: fileId! })));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return new Response(refusalText(error), { status: 409, headers: { 'Content-Type': PLAIN_TEXT } });
  }
}
