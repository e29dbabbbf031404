import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { accountChanges, batches, families, instructions } from '../../db/schema';
import { daysBetween, todayInChina, type BusinessDate } from '../calendar/date';
import { projectOfYear } from '../fund/fund.server';
import { fen, sumFen, type Fen } from '../money/fen';
import { pagingOf } from '../relief/paging';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import { accountTroubles } from './accountTroubles.server';
import { claimedLines, type ClaimedLine } from './contradictions.server';
import type { AccountState, FailureKind } from './failure';
import { exitedLines, type ExitedLine } from './exitedLines.server';
import { latestFailures, type FailureEvent } from './failureEvents.server';
import { payablesByIds, type Payable } from './payables.server';

/** 退票与失败: what the bank did not pay or sent back and nobody has sent again: the account is put right, and it is re-issued. */

export interface Failure extends Omit<FailureEvent, 'rowId' | 'account'> {
  familyId: string;
  fileNumber: string;
  name: string;
  type: Payable['type'];
  restFen: number;
  daysWaiting: number;
  bankName: string;
  accountLast4: string | null;
  accountState: AccountState;
}

export interface FailureList {
  rows: Failure[];
  total: number;
  /** Those of the page whose family has left the register. */
  exited: ExitedLine[];
  /** Those of the page that the bank says it has paid. */
  claimed: ClaimedLine[];
  amountFen: Fen;
  page: number;
  pageCount: number;
  /** Of the whole year, whatever is filtered. */
  counts: Partial<Record<FailureKind, number>>;
}

interface FailureQuestion {
  year: number;
  kind?: FailureKind;
  page?: number;
  size?: number;
  today: BusinessDate;
}

/**
 * The failures of a year that wait, the oldest first.
 * @throws Refusal project.not_found
 */
export async function listFailures(
  read: Read,
  { year, kind, page, size, today }: FailureQuestion,
): Promise<FailureList> {
  const all = await waitingFailures(read, { year, today });
  const counts: FailureList['counts'] = {};
  for (const one of all) counts[one.kind] = (counts[one.kind] ?? 0) + 1;
  const found = kind ? all.filter((one) => one.kind === kind) : all;
  const { limit, offset, ...paging } = pagingOf(found.length, page, size);
  const rows = await withAccountStates(read, found.slice(offset, offset + limit));
  return {
    rows,
    exited: await exitedLines(read, rows),
    claimed: await claimedLines(read, rows),
    total: found.length,
    amountFen: sumFen(found.map(({ restFen }) => fen(restFen))),
    counts,
    page: paging.page,
    pageCount: paging.pageCount,
  };
}

/** What the bank said of a line that it did not pay. */
export interface BankFailure extends Pick<Failure, 'text' | 'on'> {
  cause: NonNullable<Instruction['failureCause']>;
  batch: { id: string; number: string };
}

type Instruction = typeof instructions.$inferSelect;

/** How the bank's payment of an award failed; null unless its latest line did. */
export async function bankFailureOf(read: Read, awardId: string): Promise<BankFailure | null> {
  const [last] = await read
    .select({ line: instructions, batchId: batches.id, number: batches.number, madeAt: batches.madeAt })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .where(and(eq(instructions.awardId, awardId), ne(instructions.status, 'withdrawn')))
    .orderBy(desc(instructions.id))
    .limit(1);
  if (last?.line.status !== 'failed') return null;
  const { failureCause, failureText, resultOn } = last.line;
  return {
    cause: failureCause!,
    text: failureText ?? '',
    on: resultOn ?? todayInChina(new Date(last.madeAt)),
    batch: { id: last.batchId, number: last.number },
  };
}

/** A failure with the account that was used, before anybody asks what became of it. */
interface WaitingFailure extends Omit<Failure, 'accountState'> {
  used: string | null;
}

async function waitingFailures(
  read: Read,
  { year, today }: { year: number; today: BusinessDate },
): Promise<WaitingFailure[]> {
  const project = await projectOfYear(read, year);
  const events = await latestFailures(read, { projectId: project.id });
  const ids = [...events.keys()];
  const open = await openBatchesOf(read, ids);
  return (await payablesByIds(read, ids))
    .filter(({ awardId, restFen }) => restFen > 0 && !open.has(awardId))
    .map((payable) => failureOf(payable, { event: events.get(payable.awardId)!, today }))
    .sort((one, other) =>
      one.on === other.on ? compare(one.awardId, other.awardId) : compare(one.on, other.on),
    );
}

/** What became of the accounts, by the rule by which a batch warns of them. */
async function withAccountStates(read: Read, rows: readonly WaitingFailure[]): Promise<Failure[]> {
  const accounts = await accountsNow(read, [...new Set(rows.map(({ familyId }) => familyId))]);
  const lines = rows.flatMap(({ awardId, familyId }) => {
    const accountFingerprint = accounts.get(familyId)!.fingerprint;
    return accountFingerprint ? [{ awardId, familyId, accountFingerprint }] : [];
  });
  const troubles = await accountTroubles(read, lines);
  return rows.map(({ used, ...row }) => {
    const now = accounts.get(row.familyId)!;
    return { ...row, accountState: stateOf({ used, now, isTroubled: troubles.has(row.awardId) }) };
  });
}

interface AccountNow {
  fingerprint: string | null;
  isChangeWaiting: boolean;
}

async function accountsNow(read: Read, familyIds: readonly string[]): Promise<Map<string, AccountNow>> {
  const found = new Map<string, AccountNow>();
  for (const chunk of chunksOf(familyIds)) {
    const rows = await read
      .select({
        id: families.id,
        fingerprint: families.accountFingerprint,
        changeId: accountChanges.id,
      })
      .from(families)
      .leftJoin(
        accountChanges,
        and(eq(accountChanges.familyId, families.id), eq(accountChanges.status, 'proposed')),
      )
      .where(inArray(families.id, chunk));
    for (const { id, fingerprint, changeId } of rows) {
      found.set(id, { fingerprint, isChangeWaiting: changeId !== null });
    }
  }
  return found;
}

function failureOf(
  payable: Payable,
  { event, today }: { event: FailureEvent; today: BusinessDate },
): WaitingFailure {
  const { awardId, familyId, fileNumber, name, type, restFen, bankName, accountLast4 } = payable;
  const { kind, text, on, batch, paymentId, account } = event;
  return {
    awardId,
    familyId,
    fileNumber,
    name,
    type,
    restFen,
    bankName,
    accountLast4,
    kind,
    text,
    on,
    batch,
    paymentId,
    daysWaiting: Math.max(0, daysBetween(on as BusinessDate, today)),
    used: account,
  };
}

function stateOf({
  used,
  now,
  isTroubled,
}: {
  used: string | null;
  now: AccountNow;
  isTroubled: boolean;
}): AccountState {
  if (now.isChangeWaiting) return 'waiting';
  if (now.fingerprint === null) return 'missing';
  if (used === now.fingerprint) return isTroubled ? 'same' : 'fine';
  return used === null || isTroubled ? 'unknown' : 'corrected';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
