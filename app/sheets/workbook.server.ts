import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { CellValue, Row } from 'exceljs';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { MOST_EXPANDED_BYTES, MOST_SHEET_COLUMNS, MOST_SHEET_ROWS, unmarkedText } from './sheet';
import type { SheetProblem, SheetReading } from './sheet';
import { withoutSpans } from './markup';
import { decodedText } from './text.server';
import { zipEntries } from './zipEntries.server';

/** Why a workbook is refused; does not leave this module. */
class Unreadable extends Error {
  constructor(readonly problem: SheetProblem) {
    super(problem);
  }
}

interface SheetPart {
  xml: string;
  isHidden: boolean;
}

/** The parts of a workbook that matter, as text, the sheets in the order of their tabs. */
interface WorkbookParts {
  sheets: SheetPart[];
  strings: string;
  styles: string;
  countsFrom1904: boolean;
}

interface CellStyle {
  format: string;
  countsFrom1904: boolean;
}

interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

const MOST_ENTRIES = 5_000;
const WANTED =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/i;
const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS_TO_1970 = 25_569;
const DAYS_TO_1904 = 1_462;

const LONGEST_FORMAT = 255;

// Formats 27-36 and 50-58 are dates and times in Chinese Excel; the reader knows only their Latin cousins.
const CHINESE_DATES = /^(2[7-9]|3[016]|5[0-478])$/;
const CHINESE_TIMES = /^(3[2-5]|5[56])$/;
const LATIN_DATE = '14';
const LATIN_TIME = '21';

/**
 * Reads the first visible sheet with text of an xlsx workbook. The archive is measured before anything is parsed.
 * The streaming reader of exceljs is then fed with entries of our own making, because it tears characters of
 * several bytes apart at the ends of its chunks (so all that is not ASCII becomes references), lays sheets that
 * come early down as temporary files, and trusts sizes other than those measured.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<SheetReading> {
  try {
    const parts = await unpack(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    for (const sheet of parts.sheets) {
      if (sheet.isHidden || !/<(v|t)[\s>]/.test(sheet.xml)) continue;
      const cells = await readCells(sheet.xml, parts);
      if (cells.length > 0) return { ok: true, cells };
    }
    return { ok: false, problem: 'sheet_empty' };
  } catch (error) {
    return { ok: false, problem: error instanceof Unreadable ? error.problem : 'file_damaged' };
  }
}

async function unpack(bytes: Buffer): Promise<WorkbookParts> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  const entries = await measuredEntries(zip);
  const names = new Set(entries.map(({ fileName }) => fileName));
  if (!names.has('xl/workbook.xml')) throw new Unreadable(problemOfArchive(names));

  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (WANTED.test(entry.fileName)) texts.set(entry.fileName, await textOf(zip, entry));
  }
  const workbook = texts.get('xl/workbook.xml') ?? '';
  return {
    sheets: sheetsInOrder(workbook, texts),
    strings: texts.get('xl/sharedStrings.xml') ?? '<sst/>',
    styles: texts.get('xl/styles.xml') ?? '<styleSheet/>',
    countsFrom1904: /<workbookPr\b[^>]*\bdate1904=["'](1|true)["']/.test(workbook),
  };
}

/** Lists the archive and refuses it unread when it would expand too far; yauzl holds every entry to its size. */
async function measuredEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let expandedBytes = 0;
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    expandedBytes += entry.uncompressedSize;
    if (expandedBytes > MOST_EXPANDED_BYTES || entries.length > MOST_ENTRIES) {
      throw new Unreadable('file_expands_too_large');
    }
    if (entry.isEncrypted()) throw new Unreadable('file_encrypted');
  }
  return entries;
}

function problemOfArchive(names: ReadonlySet<string>): SheetProblem {
  if (names.has('word/document.xml')) return 'file_word';
  if (names.has('xl/workbook.bin') || names.has('content.xml')) return 'file_other_spreadsheet';
  return 'file_unknown';
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const text = decodedText(Buffer.concat(chunks));
  if (text === null) throw new Unreadable('file_damaged');
  return text;
}

