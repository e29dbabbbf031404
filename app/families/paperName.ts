import { keptFileName } from '../identity/fileName';
import { PAPER_ENDINGS, type PaperMediaType } from './paperContent';

const LONGEST = 100;
/** Control characters, and the signs that turn the direction of writing: `fdp.exe` could read as `exe.pdf`. */
const HIDDEN_SIGNS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const PATH_SIGNS = /[<>:"|?*]/g;

/**
 * The name under which a paper is kept and saved: without folders, hidden signs and numbers of people, and with the
 * ending of what it is.
 * @param sent the name that the browser sent, which may be anything
 */
export function paperName(sent: string, mediaType: PaperMediaType): string {
  const last = sent.split(/[\\/]/).pop() ?? '';
  const plain = keptFileName(last).replace(HIDDEN_SIGNS, '').replace(PATH_SIGNS, '_').trim();
  const stem = plain.replace(/(\.(pdf|jpe?g|png))+$/i, '').replace(/^\.+|[. ]+$/g, '');
  const cut = [...stem].slice(0, LONGEST).join('') || 'paper';
  return `${cut}.${PAPER_ENDINGS[mediaType]}`;
}
