import { pinyin } from 'pinyin-pro';

/** What a name is found by besides itself: `zhangsan` and `zs` for a person called so. */
export interface NameKeys {
  namePinyin: string;
  nameInitials: string;
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