function sheetsInOrder(workbook: string, texts: ReadonlyMap<string, string>): SheetPart[] {
  const relations = texts.get('xl/_rels/workbook.xml.rels') ?? '';
  const targets = new Map(
    elementsOf(relations, 'Relationship').map((element) => [
      attribute(element, 'Id'),
      attribute(element, 'Target'),
    ]),
  );
  return elementsOf(workbook, 'sheet').flatMap((element) => {
    const target = targets.get(attribute(element, '\\w+:id')) ?? '';
    const xml = texts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    const state = attribute(element, 'state');
    return xml === undefined ? [] : [{ xml, isHidden: state === 'hidden' || state === 'veryHidden' }];
  });
}

async function readCells(xml: string, parts: WorkbookParts): Promise<string[][]> {
  // Left open at its end: the reader drops the entries it has not come to when its source ends.
  const source = new Readable({ read: () => undefined });
  source.push(entriesFor(xml, parts));
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(source, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'ignore',
  });
  const rows: string[][] = [];
  try {
    for await (const worksheet of reader) {
      for await (const row of worksheet) keepRow(row, { rows, countsFrom1904: parts.countsFrom1904 });
      break;
    }
  } finally {
    source.destroy();
  }
  clearCovered(rows, mergedRanges(xml));
  while (rows.length > 0 && isBlank(rows[rows.length - 1])) rows.pop();
  return rows;
}

function entriesFor(sheet: string, { strings, styles, countsFrom1904 }: WorkbookParts): Buffer {
  const workbook =
    `<workbook><workbookPr date1904="${countsFrom1904 ? 1 : 0}"/>` +
    '<sheets><sheet name="sheet" sheetId="1" r:id="rId1"/></sheets></workbook>';
  const relations =
    '<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"/></Relationships>';
  return zipEntries([
    { name: 'xl/workbook.xml', content: asciiXml(workbook) },
    { name: 'xl/_rels/workbook.xml.rels', content: asciiXml(relations) },
    { name: 'xl/styles.xml', content: asciiXml(numberFormatsOnly(styles)) },
    { name: 'xl/sharedStrings.xml', content: asciiXml(withoutPhonetics(strings)) },
    { name: 'xl/worksheets/sheet1.xml', content: asciiXml(withoutPhonetics(sheet)) },
  ]);
}

function asciiXml(xml: string): Buffer {
  const escaped = xml.replace(/\P{ASCII}/gu, (character) => `&#${character.codePointAt(0)};`);
  return Buffer.from(escaped, 'latin1');
}

/** The styles reduced to the number format of every cell style; the reader stumbles over incomplete fonts. */
function numberFormatsOnly(styles: string): string {
  const formats = new Map<string, string>();
  for (const element of elementsOf(sectionOf(styles, 'numFmts'), 'numFmt')) {
    const code = attribute(element, 'formatCode');
    if (code.length <= LONGEST_FORMAT) formats.set(attribute(element, 'numFmtId'), code);
  }
  const cellStyles = elementsOf(sectionOf(styles, 'cellXfs'), 'xf').map((element) => {
    const id = attribute(element, 'numFmtId');
    return `<xf numFmtId="${formats.has(id) ? id : latinFormat(id)}"/>`;
  });
  const codes = [...formats].map(
    ([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
  );
  return `<styleSheet><numFmts>${codes.join('')}</numFmts><cellXfs>${cellStyles.join('')}</cellXfs></styleSheet>`;
}

function latinFormat(id: string): string {
  if (CHINESE_DATES.test(id)) return LATIN_DATE;
  return CHINESE_TIMES.test(id) ? LATIN_TIME : id;
}

/** Pinyin above the characters, which the reader would take for the text itself. */
function withoutPhonetics(xml: string): string {
  return withoutSpans(xml, { open: /<rPh\b/g, close: /<\/rPh\s*>/g });
}

/** Puts a row where it stands in the sheet; rows without text count only as the gaps between the others. */
function keepRow(row: Row, { rows, countsFrom1904 }: { rows: string[][]; countsFrom1904: boolean }): void {
  const cells: string[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    const text = textOfValue(cell.value, { format: cell.numFmt ?? '', countsFrom1904 }).trim();
    if (text === '') return;
    if (column > MOST_SHEET_COLUMNS) throw new Unreadable('sheet_too_large');
    while (cells.length < column - 1) cells.push('');
    cells[column - 1] = text;
  });
  if (cells.length === 0) return;
  if (row.number > MOST_SHEET_ROWS) throw new Unreadable('sheet_too_large');
  while (rows.length < row.number - 1) rows.push([]);
  rows[row.number - 1] = cells;
}

function textOfValue(value: CellValue | undefined, style: CellStyle): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return unescapedCell(value);
  if (typeof value === 'number') return textOfNumber(value, style);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return textOfDate(value);
  if ('richText' in value) return unescapedCell(value.richText.map(({ text }) => text ?? '').join(''));
  if ('error' in value) return String(value.error);
  if ('result' in value) return textOfValue(value.result, style);
  return '';
}

