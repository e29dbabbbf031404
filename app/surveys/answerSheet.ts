import { parseDate, type BusinessDate } from '../calendar/date';
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

export type AnswerReading = { ok: true; answer: ReadAnswer } | { ok: false; problem: AnswerProblem };

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

/** Reads one row; a sheet without a column for the way takes that of its round. */
export function readAnswer(
  cells: AnswerCells,
  { today, usualMethod }: { today: BusinessDate; usualMethod: SurveyMethod },
): AnswerReading {
  if (!cells.idNumber || cells.idNumber.text.trim() === '') return refused('id_empty');
  if (cells.idNumber.kind !== 'text') return refused('id_digits_lost');
  const id = parseIdNumber(cells.idNumber.text, { today });
  if (!id.ok) return refused('id_invalid');
  const date = parseDate(cells.answeredOn?.text.slice(0, 10) ?? '');
  if (!date.ok) return refused('date_invalid');
  const method = cells.method ? METHOD_WORDS[wordOf(cells.method)] : usualMethod;
  if (!method) return refused('method_unknown');
  const outcome = cells.outcome && OUTCOME_WORDS[wordOf(cells.outcome)];
  if (!outcome) return refused('outcome_unknown');
  const opinion = cells.opinion?.text.trim() ?? '';
  if ([...opinion].length > LONGEST_OPINION) return refused('opinion_long');
  if (holdsPersonalNumber(opinion)) return refused('opinion_number');
  return { ok: true, answer: { idNumber: id.idNumber, answeredOn: date.date, method, outcome, opinion } };
}

function refused(code: AnswerProblemCode): AnswerReading {
  return { ok: false, problem: { code, data: {} } };
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
