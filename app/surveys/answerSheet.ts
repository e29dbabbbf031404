import type { BusinessDate } from '../calendar/date';
import { parseSheetDate } from '../calendar/sheetDate';
import { parseIdNumber, type IdNumber } from '../identity/idNumber';
import { holdsPersonalNumber } from '../identity/longNumber';
import { toPlainText } from '../plainText';
import type { RefusalData } from '../refusal';
import type { SheetCell, SheetRow } from '../sheets/sheet';
import { ANSWER_ALIASES, ANSWER_TITLES, METHOD_WORDS, OUTCOME_WORDS } from '../zh/surveys';
import type { SurveyMethod, SurveyOutcome } from './survey';

/** The workbook of answers: one row an answer. The Chinese titles and words stand in app/zh/surveys.ts. */

export const SHEET_FIELDS = ['idNumber', 'answeredOn', 'method', 'outcome', 'opinion'] as const;
export type SheetField = (typeof SHEET_FIELDS)[number];

/** Without these a sheet holds no answers. */
const NEEDED: readonly SheetField[] = ['idNumber', 'answeredOn', 'outcome'];

/** As many rows as one workbook is read for. */
export const MOST_ANSWER_ROWS = 20_000;

const LONGEST_OPINION = 500;

export const ANSWER_PROBLEMS = [
  'id_empty',
  'id_digits_lost',
  'id_invalid',
  'person_unknown',
  'person_unpaid',
  'not_in_sample',
  'date_invalid',
  'date_outside',
  'date_in_future',
  'method_unknown',
  'outcome_unknown',
  'opinion_long',
  'opinion_number',
  'duplicate_row',
] as const;
export type AnswerProblemCode = (typeof ANSWER_PROBLEMS)[number];

export interface AnswerProblem {
  code: AnswerProblemCode;
  data: RefusalData;
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type AnswerCells = Partial<Record<SheetField, SheetCell>>;

/** A row as it could be read by itself. */
export interface ReadAnswer {
  idNumber: IdNumber;
  answeredOn: BusinessDate;
  method: SurveyMethod;
  outcome: SurveyOutcome;
  opinion: string;
}

/** What a row says, as far as it can be read, and everything that is wrong with it. */
export interface AnswerReading {
  idNumber: IdNumber | null;
  answeredOn: BusinessDate | null;
  /** Null where anything is wrong. */
  answer: ReadAnswer | null;
  problems: AnswerProblem[];
}

/** By position in the sheet, A first; null for a column that is none of an answer. */
export type AnswerHeader = readonly (SheetField | null)[];

/** Reads a row as the header; null when it names none of what is needed. */
export function answerHeader({ cells }: SheetRow): { header: AnswerHeader; missing: SheetField[] } | null {
  const header = Array.from(cells, (cell) => (cell ? fieldNamed(cell.text) : null));
  const missing = NEEDED.filter((field) => !header.includes(field));
  return missing.length < NEEDED.length ? { header, missing } : null;
}

/** The cells of a row below the header. */
export function answerCells({ cells }: SheetRow, header: AnswerHeader): AnswerCells {
  const found: AnswerCells = {};
  header.forEach((field, position) => {
    const cell = cells[position];
    if (field && cell && !found[field]) found[field] = cell;
  });
  return found;
}

/** Reads one row and names all that is wrong with it; a sheet without a column for the way takes that of its round. */
export function readAnswer(
  cells: AnswerCells,
  { today, usualMethod }: { today: BusinessDate; usualMethod: SurveyMethod },
): AnswerReading {
  const idNumber = readId(cells.idNumber, today);
  const answeredOn = readDay(cells.answeredOn);
  const method = cells.method
    ? (METHOD_WORDS[wordOf(cells.method)] ?? refused('method_unknown'))
    : usualMethod;
  const outcome = (cells.outcome && OUTCOME_WORDS[wordOf(cells.outcome)]) ?? refused('outcome_unknown');
  const opinion = readOpinion(cells.opinion);
  return {
    idNumber: isProblem(idNumber) ? null : idNumber,
    answeredOn: isProblem(answeredOn) ? null : answeredOn,
    answer:
      isProblem(idNumber) ||
      isProblem(answeredOn) ||
      isProblem(method) ||
      isProblem(outcome) ||
      isProblem(opinion)
        ? null
        : { idNumber, answeredOn, method, outcome, opinion },
    problems: [idNumber, answeredOn, method, outcome, opinion].filter(isProblem),
  };
}

function readId(cell: SheetCell | undefined, today: BusinessDate): IdNumber | AnswerProblem {
  if (!cell || cell.text.trim() === '') return refused('id_empty');
  if (cell.kind !== 'text') return refused('id_digits_lost');
  const id = parseIdNumber(cell.text, { today });
  return id.ok ? id.idNumber : refused('id_invalid');
}

function readDay(cell: SheetCell | undefined): BusinessDate | AnswerProblem {
  const day = cell && parseSheetDate(cell);
  return day?.ok ? day.date : refused('date_invalid');
}

function readOpinion(cell: SheetCell | undefined): string | AnswerProblem {
  const opinion = cell?.text.trim() ?? '';
  if ([...opinion].length > LONGEST_OPINION) return refused('opinion_long');
  return holdsPersonalNumber(opinion) ? refused('opinion_number') : opinion;
}

function isProblem(reading: string | AnswerProblem): reading is AnswerProblem {
  return typeof reading === 'object';
}

function refused(code: AnswerProblemCode): AnswerProblem {
  return { code, data: {} };
}

function wordOf({ text }: SheetCell): string {
  return text.replace(/\s/g, '');
}

function fieldNamed(title: string): SheetField | null {
  const bare = bareTitle(title);
  return (
    SHEET_FIELDS.find((field) =>
      [ANSWER_TITLES[field], ...ANSWER_ALIASES[field]].some((name) => bareTitle(name) === bare),
    ) ?? null
  );
}

/** A title without spaces, marks of required fields and remarks in brackets. */
function bareTitle(title: string): string {
  return toPlainText(title)
    .replace(/[\s*:]/g, '')
    .replace(/\(.*?\)/g, '');
}
