import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { writeNationalForm } from './nationalForm.server';
import type { YearEndReport } from './report';
import { writeData } from './yearEndData.server';
import { writeForm } from './yearEndForm.server';

/**
 * The report as an Excel workbook: the form as it is printed, and a sheet of the bare figures. Totals are formulas
 * over the rows, with their result kept for readers that do not calculate.
 */
export async function yearEndXlsx(report: YearEndReport): Promise<Uint8Array> {
  const output = new PassThrough();
  const bytes = buffer(output);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: true,
    created: new Date(report.generatedAt),
    creator: report.centreName,
    lastModifiedBy: report.centreName,
  } as Partial<ExcelJS.stream.xlsx.WorkbookStreamWriterOptions>);
  if (report.national) writeNationalForm(book, report, report.national);
  else writeForm(book, report);
  writeData(book, report);
  await book.commit();
  return new Uint8Array(await bytes);
}
