import { toPlainText } from '../plainText';

/** As many numbers and payments as one pack is made of: what somebody samples, not the register. */
export const MOST_NUMBERS = 500;
export const MOST_PAYMENTS = 2_000;

/** A number that was given to be looked for, and where it stood. */
export interface GivenNumber {
  /** Line of the text or row of the sheet, from 1. */
  row: number;
  text: string;
}

/** Why a given number leads to no payment: of the year that was asked for, or of any. */
export const UNFOUND_REASONS = [
  'no_number',
  'not_a_number',
  'digits_lost',
  'not_registered',
  'not_paid',
  'never_paid',
] as const;
export type UnfoundReason = (typeof UNFOUND_REASONS)[number];

const SEPARATOR = /[\s,;\u3001\uff0c\uff1b]+/;

/**
 * The numbers of a pasted list, one or more a line. Words without a digit, such as the names beside them, are none; a
 * line of such words alone is given as it is, so that nobody on the list is left out without a word.
 */
export function numbersOfText(text: string): GivenNumber[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const words = toPlainText(line).split(SEPARATOR).filter(Boolean);
    const numbers = words.filter((word) => /\d/.test(word));
    if (words.length === 0 || (numbers.length === 0 && HEAD.test(line))) return [];
    const given = numbers.length > 0 ? numbers : [words.join('')];
    return given.map((word) => ({ row: index + 1, text: word }));
  });
}

/** The same numbers as a text whose lines are their rows. */
export function textOfNumbers(numbers: readonly GivenNumber[]): string {
  const lines: string[] = [];
  for (const { row, text } of numbers) {
    const own = text.replace(/[\s,;\u3001\uff0c\uff1b]+/g, '');
    lines[row - 1] = [lines[row - 1], own].filter(Boolean).join(' ');
  }
  return Array.from(lines, (line) => line ?? '').join('\n');
}

/** Whether a column of a sheet holds numbers of persons, by its head: that of the product's own lists too. */
const HEAD = /\u8eab\u4efd\u8bc1|\u8bc1\u4ef6\u53f7|\u516c\u6c11\u8eab\u4efd/;
/** What looks like a number of a person, also one that lost digits or has some too many. */
const NUMBER_LIKE = /^(\d{14,20}[\dXx]?|\d(\.\d+)?E\+1\d)$/i;

/**
 * The numbers of a sheet: everything under the column that says so, a row without one by its other words; where no
 * column says so, of the column with most of what looks like one.
 */
export function numbersOfSheet(cells: readonly (readonly string[])[]): GivenNumber[] {
  const head = cells.findIndex((row) => row.some((cell) => HEAD.test(cell)));
  if (head >= 0)
    return numbersUnder(cells, { head, column: cells[head]!.findIndex((cell) => HEAD.test(cell)) });
  const column = fullestColumn(cells);
  return cells.flatMap((row, index) => {
    const text = toPlainText(row[column] ?? '');
    return isNumberLike(text) ? [{ row: index + 1, text }] : [];
  });
}

function numbersUnder(
  cells: readonly (readonly string[])[],
  { head, column }: { head: number; column: number },
): GivenNumber[] {
  return cells.flatMap((row, index) => {
    if (index <= head) return [];
    const own = toPlainText(row[column] ?? '');
    const text = /\d/.test(own) ? own : row.map((cell) => toPlainText(cell).replace(/\d/g, '')).join('');
    return text.trim() === '' ? [] : [{ row: index + 1, text }];
  });
}

/** Whether nothing in what was given could be a number. */
export function hasNoNumber(text: string): boolean {
  return !/\d/.test(text);
}

function fullestColumn(cells: readonly (readonly string[])[]): number {
  const counts: number[] = [];
  for (const row of cells) {
    row.forEach((cell, column) => {
      if (isNumberLike(cell)) counts[column] = (counts[column] ?? 0) + 1;
    });
  }
  return counts.reduce((best, count, column) => (count > (counts[best] ?? 0) ? column : best), -1);
}

function isNumberLike(cell: string): boolean {
  return NUMBER_LIKE.test(toPlainText(cell).replace(/\s/g, ''));
}

/** A number that a sheet turned into a power of ten, or filled up with zeros: its last digits are gone. */
export function hasLostDigits(text: string): boolean {
  return /E\+/i.test(text) || /^\d{15}000$/.test(text);
}
