import { createHash } from 'node:crypto';
import type { Read } from '../../db/client.server';
import { Refusal } from '../refusal';
import { claimedLines, type ClaimedLine } from './contradictions.server';
import type { RecipientLine } from './exitedLines.server';

/**
 * What a page shows of the payments that the bank says it made, as one short text: the words, and which of them are
 * settled. Empty where there are none.
 */
export function claimsShown(lines: readonly ClaimedLine[]): string {
  if (lines.length === 0) return '';
  const shown = lines.map(({ awardId, claim: { id, settled, others, later } }) => {
    const beside = [...others, ...(later ? [later] : [])];
    return [
      awardId,
      id,
      settled?.at,
      ...beside.map(({ resultId, on, reference }) => [resultId, on, reference]),
    ];
  });
  return createHash('sha256').update(JSON.stringify(shown.sort())).digest('hex');
}

/**
 * Holds what is recorded by hand where what the bank says of it, or what was cleared up, is not what was shown.
 * @param shown as `claimsShown` made it; nobody is asked where it is left out
 * @throws Refusal payment.claims_changed {by, at, name, fileNumber, reason} with the last that was settled, null where
 * none was
 */
export async function requireClaimsAsShown(
  read: Read,
  { lines, shown }: { lines: readonly RecipientLine[]; shown: string | undefined },
): Promise<void> {
  if (shown === undefined) return;
  const now = await claimedLines(read, lines);
  if (claimsShown(now) === shown) return;
  const [last] = now
    .flatMap(({ name, fileNumber, claim: { settled } }) =>
      settled ? [{ name, fileNumber, ...settled }] : [],
    )
    .sort((one, other) => (one.at < other.at ? 1 : -1));
  const none = { by: null, at: null, name: null, fileNumber: null, reason: null };
  throw new Refusal('payment.claims_changed', last ?? none);
}
