import { isBusinessDate, parseDate, todayInChina, type BusinessDate } from '../calendar/date';
import { hiddenDigits } from '../identity/hiddenDigits';
import { holdsIdNumber } from '../identity/longNumber';
import { fen } from '../money/fen';
import { parseYuan } from '../money/yuan';
import { toPlainText } from '../plainText';
import {
  CAUSE_WORDS,
  HEADER_WORDS,
  NOT_TAKEN_BACK_WORDS,
  PAYER_WORD,
  REGISTER_HEADERS,
  RESULT_WORDS,
  TAKEN_BACK_WORDS,
  TOTAL_WORDS,
} from '../zh/bankResults';
import type { FailureCause } from './batch';
import { isLikelyPending, isPending } from './pendingWords';

/** How a bank's result file is read: which column means what, which words mean paid and not paid. Pure. */

export const RESULT_FIELDS = [
  'line',
  'account',
  'holder',
  'amount',
  'status',
  'reason',
  'on',
  'reference',
] as const;
export type ResultField = (typeof RESULT_FIELDS)[number];

/** Without these columns no row can be matched and judged. */
export const NEEDED_FIELDS = ['account', 'amount', 'status'] as const satisfies readonly ResultField[];

/** A number is told apart from a text that reads the same: of an account it has lost digits. */
export type ResultCell = string | { number: string };

export interface ResultFileRow {
  /** As Excel shows it, from 1. */
  number: number;
  cells: ResultCell[];
}

/** A file as it was read: the row of headers and the rows below it. */
export interface ResultFile {
  headers: string[];
  rows: ResultFileRow[];
}

export interface ResultMapping {
  /** By field, the place of its column from 0. */
  columns: Partial<Record<ResultField, number>>;
  success: string[];
  failure: string[];
  /** Those of them that mostly say that the bank has not decided yet, and of which somebody has ticked that it has. */
  decided?: string[];
  /** What was decided about the bank's words, by the words. */
  causes: Record<string, FailureCause>;
  /** The bank's day where a row says none. */
  defaultOn: string | null;
}

/** What somebody says of a file. */
export type NamedMapping = Omit<ResultMapping, 'causes' | 'decided'>;

/** All that a mapping makes of the rows, as one text: what was decided about causes is not among it. */
export function readingOf({ columns, success, failure, decided = [], defaultOn }: ResultMapping): string {
  const places = RESULT_FIELDS.map((field) => columns[field] ?? null);
  return JSON.stringify([places, success, failure, decided, defaultOn]);
}

export type AccountReading = 'whole' | 'digits_lost' | 'masked' | 'unreadable';

/** What a row of the file says, as far as it can be read. */
export interface ResultRow {
  rowNumber: number;
  lineNumber: number | null;
  account: string;
  accountReading: AccountReading;
  holder: string;
  /** Null: no amount that could be read. */
  amountFen: number | null;
  amountText: string;
  /** The amount has a minus; `amountFen` is without it. */
  isNegative: boolean;
  outcome: 'succeeded' | 'failed' | null;
  word: string;
  reason: string;
  on: string | null;
  /** A date is there and cannot be read. */
  hasBadDate: boolean;
  /** Empty where none is told, or a person's number or account in its place. */
  reference: string;
  /** Somebody's ID number stands where the bank's number should: it is not kept. */
  isPersonNumber: boolean;
  /** The bank's number stands in a cell of numbers, which has lost its last digits: it is not kept. */
  isReferenceLost: boolean;
}

/** As many rows as one file of the bank is read for. */
export const MOST_RESULT_ROWS = 50_000;

const MOST_ROWS_ABOVE = 20;
const LONGEST_REFERENCE = 60;
const LONGEST_REASON = 200;

/** Finds the headers below whatever stands above them; null where no row looks like headers. */
export function resultFileOf(rows: readonly ResultFileRow[]): ResultFile | null {
  const place = headerPlace(rows);
  if (place === null) return null;
  const headers = trimmed(rows[place]!.cells.map((cell) => toPlainText(cellText(cell))));
  const below = rows.slice(place + 1).filter((row) => isData(row, headers));
  return { headers, rows: below };
}

function headerPlace(rows: readonly ResultFileRow[]): number | null {
  const known = rows.slice(0, MOST_ROWS_ABOVE).map(({ cells }) => {
    const columns = guessColumns(cells.map((cell) => toPlainText(cellText(cell))));
    return Object.keys(columns).length;
  });
  const most = Math.max(0, ...known);
  if (most >= 2) return known.indexOf(most);
  const wide = rows.findIndex(({ cells }) => trimmed(cells.map(cellText)).filter(Boolean).length >= 3);
  return wide < 0 || rows[wide]!.cells.some(isLongNumber) ? null : wide;
}

/** Stands in no header: the row is somebody's already, and a header is shown and kept as it is. */
function isLongNumber(cell: ResultCell): boolean {
  return /\d{8}/.test(toPlainText(cellText(cell)).replace(/[\s-]/g, ''));
}

