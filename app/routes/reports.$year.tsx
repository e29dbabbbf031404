import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate, todayInChina } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { AsOfChooser } from '../indicators/AsOfChooser';
import { paths } from '../paths';
import { askedReport } from '../reports/askedReport.server';
import { FreezeNotice } from '../reports/FreezeNotice';
import { freezesOf } from '../reports/freezes.server';
import { OpenPoints } from '../reports/OpenPoints';
import { reportDays } from '../reports/reportQuestion';
import { yearEndOf } from '../reports/yearEnd.server';
import { YearEndPaper } from '../reports/YearEndPaper';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { LinkButton, Page, PrintButton, Tabs } from '../ui';
import { freezeName } from '../zh/closing';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? data.report.fileName : '绩效报告 - 困难职工帮扶' },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'report.read');
  const today = todayInChina(new Date());
  const given = new URL(request.url).searchParams.get('asOf');
  const address = { year: params.year, asOf: given };
  const { refusal, ...question } = await orExplained(store.read((read) => askedReport(read, address, today)));
  const report = await store.read((read) => yearEndOf(read, question));
  return {
    report,
    today,
    years: await store.read(projectYears),
    freezes: await store.read((read) => freezesOf(read, report.year)),
    mayAssess: may(actor.roles, 'indicator.assess'),
    mayClose: may(actor.roles, 'report.close'),
    mayArchive: may(actor.roles, 'report.archive'),
    refusedText: refusal && refusalText(refusal),
  };
}

export default function ReportPage() {
  const { report, today, years, freezes, mayAssess, mayClose, mayArchive, refusedText } =
    useLoaderData<typeof loader>();
  const { year, asOf } = report;
  const days = reportDays({ year, endOn: businessDate(report.endOn) }, today);
  return (
    <Page
      title={`${year} 年绩效自评表`}
      screenHeader
      subtitle={
        <>
          数据截至 {report.asOfText}
          {asOf === report.endOn ? '（项目最后一天）' : ''}；页面、Word 和 Excel 出自同一份计算。
          <RuleLink rule="score" of="计分" /> <RuleLink rule="grades" of="评级" />
        </>
      }
      actions={
        <>
          <PrintButton />
          <LinkButton to={paths.monitoring(year, asOf)}>监控表</LinkButton>
          <LinkButton to={paths.reportNarrative(year)}>自评报告</LinkButton>
          {mayArchive ? <LinkButton to={paths.reportArchive(year)}>审计资料包</LinkButton> : null}
          {mayClose ? (
            <LinkButton to={paths.reportClose(year)}>{freezeName(freezes.length)}</LinkButton>
          ) : null}
          {mayClose && freezes.length === 0 ? (
            <LinkButton to={paths.reportLayout(year)}>报告格式</LinkButton>
          ) : null}
          <LinkButton to={paths.reportDocx(year, asOf)} reloadDocument icon="download">
            导出 Word
          </LinkButton>
          <LinkButton to={paths.reportXlsx(year, asOf)} reloadDocument icon="download">
            导出 Excel
          </LinkButton>
        </>
      }
    >
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({ to: paths.report(one), label: `${one} 年`, current: one === year }))}
        />
      ) : null}
      <AsOfChooser
        action={paths.report(year)}
        asOf={asOf}
        today={today}
        days={days.map((day) => ({ day, to: paths.report(year, day) }))}
        refusedText={refusedText}
      />
      <FreezeNotice year={year} freezes={freezes}>
        下面是按现在的数据算出的自评表；与定稿不同之处，在定稿页逐项列出。
      </FreezeNotice>
      <OpenPoints report={report} mayAssess={mayAssess} />
      <YearEndPaper report={report} />
    </Page>
  );
}
