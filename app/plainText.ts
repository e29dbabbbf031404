/** ASCII without spaces and apostrophes, and Chinese characters: most cells of a large sheet. */
const PLAIN = /^[!-&(-~\u3400-\u9fff]*$/;

/**
 * Text as a person typed or pasted it, reduced to what the parsers read: full-width forms become ASCII,
 * wide and non-breaking spaces become spaces, invisible marks and the apostrophe by which spreadsheets
 * mark text are dropped, the ends are trimmed. Deliberately not NFKC, which would turn "1²" into "12".
 */
export function toPlainText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[\u00a0\u3000]/g, ' ')
    .replace(/\uffe5/g, '\u00a5')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .trim()
    .replace(/^'/, '')
    .trim();
}

/** A text on one line, as browsers send what was pasted into such a field; what nobody sees is a space. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
