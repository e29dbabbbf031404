import { fieldNames, headingNames, tableWords } from '../zh/targetForm';
import { FORM_FIELDS, TEXT_FIELDS } from './formFields';
import type { FormField } from './formFields';
import { compactOf } from './target';
import type { Doubt } from './targetForm';

/** A text of the form, the name it stands under, the unit given with that name, and the line counted from 1. */
export interface FoundText {
  text: string;
  name: string;
  unit: string;
  row: number;
}

/** Everything around the indicator table, still as text. Fields left blank are absent. */
export interface HeadReading {
  fields: Partial<Record<FormField, FoundText>>;
  yearText: string | null;
  components: { subject: string; amount: FoundText }[];
  doubts: Doubt[];
}

/** Rows count from 0: the head lies between `firstRow` and `headerRow`, the foot starts at `tailRow`. */
export interface HeadPlace {
  grid: readonly (readonly string[])[];
  firstRow: number;
  headerRow: number;
  tailRow: number;
}

interface Line {
  cells: readonly string[];
  row: number;
}

interface ComponentColumns {
  subject: number;
  amount: number;
  amountName: string;
}

interface NamedCell {
  field: FormField;
  name: string;
  inline: string;
}

/** What the lines above mean for the next one. */
interface Context {
  reading: HeadReading;
  unit: string;
  openText: FoundText | null;
  columns: ComponentColumns | null;
}

const LONGEST_NAME = 24;
const LONGEST_QUOTE = 20;
const YEAR_LINE = /^\(?(20\d\d)\D{0,2}\)?$/;

const FIELD_OF_NAME: ReadonlyMap<string, FormField> = new Map(
  FORM_FIELDS.flatMap((field) => fieldNames[field].map((name) => [name, field])),
);

/** Reads the fields, the year line and the composition that stand around the indicator table. */
export function readHead({ grid, firstRow, headerRow, tailRow }: HeadPlace): HeadReading {
  const reading: HeadReading = { fields: {}, yearText: null, components: [], doubts: [] };
  const context: Context = { reading, unit: '', openText: null, columns: null };
  for (let index = firstRow; index < headerRow; index += 1) {
    readHeadLine({ cells: grid[index] ?? [], row: index + 1 }, context);
  }
  for (let index = tailRow; index < grid.length; index += 1) {
    readNames({ cells: grid[index] ?? [], row: index + 1 }, context);
  }
  dropBlankFields(reading);
  reading.yearText ??= yearIn(reading.fields.year?.text ?? '');
  return reading;
}

/** Whether an amount is given in units of 10,000 yuan, by its own unit or else by the one of its name. */
export function isInTenThousands({ text, unit }: { text: string; unit: string }): boolean {
  const ownUnit = /[^\d.,]+$/.exec(compactOf(text))?.[0];
  return tableWords.tenThousandYuan.test(ownUnit ?? unit);
}

function readHeadLine(line: Line, context: Context): void {
  const filled = line.cells.filter((cell) => cell !== '');
  if (filled.length === 0) return;
  const header = componentColumnsOf(line.cells);
  const isNamed =
    header === null && (isHeading(filled) || line.cells.some((cell) => namedCellOf(cell) !== null));
  if (header || isNamed) {
    context.columns = header;
    context.openText = null;
  }
  if (header) return;
  if (isNamed) readNames(line, context);
  else if (context.columns) readComponent(line, context.columns, context);
  else if (context.openText && filled.length === 1) continueText(context.openText, filled[0] ?? '');
  else readOtherLine(line, context);
}

/** Reads every named cell of a line; its value is what follows, up to the next name. */
function readNames({ cells, row }: Line, context: Context): void {
  const named = cells.map(namedCellOf);
  for (const [column, cell] of named.entries()) {
    if (!cell) continue;
    const next = named.findIndex((other, index) => index > column && other !== null);
    const values = cells.slice(column + 1, next < 0 ? undefined : next);
    const text = [cell.inline, ...values].filter((value) => value !== '').join(' ');
    keepField(cell, { text, name: cell.name, unit: unitOf(cell.name, context), row }, context);
  }
}

