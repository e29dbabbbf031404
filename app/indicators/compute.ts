import { isComputed, judgedBy } from '../fund/assessment';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import type { ScoringRules } from '../fund/scoring';
import { fenOfUnit, isAmountMetric, isPeopleMetric, type CountBasis, type Metric } from '../fund/target';
import { fen } from '../money/fen';
import { formatPercent, rate } from '../money/rate';
import { formatYuan } from '../money/yuan';
import { gradeLabels } from '../zh/fund';
import { actualTexts } from '../zh/indicators';
import { coverageOf, coverageUnits, type CoverageUnit } from './coverage';
import { countedPayments, totalFen, type IndicatorFact, type YearFacts } from './facts';
import { filterKey, filtersOf, narrowed } from './filtered';
import type { Budget, Counts, Heard, IndicatorResult, SomeCounts, YearIndicators } from './indicator';
import { budgetOf } from './money';
import { countBy, countsOf, HELPED_TYPES, helpedBy, type HelpedType } from './peopleHelped';
import { heardOf, isThinSample, judgedAnswers, sampleRemark, satisfactionOf } from './satisfaction';
import {
  enteredMeasure,
  evaluateGrade,
  evaluateMeasure,
  thresholdOf,
  timelinessWord,
  type Evaluation,
  type Measure,
} from './score';
import { servedOf } from './served';
import { timedAwards, timelinessOf } from './timeliness';

/** The basis of an indicator of people that names none. */
export const USUAL_BASIS: CountBasis = 'persons';

/** The figures of a project-year, or of a part of it. */
export interface PlainFigures {
  budget: Budget;
  counts: Record<HelpedType, Counts>;
  /** Net, in fen. */
  paidFen: Record<ReliefType, number>;
  coverage: Record<ReliefType, Measure>;
  timeliness: Measure;
  satisfaction: Measure;
  heard: Heard;
  served: SomeCounts;
}

/** The figures of a project-year, each computed once whatever the indicators ask for. */
export interface Figures extends PlainFigures {
  /** Of the parts that indicators count by themselves, by `filterKey`. */
  filtered: ReadonlyMap<string, PlainFigures>;
}

/** What one row shows besides its names. */
type Result = Evaluation &
  Pick<IndicatorResult, 'actual' | 'counts' | 'numerator' | 'denominator' | 'sample'>;

/** Every row of the target tree with its figure, outcome and score as of the day of the facts. */
export function computeIndicators(facts: YearFacts): YearIndicators {
  return indicatorsOf(facts, figuresOf(facts));
}

/** The rows of a target tree by figures that are known; `yearFigures` counts them in the database. */
export function indicatorsOf(
  { asOf, project, scoring, indicators }: Pick<YearFacts, 'asOf' | 'project' | 'scoring' | 'indicators'>,
  figures: Figures,
): YearIndicators {
  const rows = indicators.map((indicator) =>
    resultRow(asJudged(indicator, { asOf, project }), { figures, rules: scoring }),
  );
  return {
    year: project.year,
    asOf,
    scoring,
    budget: figures.budget,
    rows,
    totalScoreHundredths: sum(rows.map(({ scoreHundredths }) => scoreHundredths ?? 0)),
    unscoredHundredths: sum(
      rows.map(({ scoreHundredths, weightHundredths }) => (scoreHundredths === null ? weightHundredths : 0)),
    ),
  };
}

/**
 * An indicator with the grade or value that the head had given it on a day. Once the project has ended, one given later
 * is of that end: the head judges the year when it is over.
 */
function asJudged(
  indicator: IndicatorFact,
  { asOf, project }: Pick<YearFacts, 'asOf' | 'project'>,
): IndicatorFact {
  const { assessment } = indicator;
  const counts = assessment === null || assessment.recordedOn <= asOf || asOf >= project.endOn;
  return counts || isComputed(indicator) ? indicator : { ...indicator, assessment: null };
}

/** Of whose help a metric of people counts. */
export function typeOfMetric(metric: Metric): HelpedType | null {
  return HELPED_TYPES.find((type) => metric === `people_helped.${type}`) ?? null;
}

