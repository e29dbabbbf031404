import { pinyin } from 'pinyin-pro';

/** What a name is found by besides itself: `zhangsan` and `zs` for a person called so. */
export interface NameKeys {
  namePinyin: string;
  nameInitials: string;
  /** The name as it sounds character by character, from its first, second and third character on. */
  nameSound: string;
  nameSound2: string;
  nameSound3: string;
  /** The name itself when it goes on after the third character; few do. */
  longName: string | null;
}

/** A part of a name that begins with one of so many is found by its sound. */
const SOUNDING_CHARACTERS = 3;

/** Whether a text is a part of a term, or the beginning of its pinyin or initials. */
export function isReadAs(term: string, text: string): boolean {
  const typed = text.toLowerCase().replaceAll(' ', '');
  const { namePinyin, nameInitials } = nameKeys(term);
  return term.includes(text) || namePinyin.startsWith(typed) || nameInitials.startsWith(typed);
}

/** The keys of a name, in small letters without tones or spaces; the surname by its reading as a surname. */
export function nameKeys(name: string): NameKeys {
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    v: true,
    nonZh: 'removed',
  })
    .map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''))
    .filter((syllable) => syllable !== '');
  const characters = [...name];
  return {
    namePinyin: syllables.join(''),
    nameInitials: syllables.map((syllable) => syllable[0]).join(''),
    nameSound: soundOf(characters),
    nameSound2: soundOf(characters.slice(1)),
    nameSound3: soundOf(characters.slice(2)),
    longName: characters.length > SOUNDING_CHARACTERS ? name : null,
  };
}

/**
 * A name for lists in the order of pinyin: of each of its first characters the reading, the surname's as a surname, and
 * then the character as a number, so that those of one sound do not mix. Small letters and digits are ordered alike by
 * every collation, and a reading comes before a longer one. Null where the first character cannot be read.
 */
export function nameOrder({
  name,
  namePinyin,
  nameSound,
  nameSound2,
  nameSound3,
}: Omit<NameKeys, 'nameInitials' | 'longName'> & { name: string }): string | null {
  const [first = '', second = '', third = ''] = name;
  const surname = withoutEnd(namePinyin.endsWith(nameSound2) ? namePinyin : nameSound, nameSound2);
  if (surname === '') return null;
  return [
    ...[surname, numberOf(first)],
    ...[withoutEnd(nameSound2, nameSound3), numberOf(second)],
    ...[nameSound3, numberOf(third)],
  ].join('');
}

function withoutEnd(text: string, end: string): string {
  return text.slice(0, text.length - end.length);
}

function numberOf(character: string): string {
  return character && String(character.codePointAt(0)).padStart(6, '0');
}

/** The sound of a part of a name: each character by its usual reading, so that a part sounds as it does in the whole. */
export function soundOf(characters: Iterable<string>): string {
  return [...characters].map(readingOf).join('');
}

const readings = new Map<string, string>();

function readingOf(character: string): string {
  let reading = readings.get(character);
  if (reading === undefined) {
    const [syllable = ''] = pinyin(character, { toneType: 'none', type: 'array', v: true, nonZh: 'removed' });
    readings.set(character, (reading = syllable.toLowerCase().replace(/[^a-z]/g, '')));
  }
  return reading;
}
