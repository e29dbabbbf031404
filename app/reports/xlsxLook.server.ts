import type ExcelJS from 'exceljs';
import type { Alignment, Borders, Font, PageSetup, Style } from 'exceljs';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { footerTexts } from '../zh/reports';
import type { YearEndReport } from './report';

/** What the sheets of the workbook have in common: faces, formats, lines and the page. */

export type Book = ExcelJS.stream.xlsx.WorkbookWriter;
export type Sheet = ReturnType<Book['addWorksheet']>;

export interface CellLook {
  align?: Alignment['horizontal'];
  format?: string;
  font?: Partial<Font>;
  isHead?: boolean;
  isFramed?: boolean;
}

const HEI = { name: 'SimHei', family: 2, charset: 134 };
const SONG = { name: 'SimSun', family: 1, charset: 134, size: 10 };
export const FONTS = {
  text: SONG,
  bold: { ...SONG, bold: true },
  title: { ...HEI, size: 16, bold: true },
  heading: { ...HEI, size: 11, bold: true },
} as const;

/** Cells of `text` stay text when somebody types in them: `=100%` and a name with a leading + are never formulas. */
export const FORMATS = {
  text: '@',
  amount: '#,##0.00',
  score: '0.00',
  count: '#,##0',
  percent: '0.00%',
  plain: 'General',
} as const;

const A4 = 9;
const LINE = { style: 'thin' as const };
const FRAME: Partial<Borders> = { top: LINE, left: LINE, bottom: LINE, right: LINE };
const SHADE = { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb: 'FFF2F2F2' } };

/** The style of a cell; text unless a format says otherwise. */
export function cellStyle({ align = 'left', format, font, isHead, isFramed }: CellLook): Partial<Style> {
  return {
    numFmt: format ?? FORMATS.text,
    font: font ?? FONTS.text,
    alignment: { horizontal: align, vertical: 'middle', wrapText: true, indent: align === 'right' ? 1 : 0 },
    ...(isFramed ? { border: FRAME } : {}),
    ...(isHead ? { fill: SHADE } : {}),
  };
}

/** Yuan as a number of Excel. */
export function yuan(amountFen: number): number {
  return Number(plainYuan(fen(amountFen)));
}

/** Points as a number of Excel. */
export function points(hundredths: number): number {
  return Number(plainYuan(fen(hundredths)));
}

/** A4, as wide as the page, as many pages long as it takes. */
export function pageSetup(given: Partial<PageSetup>): Partial<PageSetup> {
  return {
    paperSize: A4,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...given,
  };
}

/** The day, the page and the time of the making, at the foot of each page. */
export function pageFooter({
  asOfText,
  generatedText,
}: Pick<YearEndReport, 'asOfText' | 'generatedText'>): string {
  const [before, between, after] = footerTexts.page;
  const page = `${before} &P ${between} &N ${after}`;
  // The blank ends the font size, which would swallow a figure that follows it.
  return `&L&8 ${footerTexts.asOf(asOfText)}&C&8 ${page}&R&8 ${footerTexts.generated(generatedText)}`;
}
