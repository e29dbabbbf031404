import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { addDays, businessDate } from '../../app/calendar/date';
import { SHEET_COLUMNS, type SheetColumn } from '../../app/exchange/familySheet';
import { sampleIdNumber } from '../../app/identity/idNumber';
import { COLUMN_TITLES } from '../../app/zh/familySheet';

/** Registers as an office's old workbook holds them; every person is invented, in the area 999999. */

export type SheetValue = string | number | Date | null;
export type SheetLineOf = Partial<Record<SheetColumn, SheetValue>>;

/** An ID number of nobody, the same one for the same index. */
export function sheetIdNumber(index: number, { from = '1962-01-01', isMale = true } = {}): string {
  const birthDate = addDays(businessDate(from), Math.floor(index / 400) % 9_000);
  const sequence = (index % 400) * 2 + (isMale ? 1 : 0);
  return sampleIdNumber({ areaCode: '999999', birthDate, sequence });
}

/** The rows of one family: a worker, and a spouse and a child at school as far as they are asked for. */
export function sheetFamily(
  index: number,
  { size = 3, ...main }: { size?: number } & SheetLineOf = {},
): SheetLineOf[] {
  const fileNumber = main.fileNumber !== undefined ? main.fileNumber : `ZZ-${String(index).padStart(6, '0')}`;
  const people: SheetLineOf[] = [
    {
      fileNumber,
      relation: '本人',
      name: '林样本',
      idNumber: sheetIdNumber(index),
      sex: '男',
      ethnicGroup: '汉族',
      phone: `139${String(index).padStart(8, '0')}`,
      category: '低保户',
      mainCause: '收入低',
      address: `金水区样本路 ${index} 号`,
      division: '金水区',
      workUnit: '样本纺织厂',
      employment: '在岗',
      health: '良好',
      monthlyIncome: 900,
      yearlyIncome: 10_800,
      bankName: '样本银行',
      account: `9999${String(index).padStart(12, '0')}`,
      unionMember: '是',
      registeredOn: '2019-03-05',
      status: '在册',
      ...main,
    },
    {
      fileNumber,
      relation: '配偶',
      name: '王样本',
      idNumber: sheetIdNumber(index, { from: '1963-01-01', isMale: false }),
      employment: '失（无）业',
      health: '一般疾病',
    },
    {
      fileNumber,
      relation: '子女',
      name: '林学生',
      idNumber: sheetIdNumber(index, { from: '1998-01-01' }),
      employment: '学生',
      health: '良好',
      educationStage: '高中',
      school: '样本中学',
    },
  ];
  return people.slice(0, size);
}

export interface SheetLook {
  columns?: readonly SheetColumn[];
  /** Rows above the header. */
  titles?: string[];
  /** Titles of further columns, which are filled with the row's place. */
  more?: string[];
}

/** A workbook with these rows; the first person stands in row `titles + 2`. */
export async function registerWorkbook(
  lines: Iterable<SheetLineOf | SheetValue[]>,
  { columns = SHEET_COLUMNS, titles = [], more = [] }: SheetLook = {},
): Promise<Buffer> {
  const stream = new PassThrough();
  const bytes = buffer(stream);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: true });
  const sheet = book.addWorksheet('登记册');
  for (const title of titles) sheet.addRow([title]);
  if (titles.length > 0) sheet.mergeCells(1, 1, 1, columns.length);
  sheet.addRow([...columns.map((column) => COLUMN_TITLES[column]), ...more]).commit();
  for (const line of lines) {
    const cells = Array.isArray(line)
      ? line
      : [...columns.map((column) => line[column] ?? null), ...more.map((_, index) => index + 1)];
    sheet.addRow(cells).commit();
  }
  sheet.commit();
  await book.commit();
  return bytes;
}