/** The first filled value counts: the foot may repeat names of the head. */
function keepField({ field }: NamedCell, found: FoundText, context: Context): void {
  const { fields } = context.reading;
  if (fields[field] && fields[field].text !== '') return;
  fields[field] = found;
  context.openText = TEXT_FIELDS.some((textField) => textField === field) ? found : null;
}

/** A long text pasted with its line breaks goes on in the lines below its name. */
function continueText(open: FoundText, text: string): void {
  open.text = open.text === '' ? text : `${open.text}\n${text}`;
}

function readComponent({ cells, row }: Line, columns: ComponentColumns, context: Context): void {
  const subject = (cells[columns.subject] ?? '').replaceAll('\n', '');
  const text = cells[columns.amount] ?? '';
  const isSum = cells.some((cell) => tableWords.component.sum.test(compactOf(cell)));
  if (text === '' || isSum) return;
  const amount = {
    text,
    name: subject || columns.amountName,
    unit: unitOf(columns.amountName, context),
    row,
  };
  context.reading.components.push({ subject, amount });
}

function readOtherLine({ cells, row }: Line, context: Context): void {
  const unread = cells.filter((cell) => cell !== '' && !readLooseCell(cell, context));
  if (unread.length === 0) return;
  context.reading.doubts.push({ code: 'line_not_understood', row, data: { text: quoted(unread.join(' ')) } });
}

/** Reads the year or the unit of all amounts, which stand without a name; false when it is neither. */
function readLooseCell(cell: string, context: Context): boolean {
  const unit = tableWords.amountUnit.exec(compactOf(cell))?.[1];
  const year = yearIn(cell);
  if (unit) context.unit = unit;
  if (year) context.reading.yearText ??= year;
  return Boolean(unit ?? year);
}

function componentColumnsOf(cells: readonly string[]): ComponentColumns | null {
  const { subject, amount } = tableWords.component;
  const isHeader = (cell: string, pattern: RegExp) =>
    cell.length <= LONGEST_NAME && pattern.test(compactOf(cell)) && namedCellOf(cell) === null;
  const amountAt = cells.findIndex((cell) => isHeader(cell, amount));
  if (amountAt < 0) return null;
  const subjectAt = cells
    .slice(0, amountAt)
    .map((cell) => isHeader(cell, subject))
    .lastIndexOf(true);
  if (subjectAt < 0) return null;
  return { subject: subjectAt, amount: amountAt, amountName: cells[amountAt] ?? '' };
}

function isHeading(filled: readonly string[]): boolean {
  const [first = ''] = filled;
  return filled.length === 1 && first.length <= LONGEST_NAME && headingNames.includes(baseOf(first));
}

/** The field a cell names: alone, or before a colon in the same cell as its value. */
function namedCellOf(cell: string): NamedCell | null {
  if (cell === '') return null;
  const whole = cell.length <= LONGEST_NAME ? FIELD_OF_NAME.get(baseOf(cell)) : undefined;
  if (whole) return { field: whole, name: cell, inline: '' };
  const colon = cell.search(/[:\uff1a]/);
  if (colon < 1 || colon > LONGEST_NAME) return null;
  const name = cell.slice(0, colon);
  const field = FIELD_OF_NAME.get(baseOf(name));
  return field ? { field, name, inline: cell.slice(colon + 1).trim() } : null;
}

/** A name without numbering, colon and bracketed addition. */
function baseOf(name: string): string {
  const bare = compactOf(name).replace(/:+$/, '').replace(tableWords.numbering, '');
  return bracketed(bare)?.base ?? bare;
}

function unitOf(name: string, context: Context): string {
  return bracketed(compactOf(name).replace(/:+$/, ''))?.addition ?? context.unit;
}

function bracketed(name: string): { base: string; addition: string } | null {
  const match = /^([^()]+)\(([^()]*)\)$/.exec(name);
  return match ? { base: match[1] ?? '', addition: match[2] ?? '' } : null;
}

function yearIn(text: string): string | null {
  return YEAR_LINE.exec(compactOf(text))?.[1] ?? null;
}

function dropBlankFields({ fields }: HeadReading): void {
  for (const field of FORM_FIELDS) {
    if (fields[field]?.text === '') delete fields[field];
  }
}

function quoted(text: string): string {
  const characters = [...text];
  return characters.length > LONGEST_QUOTE ? `${characters.slice(0, LONGEST_QUOTE).join('')}\u2026` : text;
}
