import { isSameReference } from '../fund/reference';
import { normaliseName } from '../identity/personName';
import type { ResultRow } from './bankResult';
import type { InstructionStatus } from './batch';
import { isLikelyPending, isPending } from './pendingWords';

/**
 * Which line of a batch each row of a result file answers. A row counts only where account and amount are those of one
 * line, and the line number too where the file has one; everything less is left to a person. Pure.
 */

export const DOUBTS = [
  'account_differs',
  'amount_differs',
  'paid_less',
  'line_differs',
  'several_lines',
  'lines_together',
  'digits_lost',
  'account_masked',
  'account_unreadable',
  'amount_unreadable',
  'amount_negative',
  'word_unknown',
  'word_pending',
  'word_unsure',
  'word_missing',
  'date_missing',
  'date_unreadable',
  'holder_differs',
  'person_number',
  'contradicts',
  'answered_otherwise',
  'withdrawn',
  'not_in_batch',
  'other_batch',
  'awaited_elsewhere',
  'breaks_rule',
] as const;
export type Doubt = (typeof DOUBTS)[number];

/** Of rows of which nobody knows what the bank says, whomever they are about. */
export const UNREAD_DOUBTS: readonly Doubt[] = [
  'amount_unreadable',
  'amount_negative',
  'word_unknown',
  'word_unsure',
  'word_missing',
];

/** What becomes of the rows of a file, and the lines that it says nothing about: in the order in which one looks. */
export const PREVIEW_TABS = [
  'doubtful',
  'differing',
  'unknown',
  'missing',
  'succeeded',
  'failed',
  'applied',
] as const;
export type PreviewTab = (typeof PREVIEW_TABS)[number];
export type VerdictKind = Exclude<PreviewTab, 'missing'>;

/** What was written down of a payment: the bank's number, empty where none was known, and its day. */
export interface Booked {
  reference: string;
  on: string | null;
}

/** A line of the batch, with what it was sent as. */
export interface SentLine {
  id: string;
  lineNumber: number;
  account: string;
  holder: string;
  amountFen: number;
  status: InstructionStatus;
  /** Of a line that is paid already. */
  booked: Booked | null;
}

export interface Verdict<Line extends SentLine = SentLine> {
  kind: VerdictKind;
  row: ResultRow;
  /** The line it is about; of a doubtful row the one it may be about. */
  line: Line | null;
  /** Why a person must look: of doubtful and unknown rows. */
  doubt: Doubt | null;
  /** The lines that it fits alike, where they are several: nothing in the file tells them apart. */
  fits: readonly Line[];
}

export interface Matching<Line extends SentLine = SentLine> {
  verdicts: Verdict<Line>[];
  /** As `missingIn` says. */
  missing: Line[];
}

interface Sent<Line> {
  byNumber: Map<number, Line>;
  byAccount: Map<string, Line[]>;
  /** By the last digits of the account and the amount. */
  byTail: () => Map<string, Line[]>;
  /** Those that a row of the file names by number, account and amount. */
  named: ReadonlySet<string>;
}

/** Judges every row of a file against the lines of a batch. */
export function matchRows<Line extends SentLine>(
  rows: readonly ResultRow[],
  lines: readonly Line[],
): Matching<Line> {
  const byNumber = new Map(lines.map((line) => [line.lineNumber, line]));
  const sent = {
    byNumber,
    byAccount: linesBy(lines, ({ account }) => account),
    // Few banks hide numbers: it is made when the first row asks for it.
    byTail: once(() => linesBy(lines, tailOf)),
    named: new Set(rows.flatMap((row) => namedWholly(row, byNumber))),
  };
  const verdicts = withoutRepetitions(rows.map((row) => verdictOf(row, sent)));
  return { verdicts, missing: missingIn(verdicts, lines) };
}

