import { sealBytes, unsealBytes } from './sealing.server';
import { isLongNumber } from './longNumber';

/**
 * What is searched for by a whole number travels in addresses sealed: they stay in histories, logs and links. It opens
 * for this product only, which never shows the number again, and for some hours only.
 */

const SIGN = '~';
const HOURS_HELD = 12;

/** A search text as an address may carry it: sealed when it is a whole number of a person. */
export function heldText(text: string): string {
  if (!isLongNumber(text) || openedText(text) !== text) return text;
  return SIGN + sealBytes(Buffer.from(`${Date.now()} ${text}`)).toString('base64url');
}

/** What an address stands for; what has run out or was sealed elsewhere stands for itself, and finds nothing. */
export function openedText(text: string): string {
  if (!text.startsWith(SIGN)) return text;
  const opened = unsealed(text.slice(SIGN.length));
  const [heldAt = '', ...words] = opened?.split(' ') ?? [];
  const isCurrent = Date.now() - Number(heldAt) < HOURS_HELD * 3_600_000;
  return opened !== null && isCurrent ? words.join(' ') : text;
}

function unsealed(token: string): string | null {
  try {
    return unsealBytes(Buffer.from(token, 'base64url')).toString('utf8');
  } catch {
    return null;
  }
}