/** The figures, from the records themselves. */
export function figuresOf(facts: YearFacts): Figures {
  const parts = filtersOf(facts.indicators).map(
    (filter) => [filterKey(filter), plainFigures(narrowed(facts, filter))] as const,
  );
  return { ...plainFigures(facts), filtered: new Map(parts) };
}

function plainFigures(facts: YearFacts): PlainFigures {
  const units = coverageUnits(facts);
  const counts = HELPED_TYPES.map((type) => [type, countsOf(helpedBy(facts, type))] as const);
  const paid = countedPayments(facts);
  const paidFen = RELIEF_TYPES.map(
    (type) => [type, totalFen(paid.filter((row) => row.type === type))] as const,
  );
  const satisfaction = satisfactionOf(judgedAnswers(facts));
  return {
    budget: budgetOf(facts),
    counts: Object.fromEntries(counts) as PlainFigures['counts'],
    paidFen: Object.fromEntries(paidFen) as PlainFigures['paidFen'],
    coverage: coverageByType(units),
    timeliness: timelinessOf(timedAwards(facts)),
    satisfaction,
    heard: heardOf(facts, satisfaction.denominator),
    served: servedOf(facts),
  };
}

function coverageByType(units: readonly CoverageUnit[]): Record<ReliefType, Measure> {
  const measures = RELIEF_TYPES.map(
    (type) => [type, coverageOf(units.filter((unit) => unit.type === type))] as const,
  );
  return Object.fromEntries(measures) as Record<ReliefType, Measure>;
}

/** Over the three types (domain definition, 应补尽补率). */
export function overallCoverage(coverage: Record<ReliefType, Measure>): Measure {
  const measures = RELIEF_TYPES.map((type) => coverage[type]);
  return {
    numerator: sum(measures.map(({ numerator }) => numerator)),
    denominator: sum(measures.map(({ denominator }) => denominator)),
  };
}

function resultRow(
  indicator: IndicatorFact,
  context: { figures: Figures; rules: ScoringRules },
): IndicatorResult {
  const { id, position, level1, level2, level3, kind, metric, countBasis, target, filter } = indicator;
  const isIndicator = level3 !== null;
  const { actual, counts, numerator, denominator, sample, outcome, scoreHundredths, remarks } = isIndicator
    ? resultOf(indicator, context)
    : NOT_AN_INDICATOR;
  return {
    id,
    position,
    level1,
    level2,
    level3,
    kind,
    metric,
    countBasis: isPeopleMetric(metric) ? (countBasis ?? USUAL_BASIS) : null,
    ...(filter ? { filter } : {}),
    target,
    actual,
    counts,
    numerator,
    denominator,
    sample,
    outcome,
    weightHundredths: isIndicator ? indicator.weightHundredths : 0,
    scoreHundredths,
    grade: isIndicator && judgedBy(indicator) === 'graded' ? (indicator.assessment?.grade ?? null) : null,
    sentence: indicator.assessment?.sentence ?? '',
    remarks,
  };
}

type Shown = Omit<Result, keyof Evaluation>;

const NO_FIGURE: Shown = {
  actual: { value: null, text: actualTexts.none },
  counts: null,
  numerator: null,
  denominator: null,
  sample: null,
};

const UNSAID: Evaluation = { outcome: 'ungraded', scoreHundredths: null, remarks: ['not_graded'] };

const NOT_AN_INDICATOR: Result = { ...NO_FIGURE, outcome: 'no_data', scoreHundredths: null, remarks: [] };

function resultOf(
  indicator: IndicatorFact,
  { figures, rules }: { figures: Figures; rules: ScoringRules },
): Result {
  const { metric, target, assessment, weightHundredths } = indicator;
  if (metric === null) return judgedResult(indicator, rules);
  const figure = figureOf(indicator, { metric, figures, rules });
  const threshold = thresholdOf({ metric, target }, rules);
  if (threshold === null) return { ...figure.shown, ...evaluateGrade(indicator, rules) };
  const measured = { measure: figure.measure, threshold, metric, weightHundredths };
  return withSample({
    ...figure.shown,
    ...evaluateMeasure({ ...measured, sentence: assessment?.sentence ?? '' }, rules),
  });
}

