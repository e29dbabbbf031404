import type { BusinessDate } from '../calendar/date';
import type { ReceiptSource, ReliefType } from '../fund/project';
import { comparableReference } from '../fund/reference';
import type { Fen } from '../money/fen';
import { ZERO } from '../money/fen';
import type { PaymentKind } from '../payments/payment';
import { toPlainText } from '../plainText';
import type { RefusalData } from '../refusal';
import type { SheetCell } from '../sheets/sheet';
import { NOTHING_WORDS } from '../zh/familySheet';
import { LEDGER_TITLES, RESULT_WORDS, SOURCE_WORDS, TYPE_WORDS } from '../zh/ledgerSheet';
import type { LedgerCode, LedgerProblem } from './ledgerProblem';
import type { LedgerCells, LedgerColumn, LedgerKind } from './ledgerSheet';
import {
  choice,
  isFormulaError,
  pastDate,
  readAmount,
  readIdNumber,
  readName,
  documentNumberUpTo,
  freeTextUpTo,
  type Reading,
} from './sheetCells';

/** What the rows of an old ledger say, each cell read on its own. */

/** A row of the ledger of payments. */
export interface PaymentRow {
  row: number;
  fileNumber: string;
  idNumber: string;
  isConverted: boolean;
  name: string;
  type: ReliefType;
  approvedOn: BusinessDate;
  awardFen: Fen;
  /** Null for a row that only tells of an award that was never paid. */
  payment: {
    kind: PaymentKind;
    paidOn: BusinessDate;
    amountFen: Fen;
    /** What the row is known by: `comparableReference` of what is written. */
    reference: string;
    /** The payment that a correction names, in the same form; '' for a payment. */
    originalReference: string;
    written: { reference: string; originalReference: string };
  } | null;
  remarks: string;
}

/** A row of the ledger of receipts. */
export interface ReceiptRow {
  row: number;
  receivedOn: BusinessDate;
  source: ReceiptSource;
  amountFen: Fen;
  voucher: string;
  remarks: string;
  /** The project-year it is booked to; null: that of its day. */
  year: number | null;
}

export interface RowReading<Row> {
  /** Null when anything is missing or wrong. */
  entry: Row | null;
  problems: LedgerProblem[];
}

export function readPaymentRow(
  line: { row: number; cells: LedgerCells },
  today: BusinessDate,
): RowReading<PaymentRow> {
  const { take, needed, refuse, problems } = readerOf('payments', line);
  const past = pastDate(today);
  const fileNumber = needed('fileNumber', numberText(40, today))?.toUpperCase();
  const id = needed('idNumber', readIdNumber(today));
  const name = needed('name', readName);
  const type = needed('type', choice(TYPE_WORDS));
  const approvedOn = needed('approvedOn', past);
  const awardFen = needed('awardAmount', aboveZero);
  const kind = take('result', choice(RESULT_WORDS));
  const paidOn = take('paidOn', past);
  const amountFen = take('amount', readAmount);
  const reference = take('reference', numberText(60, today)) ?? '';
  const originalReference = take('originalReference', numberText(60, today)) ?? '';
  const remarks = take('remarks', freeTextUpTo(200)) ?? '';
  const isPaid = line.cells.paidOn !== undefined && given(line.cells.paidOn);
  if (!isPaid) {
    if (kind || (amountFen ?? ZERO) > 0) refuse('paidOn', 'row.no_day');
  } else {
    for (const column of ['amount', 'result', 'reference'] as const) {
      if (!given(line.cells[column])) refuse(column, 'cell.missing');
    }
    if (amountFen === ZERO) refuse('amount', 'amount.not_positive');
    const corrects = kind !== null && kind !== 'payment';
    if (corrects && !given(line.cells.originalReference)) refuse('originalReference', 'cell.missing');
    if (kind === 'payment' && originalReference !== '') refuse('originalReference', 'original.unneeded');
  }
  if (problems.length > 0) return { entry: null, problems };
  const entry: PaymentRow = {
    row: line.row,
    fileNumber: fileNumber!,
    idNumber: id!.idNumber,
    isConverted: id!.warnings.includes('id.converted'),
    name: name!,
    type: type!,
    approvedOn: approvedOn!,
    awardFen: awardFen!,
    payment: isPaid
      ? {
          kind: kind!,
          paidOn: paidOn!,
          amountFen: amountFen!,
          reference: comparableReference(reference),
          originalReference: comparableReference(originalReference),
          written: { reference, originalReference },
        }
      : null,
    remarks,
  };
  return { entry, problems };
}

