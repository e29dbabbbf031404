import type { Read } from '../../db/client.server';
import { accountDoubts, type AccountDoubt } from './accountDoubts.server';
import { exitedLines, type ExitedLine, type RecipientLine } from './exitedLines.server';
import { accountLinesOfBatch, sharedLines, type AccountLine, type SharedLine } from './sharedLines.server';

/** What is to be looked at before money goes to some accounts. */
export interface AccountWarnings {
  /** Paid to an account that another family has too. */
  shared: SharedLine[];
  /** Paid to an account that should be looked at first. */
  doubts: AccountDoubt[];
  /** Paid to a family that has left the register. */
  exited: ExitedLine[];
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
  return {
    shared: await sharedLines(read, lines),
    doubts: await accountDoubts(read, lines),
    exited: await exitedLines(read, recipients),
  };
}

/** `accountWarnings` for the lines of a batch that are not taken out. */
export async function accountWarningsOfBatch(read: Read, batchId: string): Promise<AccountWarnings> {
  return accountWarnings(read, await accountLinesOfBatch(read, batchId));
}
