import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { reportQuestion } from '../reports/reportQuestion';
import { exportYearEnd } from '../reports/yearEnd.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.read');
  const given = new URL(request.url).searchParams.get('asOf');
  const { year, asOf, refusal } = reportQuestion(
    { year: params.year, asOf: given },
    todayInChina(new Date()),
  );
  if (refusal) throw redirect(paths.report(year, given ?? undefined));
  return download(await orExplained(exportYearEnd(desk, { year, asOf, kind: 'docx' })));
}