type Columns = ResultMapping['columns'];

/** A proposal for a file that was never seen: by its headers, the whole word before a part of it. */
export function guessColumns(headers: readonly string[]): Columns {
  const isPart = (header: string, word: string) =>
    header.includes(word) && !header.includes(PAYER_WORD) && !isOfRegister(header);
  return withColumns(wholeColumns(headers), headers, isPart);
}

/** The columns that are headed by a word of ours and nothing more. */
export function wholeColumns(headers: readonly string[]): Columns {
  return withColumns({}, headers, (header, word) => header === word);
}

/** Whether a header is one that a register has and no bank's answer. */
export function isOfRegister(header: string): boolean {
  return REGISTER_HEADERS.some((word) => toPlainText(header).includes(word));
}

function withColumns(
  found: Columns,
  headers: readonly string[],
  fits: (header: string, word: string) => boolean,
): Columns {
  const columns = { ...found };
  const taken = new Set(Object.values(columns));
  for (const field of RESULT_FIELDS) {
    if (columns[field] !== undefined) continue;
    const place = placeOf(HEADER_WORDS[field], (word) =>
      headers.findIndex((header, index) => !taken.has(index) && fits(plainHeader(header), word)),
    );
    if (place === null) continue;
    columns[field] = place;
    taken.add(place);
  }
  return columns;
}

function placeOf(words: readonly string[], find: (word: string) => number): number | null {
  for (const word of words) {
    const place = find(word);
    if (place >= 0) return place;
  }
  return null;
}

/** The mapping that is proposed where no bank's layout is known for these headers. */
export function guessMapping(headers: readonly string[]): ResultMapping {
  const { success, failure } = RESULT_WORDS;
  return {
    columns: guessColumns(headers),
    success: [...success],
    failure: [...failure],
    causes: {},
    defaultOn: null,
  };
}

/** Every row of the file as the mapping reads it. */
export function readRows(file: ResultFile, mapping: ResultMapping): ResultRow[] {
  const reading: RowReading = {
    mapping,
    success: answersAmong(mapping.success, mapping),
    failure: answersAmong(mapping.failure, mapping),
    today: todayInChina(new Date()),
  };
  const rows = file.rows.map((row) => readRow(row, reading));
  return isOfIdNumbers(rows) ? rows.map((row) => ({ ...row, reference: '', isPersonNumber: false })) : rows;
}

/** Words were put among those for paid, or not paid, before the ones that are no answer were refused or asked about. */
function answersAmong(words: readonly string[], { decided = [] }: ResultMapping): Set<string> {
  const answers = words.filter(
    (word) => !isPending(word) && (!isLikelyPending(word) || decided.includes(word)),
  );
  return new Set(answers.map(plainWord));
}

/** A column of people's numbers is none of the bank's. */
function isOfIdNumbers(rows: readonly ResultRow[]): boolean {
  const people = rows.filter(({ isPersonNumber }) => isPersonNumber).length;
  return people > rows.filter(({ reference }) => reference !== '').length;
}

interface RowReading {
  mapping: ResultMapping;
  success: Set<string>;
  failure: Set<string>;
  today: BusinessDate;
}

function readRow(
  { number, cells }: ResultFileRow,
  { mapping, success, failure, today }: RowReading,
): ResultRow {
  const cell = (field: ResultField): ResultCell => cells[mapping.columns[field] ?? -1] ?? '';
  const text = (field: ResultField) => toPlainText(cellText(cell(field)));
  const amount = parseYuan(text('amount').replace(/^\+\s*(?=[\d\u00a5])/, ''), { allowNegative: true });
  const isNegative = amount.ok && amount.fen < 0;
  const word = hiddenDigits(text('status'));
  const date = text('on') === '' ? null : parseDate(dayPart(text('on')));
  const on = date === null ? mapping.defaultOn : date.ok ? date.date : null;
  const account = accountOf(cell('account'));
  const told = text('reference');
  const isReferenceLost = hasLostDigits(cell('reference'));
  const reference = isReferenceLost || holdsAccount(told, account.account) ? '' : told;
  const isPersonNumber = reference !== '' && isOfPerson(reference, { on, today });
  return {
    rowNumber: number,
    lineNumber: lineNumberOf(text('line')),
    ...account,
    holder: text('holder'),
    amountFen: amount.ok ? fen(Math.abs(amount.fen)) : null,
    amountText: hiddenDigits(text('amount')),
    isNegative,
    outcome: isNegative
      ? outcomeOfNegative(word + text('reason'))
      : outcomeOf(plainWord(word), { success, failure }),
    word,
    // A bank's words may hold the account itself.
    reason: hiddenDigits(text('reason')).slice(0, LONGEST_REASON),
    on,
    hasBadDate: date !== null && !date.ok,
    reference: isPersonNumber ? '' : reference.slice(0, LONGEST_REFERENCE),
    isPersonNumber,
    isReferenceLost,
  };
}