function textOfNumber(value: number, { format, countsFrom1904 }: CellStyle): string {
  if (!Number.isFinite(value)) return '';
  const bare = format.replace(/\[[^\]]*\]|"[^"]*"|\\./g, '');
  if (/[ymdhs]/i.test(bare)) return textOfSerial(value, countsFrom1904);
  if (bare.includes('%')) return `${exactText(value * 100)}%`;
  if (/^0+$/.test(bare) && Number.isInteger(value) && value >= 0)
    return exactText(value).padStart(bare.length, '0');
  return exactText(value);
}

/** Fifteen digits are what the file holds for certain; the rest is binary noise. */
function exactText(value: number): string {
  return String(Number(value.toPrecision(15)));
}

/** A serial as a day: `2019-01-05`, with its time of day where it has one. */
export function textOfSerial(serial: number, countsFrom1904: boolean): string {
  return textOfDate(dateOfSerial(countsFrom1904 ? serial + DAYS_TO_1904 : serial));
}

function dateOfSerial(serial: number): Date {
  return new Date(Math.round((serial - DAYS_TO_1970) * DAY_MS));
}

function textOfDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const [day = '', time = ''] = date.toISOString().split('T');
  return date.getTime() % DAY_MS === 0 ? day : `${day} ${time.slice(0, 8)}`;
}

/**
 * Line feeds and the like are written as `_x000A_` inside a workbook; other control characters are dropped, and so is
 * what marks a number as text.
 */
export function unescapedCell(text: string): string {
  const unescaped = text
    .replace(/_x([\da-fA-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n\u007f-\u009f]/gu, '');
  return unmarkedText(unescaped);
}

function mergedRanges(xml: string): Range[] {
  return elementsOf(xml, 'mergeCell').flatMap((element) => {
    const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attribute(element, 'ref'));
    if (!match) return [];
    const [, left = '', top, right = '', bottom] = match;
    return [
      { left: columnNumber(left), top: Number(top), right: columnNumber(right), bottom: Number(bottom) },
    ];
  });
}

function clearCovered(rows: string[][], ranges: readonly Range[]): void {
  for (const { top, left, bottom, right } of ranges) {
    for (let row = top; row <= Math.min(bottom, rows.length); row += 1) {
      const cells = rows[row - 1] ?? [];
      for (let column = left; column <= Math.min(right, cells.length); column += 1) {
        if (row !== top || column !== left) cells[column - 1] = '';
      }
    }
  }
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function sectionOf(xml: string, name: string): string {
  const start = xml.search(new RegExp(`<${name}[\\s>]`));
  const end = xml.indexOf(`</${name}>`, start);
  return start < 0 || end < 0 ? '' : xml.slice(start, end);
}

function elementsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<${name}\\b[^<>]*>`, 'g')) ?? [];
}

function attribute(element: string, name: string): string {
  return new RegExp(`\\s${name}=(["'])(.*?)\\1`).exec(element)?.[2] ?? '';
}

function isBlank(cells: readonly string[] | undefined): boolean {
  return !cells || cells.every((cell) => cell === '');
}
