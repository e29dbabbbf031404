import type { LoaderFunctionArgs } from '@remix-run/node';
import { familyPaperKindOf } from '../families/familyPaperKind';
import { exportFamilyPaper } from '../families/familyPapers.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.read');
  const kind = familyPaperKindOf(params.paper);
  if (!kind) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return download(await orExplained(exportFamilyPaper(desk, { id: params.familyId!, kind })));
}
