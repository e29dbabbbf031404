import { and, asc, eq, ne, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, families, familyMembers, instructions } from '../../db/schema';
import type { AccountTwin } from '../families/accountChange';
import { sharedAccounts } from '../families/sharedAccounts.server';

/** A payment and the account that it goes to. */
export interface AccountLine {
  awardId: string;
  familyId: string;
  name: string;
  fileNumber: string;
  accountFingerprint: string;
}

/** A payment to an account that another family has too. */
export interface SharedLine extends Omit<AccountLine, 'accountFingerprint'> {
  twins: AccountTwin[];
}

/** Of some lines those whose account another family has, in their order. */
export async function sharedLines(read: Read, lines: readonly AccountLine[]): Promise<SharedLine[]> {
  const shared = await sharedAccounts(read, lines);
  return lines.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const twins = shared.get(familyId);
    return twins ? [{ awardId, familyId, name, fileNumber, twins }] : [];
  });
}

/** The lines of a batch with their accounts, those left out that were taken out. */
export async function accountLinesOfBatch(read: Read, batchId: string, also?: SQL): Promise<AccountLine[]> {
  return read
    .select({
      awardId: instructions.awardId,
      familyId: awards.familyId,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      accountFingerprint: instructions.accountFingerprint,
    })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(and(eq(instructions.batchId, batchId), ne(instructions.status, 'withdrawn'), also))
    .orderBy(asc(instructions.lineNumber));
}
