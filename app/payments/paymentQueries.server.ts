import { and, asc, between, count, desc, eq, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder } from '../../db/engine/keyset';
import { awards, families, familyMembers, moneyDays, payments, projects } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import type { Cursor, KeyPage } from '../cursor';
import { isLeftOut, projectOfYear } from '../fund/fund.server';
import type { ReliefType } from '../fund/project';
import { shownReference } from '../identity/hiddenDigits';
import { beneficiarySearch, namesOfStaff } from '../relief/people.server';
import { Refusal } from '../refusal';
import { together } from '../together';
import { netsOf } from './ledger';
import type { PaymentKind } from './payment';

export interface PaymentFilter {
  year: number;
  type?: ReliefType;
  kind?: PaymentKind;
  /** YYYY-MM */
  month?: string;
  /** The day of a paper of the year: only rows that it does not count, see `isLeftOut`. */
  leftOut?: string;
  /** A full ID number, or part of the beneficiary's name or the file number. */
  search?: string;
}

export type PaymentListRow = Awaited<ReturnType<typeof paymentRows>>[number];

export interface PaymentList extends KeyPage<PaymentListRow> {
  total: number;
  /** Sums over all that the filter leaves; corrections with their sign. */
  paidFen: number;
  correctedFen: number;
  netFen: number;
}

const PAGE_SIZE = 100;

/** The latest first; of one day the one that was recorded last. */
const ORDER: KeyOrder = {
  columns: [payments.paidOn, payments.id],
  shape: ['text', 'text'],
  direction: 'desc',
};
const LATEST_FIRST = ORDER.columns.map((column) => desc(column));

/**
 * One page of the payment records that a filter leaves, the latest first, with what all of them come to.
 * @throws Refusal project.not_found
 */
export async function listPayments(
  read: Read,
  { pageSize = PAGE_SIZE, ...filter }: PaymentFilter & Cursor & { pageSize?: number },
): Promise<PaymentList> {
  const { totals, page } = await together({
    totals: filter.search?.trim() ? sumOfFound(read, filter) : sumOfYear(read, filter),
    page: pageOfPayments(read, { ...filter, size: pageSize }),
  });
  return { ...page, ...totals, netFen: totals.paidFen + totals.correctedFen };
}

type Totals = Pick<PaymentList, 'total' | 'paidFen' | 'correctedFen'>;

/** Row by row: of those that a search finds. */
async function sumOfFound(read: Read, filter: PaymentFilter): Promise<Totals> {
  const [found] = await read
    .select({ total: count(), paidFen: paidSum, correctedFen: correctedSum })
    .from(payments)
    .innerJoin(projects, eq(projects.id, payments.projectId))
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .innerJoin(families, eq(families.id, payments.familyId))
    .where(paymentsWhere(filter));
  return found!;
}

/** By the sums of each day; of the rows of the year only the corrections are read. */
async function sumOfYear(read: Read, { year, type, kind, month, leftOut }: PaymentFilter): Promise<Totals> {
  const project = await projectOfYear(read, year);
  const { id } = project;
  const [corrections] = await read
    .select({ total: count(), correctedFen: correctedSum })
    .from(payments)
    .where(
      and(
        eq(payments.projectId, id),
        isCorrection,
        type ? eq(payments.type, type) : undefined,
        kind && kind !== 'payment' ? eq(payments.kind, kind) : undefined,
        month ? inMonth(payments.paidOn, month) : undefined,
        leftOut ? isLeftOut(payments.paidOn, { project, until: leftOut }) : undefined,
      ),
    );
  const { total, correctedFen } = corrections!;
  if (kind && kind !== 'payment') return { total, paidFen: 0, correctedFen };
  const [all] = await read
    .select({ rows: wholeSum(moneyDays.ledgerRows), netFen: wholeSum(moneyDays.paidFen) })
    .from(moneyDays)
    .where(
      and(
        eq(moneyDays.projectId, id),
        type ? eq(moneyDays.type, type) : undefined,
        month ? inMonth(moneyDays.day, month) : undefined,
        leftOut ? isLeftOut(moneyDays.day, { project, until: leftOut }) : undefined,
      ),
    );
  const paidFen = all!.netFen - correctedFen;
  if (kind === 'payment') return { total: all!.rows - total, paidFen, correctedFen: 0 };
  return { total: all!.rows, paidFen, correctedFen };
}

