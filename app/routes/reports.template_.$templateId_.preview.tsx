import type { LoaderFunctionArgs } from '@remix-run/node';
import { thePaperStore } from '../families/paperStore.server';
import { yearOfAddress } from '../fund/project';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { previewTemplate } from '../reports/templatePreview.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.template');
  const year = yearOfAddress(new URL(request.url).searchParams.get('year'));
  const asked = { id: params.templateId!, year, papers: thePaperStore() };
  return download(await orExplained(previewTemplate(desk, asked)));
}
