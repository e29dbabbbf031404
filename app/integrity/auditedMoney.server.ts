import { eq, inArray, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries, awards, budgetAdjustments, ledgerAwards, payments, receipts } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import type { Finding } from './invariants.server';

/**
 * Money as it was audited: every award, payment, receipt and adjustment has its entry in the chain, with the same amount
 * and day, and every entry has its row. A row that was changed or taken out beside the product shows here.
 */

/** The row of money that an entry tells of. */
interface Told {
  /** An award that was decided here is told of by its application, every other row by itself. */
  subjectId: string;
  amountFen: number;
  on: string;
}

interface Kept extends Told {
  id: string;
}

type Detail = Record<string, unknown>;

const TOLD_BY: Partial<Record<AuditAction, (subjectId: string, detail: Detail) => Told>> = {
  'application.approved': (id, { amountFen, on }) => told(id, amountFen, on),
  'application.confirmed': (id, { amountFen, on }) => told(id, amountFen, on),
  'award.imported': (id, { amountFen, on }) => told(id, amountFen, on),
  'payment.recorded': (id, { amountFen, paidOn }) => told(id, amountFen, paidOn),
  'payment.corrected': (_, { correctionId, amountFen, on }) => told(correctionId, amountFen, on),
  'receipt.recorded': (id, { amountFen, receivedOn }) => told(id, amountFen, receivedOn),
  'receipt.corrected': (_, { correctionId, amountFen, correctedOn }) =>
    told(correctionId, -Number(amountFen), correctedOn),
  'budget.adjusted': (id, { amountFen, adjustedOn }) => told(id, amountFen, adjustedOn),
};

/** Compares every row of money with its entry. */
export async function moneyAsAudited(read: Read): Promise<Finding> {
  const entries = new Map((await toldRows(read)).map((row) => [row.subjectId, row]));
  const kept = await keptRows(read);
  const differing = kept.filter(({ subjectId, amountFen, on }) => {
    const entry = entries.get(subjectId);
    entries.delete(subjectId);
    return entry?.amountFen !== amountFen || entry.on !== on;
  });
  return { count: kept.length, offending: [...differing.map(({ id }) => id), ...entries.keys()] };
}

async function toldRows(read: Read): Promise<Told[]> {
  const rows = await read
    .select({
      action: auditEntries.action,
      subjectId: auditEntries.subjectId,
      detail: auditEntries.detail,
    })
    .from(auditEntries)
    .where(inArray(auditEntries.action, Object.keys(TOLD_BY)));
  return rows.map(({ action, subjectId, detail }) =>
    TOLD_BY[action as AuditAction]!(subjectId, detailOf(detail)),
  );
}

async function keptRows(read: Read): Promise<Kept[]> {
  const decided = {
    id: awards.id,
    subjectId: sql<string>`coalesce(${ledgerAwards.awardId}, ${awards.applicationId})`,
    amountFen: awards.amountFen,
    on: awards.approvedOn,
  };
  const paid = { id: payments.id, amountFen: payments.amountFen, on: payments.paidOn };
  const received = { id: receipts.id, amountFen: receipts.amountFen, on: receipts.receivedOn };
  const adjusted = {
    id: budgetAdjustments.id,
    amountFen: budgetAdjustments.amountFen,
    on: budgetAdjustments.adjustedOn,
  };
  const ofOneself = [
    ...(await read.select(paid).from(payments)),
    ...(await read.select(received).from(receipts)),
    ...(await read.select(adjusted).from(budgetAdjustments)),
  ];
  return [
    ...(await read.select(decided).from(awards).leftJoin(ledgerAwards, eq(ledgerAwards.awardId, awards.id))),
    ...ofOneself.map((row) => ({ ...row, subjectId: row.id })),
  ];
}

function told(subjectId: unknown, amountFen: unknown, on: unknown): Told {
  return { subjectId: String(subjectId), amountFen: Number(amountFen), on: String(on) };
}

/** An entry that was spoilt is reported by the chain; here it tells of nothing. */
export function detailOf(detail: string): Detail {
  try {
    return JSON.parse(detail) as Detail;
  } catch {
    return {};
  }
}
