import type { BusinessDate } from '../calendar/date';
import { parseBankAccount } from '../identity/bankAccount';
import { parsePhone } from '../identity/phone';
import { plainYuan } from '../money/yuan';
import { toPlainText } from '../plainText';
import type { RefusalData } from '../refusal';
import type { SheetCell } from '../sheets/sheet';
import { NOTHING_WORDS } from '../zh/familySheet';
import { NATIONAL_WORDS } from '../zh/nationalWords';
import type { FamilyImportCode } from './familyProblem';
import type { NationalField } from './national';
import {
  choice,
  documentNumberUpTo,
  freeTextUpTo,
  hasLostDigits,
  isFormulaError,
  readAmount,
  readDate,
  readIdNumber,
  readName,
  type Reading,
} from './sheetCells';
import { readDivision } from './sheetPerson';

/** What is wrong with one cell of a download. */
export interface CellProblem {
  field: NationalField;
  code: FamilyImportCode;
  data: RefusalData;
}

export type CellReading = Reading<string, FamilyImportCode>;
type Read = (cell: SheetCell) => CellReading;

const LONGEST_TEXT = 100;
const LONGEST_ADDRESS = 200;
const YES_NO: readonly NationalField[] = ['singleParent', 'canSelfHelp', 'zeroEmployment', 'unionMember'];

/**
 * Reads a cell as what two systems can be compared by: a code of a list, a day, an amount in yuan, a plain text. What
 * is left empty, or struck through, is ''; of a question it is a no.
 */
export function readNational(
  field: NationalField,
  cell: SheetCell | undefined,
  today: BusinessDate,
): CellReading {
  const text = toPlainText(cell?.text ?? '');
  if (YES_NO.includes(field) && (text === '' || NOTHING_WORDS.has(text))) return { value: 'false' };
  if (!cell || text === '' || (field !== 'name' && NOTHING_WORDS.has(text))) return { value: '' };
  if (isFormulaError(cell)) return { code: 'cell.error', data: { text: cell.text } };
  return readerOf(field, today)(cell);
}

function readerOf(field: NationalField, today: BusinessDate): Read {
  if (field === 'idNumber') return idReader(today);
  if (field === 'fileNumber') return documentNumberUpTo(40, today);
  return READERS.get(field) ?? freeTextUpTo(LONGEST_TEXT);
}

function asText<T>(
  read: (cell: SheetCell) => Reading<T, FamilyImportCode>,
  textOf: (value: T) => string,
): Read {
  return (cell) => {
    const reading = read(cell);
    return 'value' in reading ? { value: textOf(reading.value) } : reading;
  };
}

function idReader(today: BusinessDate): Read {
  const read = readIdNumber(today);
  return (cell) => {
    const reading = read(cell);
    return reading.value ? { value: reading.value.idNumber } : { code: reading.code };
  };
}

function readPhone({ text }: SheetCell): CellReading {
  const parsed = parsePhone(text);
  return parsed.ok ? { value: parsed.phone } : { code: parsed.code };
}

function readAccount(cell: SheetCell): CellReading {
  if (hasLostDigits(cell)) return { code: 'cell.digits_lost' };
  const parsed = parseBankAccount(cell.text.replace(/-/g, ''));
  return parsed.ok ? { value: parsed.account } : { code: parsed.code };
}

/** A number with or without its unit behind it: 62.5, 62.50 and 62.5㎡ are the same. */
function readNumber(cell: SheetCell): CellReading {
  const plain = toPlainText(cell.text).replace(/\s/g, '');
  const given = plain.replace(/[^\d.]+\d?$/, '');
  return /^\d{1,6}(\.\d+)?$/.test(given)
    ? { value: String(Number(given)) }
    : freeTextUpTo(LONGEST_TEXT)(cell);
}

const READERS = new Map<NationalField, Read>([
  ...Object.entries(NATIONAL_WORDS).map(([field, words]): [NationalField, Read] => [
    field as NationalField,
    choice(words),
  ]),
  ['name', readName],
  ['accountHolder', readName],
  ['birthOn', readDate],
  ['workingSinceOn', readDate],
  ['registeredOn', readDate],
  ['monthlyIncome', asText(readAmount, plainYuan)],
  ['phone', readPhone],
  ['account', readAccount],
  ['division', readDivision],
  ['housingArea', readNumber],
  ['enrolmentYear', readNumber],
  ['address', freeTextUpTo(LONGEST_ADDRESS)],
]);
