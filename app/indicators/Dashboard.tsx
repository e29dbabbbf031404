import type { ReactNode } from 'react';
import { PlanChart } from '../fund/FundCharts';
import { OfTheYear } from '../fund/OfTheYear';
import type { ReliefType } from '../fund/project';
import { shareOf, type ScoringRules } from '../fund/scoring';
import type { Metric } from '../fund/target';
import { compareRatio, formatPercent, rate } from '../money/rate';
import { paths } from '../paths';
import type { WaitingCampaign } from '../relief/campaignQueries.server';
import { RuleLink } from '../rules/RuleLink';
import { Figure, FigureRow, Money, MoneyText, Progress, Section, Stack, Tag, TextLink } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import type { Changes, Grown, OutputGap } from './dashboard';
import { formatScore, wholeText } from './figures';
import type { LateRecords, LateRow } from './lateRecords.server';
import { OutputGaps } from './OutputGaps';

interface Month {
  month: string;
  plannedUntilFen: number;
  paidUntilFen: number | null;
  expectedUntilFen: number;
}

export interface DashboardView {
  year: number;
  asOf: string;
  endOn: string;
  weekAgo: string;
  money: Record<
    'budgetFen' | 'receivedFen' | 'committedFen' | 'paidFen' | 'availableFen' | 'paidInYearFen',
    number
  >;
  grown: Grown;
  now: {
    scoring: Pick<ScoringRules, 'timely'>;
    totalScoreHundredths: number;
    rows: { id: string; metric: Metric | null }[];
  };
  changes: Changes;
  late: LateRecords;
  outlook: { months: Month[]; plannedToDateFen: number; paidFen: number; projectedFen: number };
  forecast: { totalScoreHundredths: number };
  gaps: OutputGap[];
  coverage: {
    numerator: number;
    denominator: number;
    byType: { type: ReliefType; unpaid: number }[];
  };
  timeliness: { numerator: number; denominator: number };
  campaigns: (Omit<WaitingCampaign, 'askedFen'> & { askedFen: number })[];
}

/** On the first screen, with the other things that wait. */
const MOST_CAMPAIGNS = 3;
const FEW_OUTPUTS = 3;

/** The year at one look: the money, its curve, the outputs, the people who wait, and what became different. */
export function Dashboard({ view, tasks }: { view: DashboardView; tasks: ReactNode }) {
  return (
    <Stack gap="small">
      <MoneyRow view={view} />
      <div className="grid grid-cols-1 items-start gap-2 lg:grid-cols-3 [&>*]:min-w-0">
        <Stack gap="small">
          <Curve view={view} />
          <Week view={view} />
        </Stack>
        <Outputs view={view} />
        <Stack gap="small">
          <Waiting view={view} />
          {tasks}
        </Stack>
      </div>
    </Stack>
  );
}

function MoneyRow({ view }: { view: DashboardView }) {
  const { year, money, grown } = view;
  const { budgetFen, receivedFen, committedFen, paidFen, availableFen } = money;
  return (
    <FigureRow>
      <Figure label="预算（元）" value={<Money fen={budgetFen} />} to={paths.fund(year)} />
      <Figure
        label="已到账（元）"
        value={<Money fen={receivedFen} />}
        note={<GrownText fen={grown.receivedFen} />}
        to={paths.fund(year)}
      />
      <Figure
        label="已批待发（元）"
        value={<Money fen={committedFen} />}
        note={<GrownText fen={grown.committedFen} />}
        to={paths.awards({ year })}
      />
      <Figure
        label="已发放（元）"
        value={<Money fen={paidFen} />}
        note={
          <>
            <GrownText fen={grown.paidFen} /> <OfTheYear fund={money} isBrief />
          </>
        }
        to={paths.payments({ year })}
      />
      <Figure
        label="可用预算（元）"
        value={<Money fen={availableFen} />}
        tone={availableFen < 0 ? 'danger' : 'neutral'}
        note={<RuleLink rule="budget" of="资金限制" />}
        to={paths.fund(year)}
      />
    </FigureRow>
  );
}

