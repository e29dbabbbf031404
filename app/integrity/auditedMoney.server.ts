import { inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries, budgetAdjustments, payments, receipts } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import type { Finding } from './invariants.server';

/**
 * Money as it was audited: every payment, receipt and adjustment has its entry in the chain, with the same amount
 * and day, and every entry has its row. A row that was changed or taken out beside the product shows here.
 */

/** The row of money that an entry tells of. */
interface Told {
  id: string;
  amountFen: number;
  on: string;
}

type Detail = Record<string, unknown>;

const TOLD_BY: Partial<Record<AuditAction, (subjectId: string, detail: Detail) => Told>> = {
  'payment.recorded': (id, { amountFen, paidOn }) => told(id, amountFen, paidOn),
  'payment.corrected': (_, { correctionId, amountFen, on }) => told(correctionId, amountFen, on),
  'receipt.recorded': (id, { amountFen, receivedOn }) => told(id, amountFen, receivedOn),
  'receipt.corrected': (_, { correctionId, amountFen, correctedOn }) =>
    told(correctionId, -Number(amountFen), correctedOn),
  'budget.adjusted': (id, { amountFen, adjustedOn }) => told(id, amountFen, adjustedOn),
};

/** Compares every row of money with its entry. */
export async function moneyAsAudited(read: Read): Promise<Finding> {
  const entries = new Map((await toldRows(read)).map((row) => [row.id, row]));
  const kept = await keptRows(read);
  const offending = kept.filter(({ id, amountFen, on }) => {
    const entry = entries.get(id);
    entries.delete(id);
    return entry?.amountFen !== amountFen || entry.on !== on;
  });
  return { count: kept.length, offending: [...offending, ...entries.values()].map(({ id }) => id) };
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
    TOLD_BY[action as AuditAction]!(subjectId, parsed(detail)),
  );
}

async function keptRows(read: Read): Promise<Told[]> {
  const paid = { id: payments.id, amountFen: payments.amountFen, on: payments.paidOn };
  const received = { id: receipts.id, amountFen: receipts.amountFen, on: receipts.receivedOn };
  const adjusted = {
    id: budgetAdjustments.id,
    amountFen: budgetAdjustments.amountFen,
    on: budgetAdjustments.adjustedOn,
  };
  return [
    ...(await read.select(paid).from(payments)),
    ...(await read.select(received).from(receipts)),
    ...(await read.select(adjusted).from(budgetAdjustments)),
  ];
}

function told(id: unknown, amountFen: unknown, on: unknown): Told {
  return { id: String(id), amountFen: Number(amountFen), on: String(on) };
}

/** An entry that was spoilt is reported by the chain; here it tells of nothing. */
function parsed(detail: string): Detail {
  try {
    return JSON.parse(detail) as Detail;
  } catch {
    return {};
  }
}
