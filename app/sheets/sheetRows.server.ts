import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { fromBufferPromise } from 'yauzl';
import type { Entry, ZipFile } from 'yauzl';
import { peopleFirst } from '../peopleFirst.server';
import { whyNoWorkbook } from './fileKind.server';
import type { SheetCell, SheetProblem, SheetRow } from './sheet';
import { textOfSerial, unescapedCell } from './workbook.server';

/** A visible sheet of a workbook, to be read row by row as often as needed. */
export interface OpenSheet {
  name: string;
  rows(): AsyncGenerator<SheetRow>;
}

/** Why a workbook cannot be read. */
export class SheetUnreadable extends Error {
  constructor(readonly problem: SheetProblem) {
    super(problem);
  }
}

const MOST_EXPANDED_BYTES = 800 * 1024 * 1024;
const MOST_STRINGS_BYTES = 200 * 1024 * 1024;
const MOST_PART_BYTES = 5 * 1024 * 1024;
const MOST_ENTRIES = 5_000;
const MOST_COLUMNS = 1_000;
/** A part of this size without a single tag is no workbook: texts end long before. */
const LONGEST_TEXT_BYTES = 2 * 1024 * 1024;
const DATE_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/**
 * Opens a workbook whose sheets are then read row by row: a long register never stands in the memory as a whole,
 * its texts that are shared between cells apart. The archive is measured before anything is parsed.
 * @throws SheetUnreadable
 */
export async function openSheets(bytes: Buffer): Promise<OpenSheet[]> {
  const zip = await openArchive(bytes);
  const entries = await measuredEntries(zip);
  const workbook = await partOf(zip, entries.get('xl/workbook.xml'));
  if (workbook === null) throw new SheetUnreadable(problemOf(entries));
  const book: Book = {
    zip,
    strings: await sharedStrings(zip, entries.get('xl/sharedStrings.xml')),
    isDate: dateStyles((await partOf(zip, entries.get('xl/styles.xml'))) ?? ''),
    countsFrom1904: /<workbookPr\b[^>]*\bdate1904=["'](1|true)["']/.test(workbook),
  };
  const targets = targetsOf((await partOf(zip, entries.get('xl/_rels/workbook.xml.rels'))) ?? '');
  return sheetElements(workbook).flatMap(({ name, relation }) => {
    const target = targets.get(relation) ?? '';
    const entry = entries.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    return entry ? [{ name, rows: () => sheetRows(entry, book) }] : [];
  });
}

interface Book {
  zip: ZipFile;
  strings: readonly string[];
  /** By cell style: whether its numbers are days. */
  isDate: readonly boolean[];
  countsFrom1904: boolean;
}

async function openArchive(bytes: Buffer): Promise<ZipFile> {
  if (bytes.length === 0) throw new SheetUnreadable('file_empty');
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
  } catch {
    const isArchive = bytes.subarray(0, 2).toString('latin1') === 'PK';
    throw new SheetUnreadable(isArchive ? 'file_damaged' : whyNoWorkbook(bytes));
  }
}

async function measuredEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let expandedBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      entries.set(entry.fileName, entry);
      expandedBytes += entry.uncompressedSize;
      if (expandedBytes > MOST_EXPANDED_BYTES || entries.size > MOST_ENTRIES) {
        throw new SheetUnreadable('file_expands_too_large');
      }
      if (entry.isEncrypted()) throw new SheetUnreadable('file_encrypted');
    }
  } catch (error) {
    throw error instanceof SheetUnreadable ? error : new SheetUnreadable('file_damaged');
  }
  return entries;
}

function problemOf(entries: ReadonlyMap<string, Entry>): SheetProblem {
  if (entries.has('word/document.xml')) return 'file_word';
  return entries.has('xl/workbook.bin') || entries.has('content.xml')
    ? 'file_other_spreadsheet'
    : 'file_no_workbook';
}