/** The lines that wait and are in no row of a file, nor fit one that fits several. */
export function missingIn<Line extends SentLine>(
  verdicts: readonly Verdict<Line>[],
  lines: readonly Line[],
): Line[] {
  const named = new Set(verdicts.flatMap(({ line, fits }) => [line, ...fits].map((one) => one?.id)));
  return lines.filter(({ id, status }) => status === 'sent' && !named.has(id));
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function linesBy<Line extends SentLine>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const same = found.get(key);
    if (same) same.push(line);
    else found.set(key, [line]);
  }
  return found;
}

function tailOf({ account, amountFen }: Pick<ResultRow, 'account' | 'amountFen'>): string {
  return `${account.slice(-4)} ${amountFen}`;
}

function namedWholly<Line extends SentLine>(
  { lineNumber, account, amountFen, accountReading, holder }: ResultRow,
  byNumber: ReadonlyMap<number, Line>,
): string[] {
  const line = lineNumber === null ? null : byNumber.get(lineNumber);
  if (accountReading !== 'whole' || line?.account !== account || line.amountFen !== amountFen) return [];
  return isSameHolder(holder, line.holder) ? [line.id] : [];
}

function verdictOf<Line extends SentLine>(row: ResultRow, sent: Sent<Line>): Verdict<Line> {
  const { line, doubt: found, fits = [] } = lineOf(row, sent);
  const doubt = row.isNegative ? doubtOfNegative(row, found) : found;
  if (doubt) return { kind: line ? 'doubtful' : kindWithoutLine(doubt), row, line, doubt, fits };
  return answered(row, line!);
}

/** What a bank took back is the failure of a line only as a whole, and where its own words say so. */
function doubtOfNegative({ outcome }: ResultRow, found: Doubt | null): Doubt | null {
  const isOfAmount = found !== 'amount_differs' && found !== 'paid_less';
  return outcome === null || !isOfAmount ? 'amount_negative' : found;
}

/** What a row says that is about a line for certain. */
export function answered<Line extends SentLine>(row: ResultRow, line: Line): Verdict<Line> {
  return { row, line, ...answerFor(row, line), fits: [] };
}

/** A row of a stranger is none of the batch's business; one that names several lines, or cannot be read, is. */
function kindWithoutLine(doubt: Doubt): VerdictKind {
  return doubt === 'not_in_batch' || doubt === 'digits_lost' ? 'unknown' : 'doubtful';
}

interface Found<Line> {
  line: Line | null;
  doubt: Doubt | null;
  fits?: readonly Line[];
}

/** Of lines that a row fits the one, or that they are several; those alone that the bank was told of. */
function amongst<Line extends SentLine>(lines: readonly Line[], doubt: Doubt | null): Found<Line> {
  const sent = lines.filter(isSent);
  const fits = sent.length > 0 ? sent : lines;
  // Its number has moved since, so that it tells nothing.
  if (fits.length === 1) return { line: fits[0]!, doubt: isSent(fits[0]!) ? doubt : 'withdrawn' };
  return { line: null, doubt: doubt ?? 'several_lines', fits };
}

/** The bank was never told the number of a line that was taken out. */
function isSent({ status }: SentLine): boolean {
  return status !== 'withdrawn';
}

function lineOf<Line extends SentLine>(row: ResultRow, sent: Sent<Line>): Found<Line> {
  const numbered = row.lineNumber === null ? null : (sent.byNumber.get(row.lineNumber) ?? null);
  if (row.accountReading === 'unreadable') return { line: numbered, doubt: 'account_unreadable' };
  if (row.amountFen === null) return { line: numbered, doubt: 'amount_unreadable' };
  if (row.accountReading !== 'whole') return partlyReadable(row, { numbered, sent });
  const own = ofHolder(sent.byAccount.get(row.account) ?? [], row);
  const exact = own.filter(({ amountFen }) => amountFen === row.amountFen);
  if (exact.length === 0 && isTogether(row, own))
    return { line: null, doubt: 'lines_together', fits: own.filter(isSent) };
  if (numbered && own.includes(numbered)) {
    // The bank's own numbers may be those of another line to the same account.
    const others = numbered.amountFen === row.amountFen ? [] : exact.filter(({ id }) => !sent.named.has(id));
    if (others.length > 0) return amongst(others, 'line_differs');
    return { line: numbered, doubt: amountDoubt(row, numbered) };
  }
  if (row.lineNumber !== null) return misnumbered(row, { numbered, own, exact });
  return unnumbered(row, { own, exact });
}

