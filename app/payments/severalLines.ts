import { comparableReference } from '../fund/reference';
import type { ResultRow } from './bankResult';
import {
  answered,
  isSameHolder,
  matchRows,
  missingIn,
  type Matching,
  type SentLine,
  type Verdict,
} from './bankResultMatch';
import { isOfSamePaper, type Paper } from './contradiction';

/**
 * Which lines rows are about that fit several of them alike: lines to one account and of one amount, which a file without
 * line numbers does not tell apart. Pure.
 */

/** A line with the bank's day of its answer, where it has one. */
export interface FittingLine extends SentLine {
  failedOn: string | null;
}

/** What an earlier file said of a line. */
export interface SaidBefore {
  lineId: string;
  outcome: 'succeeded' | 'failed';
  on: string | null;
  reference: string;
}

/**
 * Judges a file as `matchRows` does, and gives rows that fit several lines alike lines of their own where nothing depends on
 * which: all of these lines wait, and the file has one row for each, with one outcome and papers of their own, or one that
 * all its payments share; or a row says what is booked of one of them.
 */
export function placedRows<Line extends FittingLine>(
  rows: readonly ResultRow[],
  lines: readonly Line[],
): Matching<Line> {
  const { verdicts, missing } = matchRows(rows, lines);
  const groups = new Map<string, Verdict<Line>[]>();
  for (const verdict of verdicts) {
    if (verdict.doubt !== 'several_lines') continue;
    const key = `${verdict.row.outcome} ${verdict.fits.map(({ id }) => id).join(' ')}`;
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  if (groups.size === 0) return { verdicts, missing };
  const named = new Set(verdicts.flatMap(({ line }) => (line ? [line.id] : [])));
  const isNumbered = !isOfOneNumber(rows);
  const places = new Map<ResultRow, Verdict<Line>>();
  for (const group of groups.values())
    for (const { row, line } of placesOf(group, { named, isNumbered })) places.set(row, answered(row, line));
  const placed = verdicts.map((verdict) => places.get(verdict.row) ?? verdict);
  return { verdicts: placed, missing: missingIn(placed, lines) };
}

function placesOf<Line extends FittingLine>(
  group: readonly Verdict<Line>[],
  { named, isNumbered }: { named: ReadonlySet<string>; isNumbered: boolean },
): { row: ResultRow; line: Line }[] {
  const { fits } = group[0]!;
  const papers = group.flatMap(({ row: { outcome, reference } }) =>
    outcome === 'succeeded' && reference ? [comparableReference(reference)] : [],
  );
  const isEach =
    group.length === fits.length &&
    (!isNumbered || new Set(papers).size === papers.length) &&
    fits.every(({ id, status }) => status === 'sent' && !named.has(id));
  if (isEach) return group.map(({ row }, index) => ({ row, line: fits[index]! }));
  if (!fits.every(({ status }) => isAnswered(status))) return dealtWith(group);
  return sharedOut(group, []).filter(
    ({ row, line, possibleLines }) => possibleLines === 1 && answered(row, line).kind === 'applied',
  );
}

/** The rows by whose paper one of the lines is booked while others wait, each with a line of its own. */
function dealtWith<Line extends FittingLine>(
  group: readonly Verdict<Line>[],
): { row: ResultRow; line: Line }[] {
  const taken = new Set<string>();
  const numbered = group.filter(({ row }) => row.reference !== '');
  const others = group.filter(({ row }) => row.reference === '');
  return [...numbered, ...others].flatMap(({ row, fits }) => {
    const line = fits.find(
      (one) =>
        one.status === row.outcome &&
        !taken.has(one.id) &&
        isOfSamePaper(row, paperOf(one)) &&
        answered(row, one).kind === 'applied',
    );
    if (!line) return [];
    taken.add(line.id);
    return [{ row, line }];
  });
}

/** Whether all that a file says was paid, to more than one account, has one number: the bank's of the whole batch. */
function isOfOneNumber(rows: readonly ResultRow[]): boolean {
  const paid = rows.filter(({ outcome }) => outcome === 'succeeded');
  const numbers = new Set(paid.map(({ reference }) => comparableReference(reference)));
  return numbers.size === 1 && !numbers.has('') && new Set(paid.map(({ account }) => account)).size > 1;
}

/** A row that would be entered, with a line to the same account that is paid already. */
interface RowOfSister<Line> {
  row: ResultRow;
  sister: Line;
}

/**
 * Rows that would be entered as paid with the very day and number by which another line to their account is paid: mostly
 * the wrong one of the two was confirmed by hand. Not those where the file names that line with its number too, or the
 * number is that of more than one account: the bank's of the whole batch.
 */
export function underNumberOfSister<Line extends FittingLine>(
  verdicts: readonly Verdict<Line>[],
  lines: readonly Line[],
): RowOfSister<Line>[] {
  if (isOfOneNumber(verdicts.map(({ row }) => row))) return [];
  const again = new Set(
    verdicts.flatMap(({ kind, row, line }) =>
      kind === 'applied' && line ? [`${line.id} ${numberOf(row)}`] : [],
    ),
  );
  const byNumber = new Map<string, Line[]>();
  for (const line of lines) {
    if (!line.booked?.reference) continue;
    const number = numberOf(line.booked);
    byNumber.set(number, [...(byNumber.get(number) ?? []), line]);
  }
  return verdicts.flatMap(({ kind, row, line }) => {
    if (kind !== 'succeeded' || row.reference === '') return [];
    const number = numberOf(row);
    const booked = byNumber.get(number) ?? [];
    if (booked.some(({ account }) => account !== line!.account)) return [];
    const sister = booked.find(({ id }) => !again.has(`${id} ${number}`));
    return sister ? [{ row, sister }] : [];
  });
}

const numberOf = ({ on, reference }: Paper) => `${on} ${comparableReference(reference)}`;

/** A row that fits several lines. */
export interface FittingRow<Line> {
  row: ResultRow;
  fits: readonly Line[];
}

/** A row with a line that it may be about. */
export interface Share<Line> {
  row: ResultRow;
  line: Line;
  /** Of how many lines it may be: 1 where each of them has a row of its own. */
  possibleLines: number;
}

/** What a row says of a line. */
export type Said<Line extends SentLine> = Verdict<Line> & { possibleLines: number };

/**
 * What rows say of lines, also those that fit several alike. A number that a row shares with a line may be the bank's own:
 * where that line has its answer already, its sisters are asked too.
 */
export function saidIn<Line extends FittingLine>(
  verdicts: readonly Verdict<Line>[],
  { sent, before }: { sent: readonly Line[]; before: readonly SaidBefore[] },
): Said<Line>[] {
  const plain = verdicts.map((verdict): Said<Line> => ({ ...verdict, possibleLines: 1 }));
  const shared = (fitting: FittingRow<Line>[], beside: number): Said<Line>[] =>
    sharedOut(fitting, before).map(({ row, line, possibleLines }) => ({
      ...answered(row, line),
      possibleLines: possibleLines + beside,
    }));
  const alike = verdicts.filter(({ line, fits }) => line === null && fits.length > 0);
  const ofSisters = verdicts.flatMap((verdict) => {
    const fits = sistersOf(verdict, sent);
    return fits.length > 0 ? [{ row: verdict.row, fits }] : [];
  });
  return [...plain, ...shared(alike, 0), ...shared(ofSisters, 1)];
}

/** The lines that a row would fit as well which says of its own line what is booked, on another paper. */
function sistersOf<Line extends FittingLine>(
  { kind, row, line }: Verdict<Line>,
  sent: readonly Line[],
): Line[] {
  const isAgain = kind === 'differing' || (kind === 'applied' && isAfter(row, line!.failedOn));
  if (!isAgain) return [];
  const { id, account, amountFen } = line!;
  const own = sent.filter((one) => one.id !== id && one.account === account && one.amountFen === amountFen);
  return own.filter(({ holder, status }) => status !== row.outcome && isSameHolder(row.holder, holder));
}

/** Whether a row tells of a later day than that on which a line failed. */
export function isAfter({ on }: ResultRow, failedOn: string | null): boolean {
  return on !== null && failedOn !== null && on > failedOn;
}

/**
 * Shares rows out. What says the same as is booked is of the line that it is booked of, by its paper first; a line that
 * still waits may be the one; what is left goes against what is booked, each row against a line of its own where there
 * are rows enough for all, and otherwise against every line that it may be about.
 */
export function sharedOut<Line extends FittingLine>(
  rows: readonly FittingRow<Line>[],
  before: readonly SaidBefore[],
): Share<Line>[] {
  const groups = new Map<string, { fits: readonly Line[]; rows: ResultRow[] }>();
  for (const { row, fits } of rows) {
    const key = `${row.amountFen} ${fits.map(({ id }) => id).join(' ')}`;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { fits, rows: [row] });
  }
  return [...groups.values()].flatMap(({ fits, rows: ofGroup }) => {
    const waiting = fits.filter(({ status }) => status === 'sent');
    return (['failed', 'succeeded'] as const).flatMap((outcome) =>
      sharesOf(outcome, {
        rows: ofGroup.filter((row) => row.outcome === outcome),
        fits,
        waiting,
        before: before.filter((word) => word.outcome === outcome),
      }),
    );
  });
}

