import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Read } from '../../db/client.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { projectYears } from '../fund/fund.server';
import { fundOfYear } from '../fund/fundDetail.server';
import { yearOfAddress } from '../fund/project';
import { differingRules } from '../fund/scoring';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import {
  comparedRows,
  comparedTotal,
  isGoingOn,
  isUntouched,
  type ComparedFigure,
  type ComparedTotal,
  type ComparedYear,
} from '../indicators/compareYears';
import { formatScore, formatWeight } from '../indicators/figures';
import { OutcomeTag } from '../indicators/OutcomeTag';
import { YearBars } from '../indicators/YearBars';
import { yearOverview } from '../indicators/yearFigures.server';
import { paths } from '../paths';
import { frozenIndicators } from '../reports/frozen';
import { lastFrozen } from '../reports/sinceFrozen.server';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  EmptyState,
  FilterBar,
  Money,
  Page,
  Section,
  Table,
  TBody,
  Td,
  TextLink,
  TFoot,
  Th,
  THead,
  Tr,
} from '../ui';
import { freezeName } from '../zh/closing';
import { SCORING_LABELS, scoringValue } from '../zh/scoring';

export const meta: MetaFunction = () => [{ title: '年度对比 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'indicator.read');
  const given = new URL(request.url).searchParams;
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const years = await projectYears(read);
    const [newest, before] = years;
    const asked = (name: string, usual: number | undefined) =>
      given.get(name) ? yearOfAddress(given.get(name)) : usual;
    const left = asked('left', before);
    const right = asked('right', newest);
    if (left === undefined || right === undefined) return { years, compared: null };
    const one = await orExplained(comparedYear(read, left, today));
    const other = await orExplained(comparedYear(read, right, today));
    const money = {
      left: await fundOfYear(read, { year: left, asOf: today }),
      right: await fundOfYear(read, { year: right, asOf: today }),
    };
    const rows = comparedRows(one, other);
    return { years, compared: { left: shown(one), right: shown(other), money, rows, today } };
  });
}

interface LookedAt extends ComparedYear {
  /** Of a closed year, whose figures are those of its last frozen paper: which, and the score by the records of now. */
  frozen: { position: number; scoreNow: ComparedTotal['scoreHundredths'] } | null;
}

async function comparedYear(read: Read, year: number, asOf: BusinessDate): Promise<LookedAt> {
  const { head, indicators } = await yearOverview(read, { year, asOf });
  const { endOn } = head.project;
  const paper = await lastFrozen(read, year);
  if (!paper) return { indicators, endOn, frozen: null };
  const scoreNow = comparedTotal({ indicators, endOn }).scoreHundredths;
  return { indicators: frozenIndicators(paper), endOn, frozen: { position: paper.position, scoreNow } };
}

/** What the page says of a whole year. */
function shown(compared: LookedAt) {
  const { indicators, endOn, frozen } = compared;
  const { year, asOf, scoring } = indicators;
  return {
    ...{ year, asOf, scoring, endOn, frozen },
    isUntouched: isUntouched(indicators),
    isGoingOn: isGoingOn(compared),
    total: comparedTotal(compared),
  };
}

export default function CompareYears() {
  const { years, compared } = useLoaderData<typeof loader>();
  const crumbs = [{ to: paths.indicatorsHome, label: '绩效指标' }];
  if (!compared) {
    return (
      <Page title="年度对比" crumbs={crumbs}>
        <EmptyState title="还没有两个年度可以对比">有第二个项目年度后，可以在这里并排查看。</EmptyState>
      </Page>
    );
  }
  const { left, right, today } = compared;
  const options = years.map((year) => ({ value: String(year), label: `${year} 年` }));
  return (
    <Page
      title={`${left.year} 年与 ${right.year} 年对比`}
      subtitle={`${basisText([left, right], today)}，定义相同。`}
      crumbs={crumbs}
    >
      <div className="no-print">
        <FilterBar
          label="选择年度"
          action={paths.indicatorsCompare()}
          selects={[
            { name: 'left', label: '左边', value: String(left.year), options, allLabel: null },
            { name: 'right', label: '右边', value: String(right.year), options, allLabel: null },
          ]}
          submitLabel="对比"
        />
      </div>
      <FrozenScores />
      <OtherRules />
      <YearsNotOver />
      <MoneyTable />
      <IndicatorTable />
    </Page>
  );
}

type Side = Pick<ReturnType<typeof shown>, 'year' | 'asOf' | 'frozen' | 'total'>;

/** From what the figures of both are taken. */
function basisText([left, right]: [Side, Side], today: string): string {
  const textOf = ({ year, asOf, frozen }: Side) =>
    `${year} 年${frozen ? `的指标取自${freezeName(frozen.position)}（截至 ${asOf}）` : `按截至 ${today} 的记录计算`}`;
  if (!left.frozen && !right.frozen) return `两个年度都按截至 ${today} 的记录计算`;
  return `${textOf(left)}，${textOf(right)}，资金都截至 ${today}`;
}

/** A closed year of which the records say something else now. */
function FrozenScores() {
  const { left, right, today } = useLoaderData<typeof loader>().compared!;
  const sides = left.year === right.year ? [left] : [left, right];
  const differing = sides.filter(({ frozen, total }) => frozen && frozen.scoreNow !== total.scoreHundredths);
  if (differing.length === 0) return null;
  return (
    <Alert tone="info">
      {differing.map(({ year, frozen, total }) => (
        <p key={year}>
          {year} 年{freezeName(frozen!.position)}的总得分是 {scoreText(total.scoreHundredths)}；按截至 {today}{' '}
          的记录计算是 {scoreText(frozen!.scoreNow)}，与定稿不同。
        </p>
      ))}
    </Alert>
  );
}

