import type { Readable } from 'node:stream';
import { filledPart } from './filledPart.server';

/** Text, a number, or nothing. */
export type FilledCell = string | number | null;

const FIRST_SHEET = 'xl/worksheets/sheet1.xml';
const END_OF_ROWS = '</sheetData>';
const PIECE_CHARACTERS = 64 * 1024;

/**
 * A workbook with many rows below those that its first sheet has already; each column keeps the style that it has there.
 * The library of workbooks writes out the style of every cell before it sees that it knows it, and holds what it has not
 * packed yet. It is written as it is read.
 */
export function filledWorkbook(skeleton: Buffer, rows: AsyncIterable<readonly FilledCell[]>): Readable {
  return filledPart(skeleton, { name: FIRST_SHEET, pieces: (sheet) => piecesOf(sheet, rows) });
}

async function* piecesOf(sheet: string, rows: AsyncIterable<readonly FilledCell[]>): AsyncGenerator<Buffer> {
  const end = sheet.indexOf(END_OF_ROWS);
  const styles = columnStyles(sheet);
  let number = lastRow(sheet);
  let piece = sheet.slice(0, end);
  for await (const cells of rows) {
    number += 1;
    piece += rowText(number, cells, styles);
    if (piece.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece + sheet.slice(end));
}

/** The style of each column, A first. */
function columnStyles(sheet: string): string[] {
  const styles: string[] = [];
  for (const [, first, last, style] of sheet.matchAll(/<col min="(\d+)" max="(\d+)"[^>]* style="(\d+)"/g)) {
    for (let column = Number(first); column <= Number(last); column += 1) styles[column - 1] = style!;
  }
  return styles;
}

function lastRow(sheet: string): number {
  return Math.max(0, ...[...sheet.matchAll(/<row r="(\d+)"/g)].map(([, row]) => Number(row)));
}

/** A cell without content is left to its column. */
function rowText(number: number, cells: readonly FilledCell[], styles: readonly string[]): string {
  let text = `<row r="${number}">`;
  for (let index = 0; index < cells.length; index += 1) {
    const value = cells[index] ?? '';
    if (value === '') continue;
    const place = `<c r="${letters(index)}${number}" s="${styles[index] ?? '0'}"`;
    text +=
      typeof value === 'number'
        ? `${place}><v>${value}</v></c>`
        : `${place} t="inlineStr"><is>${textElement(value)}</is></c>`;
  }
  return `${text}</row>`;
}

function textElement(value: string): string {
  const kept = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : '';
  return `<t${kept}>${escaped(value)}</t>`;
}

const TO_ESCAPE = /[<>&_\r\p{Cc}\p{Cs}\ufffe\uffff]/u;

/** As text of XML without what XML does not allow; what reads like an escape of the format is escaped itself. */
function escaped(value: string): string {
  if (!TO_ESCAPE.test(value)) return value;
  return value
    .replace(/[^\P{Cc}\t\n]|[\p{Cs}\ufffe\uffff]/gu, '')
    .replace(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

const names: string[] = [];

function letters(index: number): string {
  return (names[index] ??= (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + letter(index % 26));
}

function letter(place: number): string {
  return String.fromCharCode(65 + place);
}
