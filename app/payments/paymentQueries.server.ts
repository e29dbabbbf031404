import { and, asc, count, desc, eq, like, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, families, familyMembers, payments, projects } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import { beneficiarySearch, namesOfStaff } from '../relief/people.server';
import { pagingOf } from '../relief/paging';
import { Refusal } from '../refusal';
import { netsOf } from './ledger';
import type { PaymentKind } from './payment';

export interface PaymentFilter {
  year: number;
  type?: ReliefType;
  kind?: PaymentKind;
  /** YYYY-MM */
  month?: string;
  /** A full ID number, or part of the beneficiary's name or the file number. */
  search?: string;
  page?: number;
}

export type PaymentListRow = Awaited<ReturnType<typeof paymentRows>>[number];

export interface PaymentList {
  rows: PaymentListRow[];
  total: number;
  /** Sums over all that the filter leaves; corrections with their sign. */
  paidFen: number;
  correctedFen: number;
  netFen: number;
  page: number;
  pageCount: number;
}

/** One page of the payment records that a filter leaves, the latest first. */
export async function listPayments(read: Read, filter: PaymentFilter): Promise<PaymentList> {
  const where = paymentsWhere(filter);
  const [totals] = await read
    .select({
      count: count(),
      paidFen:
        sql<number>`coalesce(sum(case when ${payments.kind} = 'payment' then ${payments.amountFen} else 0 end), 0)`.mapWith(
          Number,
        ),
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
    })
    .from(payments)
    .innerJoin(projects, eq(projects.id, payments.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .where(where);
  const { count: total, paidFen, netFen } = totals!;
  const { page, pageCount, limit, offset } = pagingOf(total, filter.page);
  const rows = await paymentRows(read, { where, limit, offset });
  return { rows, total, paidFen, correctedFen: netFen - paidFen, netFen, page, pageCount };
}

/** The payment records of a family, the latest first. */
export async function paymentsOfFamily(read: Read, familyId: string): Promise<PaymentListRow[]> {
  return paymentRows(read, { where: eq(payments.familyId, familyId), limit: 1000, offset: 0 });
}

/** The payment records of an award, in the order in which they were made. */
export async function paymentsOfAward(read: Read, awardId: string): Promise<PaymentListRow[]> {
  const rows = await paymentRows(read, { where: eq(payments.awardId, awardId), limit: 1000, offset: 0 });
  return rows.reverse();
}

async function paymentRows(
  read: Read,
  { where, limit, offset }: { where: SQL | undefined; limit: number; offset: number },
) {
  return read
    .select({
      id: payments.id,
      awardId: payments.awardId,
      type: payments.type,
      kind: payments.kind,
      correctsId: payments.correctsId,
      originalId: payments.originalId,
      amountFen: payments.amountFen,
      paidOn: payments.paidOn,
      bankReference: payments.bankReference,
      remarks: payments.remarks,
      recordedBy: payments.recordedBy,
      recordedAt: payments.recordedAt,
      familyId: payments.familyId,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      year: projects.year,
    })
    .from(payments)
    .innerJoin(projects, eq(projects.id, payments.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .where(where)
    .orderBy(desc(payments.paidOn), desc(payments.id))
    .limit(limit)
    .offset(offset);
}

function paymentsWhere({ year, type, kind, month, search }: PaymentFilter): SQL | undefined {
  return and(
    eq(projects.year, year),
    type ? eq(payments.type, type) : undefined,
    kind ? eq(payments.kind, kind) : undefined,
    month ? like(payments.paidOn, `${month}-%`) : undefined,
    beneficiarySearch(search),
  );
}

export interface PaymentPage {
  payment: PaymentListRow;
  /** What is left of the row after its corrections. */
  leftFen: number;
  /** The payment at the root and every correction under it, in the order made, each with what is left of it. */
  chain: (PaymentListRow & { leftFen: number; recordedByName: string })[];
  award: { id: string; amountFen: number; netFen: number; approvedOn: string; releasedOn: string | null };
  project: { startOn: string; endOn: string };
}

/**
 * One payment record with the chain of corrections that it belongs to.
 * @throws Refusal payment.not_found
 */
export async function paymentPage(read: Read, id: string): Promise<PaymentPage> {
  const [payment] = await paymentRows(read, { where: eq(payments.id, id), limit: 1, offset: 0 });
  if (!payment) throw new Refusal('payment.not_found');
  const all = await paymentsOfAward(read, payment.awardId);
  const nets = netsOf(all);
  const names = await namesOfStaff(
    read,
    all.map(({ recordedBy }) => recordedBy),
  );
  const [row] = await read
    .select({ award: awards, startOn: projects.startOn, endOn: projects.endOn })
    .from(awards)
    .innerJoin(projects, eq(projects.id, awards.projectId))
    .where(eq(awards.id, payment.awardId))
    .orderBy(asc(awards.id));
  const { award, ...project } = row!;
  const left = (one: PaymentListRow) => Math.abs(nets.get(one.id) ?? 0);
  return {
    payment,
    leftFen: left(payment),
    chain: all
      .filter(({ originalId }) => originalId === payment.originalId)
      .map((one) => ({ ...one, leftFen: left(one), recordedByName: names[one.recordedBy] ?? '' })),
    award: {
      id: award.id,
      amountFen: award.amountFen,
      netFen: all.reduce((sum, one) => sum + one.amountFen, 0),
      approvedOn: award.approvedOn,
      releasedOn: award.releasedOn,
    },
    project,
  };
}
