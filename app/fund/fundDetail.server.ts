import { and, eq, gte, isNull, lte, ne, or, sql, type AnyColumn, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  awards,
  awardSums,
  carriedReceipts,
  families,
  moneyDays,
  payments,
  programmes,
  receipts,
} from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { fen, sumFen, type Fen } from '../money/fen';
import { formatPercent, rate } from '../money/rate';
import { together } from '../together';
import {
  adjustedBudget,
  committedByType,
  fundBalance,
  projectOfYear,
  receiptsBySource,
  type FundBalance,
  type Project,
} from './balance.server';
import { outlookOf, type Outlook } from './plan';
import type { ReceiptSource, ReliefType } from './project';

/** The fund in more depth: what came back, where it went, what was carried on, and how the year goes on. */

interface Returned {
  type: ReliefType;
  month: string;
  /** Above 0: returns, reversals and recoveries, less what undid them. */
  returnedFen: Fen;
}

/** What came back, by type and month of the correction. */
export async function returnedByTypeAndMonth(read: Read, projectId: string): Promise<Returned[]> {
  const month = sql<string>`substr(${payments.paidOn}, 1, 7)`;
  const rows = await read
    .select({ type: payments.type, month, amountFen: total(payments.amountFen) })
    .from(payments)
    .where(and(eq(payments.projectId, projectId), ne(payments.kind, 'payment')))
    .groupBy(payments.type, month);
  return rows.map((row) => ({ type: row.type, month: row.month, returnedFen: fen(0 - row.amountFen) }));
}

export interface DivisionMoney {
  division: string;
  committedFen: Fen;
  paidFen: Fen;
}

/** What is approved and waits, and what was paid, by where the family lives now; only places that have any. */
export async function moneyByDivision(read: Read, projectId: string): Promise<DivisionMoney[]> {
  const { committed, paid } = await together({
    committed: committedByDivision(read, projectId),
    paid: paidByDivision(read, projectId),
  });
  const places = [...new Set([...committed.keys(), ...paid.keys()])].sort();
  return places.map((division) => ({
    division,
    committedFen: fen(committed.get(division) ?? 0),
    paidFen: fen(paid.get(division) ?? 0),
  }));
}

/** What is left of the awards that are not released: of the many that one payment paid in full nothing is. */
async function committedByDivision(read: Read, projectId: string): Promise<Map<string, number>> {
  const netFen = sql`(select coalesce(sum(${payments.amountFen}), 0) from ${payments} where ${payments.awardId} = ${awardSums.awardId})`;
  const rows = await read
    .select({ division: families.division, amountFen: total(sql`${awardSums.amountFen} - ${netFen}`) })
    .from(awardSums)
    .innerJoin(awards, eq(awards.id, awardSums.awardId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(
      and(
        eq(awardSums.projectId, projectId),
        isNull(awardSums.releasedOn),
        or(isNull(awardSums.paidOn), eq(awardSums.isPlain, false)),
      ),
    )
    .groupBy(families.division);
  return new Map(rows.map(({ division, amountFen }) => [division, amountFen]));
}

/** Added up by family before the families are looked at, which are fewer. */
async function paidByDivision(read: Read, projectId: string): Promise<Map<string, number>> {
  const byFamily = read
    .select({ familyId: payments.familyId, amountFen: total(payments.amountFen).as('family_fen') })
    .from(payments)
    .where(eq(payments.projectId, projectId))
    .groupBy(payments.familyId)
    .as('by_family');
  const rows = await read
    .select({ division: families.division, amountFen: total(byFamily.amountFen) })
    .from(byFamily)
    .innerJoin(families, eq(families.id, byFamily.familyId))
    .groupBy(families.division);
  return new Map(rows.map(({ division, amountFen }) => [division, amountFen]));
}

const carried = alias(receipts, 'carried');

/** 上年结转 among the receipts of each source, corrections taken off. */
export async function carriedBySource(
  read: Read,
  projectId: string,
): Promise<{ source: ReceiptSource; amountFen: number }[]> {
  return read
    .select({ source: carried.source, amountFen: total(carried.amountFen) })
    .from(carriedReceipts)
    .innerJoin(
      carried,
      or(eq(carried.id, carriedReceipts.receiptId), eq(carried.correctsId, carriedReceipts.receiptId)),
    )
    .where(eq(carried.projectId, projectId))
    .groupBy(carried.source);
}

/** How the year goes on from a day on, by the plan of its programmes and what is approved. */
export async function fundOutlook(read: Read, project: Project, asOf: BusinessDate): Promise<Outlook> {
  const { id: projectId, startOn, endOn } = project;
  const scope = { projectId, asOf };
  const { received, ...found } = await together({
    budgetFen: adjustedBudget(read, scope),
    received: receiptsBySource(read, scope),
    programmes: read.select().from(programmes).where(eq(programmes.projectId, projectId)),
    paid: paidInYear(read, project, asOf),
    committed: committedByType(read, scope),
  });
  return outlookOf({ asOf, startOn, endOn, receivedFen: sumFen(Object.values(received)), ...found });
}

/** Net, within the project's dates: what counts as the year's execution. */
export async function paidInYear(read: Read, { id, startOn, endOn }: Project, asOf: string) {
  const month = sql<string>`substr(${moneyDays.day}, 1, 7)`;
  return read
    .select({ type: moneyDays.type, month, paidFen: total(moneyDays.paidFen) })
    .from(moneyDays)
    .where(
      and(
        eq(moneyDays.projectId, id),
        gte(moneyDays.day, startOn),
        lte(moneyDays.day, endOn),
        lte(moneyDays.day, asOf),
      ),
    )
    .groupBy(moneyDays.type, month)
    .having(sql`sum(${moneyDays.ledgerRows}) > 0`);
}

export interface YearExecution {
  /** Net, within the project's dates. */
  paidInYearFen: Fen;
  executed: Share;
}

/** A part of the adjusted budget: its unrounded ratio, null without a budget, and the percentage for people. */
export interface Share {
  ratio: string | null;
  text: string;
}

/**
 * Execution of the year (domain definition, 预算执行率): what was paid outside the project's dates is no part of it.
 * @param paid as `paidInYear` gives it
 */
function executionOf(paid: { paidFen: number }[], budgetFen: Fen): YearExecution {
  const paidInYearFen = sumFen(paid.map((row) => fen(row.paidFen)));
  return { paidInYearFen, executed: shareOf(paidInYearFen, budgetFen) };
}

export function shareOf(partFen: Fen, budgetFen: Fen): Share {
  const ratio = rate(partFen, budgetFen);
  return { ratio, text: formatPercent(ratio) };
}

/** Where the money of a project-year stands, and what of it is the year's execution. */
export type FundStand = FundBalance & YearExecution;

export async function fundStand(read: Read, project: Project, asOf?: string): Promise<FundStand> {
  const { balance, paid } = await together({
    balance: fundBalance(read, { projectId: project.id, asOf }),
    paid: paidInYear(read, project, asOf ?? project.endOn),
  });
  return { ...balance, ...executionOf(paid, balance.budgetFen) };
}

/**
 * The same of a year.
 * @throws Refusal project.not_found
 */
export async function fundOfYear(
  read: Read,
  { year, asOf }: { year: number; asOf: string },
): Promise<FundStand> {
  return fundStand(read, await projectOfYear(read, year), asOf);
}

/** A sum as a number on both engines. */
function total(column: AnyColumn | SQL | SQL.Aliased) {
  return sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
}
