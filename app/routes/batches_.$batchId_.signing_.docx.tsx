import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { exportSigning } from '../payments/signingLists.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'list.export');
  const part = Number(new URL(request.url).searchParams.get('part')) || undefined;
  const of = { batchId: params.batchId! };
  return download(await orExplained(exportSigning(desk, { of, part })));
}
