import { and, eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { accountChanges, families } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { fingerprint, seal, unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { requireChangeable, type AccountChangeStatus } from './accountChange';
import { SHORTEST_REASON, type AccountProposal } from './accountChange.form';
import { requireGround } from './accountGround.server';
import { familyProblems } from './familyProblems';
import { familyRow, memberRows, type FamilyRow } from './familyRows.server';
import { sharedAccounts, type AccountOwner } from './sharedAccounts.server';

/**
 * The account of a family on the register: where its money goes is changed by two people. What one proposes changes
 * nothing until another has confirmed it.
 */

export type AccountChange = typeof accountChanges.$inferSelect;

/**
 * Proposes another account for a family on the register.
 * @returns the id of the change
 * @throws Refusal record.not_found, family.not_now, family.nothing_left, account.deceased, account.waiting, account.same,
 * family.bank_incomplete, family.holder_not_listed, account.paper_gone, account.paper_missing without a reason,
 * account.shared without a reason where another family has the account
 */
export async function proposeAccount(
  { store, actor }: Desk,
  { familyId, ...proposal }: AccountProposal & { familyId: string },
): Promise<string> {
  return store.write(async (write) => {
    const row = await familyRow(write, familyId);
    requireChangeable(row);
    await requireNoneWaiting(write, familyId);
    await requireFit(write, row, proposal);
    const { bankName, accountHolder, account, reason, sharedReason = '' } = proposal;
    const proposed = {
      bankName,
      accountHolder,
      accountSealed: seal(account),
      accountFingerprint: fingerprint(account),
      accountLast4: account.slice(-4),
    };
    if (isSame(row, proposed)) throw new Refusal('account.same', {}, 'account');
    const ground = await requireGround(write, { familyId, ...proposal });
    const isShared = await requireReasonIfShared(write, { familyId, ...proposed }, sharedReason);
    const id = newId();
    await write.insert(accountChanges).values({
      id,
      familyId,
      status: 'proposed',
      ...proposed,
      oldBankName: row.bankName,
      oldAccountHolder: row.accountHolder,
      oldAccountFingerprint: row.accountFingerprint,
      oldAccountLast4: row.accountLast4,
      reason,
      sharedReason: isShared ? sharedReason : null,
      ...ground,
      proposedBy: actor.staffId,
      proposedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'family.account_proposed',
      subject: { type: 'family', id: familyId },
      detail: {
        ...lastDigits({ oldAccountLast4: row.accountLast4, ...proposed }),
        reason,
        ...(ground.noPaperReason ? { noPaperReason: ground.noPaperReason } : {}),
        ...(isShared ? { sharedReason } : {}),
      },
    });
    return id;
  });
}

interface Decision {
  familyId: string;
  changeId: string;
  note: string;
}

/**
 * Confirms a proposed account: from now on relief is paid there.
 * @throws Refusal account.not_found, account.decided, account.own, account.changed_meanwhile, family.not_now,
 * family.nothing_left, account.deceased, account.unverified without a note where no paper shows the account,
 * account.shared without a reason where another family has the account
 */
export async function confirmAccount(
  { store, actor }: Desk,
  { sharedReason = '', ...decision }: Decision & { sharedReason?: string | undefined },
): Promise<void> {
  await store.write(async (write) => {
    const { change, row } = await waitingChange(write, decision, actor.staffId);
    requireChangeable(row);
    if (!standsAsProposedAgainst(row, change)) throw new Refusal('account.changed_meanwhile');
    await requireFit(write, row, { ...change, account: 'kept' });
    requireVerified(change, decision.note);
    const isShared = await requireReasonIfShared(write, change, sharedReason);
    const { bankName, accountHolder, accountSealed, accountFingerprint, accountLast4 } = change;
    await write
      .update(families)
      .set({
        bankName,
        accountHolder,
        accountSealed,
        accountFingerprint,
        accountLast4,
        version: row.version + 1,
      })
      .where(eq(families.id, row.id));
    await decide(write, { change, status: 'confirmed', note: decision.note, staffId: actor.staffId });
    if (isShared) {
      await write
        .update(accountChanges)
        .set({ sharedConfirmed: sharedReason })
        .where(eq(accountChanges.id, change.id));
    }
    await audit(write, actor, {
      action: 'family.account_confirmed',
      subject: { type: 'family', id: row.id },
      detail: { ...lastDigits(change), note: decision.note, ...(isShared ? { sharedReason } : {}) },
    });
  });
}

/**
 * Says no to a proposed account; the old one stands.
 * @throws Refusal account.not_found, account.decided, account.own
 */
export async function rejectAccount({ store, actor }: Desk, decision: Decision): Promise<void> {
  await store.write(async (write) => {
    const { change, row } = await waitingChange(write, decision, actor.staffId);
    await decide(write, { change, status: 'rejected', note: decision.note, staffId: actor.staffId });
    await audit(write, actor, {
      action: 'family.account_rejected',
      subject: { type: 'family', id: row.id },
      detail: { ...lastDigits(change), note: decision.note },
    });
  });
}

async function requireNoneWaiting(write: Write, familyId: string): Promise<void> {
  if (await isAccountWaiting(write, familyId)) throw new Refusal('account.waiting');
}

/** Whether a proposed account of a family waits for a second person. */
export async function isAccountWaiting(read: Read, familyId: string): Promise<boolean> {
  const waiting = await read
    .select({ id: accountChanges.id })
    .from(accountChanges)
    .where(and(eq(accountChanges.familyId, familyId), eq(accountChanges.status, 'proposed')));
  return waiting.length > 0;
}

/** The rules of a file's bank fields, beside the fields of this form. */
async function requireFit(
  read: Read,
  row: FamilyRow,
  bank: { bankName: string; accountHolder: string; account: string },
): Promise<void> {
  const problem = familyProblems({ members: await memberRows(read, row.id), bank }).find(
    ({ path }) => path[0] === 'bank',
  );
  if (problem) throw new Refusal(problem.code, problem.data, String(problem.path[1]));
}

/** Where no paper shows the account, who confirms it says how it was verified. */
function requireVerified({ paperId }: AccountChange, note: string): void {
  if (paperId === null && note.length < SHORTEST_REASON) throw new Refusal('account.unverified', {}, 'note');
}

const MOST_NAMED = 3;
const COMMA = '\u3001';

/** Whether another family has the account; then it takes a reason. */
async function requireReasonIfShared(read: Read, owner: AccountOwner, reason: string): Promise<boolean> {
  const twins = (await sharedAccounts(read, [owner])).get(owner.familyId) ?? [];
  if (twins.length > 0 && reason === '') {
    const named = twins.slice(0, MOST_NAMED).map(({ fileNumber, name }) => `${fileNumber} ${name}`);
    const data = { files: named.join(COMMA), count: twins.length };
    throw new Refusal('account.shared', data, 'sharedReason');
  }
  return twins.length > 0;
}

type Account = Pick<FamilyRow, 'bankName' | 'accountHolder' | 'accountFingerprint'>;

function isSame(one: Account, other: Account): boolean {
  return (
    one.accountFingerprint === other.accountFingerprint &&
    one.bankName === other.bankName &&
    one.accountHolder === other.accountHolder
  );
}

function standsAsProposedAgainst(row: FamilyRow, change: AccountChange): boolean {
  return isSame(row, {
    bankName: change.oldBankName,
    accountHolder: change.oldAccountHolder,
    accountFingerprint: change.oldAccountFingerprint,
  });
}

function lastDigits({
  oldAccountLast4,
  accountLast4,
}: Pick<AccountChange, 'oldAccountLast4' | 'accountLast4'>) {
  return { before: oldAccountLast4 && `****${oldAccountLast4}`, after: `****${accountLast4}` };
}

async function waitingChange(
  write: Write,
  { familyId, changeId }: Decision,
  staffId: string,
): Promise<{ change: AccountChange; row: FamilyRow }> {
  const [change] = await write.select().from(accountChanges).where(eq(accountChanges.id, changeId));
  if (!change || change.familyId !== familyId) throw new Refusal('account.not_found');
  if (change.status !== 'proposed') throw new Refusal('account.decided');
  if (change.proposedBy === staffId) throw new Refusal('account.own');
  return { change, row: await familyRow(write, familyId) };
}

async function decide(
  write: Write,
  {
    change,
    status,
    note,
    staffId,
  }: { change: AccountChange; status: AccountChangeStatus; note: string; staffId: string },
): Promise<void> {
  await write
    .update(accountChanges)
    .set({ status, decidedBy: staffId, decidedAt: new Date().toISOString(), decisionNote: note })
    .where(eq(accountChanges.id, change.id));
}

export interface RevealedAccounts {
  before: string | null;
  after: string;
}

/**
 * Both accounts of a change in full, for a reason that the audit keeps: whoever confirms compares them with the card.
 * @throws Refusal account.not_found, family.nothing_left
 */
export async function revealAccountChange(
  { store, actor }: Desk,
  { familyId, changeId, reason }: { familyId: string; changeId: string; reason: string },
): Promise<RevealedAccounts> {
  return store.write(async (write) => {
    const [change] = await write.select().from(accountChanges).where(eq(accountChanges.id, changeId));
    if (!change || change.familyId !== familyId) throw new Refusal('account.not_found');
    const row = await familyRow(write, familyId);
    if (row.erasedAt) throw new Refusal('family.nothing_left');
    await audit(write, actor, {
      action: 'family.account_revealed',
      subject: { type: 'family', id: familyId },
      detail: { ...lastDigits(change), reason },
    });
    const isStanding = row.accountSealed && row.accountFingerprint === change.oldAccountFingerprint;
    return {
      before: isStanding ? unseal(row.accountSealed!) : null,
      after: unseal(change.accountSealed),
    };
  });
}
