import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { accountChanges, awards, batches, families, instructions, payments } from '../../db/schema';
import { daysBetween, todayInChina, type BusinessDate } from '../calendar/date';
import { projectOfYear } from '../fund/fund.server';
import { fen, sumFen, type Fen } from '../money/fen';
import { pagingOf } from '../relief/paging';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import type { AccountState, FailureKind } from './failure';
import { exitedLines, type ExitedLine } from './exitedLines.server';
import { ownNet } from './ledger';
import { ledgersOf, payablesByIds, type Payable } from './payables.server';
import type { CorrectionKind } from './payment';
import { accountsOfPayments } from './paymentAccounts.server';

/** 退票与失败: what the bank did not pay or sent back and nobody has sent again: the account is put right, and it is re-issued. */

export interface Failure {
  awardId: string;
  familyId: string;
  fileNumber: string;
  name: string;
  type: Payable['type'];
  restFen: number;
  kind: FailureKind;
  /** The bank's words, or the remarks of the correction. */
  text: string;
  on: string;
  daysWaiting: number;
  batch: { id: string; number: string; lineNumber: number } | null;
  /** Of what came back, the payment that it was. */
  paymentId: string | null;
  bankName: string;
  accountLast4: string | null;
  accountState: AccountState;
}

export interface FailureList {
  rows: Failure[];
  total: number;
  /** Those of the page whose family has left the register. */
  exited: ExitedLine[];
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
  const rows = found.slice(offset, offset + limit);
  return {
    rows,
    exited: await exitedLines(read, rows),
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

/** What happened to an award last; `account` is the fingerprint of the one that was used. */
interface Event extends Pick<Failure, 'kind' | 'text' | 'on' | 'batch' | 'paymentId'> {
  awardId: string;
  /** Ids are in order of time: of what happened on one day the later is told. */
  rowId: string;
  account: string | null;
}

async function waitingFailures(
  read: Read,
  { year, today }: { year: number; today: BusinessDate },
): Promise<Failure[]> {
  const project = await projectOfYear(read, year);
  const events = latestEvents([
    ...(await failedLines(read, project.id)),
    ...(await paymentsTakenOff(read, project.id)),
  ]);
  const ids = [...events.keys()];
  const open = await openBatchesOf(read, ids);
  const unpaid = (await payablesByIds(read, ids)).filter(
    ({ awardId, restFen }) => restFen > 0 && !open.has(awardId),
  );
  const accounts = await accountsNow(read, [...new Set(unpaid.map(({ familyId }) => familyId))]);
  return unpaid
    .map((payable) => failureOf(payable, { event: events.get(payable.awardId)!, accounts, today }))
    .sort((one, other) =>
      one.on === other.on ? compare(one.awardId, other.awardId) : compare(one.on, other.on),
    );
}

async function failedLines(read: Read, projectId: string): Promise<Event[]> {
  const rows = await read
    .select({ line: instructions, batchId: batches.id, number: batches.number, madeAt: batches.madeAt })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .where(
      and(eq(awards.projectId, projectId), isNull(awards.releasedOn), eq(instructions.status, 'failed')),
    );
  return rows.map(({ line, batchId, number, madeAt }) => ({
    awardId: line.awardId,
    rowId: line.id,
    kind: line.failureCause!,
    text: line.failureText ?? '',
    on: line.resultOn ?? todayInChina(new Date(madeAt)),
    batch: { id: batchId, number, lineNumber: line.lineNumber },
    paymentId: null,
    account: line.accountFingerprint,
  }));
}

const KINDS_OF_CORRECTIONS = { return: 'returned', recovery: 'recovered', reversal: 'reversed' } as const;

/** What was taken off payments and not put back by a correction of the correction. */
async function paymentsTakenOff(read: Read, projectId: string): Promise<Event[]> {
  const rows = await read
    .select({
      id: payments.id,
      kind: payments.kind,
      awardId: payments.awardId,
      paymentId: payments.originalId,
      text: payments.remarks,
      on: payments.paidOn,
      lineNumber: instructions.lineNumber,
      batchId: batches.id,
      number: batches.number,
    })
    .from(payments)
    .innerJoin(awards, eq(awards.id, payments.awardId))
    .leftJoin(instructions, eq(instructions.paymentId, payments.originalId))
    .leftJoin(batches, eq(batches.id, instructions.batchId))
    .where(
      and(
        eq(payments.projectId, projectId),
        isNull(awards.releasedOn),
        eq(payments.correctsId, payments.originalId),
      ),
    );
  const ledgers = await ledgersOf(read, [...new Set(rows.map(({ awardId }) => awardId))]);
  const sent = await accountsOfPayments(
    read,
    rows.map(({ paymentId }) => paymentId),
  );
  return rows
    .filter(({ id, awardId }) => ownNet(ledgers.get(awardId)!, id) !== 0)
    .map(({ id, kind, batchId, number, lineNumber, ...row }) => ({
      ...row,
      rowId: id,
      kind: KINDS_OF_CORRECTIONS[kind as CorrectionKind],
      account: sent.get(row.paymentId)?.account ?? null,
      batch: batchId ? { id: batchId, number: number!, lineNumber: lineNumber! } : null,
    }));
}

function latestEvents(events: readonly Event[]): Map<string, Event> {
  const latest = new Map<string, Event>();
  for (const event of events) {
    const known = latest.get(event.awardId);
    if (!known || orderOf(event) > orderOf(known)) latest.set(event.awardId, event);
  }
  return latest;
}

function orderOf({ on, rowId }: Event): string {
  return `${on} ${rowId}`;
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
  { event, accounts, today }: { event: Event; accounts: Map<string, AccountNow>; today: BusinessDate },
): Failure {
  const { awardId, familyId, fileNumber, name, type, restFen, bankName, accountLast4 } = payable;
  const { account, kind, text, on, batch, paymentId } = event;
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
    accountState: stateOf(account, accounts.get(familyId)!),
  };
}

function stateOf(used: string | null, now: AccountNow): AccountState {
  if (now.isChangeWaiting) return 'waiting';
  if (now.fingerprint === null) return 'missing';
  if (used === null) return 'unknown';
  return used === now.fingerprint ? 'same' : 'corrected';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
