import type { Read } from '../../db/client.server';
import { accountDoubts, type AccountDoubt } from './accountDoubts.server';
import { accountLinesOfBatch, sharedLines, type AccountLine, type SharedLine } from './sharedLines.server';

/** What is to be looked at before money goes to some accounts. */
export interface AccountWarnings {
  /** Paid to an account that another family has too. */
  shared: SharedLine[];
  /** Paid to an account that should be looked at first. */
  doubts: AccountDoubt[];
}

/** What speaks against the accounts of some payments, in their order. */
export async function accountWarnings(read: Read, lines: readonly AccountLine[]): Promise<AccountWarnings> {
  return { shared: await sharedLines(read, lines), doubts: await accountDoubts(read, lines) };
}

/** `accountWarnings` for the lines of a batch that are not taken out. */
export async function accountWarningsOfBatch(read: Read, batchId: string): Promise<AccountWarnings> {
  return accountWarnings(read, await accountLinesOfBatch(read, batchId));
}
