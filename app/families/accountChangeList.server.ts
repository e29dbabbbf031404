import { and, count, desc, eq, ne, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder } from '../../db/engine/keyset';
import { alias } from '../../db/engine/kit';
import { accountChanges, families, familyMembers, papers, staff } from '../../db/schema';
import type { Cursor, KeyPage } from '../cursor';
import { otherBankOf, type BankCode } from '../identity/bank';
import { accountDoubts, type BankAccountWarning } from '../identity/bankAccount';
import { unseal } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import type { AccountChangeStatus, AccountTwin, ShownAccount } from './accountChange';
import type { PaperKind } from './paper';
import { sharedAccounts } from './sharedAccounts.server';

/** The proposed accounts of the register as pages show them. */

export interface ShownChange {
  id: string;
  familyId: string;
  fileNumber: string;
  /** The main person. */
  name: string;
  status: AccountChangeStatus;
  before: ShownAccount;
  after: ShownAccount;
  reason: string;
  /** Why another family has the account too, as who proposed it says. */
  sharedReason: string | null;
  sharedConfirmed: string | null;
  /** As long as it waits: the other families that have the proposed account. */
  twins: AccountTwin[];
  /** As long as it waits: what the digits of the proposed account say against it. */
  doubts: readonly BankAccountWarning[];
  /** As long as it waits: the bank of the proposed card, where another one was typed. */
  otherBank: BankCode | null;
  paper: { id: string; kind: PaperKind } | null;
  /** Why there is none; null of those from before it was asked. */
  noPaperReason: string | null;
  proposedBy: { id: string; name: string };
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decisionNote: string | null;
}

const CHANGES_A_PAGE = 50;

const ORDER: KeyOrder = {
  columns: [accountChanges.proposedAt, accountChanges.id],
  shape: ['text', 'text'],
  direction: 'asc',
};

/** One page of the changes that wait for a second person, the oldest first. */
export async function waitingAccountChanges(
  read: Read,
  { size = CHANGES_A_PAGE, ...cursor }: Cursor & { size?: number } = {},
): Promise<KeyPage<ShownChange>> {
  const page = await pageByKey({
    cursor,
    order: ORDER,
    size,
    fetch: ({ where, orderBy, limit }) =>
      changesWhere(read, and(eq(accountChanges.status, 'proposed'), where))
        .orderBy(...orderBy)
        .limit(limit),
    keyOf: ({ change }) => [change.proposedAt, change.id],
  });
  return { ...page, rows: await shownChanges(read, page.rows) };
}

/** Every change of one family, the newest first. */
export async function familyAccountChanges(read: Read, familyId: string): Promise<ShownChange[]> {
  const rows = await changesWhere(read, eq(accountChanges.familyId, familyId)).orderBy(
    desc(accountChanges.proposedAt),
  );
  return shownChanges(read, rows);
}

const proposer = alias(staff, 'proposer');
const decider = alias(staff, 'decider');

function changesWhere(read: Read, where: SQL | undefined) {
  return read
    .select({
      change: accountChanges,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      proposer: proposer.name,
      decider: decider.name,
      paperKind: papers.kind,
    })
    .from(accountChanges)
    .innerJoin(families, eq(families.id, accountChanges.familyId))
    .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
    .innerJoin(proposer, eq(proposer.id, accountChanges.proposedBy))
    .leftJoin(decider, eq(decider.id, accountChanges.decidedBy))
    .leftJoin(papers, eq(papers.id, accountChanges.paperId))
    .where(where);
}

type ChangeRow = Awaited<ReturnType<typeof changesWhere>>[number];

async function shownChanges(read: Read, rows: readonly ChangeRow[]): Promise<ShownChange[]> {
  const waiting = rows.filter(({ change }) => change.status === 'proposed');
  const shared = await sharedAccounts(
    read,
    waiting.map(({ change }) => change),
  );
  return rows.map((row) => ({
    ...saidByDigits(row.change),
    id: row.change.id,
    familyId: row.change.familyId,
    fileNumber: row.fileNumber,
    name: row.name,
    status: row.change.status,
    before: {
      bankName: row.change.oldBankName,
      accountHolder: row.change.oldAccountHolder,
      accountLast4: row.change.oldAccountLast4,
    },
    after: {
      bankName: row.change.bankName,
      accountHolder: row.change.accountHolder,
      accountLast4: row.change.accountLast4,
    },
    reason: row.change.reason,
    sharedReason: row.change.sharedReason,
    sharedConfirmed: row.change.sharedConfirmed,
    twins: row.change.status === 'proposed' ? (shared.get(row.change.familyId) ?? []) : [],
    paper: row.change.paperId && row.paperKind ? { id: row.change.paperId, kind: row.paperKind } : null,
    noPaperReason: row.change.noPaperReason,
    proposedBy: { id: row.change.proposedBy, name: row.proposer },
    proposedAt: row.change.proposedAt,
    decidedBy: row.decider,
    decidedAt: row.change.decidedAt,
    decisionNote: row.change.decisionNote,
  }));
}

function saidByDigits({
  status,
  accountSealed,
  bankName,
}: ChangeRow['change']): Pick<ShownChange, 'doubts' | 'otherBank'> {
  if (status !== 'proposed') return { doubts: [], otherBank: null };
  const account = unseal(accountSealed);
  return { doubts: accountDoubts(account), otherBank: otherBankOf(account, bankName) };
}

/** How many proposed accounts wait for a second person; with `notBy` for this one, who did not propose them. */
export async function waitingAccountCount(read: Read, { notBy }: { notBy?: string } = {}): Promise<number> {
  const [row] = await read
    .select({ count: count() })
    .from(accountChanges)
    .where(
      and(
        eq(accountChanges.status, 'proposed'),
        notBy === undefined ? undefined : ne(accountChanges.proposedBy, notBy),
      ),
    );
  return row!.count;
}

/**
 * One change of the account of a family.
 * @throws Refusal account.not_found
 */
export async function accountChange(
  read: Read,
  { familyId, changeId }: { familyId: string; changeId: string },
): Promise<ShownChange> {
  const change = (await familyAccountChanges(read, familyId)).find(({ id }) => id === changeId);
  if (!change) throw new Refusal('account.not_found');
  return change;
}