/** Of lines to one account those of the name in the row: two households may have one card. */
function ofHolder<Line extends SentLine>(lines: readonly Line[], { holder }: ResultRow): readonly Line[] {
  if (lines.length < 2) return lines;
  const named = lines.filter((line) => isSameHolder(holder, line.holder));
  return named.length > 0 ? named : lines;
}

/** Whether a bank has put all that goes to one account into one payment. */
function isTogether({ amountFen }: ResultRow, own: readonly SentLine[]): boolean {
  const sent = own.filter(isSent);
  return sent.length > 1 && sent.reduce((sum, line) => sum + line.amountFen, 0) === amountFen;
}

/** What is left of such an account proves nothing; with number, name and amount it says which line a person should look at. */
function partlyReadable<Line extends SentLine>(
  row: ResultRow,
  { numbered, sent }: { numbered: Line | null; sent: Sent<Line> },
): Found<Line> {
  const agrees = numbered?.amountFen === row.amountFen && fitsPartly(row, numbered.account);
  if (row.accountReading === 'digits_lost') return { line: agrees ? numbered : null, doubt: 'digits_lost' };
  const isNumbered = agrees && isSameHolder(row.holder, numbered.holder);
  if (isNumbered) return { line: numbered, doubt: 'account_masked' };
  const like = (sent.byTail().get(tailOf(row)) ?? []).filter(
    (line) => isSent(line) && fitsPartly(row, line.account) && isSameHolder(row.holder, line.holder),
  );
  if (like.length > 0) return amongst(like, 'account_masked');
  if (agrees) return { line: numbered, doubt: 'account_masked' };
  if (numbered && fitsPartly(row, numbered.account))
    return { line: numbered, doubt: amountDoubt(row, numbered) };
  return { line: null, doubt: numbered ? 'account_differs' : 'not_in_batch' };
}

function fitsPartly({ account, accountReading }: ResultRow, whole: string): boolean {
  if (accountReading === 'digits_lost') {
    // Zeros stand where the digits were.
    return whole.replace(/^0+/, '').startsWith(account.replace(/0+$/, ''));
  }
  const [head = ''] = account.split(/[*x]/i);
  const tail = /\d*$/.exec(account)![0];
  return whole.startsWith(head) && whole.endsWith(tail);
}

function amountDoubt(row: ResultRow, line: SentLine): Doubt | null {
  if (row.amountFen === line.amountFen) return null;
  return row.outcome === 'succeeded' && row.amountFen! < line.amountFen ? 'paid_less' : 'amount_differs';
}

function misnumbered<Line extends SentLine>(
  row: ResultRow,
  { numbered, own, exact }: { numbered: Line | null; own: readonly Line[]; exact: readonly Line[] },
): Found<Line> {
  if (exact.length > 0) return amongst(exact, 'line_differs');
  if (numbered && isOfLine(row, numbered)) return { line: numbered, doubt: 'account_differs' };
  if (own.length === 1 && isSent(own[0]!)) return { line: own[0]!, doubt: amountDoubt(row, own[0]!) };
  if (numbered === null || !isSent(numbered)) return { line: null, doubt: 'not_in_batch' };
  return { line: numbered, doubt: 'account_differs' };
}

/** Whether name and amount of a row are those of the line that it has the number of. */
function isOfLine({ holder, amountFen }: ResultRow, line: SentLine): boolean {
  return isSent(line) && amountFen === line.amountFen && isSameHolder(holder, line.holder);
}

function unnumbered<Line extends SentLine>(
  row: ResultRow,
  { own, exact }: { own: readonly Line[]; exact: readonly Line[] },
): Found<Line> {
  if (exact.length > 0) return amongst(exact, null);
  if (own.length === 0) return { line: null, doubt: 'not_in_batch' };
  if (own.length > 1) return { line: null, doubt: 'amount_differs' };
  return { line: own[0]!, doubt: amountDoubt(row, own[0]!) };
}

