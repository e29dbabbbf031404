import { Decimal } from 'decimal.js';
import {
  amountUnits,
  countBasisOfNames,
  countBasisOfUnits,
  operatorWords,
  rateUnits,
  targetUnits,
  tenThousands,
  tenThousandYuan,
  weightGroupNames,
} from '../zh/targetForm';
import { metricNames } from '../zh/metricNames';
import { toPlainText } from '../plainText';

/** One row of the target tree: how its target is written, what computes it, and what it weighs. */

export const TARGET_OPERATORS = ['=', '>', '>=', '<', '<='] as const;
export type TargetOperator = (typeof TARGET_OPERATORS)[number];

/** `quantitative`: against a number, or computed by the product; `qualitative`: graded by the head. */
export const INDICATOR_KINDS = ['quantitative', 'qualitative'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];

/** Metrics that the product computes from its own records. */
export const METRICS = [
  'budget_execution',
  'funds_in_place',
  'people_helped.living',
  'people_helped.schooling',
  'people_helped.medical',
  'people_helped.all',
  'paid_amount',
  'received_amount',
  'services_count',
  'coverage',
  'timeliness',
  'satisfaction',
] as const;
export type Metric = (typeof METRICS)[number];

/** Which of the counts a target of people is compared with: people, cases of help, or families. */
export const COUNT_BASES = ['persons', 'person_times', 'families'] as const;
export type CountBasis = (typeof COUNT_BASES)[number];

/** A target as it stands on the form. `value` is plain decimal text, `90` for 90 % (the unit is `%`). */
export interface TargetValue {
  operator: TargetOperator | null;
  value: string | null;
  unit: string | null;
  text: string;
}

/** The names a row stands under. `level2` is empty when a level-1 name stands alone; `level3` null without indicator. */
export interface IndicatorNames {
  level1: string;
  level2: string;
  level3: string | null;
}

/** All weights of a tree together, in hundredths of a point. */
export const FULL_WEIGHT = 10_000;

const POINT = 100;
const PERCENT = '%';
const WEIGHT_GROUPS = ['inputs', 'outputs', 'outcomes', 'satisfaction'] as const;
type WeightGroup = (typeof WEIGHT_GROUPS)[number];

const GROUP_POINTS: Record<WeightGroup, number> = { inputs: 10, outputs: 50, outcomes: 30, satisfaction: 10 };

const OPERATOR_SYMBOLS: readonly (readonly [string, TargetOperator])[] = [
  ['>=', '>='],
  ['=>', '>='],
  ['<=', '<='],
  ['=<', '<='],
  ['\u2265', '>='],
  ['\u2267', '>='],
  ['\u2a7e', '>='],
  ['\u2264', '<='],
  ['\u2266', '<='],
  ['\u2a7d', '<='],
  ['==', '='],
  ['=', '='],
  ['>', '>'],
  ['<', '<'],
];

const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?![\d.,])/;
const FREE_UNIT = /^[^\d.,;:=<>\u3001\u3002()]{0,6}$/;

/**
 * Reads a target such as `=100%`, `>90%`, or words that say what is to be reached.
 * A text without a readable number keeps only its `text`; full-width signs are read like half-width ones.
 */
export function parseTargetValue(text: string): TargetValue {
  const words: TargetValue = { operator: null, value: null, unit: null, text: text.trim() };
  const compact = compactOf(text);
  const before = leadingOperator(compact);
  const number = NUMBER.exec(before.rest);
  if (!number) return words;

  const after = trailingOperator(before.rest.slice(number[0].length));
  if (before.operator && after.operator && before.operator !== after.operator) return words;
  if (!isUnit(after.rest, before.symbol)) return words;
  const value = plainDecimal(number[1] ?? '', number[2] ?? '');
  // 1.2万人 is 12000 people.
  const counted = tenThousands.exec(after.rest)?.[1];
  return {
    operator: before.operator ?? after.operator,
    value: counted ? inTenThousands(value) : value,
    unit: (counted ?? after.rest) || null,
    text: words.text,
  };
}

/** Whether the indicator is measured (against a number, or by the product) or graded by a person. */
export function kindOfIndicator(row: { target: TargetValue | null; metric: Metric | null }): IndicatorKind {
  const hasNumber = row.target !== null && row.target.value !== null;
  return row.metric !== null || hasNumber ? 'quantitative' : 'qualitative';
}

