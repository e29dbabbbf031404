import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { businessDate, formatDate, todayInChina } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import type { Metric } from '../fund/target';
import { AsOfChooser } from '../indicators/AsOfChooser';
import { isUntouched } from '../indicators/compareYears';
import type { EvidencePart } from '../indicators/evidence';
import { formatScore, formatWeight } from '../indicators/figures';
import { IndicatorTree } from '../indicators/IndicatorTree';
import { EndedYear, UntouchedYear } from '../indicators/YearNotes';
import { yearOverview } from '../indicators/yearFigures.server';
import { paths } from '../paths';
import { reportDays, reportQuestion } from '../reports/reportQuestion';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import { together } from '../together';
import { Card, Disclosure, Figure, FigureRow, LinkButton, Money, Page, Tabs } from '../ui';
import { metricDefinition } from '../zh/indicators';
import { gradedDefinition, measuredText, totalGradesText } from '../zh/scoring';
import { refusalText } from '../zh/refusals';
import { metricLabels } from '../zh/targetForm';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.year.year} 年` : ''}绩效指标 - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'indicator.read');
  const today = todayInChina(new Date());
  const given = new URL(request.url).searchParams.get('asOf');
  const { refusal, ...question } = reportQuestion({ year: params.year, asOf: given }, today);
  return store.read(async (read) => {
    const { overview, years } = await orExplained(
      together({ overview: yearOverview(read, question), years: projectYears(read) }),
    );
    const { head, indicators } = overview;
    return {
      year: indicators,
      endOn: head.project.endOn,
      today,
      years,
      mayAssess: may(actor.roles, 'indicator.assess'),
      mayReport: may(actor.roles, 'report.read'),
      refusedText: refusal && refusalText(refusal),
    };
  });
}

export default function IndicatorsPage() {
  const {
    year: result,
    endOn,
    today,
    years,
    mayAssess,
    mayReport,
    refusedText,
  } = useLoaderData<typeof loader>();
  const { year, asOf, rows, scoring, totalScoreHundredths } = result;
  const days = reportDays({ year, endOn: businessDate(endOn) }, businessDate(today));
  return (
    <Page
      title={`${year} 年绩效指标`}
      subtitle={
        <>
          数据截至 {formatDate(businessDate(asOf))}。点击完成值，可查看它由哪些记录算出。
          <EndedYear year={year} endOn={endOn} asOf={asOf} />
          <RuleLink rule="score" of="计分" /> <RuleLink rule="timeliness-word" of="及时性" />
        </>
      }
      actions={
        <>
          {years.length > 1 ? <LinkButton to={paths.indicatorsCompare()}>年度对比</LinkButton> : null}
          <LinkButton to={paths.compliance(year, { asOf })}>合规检查</LinkButton>
          {mayReport ? <LinkButton to={paths.report(year, asOf)}>绩效报告</LinkButton> : null}
        </>
      }
    >
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({
            to: paths.indicators(one),
            label: `${one} 年`,
            current: one === year,
          }))}
        />
      ) : null}
      <AsOfChooser
        action={paths.indicators(year)}
        asOf={asOf}
        today={today}
        days={days.map((day) => ({ day, to: paths.indicators(year, day) }))}
        refusedText={refusedText}
      />
      {isUntouched(result) ? <UntouchedYear year={year} /> : null}
      <Summary />
      <Card>
        <IndicatorTree
          year={year}
          asOf={asOf}
          rows={rows}
          scoring={scoring}
          totalScoreHundredths={totalScoreHundredths}
          mayAssess={mayAssess}
        />
      </Card>
      <Definitions />
    </Page>
  );
}

function Summary() {
  const { year: result, today } = useLoaderData<typeof loader>();
  const { year, asOf, budget, totalScoreHundredths, unscoredHundredths } = result;
  const rowsOf = (metric: Metric, part: EvidencePart) => {
    const row = result.rows.find((one) => one.metric === metric);
    return row && paths.indicatorRows(year, row.id, { asOf, part });
  };
  return (
    <FigureRow>
      <Figure
        label="调整后预算（元）"
        value={<Money fen={budget.budgetFen} />}
        to={rowsOf('budget_execution', 'denominator')}
      />
      <Figure
        label="已到账（元）"
        value={<Money fen={budget.receivedFen} />}
        to={rowsOf('funds_in_place', 'numerator')}
      />
      <Figure
        label="已批待发（元）"
        value={<Money fen={budget.committedFen} />}
        // The list of awards is as of today.
        to={asOf === today ? paths.awards({ year }) : undefined}
      />
      <Figure
        label="本年度发放净额（元）"
        value={<Money fen={budget.paidFen} />}
        to={rowsOf('budget_execution', 'numerator')}
      />
      <Figure
        label="总得分"
        value={formatScore(totalScoreHundredths)}
        note={
          unscoredHundredths > 0 ? `尚有 ${formatWeight(unscoredHundredths)} 分的指标没有得分` : '满分 100'
        }
      />
    </FigureRow>
  );
}

function Definitions() {
  const { year: result } = useLoaderData<typeof loader>();
  const metrics = [...new Set(result.rows.flatMap(({ metric }) => metric ?? []))];
  return (
    <Disclosure summary="各项指标怎样计算">
      <dl className="grid gap-y-2">
        {metrics.map((metric) => (
          <div key={metric}>
            <dt className="font-medium">{metricLabels[metric]}</dt>
            <dd className="text-ink-600">{metricDefinition(metric, result.scoring)}</dd>
          </div>
        ))}
        <div>
          <dt className="font-medium">定性指标</dt>
          <dd className="text-ink-600">{gradedDefinition(result.scoring)}</dd>
        </div>
        <div>
          <dt className="font-medium">计分</dt>
          <dd className="text-ink-600">
            达到目标值得满分；没有达到的，按完成值与目标值之比得分，不会得满分。没有数据的指标不计分，也不当作
            0 分或满分。
            {measuredText(result.scoring)}
            {totalGradesText(result.scoring)}
          </dd>
        </div>
      </dl>
    </Disclosure>
  );
}
