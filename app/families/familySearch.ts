import type { BusinessDate } from '../calendar/date';
import { parseIdNumber, type IdNumber } from '../identity/idNumber';
import { normaliseName } from '../identity/personName';
import { toPlainText } from '../plainText';

/** What a search text is taken for. */
export type Sought =
  | { by: 'nothing' }
  | { by: 'id_number'; idNumber: IdNumber }
  /** Digits: the end of an ID number, the beginning of a phone number, or the end of a file number. */
  | { by: 'digits'; digits: string }
  /** Letters: the beginning of a name in pinyin, or of its initials. */
  | { by: 'letters'; letters: string }
  /** Letters and digits as in a file number, of which it is a part. */
  | { by: 'file_number'; part: string }
  /** Anything else is a part of a name. */
  | { by: 'name'; part: string };

/** From so many digits on, the end of an ID number or the beginning of a phone number is looked for. */
export const FEWEST_DIGITS = 4;

/** Takes a search text apart, as typed by somebody in a hurry: full-width forms, spaces and capitals do not matter. */
export function soughtIn(text: string, today: BusinessDate): Sought {
  const plain = toPlainText(text);
  if (plain === '') return { by: 'nothing' };
  const id = parseIdNumber(plain, { today });
  if (id.ok) return { by: 'id_number', idNumber: id.idNumber };
  const dense = plain.replace(/[\s']/g, '');
  if (/^(\d+|\d{3,}x)$/i.test(dense)) return { by: 'digits', digits: dense.toUpperCase() };
  const letters = dense.toLowerCase().replaceAll('ü', 'v');
  if (/^[a-z]+$/.test(letters)) return { by: 'letters', letters };
  if (/^[a-z\d-]+$/i.test(dense)) return { by: 'file_number', part: dense.toUpperCase() };
  return { by: 'name', part: normaliseName(text) };
}

/** A member as far as a search can hit it; the area, birth date and end that make up the ID number stand apart. */
export interface Findable {
  name: string;
  namePinyin: string;
  nameInitials: string;
  idMasked: string;
  idLast4: string;
  birthOn: string;
}

/** Whether a search for a part of a person hits this one; a full ID number is compared by whoever holds its hash. */
export function isHit(sought: Sought, member: Findable): boolean {
  switch (sought.by) {
    case 'digits':
      return sought.digits.length >= FEWEST_DIGITS && idNumberOf(member).endsWith(sought.digits);
    case 'letters':
      return member.namePinyin.startsWith(sought.letters) || member.nameInitials.startsWith(sought.letters);
    case 'name':
      return member.name.includes(sought.part);
    case 'file_number':
    case 'id_number':
    case 'nothing':
      return false;
  }
}

/** An ID number is its area, the birth date and its end. */
function idNumberOf({ idMasked, birthOn, idLast4 }: Findable): string {
  return idMasked.slice(0, 6) + birthOn.replaceAll('-', '') + idLast4;
}

/** The least text of letters or digits that comes after every text with this beginning; null when there is none. */
export function afterPrefix(prefix: string): string | null {
  const kept = prefix.replace(/[z9]+$/, '');
  if (kept === '') return null;
  return kept.slice(0, -1) + String.fromCharCode(kept.charCodeAt(kept.length - 1) + 1);
}
