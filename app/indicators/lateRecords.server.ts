import { and, between, count, desc, eq, isNull, lte, sql, type AnyColumn } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, budgetAdjustments, payments, receipts, surveyAnswers, surveyRounds } from '../../db/schema';
import { endOfDayInChina, startOfDayInChina } from '../audit/audit.server';
import { addDays, type BusinessDate } from '../calendar/date';
import { firstIdOf } from '../ids.server';
import type { PaymentKind } from '../payments/payment';
import { isStanding } from '../surveys/rounds.server';
import { together } from '../together';

/**
 * What was recorded lately although it is dated earlier: a comparison of two days by the dates of the records has it on
 * both sides, so that nobody would see that the figures moved.
 */
export interface LateRecords {
  rows: LateRow[];
  /** More payments or awards were recorded than are looked at: there may be others. */
  isCut: boolean;
}

export interface LateRow {
  kind: PaymentKind | 'award' | 'receipt' | 'adjustment' | 'answer';
  count: number;
  /** Net; null of what is no money. */
  amountFen: number | null;
}

/** So many of the latest payments, and of the latest awards, are looked at, whatever a year has. */
const MOST_LOOKED_AT = 5_000;

interface LateQuestion {
  projectId: string;
  /** Dated on this day or before, recorded after it. */
  since: BusinessDate;
  /** The last day of the recording. */
  until: BusinessDate;
}

/** The records of a project-year by kind, those of which there are none left out. */
export async function lateRecords(read: Read, question: LateQuestion): Promise<LateRecords> {
  const { paid, approved, received, adjusted, answered } = await together({
    paid: lateLedger(read, payments, question),
    approved: lateLedger(read, awards, question),
    received: lateMoney(read, receipts, question),
    adjusted: lateMoney(read, budgetAdjustments, question),
    answered: lateAnswers(read, question),
  });
  const rows = [...paid.rows, ...approved.rows, received, adjusted, answered];
  return {
    rows: rows.filter(({ count: many }) => many > 0),
    isCut: paid.isCut || approved.isCut,
  };
}

/**
 * Payments by kind, or awards under the day of their approval, whatever became of them since. By their ids, which are in
 * order of time: only the latest are read, however many there are.
 */
async function lateLedger(
  read: Read,
  table: typeof payments | typeof awards,
  { projectId, since, until }: LateQuestion,
): Promise<LateRecords> {
  const [from, to] = recording({ since, until });
  const isPayment = 'paidOn' in table;
  const latest = read
    .select({
      projectId: table.projectId,
      kind: sql<LateRow['kind']>`${isPayment ? table.kind : sql`'award'`}`.as('kind'),
      amountFen: table.amountFen,
      datedOn: sql<string>`${isPayment ? table.paidOn : table.approvedOn}`.as('dated_on'),
      recordedAt: table.recordedAt,
    })
    .from(table)
    .where(between(table.id, firstIdOf(from), firstIdOf(to)))
    .orderBy(desc(table.id))
    .limit(MOST_LOOKED_AT)
    .as('latest');
  const {
    seen: [seen],
    rows,
  } = await together({
    seen: read.select({ count: count() }).from(latest),
    rows: read
      .select({ kind: latest.kind, count: count(), amountFen: sumOf(latest.amountFen) })
      .from(latest)
      .where(
        and(
          eq(latest.projectId, projectId),
          lte(latest.datedOn, since),
          between(latest.recordedAt, from, to),
        ),
      )
      .groupBy(({ kind }) => kind)
      .orderBy(({ kind }) => kind),
  });
  return { rows, isCut: seen!.count === MOST_LOOKED_AT };
}

async function lateMoney(
  read: Read,
  table: typeof receipts | typeof budgetAdjustments,
  { projectId, ...days }: LateQuestion,
): Promise<LateRow> {
  const isReceipt = 'receivedOn' in table;
  const [row] = await read
    .select({ count: count(), amountFen: sumOf(table.amountFen) })
    .from(table)
    .where(
      and(
        eq(table.projectId, projectId),
        lte(isReceipt ? table.receivedOn : table.adjustedOn, days.since),
        between(table.recordedAt, ...recording(days)),
      ),
    );
  return { kind: isReceipt ? 'receipt' : 'adjustment', ...row! };
}

async function lateAnswers(read: Read, { projectId, ...days }: LateQuestion): Promise<LateRow> {
  const [row] = await read
    .select({ count: count() })
    .from(surveyAnswers)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyAnswers.roundId))
    .where(
      and(
        eq(surveyRounds.projectId, projectId),
        isStanding,
        isNull(surveyAnswers.replacedAt),
        lte(surveyAnswers.answeredOn, days.since),
        between(surveyAnswers.recordedAt, ...recording(days)),
      ),
    );
  return { kind: 'answer', count: row!.count, amountFen: null };
}

/** The first and the last instant of the recording. */
function recording({ since, until }: Pick<LateQuestion, 'since' | 'until'>): [string, string] {
  return [startOfDayInChina(addDays(since, 1)), endOfDayInChina(until)];
}

/** Of fen, as a number on both engines. */
function sumOf(amount: AnyColumn) {
  return sql<number>`coalesce(sum(${amount}), 0)`.mapWith(Number);
}