/** The metric an indicator means by its names, or null when the product computes none such. */
export function guessMetric({ level2, level3 }: IndicatorNames): Metric | null {
  if (level3 === null) return null;
  const name = compactOf(level3);
  const path = compactOf(level2) + name;
  const found = metricNames.find(
    ({ all, none }) =>
      all.every((pattern) => pattern.test(path)) &&
      all.some((pattern) => pattern.test(name)) &&
      !none?.test(name),
  );
  return found?.metric ?? null;
}

/** What a unit counts; null for a unit that counts neither people nor cases nor families. */
export function guessCountBasis(unit: string | null): CountBasis | null {
  if (unit === null) return null;
  return countBasisOfUnits.find(({ pattern }) => pattern.test(compactOf(unit)))?.basis ?? null;
}

/** What an indicator's name says it counts; null when the name does not say. */
export function countBasisOfName(name: string): CountBasis | null {
  return countBasisOfNames.find(({ pattern }) => pattern.test(compactOf(name)))?.basis ?? null;
}

/** Whether the metric counts people helped or served, so that it needs a count basis. */
export function isPeopleMetric(metric: Metric | null): boolean {
  return countBasesOf(metric).length > 0;
}

/** In which ways a metric of people can be counted. The log of services names people, of whom many are in no file. */
export function countBasesOf(metric: Metric | null): readonly CountBasis[] {
  if (metric === 'services_count') return ['persons', 'person_times'];
  return metric?.startsWith('people_helped.') ? COUNT_BASES : [];
}

/** Whether the metric is an amount of money, in yuan or, where its target is, in ten thousands of yuan. */
export function isAmountMetric(metric: Metric | null): boolean {
  return metric === 'paid_amount' || metric === 'received_amount';
}

/** Whether the metric is a share of something, so that its targets are percentages. */
export function isRateMetric(metric: Metric | null): boolean {
  return metric !== null && !isPeopleMetric(metric) && !isAmountMetric(metric);
}

/** A target as it is compared with a figure. */
export interface ComparedTarget {
  operator: TargetOperator;
  /** Plain decimal text. */
  value: string;
  unit: string | null;
}

/**
 * How a target is read beside what computes it: without a sign the value is to be reached, and a rate without a unit is a
 * share up to 1 (`0.9`, `1`) and a percentage above (`90`). The one rule of scoring, papers and pages; null for words.
 */
export function comparedTarget({
  metric,
  target: { operator, value, unit },
}: {
  metric: Metric | null;
  target: Pick<TargetValue, 'operator' | 'value' | 'unit'>;
}): ComparedTarget | null {
  if (value === null) return null;
  const read = { operator: operator ?? ('>=' as const), value, unit };
  if (unit !== null || !isRateMetric(metric)) return read;
  const number = new Decimal(value);
  return { ...read, value: number.lte(1) ? number.times(100).toFixed() : value, unit: PERCENT };
}

/** How many fen one of the unit is that an amount is written in; yuan where none is named. */
export function fenOfUnit(unit: string | null): number {
  return unit !== null && tenThousandYuan.test(compactOf(unit)) ? 1_000_000 : 100;
}

export type TargetFault = 'basis' | 'unreadable' | 'unit';

/**
 * Why what a metric computes cannot be compared with a target; null where it can, and where nothing is computed.
 * `basis`: the metric is not counted so, as services are not by families.
 * `unreadable`: the target has no number, so that a person's grade would stand beside a computed figure (domain
 * definition, year-end report: full points for a missed target must be impossible); timeliness has words of its own.
 * `unit`: it is in another unit than the metric is counted in (same place: people, cases and families are never mixed in
 * one row). People are in the unit of their basis, amounts in yuan or ten thousands of yuan, rates in % or ‰, and each
 * may have none.
 */
export function targetFault({
  target,
  metric,
  countBasis,
}: {
  target: Pick<TargetValue, 'value' | 'unit' | 'text'> | null;
  metric: Metric | null;
  countBasis: CountBasis | null;
}): TargetFault | null {
  if (metric === null) return null;
  if (countBasis !== null && isPeopleMetric(metric) && !countBasesOf(metric).includes(countBasis))
    return 'basis';
  if (target === null || target.value === null) {
    return metric === 'timeliness' && isWord(target?.text ?? '') ? null : 'unreadable';
  }
  return fitsUnit({ unit: target.unit, metric, countBasis }) ? null : 'unit';
}

function isWord(text: string): boolean {
  return text.trim() !== '' && !/\d/.test(compactOf(text));
}

