import type { BusinessDate } from '../calendar/date';
import type { Category, Cause } from '../families/family';
import { MOST_MEMBERS } from '../families/family.form';
import type { AccountNumber } from '../identity/bankAccount';
import type { Division } from '../identity/division';
import { fen, type Fen } from '../money/fen';
import { COLUMN_TITLES } from '../zh/familySheet';
import type { FamilyImportCode, FamilyImportNote, RowProblem } from './familyProblem';
import type { PersonCells, SheetColumn } from './familySheet';
import { divisionOfAddress, readPerson, type ImportedStatus, type SheetPerson } from './sheetPerson';

export interface SheetLine {
  row: number;
  cells: PersonCells;
}

/** A family as a register gives it, fit to be taken over. */
export interface SheetFamily {
  /** The main person first. */
  persons: SheetPerson[];
  /** '' when the product is to give one. */
  fileNumber: string;
  status: ImportedStatus;
  category: Category | null;
  mainCause: Cause;
  division: Division;
  address: string;
  phone: string;
  workUnit: string;
  unionMember: boolean;
  /** The 12 months' income: what the persons earn, and what the family has beside that. */
  wagesFen: Fen;
  otherIncomeFen: Fen;
  bankName: string;
  account: AccountNumber | null;
  accountHolder: string;
  /** Null only for a draft. */
  registeredOn: BusinessDate | null;
  exitedOn: BusinessDate | null;
}

export interface FamilyReading {
  /** Null when the family is refused. */
  family: SheetFamily | null;
  /** Of a refused family one at least for each row; of a good one for rows that stand there twice. */
  problems: RowProblem[];
  notes: FamilyImportNote[];
}

/** Reads the rows of one family: it comes whole or not at all. */
export function readFamily(lines: readonly SheetLine[], today: BusinessDate): FamilyReading {
  const { distinct, duplicates } = withoutDuplicates(lines);
  const readings = distinct.map(({ row, cells }) => readPerson(row, cells, today));
  const problems = readings.flatMap((reading) => reading.problems);
  const persons = readings.flatMap(({ person }) => person ?? []);
  const notes = readings.flatMap((reading) => reading.notes);
  if (persons.length < readings.length) return refused({ distinct, duplicates, problems });
  const family = assembled(persons, { problems, notes });
  return family ? { family, problems: duplicates, notes } : refused({ distinct, duplicates, problems });
}

/** Every row of a refused family is named, those without a fault of their own by the row that has one. */
function refused(found: {
  distinct: readonly SheetLine[];
  duplicates: RowProblem[];
  problems: RowProblem[];
}): FamilyReading {
  return {
    family: null,
    problems: [...found.duplicates, ...withOtherRows(found.distinct, found.problems)],
    notes: [],
  };
}

/** The problems of a family, and one more for each of its rows that has none. */
export function withOtherRows(
  lines: readonly { row: number }[],
  problems: readonly RowProblem[],
): RowProblem[] {
  const named = new Set(problems.map(({ row }) => row));
  const first = problems[0]?.row ?? null;
  const others = lines
    .filter(({ row }) => !named.has(row))
    .map(({ row }) => ({ row, column: null, code: 'family.other_row' as const, data: { row: first } }));
  return [...problems, ...others].sort((one, other) => one.row - other.row);
}

function withoutDuplicates(lines: readonly SheetLine[]) {
  const duplicates: RowProblem[] = [];
  // Rows that are the same have the same number: mostly that is enough to tell.
  const numbers = new Set(lines.map(({ cells }) => cells.idNumber?.text.trim()));
  if (numbers.size === lines.length) return { distinct: lines, duplicates };
  const first = new Map<string, number>();
  const distinct = lines.filter(({ row, cells }) => {
    const content = JSON.stringify(Object.entries(cells).map(([column, { text }]) => [column, text.trim()]));
    const seen = first.get(content);
    if (seen === undefined) first.set(content, row);
    else duplicates.push({ row, column: null, code: 'row.duplicate', data: { first: seen } });
    return seen === undefined;
  });
  return { distinct, duplicates };
}

interface Findings {
  problems: RowProblem[];
  notes: FamilyImportNote[];
}

/** Puts a family together, adding what is wrong across its rows; null when anything is. */
function assembled(persons: SheetPerson[], { problems, notes }: Findings): SheetFamily | null {
  const main = persons.find(({ relation }) => relation === 'self');
  problems.push(...mainPersonProblems(persons), ...idProblems(persons), ...sizeProblems(persons));
  if (!main) return null;
  const others = persons.filter((person) => person !== main);
  const ordered = [main, ...others];
  problems.push(...conflicts(main, others));
  const file = fileOf(ordered, notes);
  // A cell that could not be read is named already; it is not missing too.
  const named = new Set(problems.map(({ column }) => column));
  problems.push(...fileProblems(main, file).filter(({ column }) => !named.has(column)));
  const { mainCause, division } = file;
  if (problems.length > 0 || !mainCause || !division) return null;
  return { ...file, persons: ordered, mainCause, division };
}

function mainPersonProblems(persons: readonly SheetPerson[]): RowProblem[] {
  const [first, ...more] = persons.filter(({ relation }) => relation === 'self');
  if (!first) return [problem(persons[0]!.row, 'relation', 'family.no_main_person')];
  return more.map(({ row }) => problem(row, 'relation', 'family.two_main_persons', { first: first.row }));
}