interface Group<Line> {
  rows: readonly ResultRow[];
  fits: readonly Line[];
  /** Those that no row was given yet; one is taken out with each. */
  waiting: Line[];
  before: readonly SaidBefore[];
}

function sharesOf<Line extends FittingLine>(
  outcome: SaidBefore['outcome'],
  { rows, fits, waiting, before }: Group<Line>,
): Share<Line>[] {
  const shares: Share<Line>[] = [];
  const taken = new Set<string>();
  const free = (lines: readonly Line[]) => lines.find(({ id }) => !taken.has(id));
  const give = (row: ResultRow, lines: readonly Line[], possibleLines = lines.length) => {
    for (const line of lines) {
      taken.add(line.id);
      shares.push({ row, line, possibleLines });
    }
  };
  const booked = fits.filter(({ status }) => status === outcome);
  const ofPaper = rows.filter((row) => {
    const same = booked.filter((line) => isOfSamePaper(row, paperOf(line)));
    const line = free(same) ?? same[0];
    if (line) give(row, [line]);
    return !line;
  });
  const told = ofPaper.filter((row) => {
    const of = new Set(before.flatMap((word) => (isOfSamePaper(row, word) ? [word.lineId] : [])));
    const lines = fits.filter(({ id }) => of.has(id));
    give(row, lines);
    return lines.length === 0;
  });
  const left = told.filter((row) => {
    const hasPaper = row.on !== null || (outcome === 'succeeded' && row.reference !== '');
    const line = hasPaper ? undefined : free(booked);
    if (line) give(row, [line]);
    return !line && waiting.shift() === undefined;
  });
  const contrary = fits.filter(({ status }) => isAnswered(status) && status !== outcome);
  const isOfEach = fits.every(({ amountFen }) => left.every((row) => row.amountFen === amountFen));
  const against = contrary.length > 0 || !isOfEach ? contrary : booked;
  if (against.length === 0) return shares;
  const isEach = isOfEach && left.length >= against.length;
  for (const [index, row] of left.entries()) {
    if (!isEach) give(row, against);
    else give(row, [against[index % against.length]!], index < against.length ? 1 : against.length);
  }
  return shares;
}

function isAnswered(status: SentLine['status']): boolean {
  return status === 'succeeded' || status === 'failed';
}

/** What a line is booked by: of one that failed the day alone. */
function paperOf({ booked, failedOn }: FittingLine): Paper {
  return booked ?? { on: failedOn, reference: '' };
}
