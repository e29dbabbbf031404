import type { LoaderFunctionArgs } from '@remix-run/node';
import { thePaperStore } from '../families/paperStore.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { defaultTemplate } from '../reports/defaultTemplate.server';
import { DEFAULT_ID, takenTemplate } from '../reports/templates.server';
import { MEDIA_TYPES } from '../reports/yearEnd.server';
import { DEFAULT_TEMPLATE_FILE } from '../zh/reportTemplate';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.template');
  const mediaType = MEDIA_TYPES.docx;
  const id = params.templateId!;
  if (id === DEFAULT_ID)
    return download({ bytes: await defaultTemplate(), fileName: DEFAULT_TEMPLATE_FILE, mediaType });
  const { bytes, fileName } = await orExplained(takenTemplate(desk, { id, papers: thePaperStore() }));
  return download({ bytes, fileName, mediaType });
}
