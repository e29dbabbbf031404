import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { AsOfChooser } from '../indicators/AsOfChooser';
import { paths } from '../paths';
import { askedReport } from '../reports/askedReport.server';
import { MonitoringPaper } from '../reports/MonitoringPaper';
import { monitoringOf } from '../reports/monitoring.server';
import { monitoringDays } from '../reports/reportQuestion';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { LinkButton, Page, PrintButton } from '../ui';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction = () => [{ title: '绩效监控 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'report.read');
  const today = todayInChina(new Date());
  const given = new URL(request.url).searchParams.get('asOf');
  const address = { year: params.year, asOf: given };
  const { refusal, usual, ...question } = await orExplained(
    store.read((read) => askedReport(read, address, today)),
  );
  const report = await store.read((read) => monitoringOf(read, question));
  return {
    report,
    today,
    days: monitoringDays(report.year, usual),
    maySay: may(actor.roles, 'indicator.assess'),
    refusedText: refusal && refusalText(refusal),
  };
}

export default function Monitoring() {
  const { report, today, days, maySay, refusedText } = useLoaderData<typeof loader>();
  const { year, asOf } = report;
  return (
    <Page
      title={`${year} 年绩效运行监控表`}
      screenHeader
      subtitle={
        <>
          数据截至 {report.asOfText}；页面、Word 和 Excel 出自同一份计算。
          <RuleLink rule="forecast" of="预计" />
        </>
      }
      crumbs={[{ to: paths.report(year), label: `${year} 年绩效报告` }]}
      actions={
        <>
          <PrintButton />
          <LinkButton to={paths.monitoringFile(year, 'docx', asOf)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
          <LinkButton to={paths.monitoringFile(year, 'xlsx', asOf)} reloadDocument icon="download">
            导出 Excel
          </LinkButton>
        </>
      }
    >
      <AsOfChooser
        action={paths.monitoring(year)}
        asOf={asOf}
        today={today}
        days={days.map((day) => ({ day, to: paths.monitoring(year, day) }))}
        refusedText={refusedText}
      />
      <MonitoringPaper report={report} maySay={maySay} />
    </Page>
  );
}