/** What happened to a sum within the week, by the dates of its records, whenever they were entered. */
function GrownText({ fen }: { fen: number }) {
  if (fen === 0) return <>近 7 天没有发生</>;
  return (
    <>
      近 7 天发生 {fen > 0 ? '+' : '−'}
      <MoneyText fen={Math.abs(fen)} />
    </>
  );
}

function Curve({ view: { year, asOf, money, outlook } }: { view: DashboardView }) {
  return (
    <Section title="计划与实际" flush actions={<TextLink to={paths.fund(year, asOf)}>执行与预测</TextLink>}>
      <PlanChart
        months={outlook.months}
        budgetFen={money.budgetFen}
        textSize={18}
        figuresAt="逐月数字点右上角。"
      />
      <p className="px-4 pb-2 text-sm">
        已过月份计划 <MoneyText fen={outlook.plannedToDateFen} />
        ，本年度已发放 <MoneyText fen={outlook.paidFen} />
        ，预计全年 <MoneyText fen={outlook.projectedFen} />。<RuleLink rule="forecast" of="预计" />
      </p>
    </Section>
  );
}

function Outputs({ view }: { view: DashboardView }) {
  const { year, asOf, now, gaps, coverage, timeliness, forecast } = view;
  return (
    <Section
      title="目标完成情况"
      description={
        <>
          预计年终得分 {formatScore(forecast.totalScoreHundredths)}，目前{' '}
          {formatScore(now.totalScoreHundredths)} <RuleLink rule="score" of="计分" />
        </>
      }
      actions={<TextLink to={paths.indicators(year)}>全部指标</TextLink>}
    >
      <Stack gap={gaps.length > FEW_OUTPUTS ? 'small' : 'normal'}>
        <OutputGaps year={year} asOf={asOf} gaps={gaps} />
        <div>
          <Rate label="应补尽补率" measure={coverage} met="1" />
          <p className="mt-0.5 flex flex-wrap gap-x-3 text-sm">
            {coverage.byType
              .filter(({ unpaid }) => unpaid > 0)
              .map(({ type, unpaid }) => (
                <TextLink key={type} to={paths.due(year, { type })}>
                  {reliefTypeLabels[type]}未补 {wholeText(unpaid)} 人
                </TextLink>
              ))}
            {coverage.denominator > 0 && coverage.denominator === coverage.numerator
              ? '应补的人都已补助。'
              : null}
            <RuleLink rule="coverage" of="应补尽补率" />
          </p>
        </div>
        <div>
          <Rate label="发放及时率" measure={timeliness} met={shareOf(now.scoring.timely)} />
          <p className="mt-0.5 text-sm">
            <Untimely view={view} /> <RuleLink rule="timeliness" of="及时率" />
          </p>
        </div>
      </Stack>
    </Section>
  );
}

/** How many awards were not paid in time; they open where the target tree has the indicator that lists them. */
function Untimely({ view: { year, asOf, now, timeliness } }: { view: DashboardView }) {
  const late = timeliness.denominator - timeliness.numerator;
  if (late === 0) return '没有不及时的核定。';
  const text = `不及时 ${wholeText(late)} 笔`;
  const row = now.rows.find(({ metric }) => metric === 'timeliness');
  if (!row) return text;
  return (
    <TextLink to={paths.indicatorRows(year, row.id, { asOf, part: 'denominator' })}>
      {text}，查看名单
    </TextLink>
  );
}

function Rate({
  label,
  measure: { numerator, denominator },
  met,
}: {
  label: string;
  measure: { numerator: number; denominator: number };
  met: string;
}) {
  const value = rate(numerator, denominator);
  const order = compareRatio(numerator, denominator, met);
  return (
    <Progress
      label={label}
      valueText={
        value === null
          ? '还没有可算的记录'
          : `${formatPercent(value)}（${wholeText(numerator)} ÷ ${wholeText(denominator)}）`
      }
      ratio={Number(value ?? 0)}
      tone={order === null || order >= 0 ? 'success' : 'warning'}
    />
  );
}

