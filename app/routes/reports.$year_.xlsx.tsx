import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { askedReport } from '../reports/askedReport.server';
import { exportYearEnd } from '../reports/yearEnd.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.read');
  const given = new URL(request.url).searchParams.get('asOf');
  const address = { year: params.year, asOf: given };
  const { year, asOf, refusal } = await orExplained(
    desk.store.read((read) => askedReport(read, address, todayInChina(new Date()))),
  );
  if (refusal) throw redirect(paths.report(year, given ?? undefined));
  return download(await orExplained(exportYearEnd(desk, { year, asOf, kind: 'xlsx' })));
}
