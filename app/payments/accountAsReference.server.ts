import { eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { accountChanges, awards, families, instructions } from '../../db/schema';
import { unseal } from '../identity/sealing.server';
import { toPlainText } from '../plainText';
import { Refusal } from '../refusal';
import { holdsAccount } from './bankResult';

/** As few digits as an account has (parseBankAccount). */
const SHORTEST_ACCOUNT = 12;

/**
 * Refuses an account that was typed as the number of the bank, which is shown whole to everybody and kept in the log.
 * The numbers of banks have up to 32 digits and look like accounts: only what is, or holds, an account of these very
 * families and awards is taken for one, as it is in the bank's files: the one that the file has, those that were
 * proposed for it, and those that a batch was sent to.
 * @throws Refusal payment.account_as_reference, beside `bankReference`
 */
export async function requireNoAccount(
  read: Read,
  { bankReference, awardIds }: { bankReference: string; awardIds: readonly string[] },
): Promise<void> {
  if (toPlainText(bankReference).replace(/\D/g, '').length < SHORTEST_ACCOUNT) return;
  const sealed = await accountsOf(read, awardIds);
  if ([...sealed].some((one) => holdsAccount(bankReference, unseal(one))))
    throw new Refusal('payment.account_as_reference', {}, 'bankReference');
}

/** The accounts of the families of some awards and those that these were sent to, each sealed. */
async function accountsOf(read: Read, awardIds: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const ids of chunksOf([...new Set(awardIds)])) {
    const rows = [
      ...(await read
        .selectDistinct({ sealed: families.accountSealed })
        .from(awards)
        .innerJoin(families, eq(families.id, awards.familyId))
        .where(inArray(awards.id, ids))),
      ...(await read
        .selectDistinct({ sealed: accountChanges.accountSealed })
        .from(awards)
        .innerJoin(accountChanges, eq(accountChanges.familyId, awards.familyId))
        .where(inArray(awards.id, ids))),
      ...(await read
        .selectDistinct({ sealed: instructions.accountSealed })
        .from(instructions)
        .where(inArray(instructions.awardId, ids))),
    ];
    for (const { sealed } of rows) if (sealed) found.add(sealed);
  }
  return found;
}