/** The activities that wait for the one who looks: above everything else that is to be done. */
function Waiting({ view: { campaigns } }: { view: DashboardView }) {
  if (campaigns.length === 0) return null;
  const others = campaigns.length - MOST_CAMPAIGNS;
  return (
    <Section title="待决定的活动">
      <ul className="grid gap-1.5 text-sm">
        {campaigns.slice(0, MOST_CAMPAIGNS).map(({ id, name, applications, askedFen }) => (
          <li key={id}>
            <TextLink to={paths.campaign(id)}>{name}</TextLink>：{wholeText(applications)} 件，
            <MoneyText fen={askedFen} />。<TextLink to={paths.campaignWhatIf(id)}>如果批准会怎样</TextLink>
          </li>
        ))}
      </ul>
      {others > 0 ? (
        <p className="mt-1.5 text-sm">
          <TextLink to={paths.campaigns}>另有 {others} 个待决定的活动</TextLink>
        </p>
      ) : null}
    </Section>
  );
}

function Week({ view: { year, asOf, weekAgo, changes, late } }: { view: DashboardView }) {
  return (
    <Section title="近 7 天的变化" description={`${weekAgo} → ${asOf}，按业务日期比较`}>
      {changes.rows.length === 0 ? (
        <p className="text-sm text-ink-600">指标没有变化。</p>
      ) : (
        <ul className="grid gap-1 text-sm">
          {changes.rows.map(({ id, name, before, now }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-3">
              <TextLink to={paths.indicator(year, id, asOf)}>{name}</TextLink>
              <span className="tabular-nums">
                {before} → {now}
              </span>
            </li>
          ))}
          <li className="flex justify-between">
            <span>总得分</span>
            <Tag tone={changes.scoreHundredths < 0 ? 'warning' : 'info'}>
              {changes.scoreHundredths < 0 ? '−' : '+'}
              {formatScore(Math.abs(changes.scoreHundredths))}
            </Tag>
          </li>
        </ul>
      )}
      {isAnyLate(late) ? <Late year={year} late={late} /> : null}
    </Section>
  );
}

function isAnyLate({ rows, isCut }: LateRecords): boolean {
  return rows.length > 0 || isCut;
}

/** What a comparison by dates cannot show: it came in within the week and is dated before it. */
function Late({ year, late }: { year: number; late: LateRecords }) {
  return (
    <div className="mt-1 text-sm">
      <p className="text-ink-600">近 7 天补登、日期更早的，两边都已计入：</p>
      <ul className="flex flex-wrap gap-x-4">
        {late.rows.map((row) => (
          <li key={row.kind}>
            <TextLink to={latePath(year, row)}>
              {LATE_LABELS[row.kind]} {wholeText(row.count)} {row.kind === 'answer' ? '份' : '笔'}
            </TextLink>{' '}
            {row.amountFen === null ? null : <Money fen={row.amountFen} signed />}
          </li>
        ))}
      </ul>
      {late.isCut ? <p className="text-ink-600">近 7 天登记的发放或核定很多，只看了最近的一部分。</p> : null}
    </div>
  );
}

const LATE_LABELS: Record<LateRow['kind'], string> = {
  ...PAYMENT_KIND_LABELS,
  award: '核定',
  receipt: '到账和冲减',
  adjustment: '预算调整',
  answer: '满意度评价',
};

function latePath(year: number, { kind }: LateRow): string {
  if (kind === 'receipt' || kind === 'adjustment') return paths.fund(year);
  if (kind === 'award') return paths.awards({ year, view: 'all' });
  return kind === 'answer' ? paths.surveys(year) : paths.payments({ year, kind });
}
