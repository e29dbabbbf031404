import type { BusinessDate } from '../calendar/date';
import type {
  Category,
  Cause,
  EducationStage,
  Employment,
  FamilyStatus,
  Health,
  Relation,
} from '../families/family';
import { parseBankAccount, type AccountNumber } from '../identity/bankAccount';
import { isDivision, type Division } from '../identity/division';
import type { IdNumber, Sex } from '../identity/idNumber';
import { parsePhone } from '../identity/phone';
import type { Fen } from '../money/fen';
import { toPlainText } from '../plainText';
import type { RefusalData } from '../refusal';
import type { SheetCell } from '../sheets/sheet';
import {
  CATEGORY_WORDS,
  CAUSE_WORDS,
  CITY_PREFIX,
  COLUMN_TITLES,
  DIVISION_WORDS,
  EMPLOYMENT_WORDS,
  HEALTH_WORDS,
  NOTHING_WORDS,
  RELATION_WORDS,
  SEX_WORDS,
  STAGE_WORDS,
  STATUS_WORDS,
  YES_NO_WORDS,
} from '../zh/familySheet';
import { divisionLabels, sexLabels } from '../zh/identity';
import type { FamilyImportCode, FamilyImportNote, RowProblem } from './familyProblem';
import type { PersonCells, SheetColumn } from './familySheet';
import {
  choice,
  COMMA,
  hasLostDigits,
  isFormulaError,
  pastDate,
  readAmount,
  readDate,
  readIdNumber,
  readName,
  shortened,
  documentNumberUpTo,
  freeTextUpTo,
  type Reading,
} from './sheetCells';

export type ImportedStatus = Extract<FamilyStatus, 'draft' | 'approved' | 'exited'>;

/** One row of the sheet, read. What the sheet leaves out is null or ''. */
export interface SheetPerson {
  row: number;
  relation: Relation;
  name: string;
  idNumber: IdNumber;
  isConverted: boolean;
  sex: Sex;
  birthOn: BusinessDate;
  ethnicGroup: string;
  employment: Employment | null;
  health: Health | null;
  educationStage: EducationStage | null;
  school: string;
  monthlyIncomeFen: Fen | null;
  /** What belongs to the family, as this row gives it. */
  file: {
    fileNumber: string;
    phone: string;
    category: Category | null;
    mainCause: Cause | null;
    address: string;
    division: Division | null;
    workUnit: string;
    yearlyIncomeFen: Fen | null;
    bankName: string;
    account: AccountNumber | null;
    unionMember: boolean | null;
    registeredOn: BusinessDate | null;
    status: ImportedStatus | null;
    exitedOn: BusinessDate | null;
  };
}

export interface PersonReading {
  /** Null when something without which there is no person is missing or wrong. */
  person: SheetPerson | null;
  problems: RowProblem[];
  notes: FamilyImportNote[];
}

/** Reads one row of a register: every cell on its own, and the ID number against sex and birth date. */
export function readPerson(row: number, cells: PersonCells, today: BusinessDate): PersonReading {
  const problems: RowProblem[] = [];
  const notes: FamilyImportNote[] = [];
  const refuse = (column: SheetColumn, code: FamilyImportCode, data: RefusalData = {}) => {
    problems.push({ row, column, code, data: { column: COLUMN_TITLES[column], ...data } });
  };
  const take = <T>(
    column: SheetColumn,
    read: (cell: SheetCell) => Reading<T, FamilyImportCode>,
  ): T | null => {
    const cell = givenCell(cells[column], column);
    if (!cell) return null;
    const reading = isFormulaError(cell)
      ? { code: 'cell.error' as const, data: { text: cell.text } }
      : read(cell);
    if ('value' in reading) return reading.value;
    refuse(column, reading.code, reading.data);
    return null;
  };
  const needed = <T>(
    column: SheetColumn,
    read: (cell: SheetCell) => Reading<T, FamilyImportCode>,
  ): T | null => {
    if (!givenCell(cells[column], column)) refuse(column, 'cell.missing');
    return take(column, read);
  };

  const dated = readersOf(today);
  const file = {
    fileNumber: take('fileNumber', dated.documentNumber)?.toUpperCase() ?? '',
    phone: take('phone', readPhone) ?? '',
    category: take('category', readCategory),
    mainCause: take('mainCause', readCause),
    address: take('address', readFreeText[200]) ?? '',
    division: take('division', readDivision),
    workUnit: take('workUnit', readFreeText[100]) ?? '',
    yearlyIncomeFen: take('yearlyIncome', readAmount),
    bankName: take('bankName', readFreeText[100]) ?? '',
    account: take('account', readAccount),
    unionMember: take('unionMember', readYesNo),
    registeredOn: take('registeredOn', dated.pastDate),
    status: take('status', readStatus),
    exitedOn: take('exitedOn', dated.pastDate),
  };
  const name = needed('name', readName);
  const relation = needed('relation', readRelation);
  const id = needed('idNumber', dated.idNumber);
  const sex = take('sex', readSex);
  const birthOn = take('birthOn', readDate);
  const rest = {
    ethnicGroup: take('ethnicGroup', readFreeText[20]) ?? '',
    employment: take('employment', readEmployment),
    health: take('health', readHealth),
    educationStage: take('educationStage', readStage),
    school: take('school', readFreeText[100]) ?? '',
    monthlyIncomeFen: take('monthlyIncome', readAmount),
  };
  if (id && sex && sex !== id.sex) refuse('sex', 'sex.differs', { expected: sexLabels[id.sex] });
  if (id && birthOn && birthOn !== id.birthDate)
    refuse('birthOn', 'birth_on.differs', { expected: id.birthDate });
  if (id?.warnings.includes('id.converted')) notes.push('id_converted');
  if (id?.warnings.includes('id.area_unknown')) notes.push('id_area_unknown');
  if (!rest.employment) notes.push('employment_missing');
  if (!rest.health) notes.push('health_missing');
  if (!name || !relation || !id) return { person: null, problems, notes };
  const isConverted = id.warnings.includes('id.converted');
  const known = {
    row,
    relation,
    name,
    idNumber: id.idNumber,
    isConverted,
    sex: id.sex,
    birthOn: id.birthDate,
  };
  return { person: { ...known, ...rest, file }, problems, notes };
}

