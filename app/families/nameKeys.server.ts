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