/** A small part as text; null when there is none. */
async function partOf(zip: ZipFile, entry: Entry | undefined): Promise<string | null> {
  if (!entry) return null;
  if (entry.uncompressedSize > MOST_PART_BYTES) throw new SheetUnreadable('file_expands_too_large');
  const chunks: string[] = [];
  for await (const chunk of textOf(zip, entry)) chunks.push(chunk);
  return chunks.join('');
}

async function* textOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const stream = await readStream(zip, entry);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of stream) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  } catch {
    throw new SheetUnreadable('file_damaged');
  } finally {
    stream.destroy();
  }
}

async function readStream(zip: ZipFile, entry: Entry): Promise<Readable> {
  try {
    return await zip.openReadStreamPromise(entry);
  } catch {
    throw new SheetUnreadable('file_damaged');
  }
}

/** What a parser is told; names come without their prefix. */
interface Listener {
  open(name: string, attributes: Record<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

/** Feeds a part to a listener; yields after each chunk, so that what was found can be taken. */
async function* parsed(zip: ZipFile, entry: Entry, listener: Listener): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let silentBytes = 0;
  parser.on('error', () => {
    throw new SheetUnreadable('file_damaged');
  });
  parser.on('opentag', ({ name, attributes }) => {
    silentBytes = 0;
    listener.open(local(name), attributes);
  });
  parser.on('text', (text) => listener.text(text));
  parser.on('cdata', (text) => listener.text(text));
  parser.on('closetag', ({ name }) => {
    silentBytes = 0;
    listener.close(local(name));
  });
  for await (const chunk of textOf(zip, entry)) {
    silentBytes += chunk.length;
    if (silentBytes > LONGEST_TEXT_BYTES) throw new SheetUnreadable('file_damaged');
    parser.write(chunk);
    await peopleFirst();
    yield;
  }
  parser.close();
  yield;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

async function sharedStrings(zip: ZipFile, entry: Entry | undefined): Promise<string[]> {
  if (!entry) return [];
  if (entry.uncompressedSize > MOST_STRINGS_BYTES) throw new SheetUnreadable('file_expands_too_large');
  const strings: string[] = [];
  const collector = new TextCollector();
  const listener: Listener = {
    open: (name) => {
      if (name === 'si') collector.begin();
      collector.open(name);
    },
    text: (text) => collector.take(text),
    close: (name) => {
      collector.close(name);
      if (name === 'si') strings.push(ownCopy(unescapedCell(collector.text)));
    },
  };
  for await (const _ of parsed(zip, entry, listener)) continue;
  return strings;
}

/** A text that does not keep the longer one alive out of which it was cut. */
export function ownCopy(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** Gathers the texts of `<t>`, but not the pinyin above the characters (`<rPh>`). */
class TextCollector {
  text = '';
  private depth = 0;
  private inPinyin = false;

  begin(): void {
    this.text = '';
    this.depth = 0;
    this.inPinyin = false;
  }

  open(name: string): void {
    if (name === 'rPh') this.inPinyin = true;
    if (name === 't' && !this.inPinyin) this.depth += 1;
  }

  take(text: string): void {
    if (this.depth > 0) this.text += text;
  }

  close(name: string): void {
    if (name === 't' && !this.inPinyin) this.depth -= 1;
    if (name === 'rPh') this.inPinyin = false;
  }
}

async function* sheetRows(entry: Entry, book: Book): AsyncGenerator<SheetRow> {
  const reader = new RowReader(book);
  for await (const _ of parsed(book.zip, entry, reader)) {
    yield* reader.found.splice(0);
  }
}

/** Turns the tags of a sheet into rows; a row without content is none. */
class RowReader implements Listener {
  readonly found: SheetRow[] = [];
  private rowNumber = 0;
  private cells: SheetRow['cells'] = [];
  private column = 0;
  private type = '';
  private style = 0;
  private value = '';
  private inValue = false;
  private readonly inline = new TextCollector();

  constructor(private readonly book: Book) {}

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') this.openRow(attributes.r);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'v') this.inValue = true;
    else this.inline.open(name);
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else this.inline.take(text);
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else this.inline.close(name);
  }

  private openRow(given: string | undefined): void {
    this.rowNumber = given ? Number(given) : this.rowNumber + 1;
    this.cells = [];
    this.column = 0;
  }

  private openCell({ r, t, s }: Record<string, string | undefined>): void {
    this.column = r ? columnOf(r) : this.column + 1;
    this.type = t ?? 'n';
    this.style = Number(s ?? 0);
    this.value = '';
    this.inline.begin();
  }

  private closeCell(): void {
    const cell = this.cell();
    if (!cell || cell.text.trim() === '') return;
    if (!(this.column >= 1 && this.column <= MOST_COLUMNS)) throw new SheetUnreadable('sheet_too_large');
    this.cells[this.column - 1] = cell;
  }

  private cell(): SheetCell | null {
    if (this.type === 'inlineStr') return { kind: 'text', text: unescapedCell(this.inline.text) };
    if (this.type === 's') return { kind: 'text', text: this.book.strings[Number(this.value)] ?? '' };
    if (this.type === 'd') return { kind: 'date', text: this.value.replace('T', ' ').replace(/Z$/, '') };
    if (this.type === 'b') return { kind: 'text', text: this.value === '1' ? 'TRUE' : 'FALSE' };
    if (this.type !== 'n') return { kind: 'text', text: unescapedCell(this.value) };
    if (this.value.trim() === '') return null;
    const number = Number(this.value);
    if (!Number.isFinite(number)) return { kind: 'text', text: this.value };
    const { isDate, countsFrom1904 } = this.book;
    if (isDate[this.style]) return { kind: 'date', text: textOfSerial(number, countsFrom1904) };
    return { kind: 'number', text: String(Number(number.toPrecision(15))) };
  }

  private closeRow(): void {
    if (this.cells.length > 0) this.found.push({ number: this.rowNumber, cells: this.cells });
  }
}

function columnOf(reference: string): number {
  let column = 0;
  for (const character of reference) {
    const letter = character.charCodeAt(0) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column;
}

/** For each cell style of a styles part, whether its number format shows a day. */
function dateStyles(styles: string): boolean[] {
  const codes = new Map(
    elementsOf(styles, 'numFmt').map((element) => [
      attribute(element, 'numFmtId'),
      attribute(element, 'formatCode'),
    ]),
  );
  return elementsOf(sectionOf(styles, 'cellXfs'), 'xf').map((element) => {
    const id = attribute(element, 'numFmtId');
    const code = codes.get(id);
    return code === undefined ? DATE_FORMATS.has(Number(id)) : showsDay(code);
  });
}

function showsDay(code: string): boolean {
  return /[yd]/i.test(code.replace(/&quot;.*?&quot;|"[^"]*"|\[[^\]]*\]|\\./g, ''));
}

function targetsOf(relations: string): Map<string, string> {
  return new Map(
    elementsOf(relations, 'Relationship').map((element) => [
      attribute(element, 'Id'),
      attribute(element, 'Target'),
    ]),
  );
}

function sheetElements(workbook: string): { name: string; relation: string }[] {
  return elementsOf(workbook, 'sheet')
    .filter((element) => !/hidden/i.test(attribute(element, 'state')))
    .map((element) => ({ name: attribute(element, 'name'), relation: attribute(element, '\\w+:id') }));
}

function sectionOf(xml: string, name: string): string {
  return new RegExp(`<(?:\\w+:)?${name}[\\s>].*?</(?:\\w+:)?${name}>`, 's').exec(xml)?.[0] ?? '';
}

function elementsOf(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\b[^<>]*>`, 'g')) ?? [];
}

function attribute(element: string, name: string): string {
  return new RegExp(`\\s${name}=(["'])(.*?)\\1`).exec(element)?.[2] ?? '';
}
