import { and, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { awards, batches, instructions, payments } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import type { FailureKind } from './failure';
import { ownNet } from './ledger';
import { ledgersOf } from './payables.server';
import type { CorrectionKind } from './payment';
import { accountsOfPayments } from './paymentAccounts.server';

/** How an award was not paid, or lost what was paid. */
export interface FailureEvent {
  awardId: string;
  /** Ids are in order of time: of what happened on one day the later is told. */
  rowId: string;
  kind: FailureKind;
  /** The bank's words, or the remarks of the correction. */
  text: string;
  on: string;
  batch: { id: string; number: string; lineNumber: number } | null;
  /** Of what came back, the payment that it was. */
  paymentId: string | null;
  /** The fingerprint of the account that was used; null where nothing tells. */
  account: string | null;
}

/** Of the awards of a project, or of some awards, what failed of each last; released ones are left out. */
export async function latestFailures(
  read: Read,
  of: { projectId: string } | { awardIds: readonly string[] },
): Promise<Map<string, FailureEvent>> {
  if ('projectId' in of) {
    const { projectId } = of;
    return latestOf([
      ...(await failedLines(read, eq(awards.projectId, projectId))),
      ...(await paymentsTakenOff(read, eq(payments.projectId, projectId))),
    ]);
  }
  const found: FailureEvent[] = [];
  for (const chunk of chunksOf(of.awardIds)) {
    found.push(
      ...(await failedLines(read, inArray(instructions.awardId, chunk))),
      ...(await paymentsTakenOff(read, inArray(payments.awardId, chunk))),
    );
  }
  return latestOf(found);
}

async function failedLines(read: Read, where: SQL): Promise<FailureEvent[]> {
  const rows = await read
    .select({ line: instructions, batchId: batches.id, number: batches.number, madeAt: batches.madeAt })
    .from(instructions)
    .innerJoin(batches, eq(batches.id, instructions.batchId))
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .where(and(where, isNull(awards.releasedOn), eq(instructions.status, 'failed')));
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
async function paymentsTakenOff(read: Read, where: SQL): Promise<FailureEvent[]> {
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
    .where(and(where, isNull(awards.releasedOn), eq(payments.correctsId, payments.originalId)));
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

function latestOf(events: readonly FailureEvent[]): Map<string, FailureEvent> {
  const latest = new Map<string, FailureEvent>();
  for (const event of events) {
    const known = latest.get(event.awardId);
    if (!known || orderOf(event) > orderOf(known)) latest.set(event.awardId, event);
  }
  return latest;
}

function orderOf({ on, rowId }: FailureEvent): string {
  return `${on} ${rowId}`;
}