function fitsUnit({
  unit: given,
  metric,
  countBasis,
}: {
  unit: string | null;
  metric: Metric;
  countBasis: CountBasis | null;
}): boolean {
  const unit = compactOf(given ?? '');
  if (unit === '') return true;
  if (isAmountMetric(metric)) return amountUnits.test(unit);
  if (!isPeopleMetric(metric)) return rateUnits.test(unit);
  const basis = guessCountBasis(unit);
  return (
    basis !== null && (countBasis === null ? countBasesOf(metric).includes(basis) : basis === countBasis)
  );
}

/**
 * Proposes the weight of every row with an indicator, in hundredths of a point, together exactly 10,000;
 * null for rows without indicator. Inputs 10 points, outputs 50, satisfaction 10, everything else 30
 * (a pattern of the field, to be edited by the head); the points of a group without rows go to the others in
 * proportion. Whole points are dealt inside a group, the odd ones to its first rows; only a group with more
 * rows than points is divided into hundredths.
 */
export function defaultWeights(
  rows: readonly (IndicatorNames & { metric: Metric | null })[],
): (number | null)[] {
  const groups = rows.map((row) => (row.level3 === null ? null : weightGroupOf(row)));
  const present = WEIGHT_GROUPS.filter((group) => groups.includes(group));
  const points = apportion(
    FULL_WEIGHT / POINT,
    present.map((group) => GROUP_POINTS[group]),
  );
  const dealt = present.map((group, index) =>
    dealPoints(points[index] ?? 0, groups.filter((other) => other === group).length),
  );
  return groups.map((group) => (group === null ? null : (dealt[present.indexOf(group)]?.shift() ?? 0)));
}

function weightGroupOf(row: IndicatorNames & { metric: Metric | null }): WeightGroup {
  if (row.metric === 'satisfaction') return 'satisfaction';
  if (row.metric === 'budget_execution' || row.metric === 'funds_in_place') return 'inputs';
  const level1 = compactOf(row.level1);
  return weightGroupNames.find(({ pattern }) => pattern.test(level1))?.group ?? 'outcomes';
}

function dealPoints(points: number, rowCount: number): number[] {
  const equal = Array.from({ length: rowCount }, () => 1);
  if (rowCount > points) return apportion(points * POINT, equal);
  return apportion(points, equal).map((whole) => whole * POINT);
}

/** Divides a whole number in proportion to the shares by largest remainder; ties go to the earlier share. */
function apportion(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((left, right) => left + right, 0);
  const parts = shares.map((share) => Math.floor((total * share) / sum));
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (total * share) % sum }))
    .sort((left, right) => right.remainder - left.remainder || left.index - right.index);
  const missing = total - parts.reduce((left, right) => left + right, 0);
  const favoured = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return parts.map((part, index) => (favoured.has(index) ? part + 1 : part));
}

function leadingOperator(compact: string): {
  operator: TargetOperator | null;
  symbol: boolean;
  rest: string;
} {
  for (const [symbol, operator] of OPERATOR_SYMBOLS) {
    if (compact.startsWith(symbol)) return { operator, symbol: true, rest: compact.slice(symbol.length) };
  }
  for (const [word, operator] of operatorWords.before) {
    if (compact.startsWith(word)) return { operator, symbol: false, rest: compact.slice(word.length) };
  }
  return { operator: null, symbol: false, rest: compact };
}

function trailingOperator(unitText: string): { operator: TargetOperator | null; rest: string } {
  for (const [word, operator] of operatorWords.after) {
    if (unitText.endsWith(word)) return { operator, rest: unitText.slice(0, -word.length) };
  }
  return { operator: null, rest: unitText };
}

/** After a sign such as `=` a short unknown unit is believed; otherwise it must be a known one, for a year in a phrase is no target. */
function isUnit(unit: string, afterSymbol: boolean): boolean {
  return unit === '' || targetUnits.test(unit) || (afterSymbol && FREE_UNIT.test(unit));
}

function plainDecimal(whole: string, fraction: string): string {
  const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '');
  return digits + fraction.replace(/\.?0+$/, '');
}

/** Plain decimal text times 10,000. */
function inTenThousands(value: string): string {
  const [whole = '', fraction = ''] = value.split('.');
  const moved = fraction.padEnd(4, '0');
  return plainDecimal(whole + moved.slice(0, 4), moved.length > 4 ? `.${moved.slice(4)}` : '');
}

/** A text without any blanks and with half-width signs, as names and values are matched. */
export function compactOf(text: string): string {
  return toPlainText(text).replace(/\s+/g, '');
}
