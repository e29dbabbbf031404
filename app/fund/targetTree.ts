import { tableWords } from '../zh/targetForm';
import {
  compactOf,
  countBasisOfName,
  defaultWeights,
  targetFault,
  FULL_WEIGHT,
  guessCountBasis,
  guessMetric,
  isPeopleMetric,
  kindOfIndicator,
  parseTargetValue,
} from './target';
import { filterOfName, uncountedParts } from './namedPart';
import type { CountBasis, IndicatorNames, TargetValue } from './target';
import type { Doubt, TargetRow } from './targetForm';

/** Where the header of the indicator table stands; all numbers count from 0. */
export interface IndicatorColumns {
  row: number;
  level1: number;
  level2: number;
  level3: number;
  target: number;
  weight: number | null;
}

/** `endRow` is the first line after the table, counted from 0. */
export interface TreeReading {
  rows: TargetRow[];
  doubts: Doubt[];
  endRow: number;
}

interface TreeLine extends IndicatorNames {
  line: number;
  targetText: string;
  weightText: string;
}

/** Finds the line that heads the three levels and the target; null when there is none. */
export function findIndicatorColumns(grid: readonly (readonly string[])[]): IndicatorColumns | null {
  for (const [row, cells] of grid.entries()) {
    const columns = columnsOf(cells);
    if (columns) return { row, ...columns };
  }
  return null;
}

/**
 * Reads the tree below its header: blank level-1 and level-2 cells repeat the ones above; a level-2 name without
 * indicator stays as a row of its own.
 */
export function readTree(grid: readonly (readonly string[])[], columns: IndicatorColumns): TreeReading {
  const { lines, doubts, endRow } = readLines(grid, columns);
  const named = withoutRepeatedNames(lines);
  const rows = named.map((line, index) => rowOf(line, index + 1));
  doubts.push(...named.flatMap((line, index) => doubtsOfRow(line, rows[index])));
  doubts.push(...repetitionsIn(named, rows), ...doubtsOfLevel1(named));

  const weights = readWeights(named);
  const proposed = weights.values ?? defaultWeights(rows);
  const hasIndicator = rows.some((row) => row.level3 !== null);
  if (hasIndicator && weights.doubt) doubts.push(weights.doubt);
  return { rows: rows.map((row, index) => ({ ...row, weight: proposed[index] ?? null })), doubts, endRow };
}

function columnsOf(cells: readonly string[]): Omit<IndicatorColumns, 'row'> | null {
  const words = tableWords.indicators;
  const at = (pattern: RegExp) => cells.findIndex((cell) => pattern.test(compactOf(cell)));
  const [level1, level2, level3] = [at(words.level1), at(words.level2), at(words.level3)];
  if (level1 < 0 || level2 < 0 || level3 < 0) return null;
  const target = cells.findIndex((cell, column) => column > level3 && words.target.test(compactOf(cell)));
  if (target < 0) return null;
  const weight = at(words.weight);
  return { level1, level2, level3, target, weight: weight < 0 ? null : weight };
}

function readLines(grid: readonly (readonly string[])[], columns: IndicatorColumns) {
  const lines: TreeLine[] = [];
  const doubts: Doubt[] = [];
  let level1 = '';
  let level2 = '';
  let line = columns.row + 1;
  for (; line < grid.length; line += 1) {
    const cells = grid[line] ?? [];
    if (cells.every((cell) => cell === '') || columnsOf(cells)) continue;
    if (isFooter(cells, columns)) break;

    const own1 = nameAt(cells, columns.level1);
    const own2 = nameAt(cells, columns.level2);
    if (own1 !== '' && own1 !== level1) level2 = '';
    level1 = own1 || level1;
    level2 = own2 || level2;
    const level3 = nameAt(cells, columns.level3) || null;
    const targetText = cells[columns.target] ?? '';
    if (level3 === null && targetText !== '') {
      doubts.push({ code: 'target_without_indicator', row: line + 1, data: { text: targetText } });
    }
    if (level3 === null && own1 === '' && own2 === '') continue;
    const weightText = columns.weight === null ? '' : (cells[columns.weight] ?? '');
    lines.push({ line, level1, level2, level3, targetText, weightText });
  }
  return { lines, doubts, endRow: line };
}

function isFooter(cells: readonly string[], columns: IndicatorColumns): boolean {
  const first = compactOf(cells.find((cell) => cell !== '') ?? '');
  return tableWords.footer.test(first) && (cells[columns.level3] ?? '') === '';
}

/** A name broken over two lines inside its cell is one name. */
function nameAt(cells: readonly string[], column: number): string {
  return (cells[column] ?? '').replaceAll('\n', '').trim();
}

/** Drops the bare line of a level-1 or level-2 name that other lines say more about, or repeat. */
function withoutRepeatedNames(lines: readonly TreeLine[]): TreeLine[] {
  const withIndicator = new Set(lines.filter(({ level3 }) => level3 !== null).map(branchOf));
  const withLevel2 = new Set(
    lines.filter(({ level2, level3 }) => level2 || level3).map(({ level1 }) => level1),
  );
  const seen = new Set<string>();
  return lines.filter((line) => {
    if (line.level3 !== null) return true;
    if (line.level2 === '' && withLevel2.has(line.level1)) return false;
    return !withIndicator.has(branchOf(line)) && !isSecond(seen, branchOf(line));
  });
}

