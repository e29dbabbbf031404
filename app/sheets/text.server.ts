import { unmarkedText } from './sheet';

// Control characters below the blank, save those that lay out lines.
const CONTROL = /[^\P{Cc}\t-\r\u007f-\u009f]/gu;
/** A text has stray ones at most: of more than one in so many characters it is none. */
const CHARACTERS_TO_CONTROL = 50;
const UTF16_LITTLE = [0xff, 0xfe];
const UTF16_BIG = [0xfe, 0xff];

/**
 * The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or else GB18030, without stray control
 * characters; null when it is no text in any of them.
 */
export function decodedText(bytes: Uint8Array): string | null {
  const encodings = encodingsOf(bytes);
  for (const encoding of encodings) {
    const text = decodedAs(encoding, bytes);
    if (text !== null) return withoutControls(text);
  }
  return null;
}

function withoutControls(text: string): string | null {
  const plain = text.replace(CONTROL, '');
  return (text.length - plain.length) * CHARACTERS_TO_CONTROL > text.length ? null : plain;
}

/**
 * Cuts a text into lines and cells: by tabs or by commas, as `separatorOf` tells. A cell in quotation marks may hold
 * separators, line breaks and doubled marks, as spreadsheets write it; a mark that is not closed before the end
 * of the cell is plain text. A number that is marked as text (`="0123"`, or with tabs between commas) is what it marks.
 */
export function cellsOfText(text: string): string[][] {
  const separator = separatorOf(text);
  const isPadded = separator === ',';
  return linesOf(text, separator).map((line) =>
    line.map(({ value }) => unmarkedText(isPadded ? value.replace(/^\t+|\t+$/g, '') : value)),
  );
}

/** Banks put tabs around long numbers, so that Excel keeps them: between commas they separate nothing. */
const PADDING = /(?<=^|,)\t+|\t+(?=,|$)/g;
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g;
const LOOKED_AT = 100_000;

/**
 * What separates the cells of a text: commas where every tab stands at an edge of a cell between commas; else what
 * stands equally often in more of its lines, the more frequent of two such, tabs where nothing tells.
 */
function separatorOf(text: string): string {
  if (!text.includes('\t')) return ',';
  const start = text.slice(0, LOOKED_AT);
  const lines = linesOf(start, '\t,').map((line) => line.map((cell) => bareCell(start, cell)).join(''));
  const isPadding = lines.every((line) => !line.replace(PADDING, '').includes('\t'));
  if (isPadding && lines.some((line) => line.includes(','))) return ',';
  const tabs = agreement(lines, '\t');
  const commas = agreement(
    lines.map((line) => line.replace(THOUSANDS, '')),
    ',',
  );
  const lead = commas.lines - tabs.lines || commas.count - tabs.count;
  return lead > 0 ? ',' : '\t';
}

/** A cell and the separator behind it, without what stands in quotation marks. */
function bareCell(text: string, { value, end, isQuoted }: Cell): string {
  const behind = text[end] ?? '';
  return (isQuoted ? '"' : value) + (behind === '\t' || behind === ',' ? behind : '');
}

/** How often a separator stands in most of the lines that have it, and how many lines these are. */
function agreement(lines: readonly string[], separator: string): { lines: number; count: number } {
  const linesByCount = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(separator).length - 1;
    if (count > 0) linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1);
  }
  return [...linesByCount]
    .map(([count, found]) => ({ lines: found, count }))
    .reduce((most, one) => (one.lines > most.lines ? one : most), { lines: 0, count: 0 });
}

interface Cell {
  value: string;
  end: number;
  isQuoted: boolean;
}

function linesOf(text: string, separators: string): Cell[][] {
  const lines: Cell[][] = [[]];
  let position = 0;
  while (position <= text.length) {
    const cell = quotedCell(text, position, separators) ?? plainCell(text, position, separators);
    lines[lines.length - 1]?.push(cell);
    if (cell.end < text.length && !separators.includes(text.charAt(cell.end))) lines.push([]);
    position = cell.end + (text.startsWith('\r\n', cell.end) ? 2 : 1);
  }
  return lines;
}

function plainCell(text: string, start: number, separators: string): Cell {
  let end = start;
  while (end < text.length && !isEnd(text, end, separators)) end += 1;
  return { value: text.slice(start, end), end, isQuoted: false };
}

function quotedCell(text: string, start: number, separators: string): Cell | null {
  if (text[start] !== '"') return null;
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0 || (close + 1 < text.length && !isEnd(text, close + 1, separators))) return null;
  return { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1, isQuoted: true };
}

function isEnd(text: string, position: number, separators: string): boolean {
  const character = text.charAt(position);
  return separators.includes(character) || character === '\n' || character === '\r';
}

function encodingsOf(bytes: Uint8Array): string[] {
  if (startsWith(bytes, UTF16_LITTLE)) return ['utf-16le'];
  if (startsWith(bytes, UTF16_BIG)) return ['utf-16be'];
  return ['utf-8', 'gb18030'];
}

function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether a file begins with these bytes. */
export function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
