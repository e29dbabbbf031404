import type { LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { XLSX_TYPE } from '../surveys/answerSheet';
import { answersTemplate } from '../surveys/answersWorkbook.server';
import { ANSWERS_SHEET } from '../zh/surveys';

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'survey.record');
  return download({
    bytes: await answersTemplate(),
    fileName: `${ANSWERS_SHEET}模板.xlsx`,
    mediaType: XLSX_TYPE,
  });
}
