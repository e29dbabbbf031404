import type { IndicatorNames } from './target';

/** How many rows the cell of each level runs over; 0 where the cell above covers the row. */
export interface TreeSpan {
  level1: number;
  level2: number;
}

/** The spans of the first two columns of a tree, as the form prints it: a name once for the rows that follow it. */
export function treeSpans(rows: readonly IndicatorNames[]): TreeSpan[] {
  const startsLevel1 = (index: number) => index === 0 || rows[index - 1]?.level1 !== rows[index]?.level1;
  const startsLevel2 = (index: number) =>
    startsLevel1(index) || rows[index - 1]?.level2 !== rows[index]?.level2;
  return rows.map((_, index) => ({
    level1: spanFrom(rows.length, index, startsLevel1),
    level2: spanFrom(rows.length, index, startsLevel2),
  }));
}

function spanFrom(count: number, index: number, starts: (index: number) => boolean): number {
  if (!starts(index)) return 0;
  let end = index + 1;
  while (end < count && !starts(end)) end += 1;
  return end - index;
}
