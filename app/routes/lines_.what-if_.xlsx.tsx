import type { LoaderFunctionArgs } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { XLSX } from '../exchange/familyWorkbook.server';
import { exportWhatIf } from '../exchange/whatIfExport.server';
import { whatIfQuestion } from '../families/whatIf.form';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';

/** The families that would change category, as a workbook. */
export async function loader({ request }: LoaderFunctionArgs) {
  const desk = await guard(request, 'list.export');
  const question = whatIfQuestion(new URL(request.url).searchParams, todayInChina(new Date()));
  const { supposition } = question;
  if (!supposition) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return download({ ...(await exportWhatIf(desk, { ...question, supposition })), mediaType: XLSX });
}
