import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate, formatDate, todayInChina } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { guard } from '../http/guard.server';
import { orNotFound } from '../http/submit.server';
import { paths } from '../paths';
import { OpenPoints } from '../reports/OpenPoints';
import { reportDays, reportQuestion } from '../reports/reportQuestion';
import { yearEndOf } from '../reports/yearEnd.server';
import { YearEndPaper } from '../reports/YearEndPaper';
import { may } from '../staff/permission';
import { Alert, FilterBar, LinkButton, Page, PrintButton, Tabs } from '../ui';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? data.report.fileName : '绩效报告 - 困难职工帮扶' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'report.read');
  const today = todayInChina(new Date());
  const given = new URL(request.url).searchParams.get('asOf');
  const { refusal, ...question } = reportQuestion({ year: params.year, asOf: given }, today);
  const report = await orNotFound(store.read((read) => yearEndOf(read, question)));
  return {
    report,
    today,
    years: await store.read(projectYears),
    mayAssess: may(actor.roles, 'indicator.assess'),
    refusedText: refusal && refusalText(refusal),
  };
}

export default function ReportPage() {
  const { report, today, years, mayAssess, refusedText } = useLoaderData<typeof loader>();
  const { year, asOf } = report;
  const days = reportDays({ year, endOn: businessDate(report.endOn) }, today);
  return (
    <Page
      title={`${year} 年绩效自评表`}
      screenHeader
      subtitle={`数据截至 ${report.asOfText}；页面、Word 和 Excel 出自同一份计算。`}
      actions={
        <>
          <PrintButton />
          <LinkButton to={paths.reportDocx(year, asOf)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
          <LinkButton to={paths.reportXlsx(year, asOf)} reloadDocument icon="download">
            导出 Excel
          </LinkButton>
        </>
      }
    >
      {refusedText ? (
        <Alert tone="danger" title="截至日期没有采用" live>
          {refusedText}
        </Alert>
      ) : null}
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({ to: paths.report(one), label: `${one} 年`, current: one === year }))}
        />
      ) : null}
      <div className="no-print flex flex-wrap items-end gap-x-3 gap-y-2">
        <FilterBar
          action={paths.report(year)}
          dates={[{ name: 'asOf', label: '数据截至', value: asOf }]}
          submitLabel="重新计算"
        />
        <nav aria-label="常用截至日期" className="flex flex-wrap gap-1">
          {days.map((day) => (
            <LinkButton
              key={day}
              to={paths.report(year, day)}
              tone={day === asOf ? 'plain' : 'quiet'}
              aria-current={day === asOf ? 'date' : undefined}
            >
              {day === today ? '今天' : formatDate(day)}
            </LinkButton>
          ))}
        </nav>
      </div>
      <OpenPoints report={report} mayAssess={mayAssess} />
      <YearEndPaper report={report} />
    </Page>
  );
}
