const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  ldquo: '\u201c',
  rdquo: '\u201d',
  lsquo: '\u2018',
  rsquo: '\u2019',
  mdash: '\u2014',
  ndash: '\u2013',
  hellip: '\u2026',
  middot: '\u00b7',
  times: '\u00d7',
  ge: '\u2265',
  le: '\u2264',
  yen: '\u00a5',
};

const HIDDEN = [
  { open: /<!--/g, close: /-->/g },
  { open: /<style\b/gi, close: /<\/style\s*>/gi },
  { open: /<script\b/gi, close: /<\/script\s*>/gi },
];
const PARAGRAPH_END = /<br\s*\/?>|<\/(?:p|div|li|tr|h[1-6])\s*>/gi;
// A tag starts with a letter, so that `<5` and `<=` stay what they are.
const TAG = /<\/?[a-z][^<>]*>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;

/**
 * The text of a cell in which a web form may have left its markup: tags gone, entities decoded, one line for
 * each paragraph, no blank lines and no blanks at the ends. Markup that was escaped once more is removed too.
 */
export function textOfMarkup(text: string): string {
  const once = decodeEntities(withoutTags(text));
  const plain = once === text ? text : decodeEntities(withoutTags(once));
  return plain
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.replace(/[\u00a0\u3000\t ]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** The text without what stands from each opening to the next closing mark; both patterns are global. */
export function withoutSpans(text: string, { open, close }: { open: RegExp; close: RegExp }): string {
  let kept = '';
  let position = 0;
  for (;;) {
    open.lastIndex = position;
    const opening = open.exec(text);
    close.lastIndex = open.lastIndex;
    const closing = opening && close.exec(text);
    if (!closing) return kept + text.slice(position);
    kept += text.slice(position, opening.index);
    position = close.lastIndex;
  }
}

function withoutTags(text: string): string {
  return HIDDEN.reduce(withoutSpans, text).replace(PARAGRAPH_END, '\n').replace(TAG, '');
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    return characterOf(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)) ?? whole;
  });
}

function characterOf(codePoint: number): string | null {
  const isCharacter =
    codePoint >= 0x20 && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff);
  if (isCharacter) return String.fromCodePoint(codePoint);
  return codePoint === 9 || codePoint === 10 || codePoint === 13 ? '\n' : null;
}
