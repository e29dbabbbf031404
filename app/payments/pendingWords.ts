import { toPlainText } from '../plainText';
import { ENDED_PARTS, PENDING_PARTS, PENDING_WORDS } from '../zh/pendingWords';

/** Words of a bank that say that it has not decided yet. Pure. */

const PENDING: ReadonlySet<string> = new Set(PENDING_WORDS);

/** Whether a word says for certain that the bank has not decided yet: no answer, whatever anybody has called it. */
export function isPending(word: string): boolean {
  return PENDING.has(withoutMarks(word));
}

/** Whether a word mostly says so, which the bank has to be asked about. */
export function isLikelyPending(word: string): boolean {
  const plain = withoutMarks(word);
  const holds = (parts: readonly string[]) => parts.some((part) => plain.includes(part));
  return !isPending(word) && holds(PENDING_PARTS) && !holds(ENDED_PARTS);
}

/** Banks write dots and brackets around and within their words, and foreign ones in any case. */
function withoutMarks(word: string): string {
  return toPlainText(word)
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase();
}
