import { isDeepStrictEqual } from 'node:util';
import { and, eq, lte } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { carriedReceipts, receipts, reportLayouts } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { isClosed } from '../fund/closedYears.server';
import { fundBalance, projectOfYear, type Project } from '../fund/fund.server';
import type { ReceiptSource } from '../fund/project';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { usualLayout, type FundSplit, type LayoutChoice, type ReportLayout } from './layout';
import { partsOf } from './national';

/** Sources that are an appropriation (domain facts, the fund): central and matching local money. */
const APPROPRIATED: readonly ReceiptSource[] = ['central', 'local'];

/** How the paper of a project is laid out: as the head settled it, else as is usual for its year. */
export async function layoutOf(
  read: Read,
  { project, asOf }: { project: Pick<Project, 'id' | 'year'>; asOf: string },
): Promise<LayoutChoice> {
  const row = await layoutRow(read, project.id);
  return {
    layout: row?.layout ?? usualLayout(project.year),
    department: row?.department ?? '',
    planned: splitOf(row?.plannedCarriedFen, row?.plannedOtherFen),
    budget:
      splitOf(row?.budgetCarriedFen, row?.budgetOtherFen) ??
      (await receivedSplit(read, { projectId: project.id, asOf })),
  };
}

export interface LayoutPage {
  version: number;
  layout: ReportLayout;
  isUsual: boolean;
  department: string;
  planned: FundSplit | null;
  budget: FundSplit | null;
  plannedFen: number;
  budgetFen: number;
  isClosed: boolean;
}

/**
 * What the form of the layout begins with.
 * @throws Refusal project.not_found
 */
export async function layoutPage(read: Read, year: number): Promise<LayoutPage> {
  const project = await projectOfYear(read, year);
  const row = await layoutRow(read, project.id);
  const { budgetFen } = await fundBalance(read, { projectId: project.id });
  return {
    version: row?.version ?? 0,
    layout: row?.layout ?? usualLayout(year),
    isUsual: (row?.layout ?? usualLayout(year)) === usualLayout(year),
    department: row?.department ?? '',
    planned: splitOf(row?.plannedCarriedFen, row?.plannedOtherFen),
    budget: splitOf(row?.budgetCarriedFen, row?.budgetOtherFen),
    plannedFen: project.currentFen,
    budgetFen,
    isClosed: await isClosed(read, project.id),
  };
}

export interface LayoutWish {
  year: number;
  version: number;
  layout: ReportLayout;
  department: string;
  plannedCarriedFen: number | null;
  plannedOtherFen: number | null;
  budgetCarriedFen: number | null;
  budgetOtherFen: number | null;
}

/**
 * Settles how the paper of a year is laid out; not any more once it is frozen.
 * @returns whether it was settled otherwise, or not at all
 * @throws Refusal project.not_found, record.changed, report.closed_already, report.split_too_large {totalFen}
 */
export async function chooseLayout({ store, actor }: Desk, { year, version, ...wish }: LayoutWish) {
  return store.write(async (write) => {
    const project = await projectOfYear(write, year);
    const before = await layoutRow(write, project.id);
    if ((before?.version ?? 0) !== version) throw new Refusal('record.changed');
    if (await isClosed(write, project.id)) throw new Refusal('report.closed_already', { year });
    const { budgetFen } = await fundBalance(write, { projectId: project.id });
    requireCovered(project.currentFen, [wish.plannedCarriedFen, wish.plannedOtherFen], 'plannedOtherFen');
    requireCovered(budgetFen, [wish.budgetCarriedFen, wish.budgetOtherFen], 'budgetOtherFen');
    if (before && isDeepStrictEqual({ ...before, ...wish }, before)) return false;
    const values = {
      ...wish,
      version: version + 1,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    };
    if (before) await write.update(reportLayouts).set(values).where(eq(reportLayouts.projectId, project.id));
    else await write.insert(reportLayouts).values({ projectId: project.id, ...values });
    await audit(write, actor, {
      action: 'report.layout_chosen',
      subject: { type: 'report', id: String(year) },
      detail: { year, ...wish },
    });
    return true;
  });
}

function requireCovered(
  totalFen: number,
  [carriedFen, otherFen]: readonly [number | null, number | null],
  field: string,
): void {
  const split = splitOf(carriedFen, otherFen);
  if (split !== null && partsOf(totalFen, split) === null)
    throw new Refusal('report.split_too_large', { totalFen }, field);
}

/** What came in up to a day, corrections with their sign: carried over, and from other sources than appropriations. */
async function receivedSplit(
  read: Read,
  { projectId, asOf }: { projectId: string; asOf: string },
): Promise<FundSplit> {
  const rows = await read
    .select({
      id: receipts.id,
      correctsId: receipts.correctsId,
      source: receipts.source,
      amountFen: receipts.amountFen,
    })
    .from(receipts)
    .where(and(eq(receipts.projectId, projectId), lte(receipts.receivedOn, asOf)));
  const carried = await read
    .select({ id: carriedReceipts.receiptId })
    .from(carriedReceipts)
    .innerJoin(receipts, eq(receipts.id, carriedReceipts.receiptId))
    .where(eq(receipts.projectId, projectId));
  const carriedIds = new Set(carried.map(({ id }) => id));
  const split = { carriedFen: 0, otherFen: 0 };
  for (const { id, correctsId, source, amountFen } of rows) {
    if (carriedIds.has(correctsId ?? id)) split.carriedFen += amountFen;
    else if (!APPROPRIATED.includes(source)) split.otherFen += amountFen;
  }
  return split;
}

function splitOf(carriedFen: number | null = null, otherFen: number | null = null): FundSplit | null {
  return carriedFen === null || otherFen === null ? null : { carriedFen, otherFen };
}

async function layoutRow(read: Read, projectId: string) {
  const [row] = await read.select().from(reportLayouts).where(eq(reportLayouts.projectId, projectId));
  return row;
}
