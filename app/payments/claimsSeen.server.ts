import type { Read, Write } from '../../db/client.server';
import { isSameReference } from '../fund/reference';
import { Refusal } from '../refusal';
import { isOfSeveral, isOpen, isPaidBeforeFailing } from './contradiction';
import { claimedLines, type ClaimedLine } from './contradictions.server';
import type { RecipientLine } from './exitedLines.server';
import { accountLinesOfBatch } from './sharedLines.server';

/** The tick for payments that the bank says it made already. */

/**
 * Holds a batch until whoever makes, submits, approves or sends it has seen each of its lines that the bank says it paid.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal batch.paid_claims {count, name, fileNumber}
 */
export async function requireClaimsSeen(
  read: Read,
  { lines, seen }: { lines: readonly RecipientLine[]; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  return requireSeen(await openClaims(read, lines), { seen, code: 'batch.paid_claims' });
}

/** `requireClaimsSeen` for the lines of a batch that are not taken out. */
export async function requireClaimsOfBatchSeen(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  return requireClaimsSeen(read, { lines: await accountLinesOfBatch(read, batchId), seen });
}

/**
 * Holds what is recorded by hand, and stands in the ledger by now, until whoever does it has seen each payment that the
 * bank tells of otherwise. Where it tells of several for one line, one of them is as told; the others stay open.
 * @param seen as above
 * @throws Refusal payment.paid_claims {count, name, fileNumber}
 */
export async function requireClaimsOfRunSeen(
  write: Write,
  { lines, seen }: { lines: readonly RecipientLine[]; seen: number | undefined },
): Promise<{ paidClaims?: number }> {
  const open = await openClaims(write, lines);
  // What failed since is asked about by its day, whether a file tells of it or not.
  const otherwise = open.filter(({ claim }) => !claim.again?.isTold && !isPaidBeforeFailing(claim));
  return requireSeen(otherwise, { seen, code: 'payment.paid_claims' });
}

/**
 * Whether the bank tells of each of these payments that it made it together with others, on this very paper: that other
 * payments have its number is known then.
 */
export async function isToldTogether(
  read: Read,
  { lines, on, reference }: { lines: readonly RecipientLine[]; on: string; reference: string },
): Promise<boolean> {
  const open = await openClaims(read, lines);
  const isSaid = ({ claim }: ClaimedLine) =>
    isOfSeveral(claim, claim.amountFen) && claim.on === on && isSameReference(claim.reference, reference);
  return open.length === lines.length && open.every(isSaid);
}

async function openClaims(read: Read, lines: readonly RecipientLine[]): Promise<ClaimedLine[]> {
  return (await claimedLines(read, lines)).filter(({ claim }) => isOpen(claim));
}

function requireSeen(
  { length: found, 0: first }: readonly ClaimedLine[],
  { seen, code }: { seen: number | undefined; code: 'batch.paid_claims' | 'payment.paid_claims' },
): { paidClaims?: number } {
  if (seen !== undefined && seen !== found) {
    const { name = null, fileNumber = null } = first ?? {};
    throw new Refusal(code, { count: found, name, fileNumber }, 'claimsSeen');
  }
  return found > 0 ? { paidClaims: found } : {};
}
