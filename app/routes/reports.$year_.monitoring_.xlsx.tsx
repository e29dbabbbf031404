import type { LoaderFunctionArgs } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { exportMonitoring } from '../reports/monitoring.server';
import { reportQuestion } from '../reports/reportQuestion';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'report.read');
  const asOf = new URL(request.url).searchParams.get('asOf');
  const { refusal: _, ...question } = reportQuestion({ year: params.year, asOf }, todayInChina(new Date()));
  return download(await orExplained(exportMonitoring(desk, { ...question, kind: 'xlsx' })));
}
