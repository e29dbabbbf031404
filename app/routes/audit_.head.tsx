import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportAuditHead } from '../audit/auditHead.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';

export async function loader({ request }: LoaderFunctionArgs) {
  const desk = await guard(request, 'audit.read');
  return download(await exportAuditHead(desk));
}