export function readReceiptRow(
  line: { row: number; cells: LedgerCells },
  today: BusinessDate,
): RowReading<ReceiptRow> {
  const { take, needed, problems } = readerOf('receipts', line);
  const receivedOn = needed('receivedOn', pastDate(today));
  const source = needed('source', choice(SOURCE_WORDS));
  const amountFen = needed('amount', aboveZero);
  const voucher = needed('voucher', numberText(200, today));
  const year = take('year', readYear);
  const remarks = take('remarks', freeTextUpTo(200)) ?? '';
  if (problems.length > 0) return { entry: null, problems };
  const entry = {
    row: line.row,
    receivedOn: receivedOn!,
    source: source!,
    amountFen: amountFen!,
    voucher: voucher!,
    remarks,
    year,
  };
  return { entry, problems };
}

type Read<T> = (cell: SheetCell) => Reading<T, LedgerCode>;

function readerOf(kind: LedgerKind, { row, cells }: { row: number; cells: LedgerCells }) {
  const problems: LedgerProblem[] = [];
  const refuse = (column: LedgerColumn, code: LedgerCode, data: RefusalData = {}) => {
    problems.push({ row, column, code, data: { column: LEDGER_TITLES[kind][column] ?? '', ...data } });
  };
  const take = <T>(column: LedgerColumn, read: Read<T>): T | null => {
    const cell = cells[column];
    if (!cell || !given(cell)) return null;
    const reading: Reading<T, LedgerCode> = isFormulaError(cell)
      ? { code: 'cell.error', data: { text: cell.text } }
      : read(cell);
    if ('value' in reading) return reading.value;
    refuse(column, reading.code, reading.data);
    return null;
  };
  const needed = <T>(column: LedgerColumn, read: Read<T>): T | null => {
    if (!given(cells[column])) refuse(column, 'cell.missing');
    return take(column, read);
  };
  return { take, needed, refuse, problems };
}

/** A cell with something in it: spaces are nothing, and so are the strokes that offices draw through empty cells. */
function given(cell: SheetCell | undefined): boolean {
  const text = toPlainText(cell?.text ?? '');
  return text !== '' && !NOTHING_WORDS.has(text);
}

const aboveZero: Read<Fen> = (cell) => {
  const reading = readAmount(cell);
  return 'value' in reading && reading.value === ZERO ? { code: 'amount.not_positive' } : reading;
};

const readYear: Read<number> = ({ text }) => {
  const year = /^(20\d{2})\s*\u5e74?\u5ea6?$/.exec(toPlainText(text))?.[1];
  return year ? { value: Number(year) } : { code: 'year.not_a_year' };
};

const MOST_SAFE_DIGITS = 15;

/** A number that is a text: as a numeric cell it is whole up to 15 digits, beyond that its end is lost. */
function numberText(most: number, today: BusinessDate): Read<string> {
  const read = documentNumberUpTo(most, today);
  return (cell) => {
    const plain = toPlainText(cell.text);
    const isLost =
      /^\d(\.\d+)?E\+?\d+$/i.test(plain) || (cell.kind === 'number' && plain.length > MOST_SAFE_DIGITS);
    return isLost ? { code: 'cell.digits_lost' } : read(cell);
  };
}
