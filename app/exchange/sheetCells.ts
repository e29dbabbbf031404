import type { BusinessDate, DateCode } from '../calendar/date';
import { parseSheetDate } from '../calendar/sheetDate';
import { convertFifteen, type IdNumberCode } from '../identity/idNumber';
import { holdsIdNumber, holdsPersonalNumber } from '../identity/longNumber';
import { parsePersonName, type PersonNameCode } from '../identity/personName';
import type { Fen } from '../money/fen';
import { parseYuan, type YuanCode } from '../money/yuan';
import { toPlainText } from '../plainText';
import type { RefusalData } from '../refusal';
import type { SheetCell } from '../sheets/sheet';

/** What any sheet of an office asks of one cell; the sentences stand in app/zh/sheetCells.ts. */

export type CellCode =
  | IdNumberCode
  | PersonNameCode
  | DateCode
  | YuanCode
  | 'cell.digits_lost'
  | 'cell.missing'
  | 'cell.unknown'
  | 'cell.too_long'
  | 'cell.personal_number'
  | 'cell.error'
  | 'date.in_future';

export type Reading<T, Code = CellCode> = { value: T } | { code: Code; data?: RefusalData };

export const COMMA = '\u3001';

export function isFormulaError({ kind, text }: SheetCell): boolean {
  return (
    kind === 'text' &&
    text.includes('#') &&
    /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(text.trim())
  );
}

export const textUpTo =
  (most: number) =>
  ({ text }: SheetCell): Reading<string> => {
    const plain = toPlainText(text).replace(/\s+/g, ' ');
    return plain.length > most && [...plain].length > most
      ? { code: 'cell.too_long', data: { most } }
      : { value: plain };
  };

/** A text that people write as they like: no ID number and no account may hide in it. */
export const freeTextUpTo = (most: number) => {
  const read = textUpTo(most);
  return (cell: SheetCell): Reading<string> =>
    holdsPersonalNumber(cell.text) ? { code: 'cell.personal_number' } : read(cell);
};

/** A number of a document or a bank, which may be long: it is no ID number. */
export const documentNumberUpTo = (most: number, today: BusinessDate) => {
  const read = textUpTo(most);
  return (cell: SheetCell): Reading<string> =>
    holdsIdNumber(cell.text, today) ? { code: 'cell.personal_number' } : read(cell);
};

export function readName({ text }: SheetCell): Reading<string> {
  const parsed = parsePersonName(text.replace(/\n/g, ' '));
  return parsed.ok ? { value: parsed.name } : { code: parsed.code };
}

export const readIdNumber = (today: BusinessDate) => (cell: SheetCell) => {
  if (hasLostDigits(cell)) return { code: 'cell.digits_lost' as const };
  const parsed = convertFifteen(cell.text, { today });
  return parsed.ok ? { value: parsed } : { code: parsed.code };
};

/** Excel keeps 15 digits of a number; a longer one, or its text in powers of ten, has lost the others for good. */
export function hasLostDigits({ kind, text }: SheetCell): boolean {
  return kind !== 'text' || /^\d(\.\d+)?E\+?\d+$/i.test(toPlainText(text));
}

export function readAmount({ text }: SheetCell): Reading<Fen> {
  const parsed = parseYuan(text);
  return parsed.ok ? { value: parsed.fen } : { code: parsed.code };
}

export function readDate(cell: SheetCell): Reading<BusinessDate> {
  const parsed = parseSheetDate(cell);
  return parsed.ok ? { value: parsed.date } : { code: parsed.code };
}

export const pastDate =
  (today: BusinessDate) =>
  (cell: SheetCell): Reading<BusinessDate> => {
    const reading = readDate(cell);
    if ('value' in reading && reading.value > today) return { code: 'date.in_future', data: { today } };
    return reading;
  };

/** Reads a cell of a list by its words; the first word of each code is what is offered in its place. */
export function choice<Code>(words: Record<string, Code>) {
  const byWord = new Map(Object.entries(words).map(([word, code]) => [bareWord(word), code]));
  const options = offeredWords(words).join(COMMA);
  return ({ text }: SheetCell): Reading<Code> => {
    const code = byWord.get(text) ?? byWord.get(bareWord(text));
    if (code !== undefined) return { value: code };
    return { code: 'cell.unknown', data: { text: shortened(text), options } };
  };
}

/** One word for each code of a list, as the template offers it. */
export function offeredWords(words: Record<string, unknown>): string[] {
  const seen = new Set<unknown>();
  return Object.entries(words).flatMap(([word, code]) => {
    if (seen.has(code) || /^[\dA-Z]/.test(word)) return [];
    seen.add(code);
    return [word];
  });
}

function bareWord(text: string): string {
  return toPlainText(text).replace(/\s/g, '').toUpperCase();
}

export function shortened(text: string): string {
  // A number that slipped into the wrong column is not told again.
  const characters = [
    ...toPlainText(text)
      .replace(/\s+/g, ' ')
      .replace(/\d{6,}/g, '\u2026'),
  ];
  return characters.length > 20 ? `${characters.slice(0, 20).join('')}\u2026` : characters.join('');
}
