import type { Read } from '../../db/client.server';
import { together } from '../together';
import { accountDoubts, type AccountDoubt } from './accountDoubts.server';
import type { BatchStatus } from './batch';
import { claimedLines, type ClaimedLine } from './contradictions.server';
import { exitedLines, leftSinceApproval, type ExitedLine, type RecipientLine } from './exitedLines.server';
import { accountLinesOfBatch, sharedLines, type AccountLine, type SharedLine } from './sharedLines.server';

/** What is to be looked at before money goes to some accounts. */
export interface AccountWarnings {
  /** Paid to an account that another family has too. */
  shared: SharedLine[];
  /** Paid to an account that should be looked at first. */
  doubts: AccountDoubt[];
  /** Paid to a family that has left the register. */
  exited: ExitedLine[];
  /** Paid already, as the bank says in another answer. */
  claimed: ClaimedLine[];
}

/**
 * What speaks against some payments, in their order.
 * @param recipients all of them, where some have no account
 */
export async function accountWarnings(
  read: Read,
  lines: readonly AccountLine[],
  recipients: readonly RecipientLine[] = lines,
): Promise<AccountWarnings> {
  return together({
    shared: sharedLines(read, lines),
    doubts: accountDoubts(read, lines),
    exited: exitedLines(read, recipients),
    claimed: claimedLines(read, recipients),
  });
}

/** `accountWarnings` for the lines of a batch that are not taken out. */
export async function accountWarningsOfBatch(read: Read, batchId: string): Promise<AccountWarnings> {
  return accountWarnings(read, await accountLinesOfBatch(read, batchId));
}

export interface ExportWarnings extends AccountWarnings {
  /** Paid to a family that has left since the approval; these are not among `exited`. */
  leftSince: ExitedLine[];
}

/** What is to be looked at before a batch goes to the bank; of one that is there already nothing. */
export async function exportWarnings(
  read: Read,
  { id, status }: { id: string; status: BatchStatus },
): Promise<ExportWarnings> {
  if (status !== 'approved') return { shared: [], doubts: [], exited: [], claimed: [], leftSince: [] };
  const warnings = await accountWarningsOfBatch(read, id);
  const leftSince = await leftSinceApproval(read, id);
  const left = new Set(leftSince.map(({ awardId }) => awardId));
  const exited = warnings.exited.filter(({ awardId }) => !left.has(awardId));
  return { ...warnings, exited, leftSince };
}
