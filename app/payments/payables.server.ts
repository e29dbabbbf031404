import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, awards, families, familyMembers, payments } from '../../db/schema';
import { projectOfYear } from '../fund/fund.server';
import { fen, sumFen, type Fen } from '../money/fen';
import { Refusal, type RefusalData } from '../refusal';
import { unpaidRest } from '../relief/award';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import type { Matching, SelectionFilter } from '../relief/selection';
import type { PaperRow } from './bankAgainstLedger';
import { lateReversals, ledgerFault, type KindedRow, type LedgerFault } from './ledger';

/** An award with its payment rows, and what its payment needs to know of the recipient. */
export interface Payable {
  awardId: string;
  projectId: string;
  type: typeof awards.$inferSelect.type;
  familyId: string;
  memberId: string;
  amountFen: number;
  approvedOn: string;
  releasedOn: string | null;
  takenBackBy: string | null;
  name: string;
  fileNumber: string;
  accountHolder: string;
  bankName: string;
  accountLast4: string | null;
  rows: KindedRow[];
  netFen: number;
  /** What is still to be paid. */
  restFen: Fen;
}

/**
 * The awards of some ids, in the order given.
 * @throws Refusal award.not_found
 */
export async function payablesByIds(read: Read, ids: readonly string[]): Promise<Payable[]> {
  const found = new Map<string, Payable>();
  for (const chunk of chunksOf(ids)) {
    for (const one of await payablesWhere(read, inArray(awards.id, chunk))) found.set(one.awardId, one);
  }
  return ids.map((id) => {
    const one = found.get(id);
    if (!one) throw new Refusal('award.not_found');
    return one;
  });
}

/** Every award that a filter matches and that something is still to be paid of. */
export async function unpaidPayables(read: Read, filter: SelectionFilter): Promise<Payable[]> {
  const project = await projectOfYear(read, filter.year);
  const found = await payablesWhere(
    read,
    and(
      eq(awards.projectId, project.id),
      isNull(awards.releasedOn),
      filter.type ? eq(awards.type, filter.type) : undefined,
      filter.campaignId ? eq(applications.campaignId, filter.campaignId) : undefined,
    ),
  );
  return found.filter(({ restFen }) => restFen > 0);
}

/** The same without those that wait for the bank in a batch: what can be recorded by hand. */
export async function recordablePayables(read: Read, filter: SelectionFilter): Promise<Payable[]> {
  const unpaid = await unpaidPayables(read, filter);
  const waiting = await openBatchesOf(
    read,
    unpaid.map(({ awardId }) => awardId),
  );
  return unpaid.filter(({ awardId }) => !waiting.has(awardId));
}

/**
 * What a filter matches, as long as it is what was looked at.
 * @throws Refusal payment.selection_changed, payment.nothing_selected
 */
export async function matchingPayables(read: Read, matching: Matching): Promise<Payable[]> {
  const found = (await recordablePayables(read, matching)).filter(
    ({ awardId }) => !matching.except.includes(awardId),
  );
  if (found.length !== matching.count || sumFen(found.map(({ restFen }) => restFen)) !== matching.amountFen) {
    throw new Refusal('payment.selection_changed', { expected: matching.count, found: found.length });
  }
  if (found.length === 0) throw new Refusal('payment.nothing_selected');
  return found;
}

/** What was taken off a payment again that is recorded late, together with its correction. */
export interface TakenBack {
  /** Above 0. */
  amountFen: number;
  on: string;
}

/** What of an award decides whether it can be paid. */
export type PayableMoney = Pick<
  Payable,
  'amountFen' | 'approvedOn' | 'releasedOn' | 'rows' | 'netFen' | 'restFen'
>;

/** Why an award cannot be paid this amount on this day, or null. */
export function paymentFault(
  payable: PayableMoney,
  {
    amountFen,
    paidOn,
    takenBack = [],
  }: { amountFen: number; paidOn: string; takenBack?: readonly TakenBack[] },
): Refusal | null {
  const { releasedOn, approvedOn } = payable;
  const backFen = takenBack.reduce((sum, back) => sum + back.amountFen, 0);
  const restFen =
    backFen > 0 ? unpaidRest({ ...payable, netFen: payable.netFen - backFen }) : payable.restFen;
  if (releasedOn) return new Refusal('payment.award_released', { releasedOn });
  if (restFen <= 0) return new Refusal('payment.already_paid');
  if (amountFen > restFen) {
    return new Refusal(
      'payment.above_rest',
      { restFen, amountFen, overFen: amountFen - restFen },
      'amountFen',
    );
  }
  if (paidOn < approvedOn) return new Refusal('payment.before_approval', { approvedOn }, 'paidOn');
  const row = { id: 'new', correctsId: null, amountFen, paidOn };
  const backs = takenBack.map((back, index) => ({
    id: `new ${index}`,
    correctsId: row.id,
    amountFen: -back.amountFen,
    paidOn: back.on,
  }));
  const fault = ledgerFault([...payable.rows, row, ...backs], payable.amountFen);
  return fault && overlap(fault, payable);
}

/** Where a payment that never was made is in the way, because its reversal has a later day, that one is named. */
function overlap({ on, overFen }: LedgerFault, { rows }: Pick<PayableMoney, 'rows'>): Refusal {
  const late = lateReversals(rows).find((one) => one.paidOn <= on && on < one.on);
  const inTheWay: RefusalData = late ? { mistakenOn: late.paidOn, reversedOn: late.on } : {};
  return new Refusal('payment.overlaps', { on, overFen, ...inTheWay }, 'paidOn');
}

async function payablesWhere(read: Read, where: SQL | undefined): Promise<Payable[]> {
  const found = await read
    .select({
      awardId: awards.id,
      projectId: awards.projectId,
      type: awards.type,
      familyId: awards.familyId,
      memberId: awards.memberId,
      amountFen: awards.amountFen,
      approvedOn: awards.approvedOn,
      releasedOn: awards.releasedOn,
      takenBackBy: awards.takenBackBy,
      name: familyMembers.name,
      fileNumber: families.fileNumber,
      accountHolder: families.accountHolder,
      bankName: families.bankName,
      accountLast4: families.accountLast4,
    })
    .from(awards)
    .innerJoin(applications, eq(applications.id, awards.applicationId))
    .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(where)
    .orderBy(asc(awards.approvedOn), asc(awards.id));
  const rows = await ledgersOf(
    read,
    found.map(({ awardId }) => awardId),
  );
  return found.map((one) => {
    const own = rows.get(one.awardId) ?? [];
    const netFen = own.reduce((sum, row) => sum + row.amountFen, 0);
    const { amountFen, releasedOn } = one;
    return Object.assign(one, {
      rows: own,
      netFen,
      restFen: fen(unpaidRest({ amountFen, netFen, releasedOn })),
    });
  });
}

/** A payment row as the rules of its award look at it. */

/** The payment rows of some awards, by award. */
export async function ledgersOf(read: Read, awardIds: readonly string[]): Promise<Map<string, PaperRow[]>> {
  const ledgers = new Map<string, PaperRow[]>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({
        awardId: payments.awardId,
        id: payments.id,
        kind: payments.kind,
        bankReference: payments.bankReference,
        recordedAt: payments.recordedAt,
        correctsId: payments.correctsId,
        amountFen: payments.amountFen,
        paidOn: payments.paidOn,
      })
      .from(payments)
      .where(inArray(payments.awardId, chunk));
    for (const { awardId, ...row } of rows) {
      const ledger = ledgers.get(awardId);
      if (ledger) ledger.push(row);
      else ledgers.set(awardId, [row]);
    }
  }
  return ledgers;
}
