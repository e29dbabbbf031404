import { pinyin } from 'pinyin-pro';

/** What a name is found by besides itself: `zhangsan` and `zs` for a person called so. */
export interface NameKeys {
  namePinyin: string;
  nameInitials: string;
}

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
  return {
    namePinyin: syllables.join(''),
    nameInitials: syllables.map((syllable) => syllable[0]).join(''),
  };
}