/** A cell with something in it: spaces are nothing, and so are the strokes that offices draw through empty cells. */
function givenCell(cell: SheetCell | undefined, column: SheetColumn): SheetCell | null {
  if (!cell) return null;
  const text = toPlainText(cell.text);
  if (text === '') return null;
  // Of a union member, the word for nothing is an answer.
  if (column !== 'unionMember' && column !== 'name' && NOTHING_WORDS.has(text)) return null;
  return cell;
}

function readAccount(cell: SheetCell): Reading<AccountNumber, FamilyImportCode> {
  if (hasLostDigits(cell)) return { code: 'cell.digits_lost' };
  const parsed = parseBankAccount(cell.text.replace(/-/g, ''));
  return parsed.ok ? { value: parsed.account } : { code: parsed.code };
}

function readPhone({ text }: SheetCell): Reading<string, FamilyImportCode> {
  // Where two numbers stand in a cell, the first one is kept.
  const [first = ''] = toPlainText(text).split(/[\s,;/\u3001]+/);
  const whole = parsePhone(text);
  const parsed = whole.ok ? whole : parsePhone(first);
  return parsed.ok ? { value: parsed.phone } : { code: parsed.code };
}

/** By how long the text may be. */
const readFreeText = { 20: freeTextUpTo(20), 100: freeTextUpTo(100), 200: freeTextUpTo(200) };

let lastReaders: ReturnType<typeof newReaders> | undefined;

/** The readers that ask for the day, made once for all rows of a passage. */
function readersOf(today: BusinessDate) {
  if (lastReaders?.today !== today) lastReaders = newReaders(today);
  return lastReaders;
}

function newReaders(today: BusinessDate) {
  return {
    today,
    documentNumber: documentNumberUpTo(40, today),
    idNumber: readIdNumber(today),
    pastDate: pastDate(today),
  };
}

const readRelation = choice(RELATION_WORDS);
const readSex = choice(SEX_WORDS);
const readCategory = choice(CATEGORY_WORDS);
const readCause = choice(CAUSE_WORDS);
const readEmployment = choice(EMPLOYMENT_WORDS);
const readHealth = choice(HEALTH_WORDS);
const readStage = choice(STAGE_WORDS);
const readYesNo = choice(YES_NO_WORDS);
const readStatus = choice(STATUS_WORDS);

/** A division by its code, its name, or what people call it. */
export function readDivision({ text }: SheetCell): Reading<Division> {
  const plain = toPlainText(text).replace(/\s/g, '');
  const division = isDivision(plain) ? plain : DIVISION_BY_NAME.get(plain.replace(CITY_PREFIX, ''));
  if (division) return { value: division };
  return {
    code: 'cell.unknown',
    data: { text: shortened(text), options: Object.values(divisionLabels).join(COMMA) },
  };
}

const DIVISION_BY_NAME = new Map<string, Division>([
  ...Object.entries(divisionLabels).flatMap(([code, label]): [string, Division][] => [
    [label, code as Division],
    [label.replace(CITY_PREFIX, ''), code as Division],
  ]),
  ...Object.entries(DIVISION_WORDS),
]);

/** The division that an address begins with, after province and city; null when none is named there. */
export function divisionOfAddress(address: string): Division | null {
  const rest = toPlainText(address).replace(/\s/g, '').replace(CITY_PREFIX, '');
  const found = [...DIVISION_BY_NAME].find(([name]) => name.length > 2 && rest.startsWith(name));
  return found ? found[1] : null;
}
