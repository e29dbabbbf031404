import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportNotice } from '../families/familyPapers.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.read');
  return download(await orExplained(exportNotice(desk, { id: params.noticeId! })));
}
