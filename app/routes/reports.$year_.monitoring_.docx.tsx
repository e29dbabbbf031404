import type { LoaderFunctionArgs } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { askedReport } from '../reports/askedReport.server';
import { exportMonitoring } from '../reports/monitoring.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.read');
  const address = { year: params.year, asOf: new URL(request.url).searchParams.get('asOf') };
  const { year, asOf } = await orExplained(
    desk.store.read((read) => askedReport(read, address, todayInChina(new Date()))),
  );
  return download(await orExplained(exportMonitoring(desk, { year, asOf, kind: 'docx' })));
}