function scoreText(scoreHundredths: number | null): string {
  return scoreHundredths === null ? '—' : formatScore(scoreHundredths);
}

/** Points of two years are only compared as far as they are scored alike. */
function OtherRules() {
  const { left, right } = useLoaderData<typeof loader>().compared!;
  const differing = differingRules(left.scoring, right.scoring);
  if (differing.length === 0) return null;
  return (
    <Alert tone="warning" title="两个年度的评分规则不同，得分不能直接相比">
      <ul className="list-disc pl-5">
        {differing.map((field) => (
          <li key={field}>
            {SCORING_LABELS[field]}：{left.year} 年 {scoringValue(field, left.scoring[field])}，{right.year}{' '}
            年 {scoringValue(field, right.scoring[field])}
          </li>
        ))}
      </ul>
      <p className="mt-1">
        规则在
        {[left.year, right.year].map((year, index) => (
          <span key={index}>
            {index === 0 ? '' : '和'}
            <TextLink to={paths.project(year)}>{year} 年度目标</TextLink>
          </span>
        ))}
        的「评分规则」里。
      </p>
    </Alert>
  );
}

/** Why a year has no figures yet, or misses nothing. */
function YearsNotOver() {
  const { left, right } = useLoaderData<typeof loader>().compared!;
  const sides = left.year === right.year ? [left] : [left, right];
  const sentences = sides.flatMap(({ year, endOn, isUntouched: none, isGoingOn: goesOn }) => {
    if (none) return [`${year} 年还没有到账、核定、发放和满意度记录，由记录计算的指标没有完成值，不作比较。`];
    if (!goesOn) return [];
    return [`${year} 年的项目到 ${endOn} 结束，完成值和得分是到目前为止的；还没有达到的目标写「未到期」。`];
  });
  if (sentences.length === 0) return null;
  return (
    <Alert tone="info">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Alert>
  );
}

const MONEY = [
  ['budgetFen', '预算'],
  ['receivedFen', '已到账'],
  ['committedFen', '已批待发'],
  ['paidFen', '已发放'],
  ['paidInYearFen', '其中计入本年度'],
] as const;

function MoneyTable() {
  const { left, right, money } = useLoaderData<typeof loader>().compared!;
  return (
    <Section title="资金" flush>
      <YearBars
        years={[left.year, right.year]}
        groups={MONEY.map(([key, label]) => ({ label, fen: [money.left[key], money.right[key]] }))}
      />
      <Table label="资金" dense>
        <THead>
          <Tr>
            <Th>项目（元）</Th>
            <Th numeric>{left.year} 年</Th>
            <Th numeric>{right.year} 年</Th>
            <Th numeric>增减</Th>
          </Tr>
        </THead>
        <TBody>
          {MONEY.map(([key, label]) => (
            <Tr key={key}>
              <Td header>{label}</Td>
              <Td numeric>
                <Money fen={money.left[key]} />
              </Td>
              <Td numeric>
                <Money fen={money.right[key]} />
              </Td>
              <Td numeric>
                <Money fen={money.right[key] - money.left[key]} signed />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

function IndicatorTable() {
  const { left, right, rows } = useLoaderData<typeof loader>().compared!;
  return (
    <Section title="指标" description={<RuleLink rule="score" of="计分" />} flush>
      <Table label="指标" dense>
        <THead>
          <Tr>
            <Th>指标</Th>
            {[left, right].flatMap(({ year }, index) => [
              <Th key={`target ${index}`}>{year} 年目标</Th>,
              <Th key={`actual ${index}`} numeric>
                {year} 年完成
              </Th>,
              <Th key={`score ${index}`} numeric>
                得分／分值
              </Th>,
            ])}
          </Tr>
        </THead>
        <TBody>
          {rows.map((row, index) => (
            <Tr key={index}>
              <Td header>
                {row.name}
                {row.otherName ? (
                  <div className="text-sm font-normal text-ink-500">
                    {right.year} 年：{row.otherName}
                  </div>
                ) : null}
              </Td>
              <Cells figure={row.left} />
              <Cells figure={row.right} />
            </Tr>
          ))}
        </TBody>
        <TFoot>
          <Tr>
            <Td header>总得分</Td>
            {[left, right].flatMap(({ total }, index) => [
              <Td key={`note ${index}`} colSpan={2} muted>
                <Unscored total={total} />
              </Td>,
              <Td key={`score ${index}`} numeric>
                {scoreText(total.scoreHundredths)}
              </Td>,
            ])}
          </Tr>
        </TFoot>
      </Table>
    </Section>
  );
}

function Unscored({ total: { unscoredHundredths } }: { total: ComparedTotal }) {
  return unscoredHundredths > 0 ? <>尚有 {formatWeight(unscoredHundredths)} 分的指标没有得分</> : null;
}

function Cells({ figure }: { figure: ComparedFigure | null }) {
  if (!figure) {
    return (
      <>
        <Td muted>没有这项指标</Td>
        <Td />
        <Td />
      </>
    );
  }
  return (
    <>
      <Td muted>{figure.targetText}</Td>
      <Td numeric>
        {figure.actual.text} <OutcomeTag outcome={figure.outcome} />
      </Td>
      <Td numeric>
        {scoreText(figure.scoreHundredths)}／{formatWeight(figure.weightHundredths)}
      </Td>
    </>
  );
}
