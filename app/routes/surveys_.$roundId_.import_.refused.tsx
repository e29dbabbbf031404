import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { XLSX_TYPE } from '../surveys/answerSheet';
import { refusedAnswersWorkbook } from '../surveys/answersWorkbook.server';
import { RefusedRowsForm } from '../surveys/survey.form';
import { ANSWERS_SHEET } from '../zh/surveys';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'survey.record');
  return redirect(paths.surveyImport(params.roundId!));
}

/**
 * The refused rows travel with the page that shows them and are kept nowhere. What no page of ours sent leads back to
 * the import: there is no field here that could say what is wrong.
 */
export async function action({ request, params }: ActionFunctionArgs) {
  await guard(request, 'survey.record');
  const answer = await submit(request, RefusedRowsForm, async ({ rows }) =>
    download({
      bytes: await refusedAnswersWorkbook(rows),
      fileName: `${ANSWERS_SHEET}退回的行.xlsx`,
      mediaType: XLSX_TYPE,
    }),
  );
  return answer instanceof Response ? answer : redirect(paths.surveyImport(params.roundId!));
}
