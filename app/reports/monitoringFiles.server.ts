import {
  Document,
  HeadingLevel,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import ExcelJS from 'exceljs';
import { LIKELIHOOD_LABELS, monitoringColumns } from '../zh/monitoring';
import { A4, STYLES } from './docxLook.server';
import type { MonitoringReport, MonitoringRow } from './monitoring';
import { printable } from './printed';
import { cellStyle, FONTS, pageSetup } from './xlsxLook.server';

/** The monitoring report as the files that offices hand in; both print the very rows of the page. */

/** What a row says, column by column. */
function cellsOf(row: MonitoringRow): string[] {
  const { level1, level2, name, target, actual, reckoned, note } = row;
  return [
    level1,
    level2,
    name,
    target,
    actual,
    reckoned ?? '—',
    note?.expected ?? '',
    note ? LIKELIHOOD_LABELS[note.likelihood] : '',
    note?.cause ?? '',
  ].map(printable);
}

/** In characters of the sheet; a Chinese one takes two. */
const WIDTHS = [16, 12, 20, 12, 14, 14, 14, 14, 30];
const WIDTH = WIDTHS.reduce((total, width) => total + width, 0);
const LINE_HEIGHT = 15;

export async function monitoringDocx({ title, money, rows }: MonitoringReport): Promise<Uint8Array> {
  const line = (cells: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      children: cells.map(
        (text, index) =>
          new TableCell({
            width: { size: (WIDTHS[index]! * 100) / WIDTH, type: WidthType.PERCENTAGE },
            children: [new Paragraph({ children: [new TextRun({ text, bold: isHead, size: 18 })] })],
          }),
      ),
    });
  const { size, margin } = A4.page;
  const document = new Document({
    title,
    styles: STYLES,
    sections: [
      {
        properties: { page: { size: { ...size, orientation: PageOrientation.LANDSCAPE }, margin } },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(title)] }),
          new Paragraph({ spacing: { before: 120, after: 120 }, children: [new TextRun(money)] }),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [line(monitoringColumns, true), ...rows.map((row) => line(cellsOf(row), false))],
          }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

export async function monitoringXlsx({ title, money, rows }: MonitoringReport): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(title, { pageSetup: pageSetup({ orientation: 'landscape' }) });
  sheet.columns = WIDTHS.map((width) => ({ width }));
  const lines = [[title], [money], [...monitoringColumns], ...rows.map(cellsOf)];
  for (const [index, cells] of lines.entries()) {
    const isTable = index > 1;
    for (const [column, text] of cells.entries()) {
      const cell = sheet.getCell(index + 1, column + 1);
      cell.value = text;
      cell.style = cellStyle({
        isHead: index === 2,
        isFramed: isTable,
        font: index === 0 ? FONTS.title : index === 2 ? FONTS.bold : FONTS.text,
      });
    }
    if (isTable) sheet.getRow(index + 1).height = LINE_HEIGHT * linesOf(cells);
    if (!isTable) sheet.mergeCells(index + 1, 1, index + 1, WIDTHS.length);
  }
  sheet.getRow(2).height = 32;
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** How many lines the fullest cell of a row takes. */
function linesOf(cells: readonly string[]): number {
  return Math.max(...cells.map((text, column) => Math.ceil((text.length * 2 + 1) / WIDTHS[column]!)));
}