type Answer = Pick<Verdict, 'kind' | 'doubt'>;

function answerFor(row: ResultRow, line: SentLine): Answer {
  const { outcome } = row;
  if (outcome === null) return doubtful(wordDoubt(row));
  if (line.status === outcome) {
    const isOther = outcome === 'succeeded' && line.booked !== null && isOtherPayment(row, line.booked);
    return { kind: isOther ? 'differing' : 'applied', doubt: null };
  }
  if (line.status === 'succeeded' || line.status === 'failed') return doubtful('answered_otherwise');
  if (line.status !== 'sent') return doubtful('withdrawn');
  if (!isSameHolder(row.holder, line.holder)) return doubtful('holder_differs');
  if (row.on === null && (outcome === 'succeeded' || row.hasBadDate)) {
    return doubtful(row.hasBadDate ? 'date_unreadable' : 'date_missing');
  }
  if (row.isPersonNumber) return doubtful('person_number');
  return { kind: outcome, doubt: null };
}

function wordDoubt({ word }: ResultRow): Doubt {
  if (word === '') return 'word_missing';
  if (isPending(word)) return 'word_pending';
  return isLikelyPending(word) ? 'word_unsure' : 'word_unknown';
}

/**
 * Whether a row names another number or another day of the bank than what was written down: a slip, or a second payment.
 * What one of them does not say is no difference.
 */
export function isOtherPayment(
  { reference, on }: Pick<ResultRow, 'reference' | 'on'>,
  booked: Booked,
): boolean {
  if (reference !== '' && booked.reference !== '' && !isSameReference(reference, booked.reference))
    return true;
  return on !== null && booked.on !== null && on !== booked.on;
}

function doubtful(doubt: Doubt): Answer {
  return { kind: 'doubtful', doubt };
}

/** Banks hide a part of a name, and write a mark for a character that they do not have. */
export function isSameHolder(written: string, holder: string): boolean {
  if (written === '' || written === holder) return true;
  const marks = [...normaliseName(written)];
  const letters = [...normaliseName(holder)];
  if (marks.some((mark) => /[*\uff0a]/.test(mark)))
    return marks[0] === letters[0] || marks.at(-1) === letters.at(-1);
  return (
    marks.length === letters.length &&
    marks.every((mark, index) => isAnyMark(mark) || mark === letters[index])
  );
}

function isAnyMark(mark: string): boolean {
  return /[?\u25a0\u25a1\ufffd]/.test(mark);
}

/**
 * The same row twice counts once; rows of one line that say different things are left to a person, all of them, and so
 * is a line that a row in doubt names as well.
 */
function withoutRepetitions<Line extends SentLine>(verdicts: readonly Verdict<Line>[]): Verdict<Line>[] {
  const first = new Map<string, Verdict<Line>>();
  const contradicted = new Set(
    verdicts.flatMap(({ kind, line }) => (kind === 'doubtful' && line ? [line.id] : [])),
  );
  const once = verdicts.map((verdict): Verdict<Line> => {
    if (!isAnswer(verdict)) return verdict;
    const { id } = verdict.line;
    const earlier = first.get(id);
    if (!earlier) {
      first.set(id, verdict);
      return verdict;
    }
    if (isSameAnswer(earlier, verdict)) return { ...verdict, kind: 'applied' };
    contradicted.add(id);
    return verdict;
  });
  return once.map((verdict, index) =>
    isAnswer(verdicts[index]!) && contradicted.has(verdict.line!.id)
      ? { ...verdict, ...doubtful('contradicts') }
      : verdict,
  );
}

function isAnswer<Line extends SentLine>(verdict: Verdict<Line>): verdict is Verdict<Line> & { line: Line } {
  return verdict.line !== null && (verdict.kind === 'succeeded' || verdict.kind === 'failed');
}

function isSameAnswer(one: Verdict, other: Verdict): boolean {
  return (
    one.kind === other.kind &&
    one.row.on === other.row.on &&
    one.row.reference === other.row.reference &&
    one.row.reason === other.row.reason
  );
}