/** Many numbers of banks hold the day on which they pay, some behind six digits, as those of people hold a birthday. */
function isOfPerson(reference: string, { on, today }: { on: string | null; today: BusinessDate }): boolean {
  if (on !== null && reference.includes(on.slice(2).replaceAll('-', ''))) return false;
  return holdsIdNumber(reference, isBusinessDate(on) ? on : today);
}

function outcomeOf(
  word: string,
  { success, failure }: { success: Set<string>; failure: Set<string> },
): ResultRow['outcome'] {
  if (word === '') return null;
  if (success.has(word)) return 'succeeded';
  return failure.has(word) ? 'failed' : null;
}

function outcomeOfNegative(words: string): ResultRow['outcome'] {
  const says = (known: readonly string[]) => known.some((word) => words.includes(word));
  return says(TAKEN_BACK_WORDS) && !says(NOT_TAKEN_BACK_WORDS) ? 'failed' : null;
}

function lineNumberOf(text: string): number | null {
  const digits = /^0*(\d{1,7})(\.0+)?$/.exec(text)?.[1];
  return digits ? Number(digits) : null;
}

function accountOf(cell: ResultCell): Pick<ResultRow, 'account' | 'accountReading'> {
  const account = toPlainText(cellText(cell)).replace(/[\s-]/g, '');
  if (typeof cell !== 'string' || /^\d(\.\d+)?e\+?\d+$/i.test(account)) {
    return { account: account.replace(/e.*$/i, '').replace('.', ''), accountReading: 'digits_lost' };
  }
  if (/^\d+$/.test(account)) return { account, accountReading: 'whole' };
  return { account, accountReading: /^\d*[*x]+\d*$/i.test(account) ? 'masked' : 'unreadable' };
}

/** What a spreadsheet keeps of a number. */
const MOST_DIGITS = 15;

/** Whether a number is longer than a spreadsheet can keep, or was written as it shows such a one. */
function hasLostDigits(cell: ResultCell): boolean {
  const text = toPlainText(cellText(cell));
  if (/^\d\.\d+e\+\d+$/i.test(text)) return true;
  return typeof cell !== 'string' && (/e/i.test(text) || text.replace(/\D/g, '').length > MOST_DIGITS);
}

const SHORTEST_ACCOUNT = 8;

/**
 * Whether what stands for the bank's number is, or holds, the account to which it paid.
 * @param account its digits, with asterisks where the bank has hidden some
 */
export function holdsAccount(reference: string, account: string): boolean {
  if (reference.length < SHORTEST_ACCOUNT) return false;
  if (!/^\d[\d*x]*\d$/i.test(account) || account.replace(/\D/g, '').length < SHORTEST_ACCOUNT) return false;
  const told = toPlainText(reference).replace(/[\s_\u2010-\u2015-]/g, '');
  if (/^\d+$/.test(account)) return told.includes(account);
  return new RegExp(account.replace(/[*x]+/gi, '\\d+')).test(told);
}

/** A day that a bank writes with its time. */
function dayPart(text: string): string {
  return /^(\d{8})\d{6}$/.exec(text)?.[1] ?? text.replace(/[ T]\d{1,2}:.*$/, '');
}

/** What a bank's words say about why it did not pay. */
export function guessCause(reason: string): FailureCause {
  for (const [cause, words] of Object.entries(CAUSE_WORDS) as [FailureCause, readonly string[]][]) {
    if (words.some((word) => reason.includes(word))) return cause;
  }
  return 'other';
}

/** Whether the bank dates an answer before it had the batch: mostly the answer to another one. */
export function isBeforeSending(on: string | null, sentOn: string | null): boolean {
  return on !== null && sentOn !== null && on < sentOn;
}

/** The cause of a failure: as it was decided for these words, else by them. */
export function causeOf(reason: string, mapping: Pick<ResultMapping, 'causes'>): FailureCause {
  return Object.hasOwn(mapping.causes, reason) ? mapping.causes[reason]! : guessCause(reason);
}

/** Rows below the headers that say something: not empty, no sum, not the headers again. */
function isData({ cells }: ResultFileRow, headers: readonly string[]): boolean {
  const texts = trimmed(cells.map((cell) => toPlainText(cellText(cell))));
  if (texts.length === 0) return false;
  if (texts.every((text, index) => text === headers[index])) return false;
  const first = texts.find(Boolean)!;
  return !TOTAL_WORDS.some((word) => first.replace(/\s/g, '').startsWith(word));
}

function trimmed(texts: readonly string[]): string[] {
  let length = texts.length;
  while (length > 0 && texts[length - 1] === '') length -= 1;
  return texts.slice(0, length);
}

export function cellText(cell: ResultCell): string {
  return typeof cell === 'string' ? cell : cell.number;
}

function plainHeader(header: string): string {
  return toPlainText(header)
    .replace(/\(.*?\)/g, '')
    .replace(/[\s*:]/g, '');
}

/** A word as it is compared: without what a typist adds. */
export function plainWord(word: string): string {
  return toPlainText(word).replace(/\s/g, '').toLowerCase();
}
