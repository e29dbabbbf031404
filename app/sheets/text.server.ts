// Control characters below the blank, save those that lay out lines.
const CONTROL = /[^\P{Cc}\t-\r\u007f-\u009f]/u;
const UTF16_LITTLE = [0xff, 0xfe];
const UTF16_BIG = [0xfe, 0xff];

/**
 * The text of a file in UTF-8 (with or without mark), UTF-16 with mark, or else GB18030; null when it is no text
 * in any of them.
 */
export function decodedText(bytes: Uint8Array): string | null {
  const encodings = encodingsOf(bytes);
  for (const encoding of encodings) {
    const text = decodedAs(encoding, bytes);
    if (text !== null) return CONTROL.test(text) ? null : text;
  }
  return null;
}

/**
 * Cuts a text into lines and cells: by tabs, or by commas when it has no tab. A cell in quotation marks may hold
 * separators, line breaks and doubled marks, as spreadsheets write it; a mark that is not closed before the end
 * of the cell is plain text.
 */
export function cellsOfText(text: string): string[][] {
  const separator = text.includes('\t') ? '\t' : ',';
  const lines: string[][] = [[]];
  let position = 0;
  while (position <= text.length) {
    const cell = quotedCell(text, position, separator) ?? plainCell(text, position, separator);
    lines[lines.length - 1]?.push(cell.value);
    if (text[cell.end] !== separator && cell.end < text.length) lines.push([]);
    position = cell.end + (text.startsWith('\r\n', cell.end) ? 2 : 1);
  }
  return lines;
}

interface Cell {
  value: string;
  end: number;
}

function plainCell(text: string, start: number, separator: string): Cell {
  let end = start;
  while (end < text.length && !isEnd(text, end, separator)) end += 1;
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number, separator: string): Cell | null {
  if (text[start] !== '"') return null;
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0 || (close + 1 < text.length && !isEnd(text, close + 1, separator))) return null;
  return { value: text.slice(start + 1, close).replaceAll('""', '"'), end: close + 1 };
}

function isEnd(text: string, position: number, separator: string): boolean {
  const character = text[position];
  return character === separator || character === '\n' || character === '\r';
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
