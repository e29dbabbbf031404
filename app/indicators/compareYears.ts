import { judgedBy } from '../fund/assessment';
import { actualTexts, indicatorName } from '../zh/indicators';
import { filterKey } from './filtered';
import type { IndicatorResult, Outcome, YearIndicators } from './indicator';

/** A year of a comparison, counted as of the day of `indicators`. */
export interface ComparedYear {
  indicators: YearIndicators;
  /** The last day of its project. */
  endOn: string;
}

/** One indicator in two years; null where a year's tree has none of that name. */
export interface ComparedRow {
  /** With the part that it counts, as papers print it. */
  name: string;
  /** What the right year calls it, where it calls it otherwise. */
  otherName: string | null;
  left: ComparedFigure | null;
  right: ComparedFigure | null;
}

/** `not_due`: not reached in a year that still goes on. */
export type ComparedOutcome = Outcome | 'not_due';

export type ComparedFigure = Pick<
  IndicatorResult,
  'id' | 'actual' | 'scoreHundredths' | 'weightHundredths'
> & {
  outcome: ComparedOutcome;
  targetText: string;
};

export interface ComparedTotal {
  /** null where nothing has a score. */
  scoreHundredths: number | null;
  /** The weight of what has no score. */
  unscoredHundredths: number;
}

/**
 * The indicators of two years beside each other: those that mean the same by their metric, their way of counting and the
 * part that they count, the graded ones by name.
 * Those of the left year first, in its order, then what only the right year has.
 */
export function comparedRows(left: ComparedYear, right: ComparedYear): ComparedRow[] {
  const rest = new Map(right.indicators.rows.map((row) => [row.id, row]));
  const compared = left.indicators.rows.flatMap((row): ComparedRow[] => {
    if (row.level3 === null) return [];
    const twin = [...rest.values()].find((other) => isSame(row, other));
    if (twin) rest.delete(twin.id);
    const [name, otherName] = [indicatorName(row), twin ? indicatorName(twin) : null];
    return [
      {
        name,
        otherName: otherName === name ? null : otherName,
        left: figureOf(row, left),
        right: twin ? figureOf(twin, right) : null,
      },
    ];
  });
  const others = [...rest.values()].flatMap((row): ComparedRow[] =>
    row.level3 === null
      ? []
      : [{ name: indicatorName(row), otherName: null, left: null, right: figureOf(row, right) }],
  );
  return [...compared, ...others];
}

/** The points of a year as its rows of the comparison show them. */
export function comparedTotal(year: ComparedYear): ComparedTotal {
  const figures = year.indicators.rows.flatMap((row) => (row.level3 === null ? [] : figureOf(row, year)));
  const scores = figures.flatMap(({ scoreHundredths }) => scoreHundredths ?? []);
  const unscored = figures.filter(({ scoreHundredths }) => scoreHundredths === null);
  return {
    scoreHundredths: scores.length === 0 ? null : sum(scores),
    unscoredHundredths: sum(unscored.map(({ weightHundredths }) => weightHundredths)),
  };
}

/** Whether nothing was recorded of a year: no money came in, none was awarded or paid, nobody was served or asked. */
export function isUntouched({ budget, rows }: YearIndicators): boolean {
  const { receivedFen, committedFen, paidFen } = budget;
  return [
    receivedFen,
    committedFen,
    paidFen,
    ...rows.flatMap(({ counts, sample }) => [counts?.personTimes ?? 0, sample?.answers ?? 0]),
  ].every((amount) => amount === 0);
}

/** Whether its project goes on after the day that it is counted on. */
export function isGoingOn({ indicators, endOn }: ComparedYear): boolean {
  return indicators.asOf < endOn;
}

function isSame(row: IndicatorResult, other: IndicatorResult): boolean {
  if (other.level3 === null || row.metric !== other.metric) return false;
  if (row.metric === null) return row.level3 === other.level3;
  return row.countBasis === other.countBasis && partOf(row) === partOf(other);
}

/** What an indicator counts only; nothing of one that counts all. */
function partOf({ filter }: IndicatorResult): string | null {
  return filter ? filterKey(filter) : null;
}

function figureOf(row: IndicatorResult, year: ComparedYear): ComparedFigure {
  const { id, actual, scoreHundredths, weightHundredths, target } = row;
  const figure = { id, weightHundredths, targetText: target.text };
  if (judgedBy(row) === 'computed' && isUntouched(year.indicators)) {
    return {
      ...figure,
      actual: { value: null, text: actualTexts.none },
      outcome: 'no_data',
      scoreHundredths: null,
    };
  }
  return { ...figure, actual, outcome: outcomeIn(row, year), scoreHundredths };
}

/** What is to be reached can be until the last day; a limit that is passed, and what the head has judged, stands. */
function outcomeIn(row: IndicatorResult, year: ComparedYear): ComparedOutcome {
  const { operator } = row.target;
  const isOpen = operator !== '<' && operator !== '<=' && judgedBy(row) !== 'graded';
  return row.outcome === 'missed' && isOpen && isGoingOn(year) ? 'not_due' : row.outcome;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
