import ExcelJS from 'exceljs';
import { ANSWER_TITLES, answerProblemsText, ANSWERS_SHEET, REFUSED_TITLE } from '../zh/surveys';
import { SHEET_FIELDS } from './answerSheet';
import type { RefusedAnswer } from './answersImport.server';

const WIDTHS = { idNumber: 22, answeredOn: 13, method: 10, outcome: 12, opinion: 50 } as const;
const REASON_WIDTH = 60;
const ROWS_TO_FILL = 500;
const TEXT = '@';

/** An empty workbook to fill in: ID numbers stay texts. */
export function answersTemplate(): Promise<Uint8Array> {
  const { book, sheet } = newSheet([]);
  // A format of the column alone is lost by some office programs once a cell is written.
  for (let row = 2; row <= ROWS_TO_FILL; row += 1) sheet.getCell(row, 1).numFmt = TEXT;
  return bytesOf(book);
}

/** The rows that were refused, as they stood, each with its reason: to be corrected and imported again. */
export function refusedAnswersWorkbook(refused: readonly RefusedAnswer[]): Promise<Uint8Array> {
  const { book, sheet } = newSheet([REFUSED_TITLE]);
  for (const { texts, problems } of refused) {
    sheet.addRow([...SHEET_FIELDS.map((field) => texts[field] ?? null), answerProblemsText(problems)]);
  }
  return bytesOf(book);
}

function newSheet(more: string[]) {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(ANSWERS_SHEET, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = [
    ...SHEET_FIELDS.map((field) => ({ width: WIDTHS[field], style: { numFmt: TEXT } })),
    ...more.map(() => ({ width: REASON_WIDTH })),
  ];
  sheet.addRow([...SHEET_FIELDS.map((field) => ANSWER_TITLES[field]), ...more]).font = { bold: true };
  return { book, sheet };
}

async function bytesOf(book: ExcelJS.Workbook): Promise<Uint8Array> {
  return new Uint8Array(await book.xlsx.writeBuffer());
}
