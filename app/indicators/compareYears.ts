import { filterKey } from './filtered';
import type { IndicatorResult, YearIndicators } from './indicator';

/** One indicator in two years; null where a year's tree has none of that name. */
export interface ComparedRow {
  name: string;
  left: ComparedFigure | null;
  right: ComparedFigure | null;
}

export type ComparedFigure = Pick<
  IndicatorResult,
  'id' | 'actual' | 'outcome' | 'scoreHundredths' | 'weightHundredths'
> & { targetText: string };

/**
 * The indicators of two years beside each other: those that mean the same by their metric, their way of counting and the
 * part that they count, the graded ones by name.
 * Those of the left year first, in its order, then what only the right year has.
 */
export function comparedRows(left: YearIndicators, right: YearIndicators): ComparedRow[] {
  const rest = new Map(right.rows.map((row) => [row.id, row]));
  const compared = left.rows.flatMap((row): ComparedRow[] => {
    if (row.level3 === null) return [];
    const twin = [...rest.values()].find((other) => isSame(row, other));
    if (twin) rest.delete(twin.id);
    return [{ name: row.level3, left: figureOf(row), right: twin ? figureOf(twin) : null }];
  });
  const others = [...rest.values()].flatMap((row): ComparedRow[] =>
    row.level3 === null ? [] : [{ name: row.level3, left: null, right: figureOf(row) }],
  );
  return [...compared, ...others];
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

function figureOf({ id, actual, outcome, scoreHundredths, weightHundredths, target }: IndicatorResult) {
  return { id, actual, outcome, scoreHundredths, weightHundredths, targetText: target.text };
}
