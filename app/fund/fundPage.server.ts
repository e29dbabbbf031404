import { asc, eq, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { budgetAdjustments, carriedReceipts, projects, receipts, staff } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { fen, subtractFen, sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { together } from '../together';
import {
  cashFrom,
  fundCash,
  fundByTypeAndMonth,
  projectOfYear,
  receiptsBySource,
  type BudgetAdjustment,
  type FundBalance,
  type FundByTypeAndMonth,
  type FundCash,
  type Receipt,
} from './fund.server';
import {
  carriedBySource,
  fundOutlook,
  moneyByDivision,
  fundStand,
  returnedByTypeAndMonth,
  shareOf,
  type DivisionMoney,
  type Share,
} from './fundDetail.server';
import type { Outlook } from './plan';
import type { ReceiptSource } from './project';
import { RECEIPT_SOURCES } from './project';

export type ListedReceipt = Omit<Receipt, 'projectId' | 'recordedBy'> & {
  recordedByName: string;
  /** Taken back, all or part of it, by a later row. */
  isCorrected: boolean;
  /** 上年结转, or taken off one. */
  isCarried: boolean;
};

export type ListedAdjustment = Omit<BudgetAdjustment, 'projectId' | 'recordedBy'> & {
  recordedByName: string;
};

export interface FundPage extends Pick<FundByTypeAndMonth, 'months'> {
  year: number;
  types: (FundByTypeAndMonth['types'][number] & { plannedFen: Fen; returnedFen: Fen })[];
  divisions: DivisionMoney[];
  /** Returns, reversals and recoveries. */
  returnedFen: Fen;
  /** 上年结转 among the receipts. */
  carriedFen: Fen;
  /** Paid outside the project's dates: not the year's execution. */
  paidOutsideFen: Fen;
  outlook: Outlook;
  balance: FundBalance;
  /** The year's amount before its adjustments. */
  originalFen: number;
  adjustedFen: number;
  cash: FundCash;
  received: Share;
  executed: Share;
  sources: { source: ReceiptSource; receivedFen: Fen; carriedFen: Fen }[];
  /** In the order of their days, corrections among them. */
  receipts: ListedReceipt[];
  adjustments: ListedAdjustment[];
}

/**
 * Everything about the money of a year, and how the year goes on from a day on.
 * @throws Refusal project.not_found
 */
export async function fundPage(
  read: Read,
  { year, asOf }: { year: number; asOf: BusinessDate },
): Promise<FundPage> {
  const project = await projectOfYear(read, year);
  const scope = { projectId: project.id };
  const { id: projectId } = project;
  const { stand, bySource, carried, byMonth, returned, ...found } = await together({
    stand: fundStand(read, project),
    bySource: receiptsBySource(read, scope),
    carried: carriedBySource(read, projectId),
    byMonth: fundByTypeAndMonth(read, scope),
    returned: returnedByTypeAndMonth(read, projectId),
    outlook: fundOutlook(read, project, asOf),
    cash: fundCash(read, projectId),
    divisions: moneyByDivision(read, projectId),
    receipts: listReceipts(read, projectId),
    adjustments: listAdjustments(read, projectId),
  });
  const { outlook } = found;
  const { paidInYearFen, executed, ...balance } = stand;
  const { budgetFen, receivedFen, paidFen } = balance;
  const carriedOf = (source: ReceiptSource) =>
    fen(carried.find((row) => row.source === source)?.amountFen ?? 0);
  const { types, months } = byMonth;
  return {
    ...found,
    year,
    balance,
    originalFen: project.currentFen,
    adjustedFen: budgetFen - project.currentFen,
    received: shareOf(receivedFen, budgetFen),
    executed,
    paidOutsideFen: subtractFen(paidFen, paidInYearFen),
    sources: RECEIPT_SOURCES.map((source) => ({
      source,
      receivedFen: bySource[source],
      carriedFen: carriedOf(source),
    })),
    carriedFen: sumFen(RECEIPT_SOURCES.map(carriedOf)),
    types: types.map((row) => ({
      ...row,
      plannedFen: outlook.planned[row.type],
      returnedFen: sumFen(
        returned.filter(({ type }) => type === row.type).map(({ returnedFen }) => returnedFen),
      ),
    })),
    months,
    returnedFen: sumFen(returned.map(({ returnedFen }) => returnedFen)),
  };
}

async function listReceipts(read: Read, projectId: string): Promise<ListedReceipt[]> {
  const rows = await read
    .select({
      id: receipts.id,
      source: receipts.source,
      receivedOn: receipts.receivedOn,
      amountFen: receipts.amountFen,
      voucher: receipts.voucher,
      remarks: receipts.remarks,
      correctsId: receipts.correctsId,
      recordedAt: receipts.recordedAt,
      recordedByName: staff.name,
      carriedId: carriedReceipts.receiptId,
    })
    .from(receipts)
    .innerJoin(staff, eq(staff.id, receipts.recordedBy))
    // What is taken off a carry-forward is one too.
    .leftJoin(
      carriedReceipts,
      or(eq(carriedReceipts.receiptId, receipts.id), eq(carriedReceipts.receiptId, receipts.correctsId)),
    )
    .where(eq(receipts.projectId, projectId))
    .orderBy(asc(receipts.receivedOn), asc(receipts.id));
  const corrected = new Set(rows.map(({ correctsId }) => correctsId));
  return rows.map(({ carriedId, ...row }) => ({
    ...row,
    isCorrected: corrected.has(row.id),
    isCarried: carriedId !== null,
  }));
}

async function listAdjustments(read: Read, projectId: string): Promise<ListedAdjustment[]> {
  return read
    .select({
      id: budgetAdjustments.id,
      adjustedOn: budgetAdjustments.adjustedOn,
      amountFen: budgetAdjustments.amountFen,
      document: budgetAdjustments.document,
      reason: budgetAdjustments.reason,
      recordedAt: budgetAdjustments.recordedAt,
      recordedByName: staff.name,
    })
    .from(budgetAdjustments)
    .innerJoin(staff, eq(staff.id, budgetAdjustments.recordedBy))
    .where(eq(budgetAdjustments.projectId, projectId))
    .orderBy(asc(budgetAdjustments.adjustedOn), asc(budgetAdjustments.id));
}

export interface ReceiptPage {
  receipt: Pick<
    Receipt,
    'id' | 'source' | 'receivedOn' | 'amountFen' | 'voucher' | 'remarks' | 'correctsId'
  > & { isCorrected: boolean };
  year: number;
  /** The most that can be taken off it as of its own day: on no later day may what was paid be short of it. */
  correctableFen: number;
}

/**
 * One receipt, with what limits its correction.
 * @throws Refusal receipt.not_found
 */
export async function receiptPage(read: Read, id: string): Promise<ReceiptPage> {
  const [row] = await read
    .select({
      receipt: {
        id: receipts.id,
        source: receipts.source,
        receivedOn: receipts.receivedOn,
        amountFen: receipts.amountFen,
        voucher: receipts.voucher,
        remarks: receipts.remarks,
        correctsId: receipts.correctsId,
      },
      year: projects.year,
      projectId: projects.id,
    })
    .from(receipts)
    .innerJoin(projects, eq(projects.id, receipts.projectId))
    .where(eq(receipts.id, id));
  if (!row) throw new Refusal('receipt.not_found');
  const corrections = await read
    .select({ id: receipts.id })
    .from(receipts)
    .where(eq(receipts.correctsId, id));
  return {
    receipt: { ...row.receipt, isCorrected: corrections.length > 0 },
    year: row.year,
    correctableFen: Math.min(
      row.receipt.amountFen,
      await cashFrom(read, { projectId: row.projectId, on: row.receipt.receivedOn }),
    ),
  };
}