const isCorrection = sql`${payments.kind} <> 'payment'`;
const paidSum = kindSum(eq(payments.kind, 'payment'));
const correctedSum = kindSum(isCorrection);

function kindSum(fits: SQL) {
  return sql<number>`coalesce(sum(case when ${fits} then ${payments.amountFen} else 0 end), 0)`.mapWith(
    Number,
  );
}

function wholeSum(column: typeof moneyDays.ledgerRows | typeof moneyDays.paidFen) {
  return sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
}

/** The days of a month (YYYY-MM) are texts between its first and a 31st. */
function inMonth(day: typeof payments.paidOn | typeof moneyDays.day, month: string): SQL {
  return between(day, `${month}-01`, `${month}-31`);
}

/** One page of the payment records that a filter leaves, the latest first. */
export async function pageOfPayments(
  read: Read,
  { after, before, size = PAGE_SIZE, ...filter }: PaymentFilter & Cursor & { size?: number },
): Promise<KeyPage<PaymentListRow>> {
  const where = paymentsWhere(filter);
  return pageByKey({
    cursor: { after, before },
    order: ORDER,
    size,
    fetch: (part) => paymentRows(read, { ...part, where: and(where, part.where) }),
    keyOf: ({ paidOn, id }) => [paidOn, id],
  });
}

/** The payment records of a family, the latest first. */
export async function paymentsOfFamily(read: Read, familyId: string): Promise<PaymentListRow[]> {
  return paymentRows(read, { where: eq(payments.familyId, familyId), limit: 1000 });
}

/** The payment records of an award, in the order in which they were made. */
export async function paymentsOfAward(read: Read, awardId: string): Promise<PaymentListRow[]> {
  const rows = await paymentRows(read, { where: eq(payments.awardId, awardId), limit: 1000 });
  return rows.reverse();
}

async function paymentRows(
  read: Read,
  { where, limit, orderBy = LATEST_FIRST }: { where: SQL | undefined; limit: number; orderBy?: SQL[] },
) {
  const rows = await read
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
    .orderBy(...orderBy)
    .limit(limit);
  const today = todayInChina(new Date());
  // What files of banks had in this column was once kept unread.
  return rows.map((row) => ({ ...row, bankReference: shownReference(row.bankReference, today) }));
}

function paymentsWhere({ year, type, kind, month, leftOut, search }: PaymentFilter): SQL | undefined {
  return and(
    eq(projects.year, year),
    type ? eq(payments.type, type) : undefined,
    kind ? eq(payments.kind, kind) : undefined,
    // Said once more for the index of the corrections.
    kind && kind !== 'payment' ? isCorrection : undefined,
    month ? inMonth(payments.paidOn, month) : undefined,
    leftOut ? isLeftOut(payments.paidOn, { project: projects, until: leftOut }) : undefined,
    beneficiarySearch(search),
  );
}

export interface PaymentPage {
  payment: PaymentListRow;
  /** What is left of the row after its corrections. */
  leftFen: number;
  /** The payment at the root and every correction under it, in the order made, each with what all until it come to. */
  chain: (PaymentListRow & { balanceFen: number; recordedByName: string })[];
  award: { id: string; amountFen: number; netFen: number; approvedOn: string; releasedOn: string | null };
  project: { startOn: string; endOn: string };
}

/**
 * One payment record with the chain of corrections that it belongs to.
 * @throws Refusal payment.not_found
 */
export async function paymentPage(read: Read, id: string): Promise<PaymentPage> {
  const [payment] = await paymentRows(read, { where: eq(payments.id, id), limit: 1 });
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
  let balanceFen = 0;
  return {
    payment,
    leftFen: Math.abs(nets.get(payment.id) ?? 0),
    chain: all
      .filter(({ originalId }) => originalId === payment.originalId)
      .map((one) => {
        balanceFen += one.amountFen;
        return { ...one, balanceFen, recordedByName: names[one.recordedBy] ?? '' };
      }),
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
