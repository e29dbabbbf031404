import { eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families, projects } from '../../db/schema';
import { projectOfYear, type Project } from '../fund/fund.server';
import { Refusal } from '../refusal';
import { openBatchesOf, type OpenBatch } from '../relief/awardsInBatches.server';
import type { LeftOutReason } from './batch';
import { payablesByIds, unpaidPayables, type Payable } from './payables.server';
import type { PaymentSelection } from './paymentSelection';

/** The account of a family as it stands now. */
export interface Account {
  bankName: string;
  accountHolder: string;
  accountSealed: string;
  accountFingerprint: string;
  accountLast4: string;
}

export interface Candidate {
  payable: Payable;
  account: Account;
}

export interface LeftOut {
  payable: Payable;
  reason: LeftOutReason;
  /** Where it waits already. */
  batch: OpenBatch | null;
}

export interface Candidates {
  project: Project;
  fit: Candidate[];
  leftOut: LeftOut[];
}

/**
 * Which awards of a choice can go into a batch, and why the others cannot.
 * @throws Refusal award.not_found, project.not_found, batch.two_years
 */
export async function batchCandidates(read: Read, selection: PaymentSelection): Promise<Candidates> {
  const found =
    'awardIds' in selection ? payablesByIds(read, selection.awardIds) : unpaidPayables(read, selection);
  const chosen = (await found).filter(({ awardId }) => !selection.except.includes(awardId));
  const project = await projectOf(read, { selection, chosen });
  if (chosen.some(({ projectId }) => projectId !== project.id)) throw new Refusal('batch.two_years');
  const waiting = await openBatchesOf(
    read,
    chosen.map(({ awardId }) => awardId),
  );
  const accounts = await accountsOf(
    read,
    chosen.map(({ familyId }) => familyId),
  );
  const fit: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  for (const payable of chosen) {
    const batch = waiting.get(payable.awardId) ?? null;
    const account = accounts.get(payable.familyId);
    const reason = reasonAgainst(payable, { batch, account });
    if (reason || !account) leftOut.push({ payable, reason: reason ?? 'no_account', batch });
    else fit.push({ payable, account });
  }
  return { project, fit, leftOut };
}

/** The accounts of some families, by family; those without one are left out. */
export async function accountsOf(read: Read, familyIds: readonly string[]): Promise<Map<string, Account>> {
  const accounts = new Map<string, Account>();
  for (const chunk of chunksOf([...new Set(familyIds)])) {
    const rows = await read
      .select({
        familyId: families.id,
        bankName: families.bankName,
        accountHolder: families.accountHolder,
        accountSealed: families.accountSealed,
        accountFingerprint: families.accountFingerprint,
        accountLast4: families.accountLast4,
      })
      .from(families)
      .where(inArray(families.id, chunk));
    for (const {
      familyId,
      bankName,
      accountHolder,
      accountSealed,
      accountFingerprint,
      accountLast4,
    } of rows) {
      if (!accountSealed || !accountFingerprint || !accountLast4) continue;
      accounts.set(familyId, { bankName, accountHolder, accountSealed, accountFingerprint, accountLast4 });
    }
  }
  return accounts;
}

function reasonAgainst(
  { releasedOn, takenBackBy, restFen }: Payable,
  { batch, account }: { batch: OpenBatch | null; account: Account | undefined },
): LeftOutReason | null {
  if (releasedOn) return takenBackBy ? 'taken_back' : 'released';
  if (restFen <= 0) return 'paid';
  if (batch) return 'in_batch';
  return account?.accountHolder ? null : 'no_account';
}

async function projectOf(
  read: Read,
  { selection, chosen }: { selection: PaymentSelection; chosen: Payable[] },
): Promise<Project> {
  if (!('awardIds' in selection)) return projectOfYear(read, selection.year);
  const [first] = chosen.length > 0 ? chosen : await payablesByIds(read, selection.awardIds.slice(0, 1));
  const [project] = await read.select().from(projects).where(eq(projects.id, first!.projectId));
  return project!;
}