/** What the head says of an indicator that the product does not measure. */
function judgedResult(indicator: IndicatorFact, rules: ScoringRules): Result {
  const { target, assessment, weightHundredths } = indicator;
  const threshold = thresholdOf({ metric: null, target }, rules);
  if (threshold === null) return { ...gradedText(indicator), ...evaluateGrade(indicator, rules) };
  const value = assessment?.actualValue ?? null;
  if (value === null) return { ...NO_FIGURE, ...UNSAID };
  const { sentence } = assessment!;
  const measured = { measure: enteredMeasure(value), threshold, metric: null, weightHundredths, sentence };
  return {
    ...NO_FIGURE,
    actual: { value, text: actualTexts.entered({ value, unit: target.unit }) },
    ...evaluateMeasure(measured, rules),
  };
}

/** Says of satisfaction that nobody was heard, or too few. */
function withSample(result: Result): Result {
  const remark = result.sample && sampleRemark(result.sample);
  if (remark === null) return result;
  return { ...result, remarks: remark === 'no_surveys' ? [remark] : [remark, ...result.remarks] };
}

function figureOf(
  { countBasis, filter, target }: IndicatorFact,
  { metric, figures: all, rules }: { metric: Metric; figures: Figures; rules: ScoringRules },
): { measure: Measure; shown: Shown } {
  const figures = filter ? all.filtered.get(filterKey(filter))! : all;
  const type = typeOfMetric(metric);
  if (type) return countFigure(figures.counts[type], countBasis ?? USUAL_BASIS);
  if (metric === 'services_count') return countFigure(figures.served, countBasis ?? USUAL_BASIS);
  if (isAmountMetric(metric)) {
    const isPaid = metric === 'paid_amount';
    const amountFen = isPaid ? paidOf(figures, filter?.type ?? null) : figures.budget.receivedFen;
    return amountFigure(amountFen, target.unit);
  }
  const measure = rateMeasure(metric, { figures, type: filter?.type ?? null });
  const value = rate(measure.numerator, measure.denominator);
  const word = metric === 'timeliness' ? timelinessWord(measure, rules) : null;
  const text = actualTexts.rate({ percent: formatPercent(value), word });
  const { heard } = figures;
  const sample = metric === 'satisfaction' ? { ...heard, isThin: isThinSample(heard, rules) } : null;
  return { measure, shown: { ...measure, actual: { value, text }, counts: null, sample } };
}

function countFigure(counts: SomeCounts, basis: CountBasis): { measure: Measure; shown: Shown } {
  const count = countBy(counts, basis);
  const actual = { value: String(count), text: actualTexts.count({ count, basis }) };
  return { measure: { numerator: count, denominator: 1 }, shown: { ...NO_FIGURE, actual, counts } };
}

/** Of a type, or of all, in fen. */
function paidOf({ paidFen }: PlainFigures, type: ReliefType | null): number {
  return type === null ? sum(RELIEF_TYPES.map((one) => paidFen[one])) : paidFen[type];
}

/** An amount in the unit of its target: exact, for its unit is a power of ten of fen. */
function amountFigure(amountFen: number, unit: string | null): { measure: Measure; shown: Shown } {
  const denominator = fenOfUnit(unit);
  const isTenThousands = denominator > 100;
  const value = rate(amountFen, denominator)!.replace(/\.?0+$/, '');
  const amount = isTenThousands ? value : formatYuan(fen(amountFen));
  const actual = { value, text: actualTexts.amount({ amount, isTenThousands }) };
  return {
    measure: { numerator: amountFen, denominator },
    shown: { ...NO_FIGURE, actual, numerator: amountFen },
  };
}

function rateMeasure(
  metric: Metric,
  { figures, type }: { figures: PlainFigures; type: ReliefType | null },
): Measure {
  const { budget, coverage, timeliness, satisfaction } = figures;
  if (metric === 'budget_execution') return { numerator: budget.paidFen, denominator: budget.budgetFen };
  if (metric === 'funds_in_place') return { numerator: budget.receivedFen, denominator: budget.budgetFen };
  if (metric === 'satisfaction') return satisfaction;
  if (metric === 'timeliness') return timeliness;
  return type === null ? overallCoverage(coverage) : coverage[type];
}

function gradedText({ assessment }: IndicatorFact): Shown {
  if (!assessment?.grade) return NO_FIGURE;
  return { ...NO_FIGURE, actual: { value: null, text: gradeLabels[assessment.grade] } };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