function idProblems(persons: readonly SheetPerson[]): RowProblem[] {
  return persons.flatMap((person) => {
    const first = persons.find(({ idNumber }) => idNumber === person.idNumber)!;
    return first === person
      ? []
      : [problem(person.row, 'idNumber', 'family.same_id_twice', { first: first.row })];
  });
}

function sizeProblems(persons: readonly SheetPerson[]): RowProblem[] {
  return persons
    .slice(MOST_MEMBERS)
    .map(({ row }) => problem(row, 'fileNumber', 'family.too_many_members', { most: MOST_MEMBERS }));
}

/** What decides about the whole family may stand on each of its rows, but only once the same. */
const ONE_FOR_ALL = {
  category: 'category',
  yearlyIncome: 'yearlyIncomeFen',
  registeredOn: 'registeredOn',
  status: 'status',
  exitedOn: 'exitedOn',
} as const satisfies Partial<Record<SheetColumn, keyof SheetPerson['file']>>;

function conflicts(main: SheetPerson, others: readonly SheetPerson[]): RowProblem[] {
  return Object.entries(ONE_FOR_ALL).flatMap(([column, field]) => {
    const all = [main, ...others].filter((person) => person.file[field] !== null);
    const [first, ...more] = all;
    return more
      .filter((person) => person.file[field] !== first!.file[field])
      .map(({ row }) => problem(row, column as SheetColumn, 'family.conflict', { first: first!.row }));
  });
}

type UnsureFile = Omit<SheetFamily, 'persons' | 'mainCause' | 'division'> & {
  mainCause: Cause | null;
  division: Division | null;
};

/** What the family has in common: the main person's row says it, or the first of the others that does. */
function fileOf(persons: readonly SheetPerson[], notes: FamilyImportNote[]): UnsureFile {
  const first = <Field extends keyof SheetPerson['file']>(field: Field) =>
    (persons.find(({ file }) => file[field] !== null && file[field] !== '') ?? persons[0]!).file[field];
  const address = first('address');
  const division = first('division');
  if (!division && address) notes.push('division_from_address');
  const status = first('status');
  if (!status) notes.push('status_missing');
  return {
    fileNumber: first('fileNumber'),
    status: status ?? 'draft',
    category: first('category'),
    mainCause: first('mainCause'),
    division: division ?? divisionOfAddress(address),
    address,
    phone: first('phone'),
    workUnit: persons[0]!.file.workUnit,
    unionMember: persons[0]!.file.unionMember ?? false,
    ...incomeOf(persons, { yearlyFen: first('yearlyIncomeFen'), notes }),
    ...bankOf(persons, notes),
    registeredOn: first('registeredOn'),
    exitedOn: first('exitedOn'),
  };
}

function incomeOf(
  persons: readonly SheetPerson[],
  { yearlyFen, notes }: { yearlyFen: Fen | null; notes: FamilyImportNote[] },
) {
  const earned = persons.reduce((sum, { monthlyIncomeFen }) => sum + 12 * (monthlyIncomeFen ?? 0), 0);
  const total = yearlyFen ?? earned;
  if (total < earned) notes.push('income_differs');
  const wages = Math.min(earned, total);
  return { wagesFen: fen(wages), otherIncomeFen: fen(total - wages) };
}

function bankOf(persons: readonly SheetPerson[], notes: FamilyImportNote[]) {
  const holders = persons.filter(({ file }) => file.account !== null);
  const [holder] = holders;
  if (holders.some(({ file }) => file.account !== holder!.file.account)) notes.push('account_ignored');
  const named = [holder, ...persons].find((person) => person?.file.bankName);
  return {
    bankName: named?.file.bankName ?? '',
    account: holder?.file.account ?? null,
    accountHolder: holder?.name ?? '',
  };
}

function fileProblems({ row }: SheetPerson, file: UnsureFile): RowProblem[] {
  const missing = (column: SheetColumn, value: unknown) =>
    value === null || value === '' ? [problem(row, column, 'cell.missing')] : [];
  const isDecided = file.status !== 'draft';
  return [
    ...missing('phone', file.phone),
    ...missing('mainCause', file.mainCause),
    ...missing('address', file.address),
    ...missing('division', file.division),
    ...(isDecided
      ? [...missing('category', file.category), ...missing('registeredOn', file.registeredOn)]
      : []),
    ...(file.account && !file.bankName ? [problem(row, 'bankName', 'account.bank_missing')] : []),
    ...exitProblems(row, file),
  ];
}

function exitProblems(row: number, { status, registeredOn, exitedOn }: UnsureFile): RowProblem[] {
  if (status !== 'exited') return exitedOn ? [problem(row, 'exitedOn', 'exit.not_exited')] : [];
  if (!exitedOn) return [problem(row, 'exitedOn', 'cell.missing')];
  if (registeredOn && exitedOn < registeredOn)
    return [problem(row, 'exitedOn', 'exit.before_registration', { registeredOn })];
  return [];
}

function problem(
  row: number,
  column: SheetColumn,
  code: FamilyImportCode,
  data: RowProblem['data'] = {},
): RowProblem {
  return { row, column, code, data: { column: COLUMN_TITLES[column], ...data } };
}