function branchOf({ level1, level2 }: TreeLine): string {
  return JSON.stringify([level1, level2]);
}

function rowOf({ level1, level2, level3, targetText }: TreeLine, position: number): TargetRow {
  if (level3 === null) {
    const nothing = { target: null, kind: null, metric: null, countBasis: null, weight: null };
    return { position, level1, level2, level3, ...nothing };
  }
  const target = targetText === '' ? null : parseTargetValue(targetText);
  const meant = guessMetric({ level1, level2, level3 });
  const basis = isPeopleMetric(meant) ? countBasisOf(level3, target) : null;
  // A target in words or in another unit cannot be compared with what the product computes under that name.
  const metric = targetFault({ target, metric: meant, countBasis: basis }) === null ? meant : null;
  const countBasis = metric && basis;
  const kind = kindOfIndicator({ target, metric });
  const filter = filterOfName(level3, metric);
  return {
    ...{ position, level1, level2, level3, target, kind, metric, countBasis, weight: null },
    ...(filter ? { filter } : {}),
  };
}

function countBasisOf(level3: string, target: TargetValue | null): CountBasis | null {
  return guessCountBasis(target?.unit ?? null) ?? countBasisOfName(level3);
}

function doubtsOfRow({ line }: TreeLine, row: TargetRow | undefined): Doubt[] {
  if (!row || row.level3 === null) return [];
  const at = { row: line + 1 };
  const indicator = row.level3;
  const doubts: Doubt[] = [];
  if (row.level2 === '') doubts.push({ code: 'indicator_without_level2', ...at, data: { indicator } });
  if (row.target === null) return [...doubts, { code: 'target_missing', ...at, data: { indicator } }];

  const { text, value, operator, unit } = row.target;
  const isNumber = value !== null;
  if (!isNumber && /\d/.test(compactOf(text))) {
    doubts.push({ code: 'target_not_understood', ...at, data: { indicator, text } });
  }
  if (isNumber && operator === null) {
    doubts.push({ code: 'target_without_operator', ...at, data: { indicator, text } });
  }
  if (isNumber && row.metric === null) {
    doubts.push({ code: 'metric_not_recognised', ...at, data: { indicator } });
  }
  if (isPeopleMetric(row.metric) && row.countBasis === null) {
    doubts.push({ code: 'count_basis_unknown', ...at, data: { indicator, text } });
  }
  const named = isPeopleMetric(row.metric) ? countBasisOfName(indicator) : null;
  if (unit !== null && named !== null && row.countBasis !== named) {
    doubts.push({ code: 'count_basis_mixed', ...at, data: { indicator, unit } });
  }
  const parts = uncountedParts(indicator, row);
  if (parts.length > 0) doubts.push({ code: 'part_not_counted', ...at, data: { indicator, parts } });
  return doubts;
}

function repetitionsIn(lines: readonly TreeLine[], rows: readonly TargetRow[]): Doubt[] {
  const seenNames = new Set<string>();
  const seenMetrics = new Set<string>();
  return rows.flatMap((row, index): Doubt[] => {
    if (row.level3 === null) return [];
    const { level2, level3: indicator, metric, countBasis, filter } = row;
    const at = { row: (lines[index]?.line ?? 0) + 1 };
    if (isSecond(seenNames, JSON.stringify([row.level1, level2, indicator]))) {
      return [{ code: 'indicator_repeated', ...at, data: { indicator, level2 } }];
    }
    if (metric !== null && isSecond(seenMetrics, JSON.stringify([metric, countBasis, filter ?? null]))) {
      return [{ code: 'metric_repeated', ...at, data: { indicator, metric } }];
    }
    return [];
  });
}

function isSecond(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}

/** A line whose leading blanks got lost shows as a strange level-1 name, or as one without any indicator. */
function doubtsOfLevel1(lines: readonly TreeLine[]): Doubt[] {
  const filled = new Set(lines.filter((line) => line.level3 !== null).map((line) => line.level1));
  const seen = new Set<string>();
  return lines.flatMap(({ level1, line }): Doubt[] => {
    if (isSecond(seen, level1)) return [];
    const at = { row: line + 1, data: { level1 } };
    if (!tableWords.level1.test(compactOf(level1))) return [{ code: 'level1_unfamiliar', ...at }];
    return filled.has(level1) ? [] : [{ code: 'level1_without_indicator', ...at }];
  });
}

/** The weights written on the form, or null with the doubt that says why the default ones stand in. */
function readWeights(lines: readonly TreeLine[]): { values: (number | null)[] | null; doubt: Doubt | null } {
  const indicators = lines.filter((line) => line.level3 !== null);
  if (indicators.every((line) => line.weightText === '')) {
    return { values: null, doubt: { code: 'weights_defaulted', data: {} } };
  }
  const values = lines.map((line) => (line.level3 === null ? null : hundredthsOf(line.weightText)));
  const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const isWhole =
    total === FULL_WEIGHT && lines.every((line, index) => line.level3 === null || values[index] !== null);
  if (isWhole) return { values, doubt: null };
  return { values: null, doubt: { code: 'weights_unusable', data: { totalText: String(total / 100) } } };
}

function hundredthsOf(weightText: string): number | null {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?\D{0,2}$/.exec(compactOf(weightText));
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}
