import { and, between, count, countDistinct, eq, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  batches,
  budgetAdjustments,
  familyMembers,
  indicatorFiles,
  indicators,
  instructions,
  payments,
  receipts,
  surveyPeople,
  surveyRounds,
} from '../../db/schema';
import { moneyLeftOut, projectOfYear } from '../fund/fund.server';
import { answerFacts } from '../indicators/facts.server';
import { judgedAnswers, satisfactionOf } from '../indicators/satisfaction';
import { peoplePaid } from '../indicators/sumCounts.server';
import { isStanding } from '../surveys/rounds.server';
import type { AttachmentCounts } from './attachments';

/**
 * How much each appendix of the year's report holds as of a day, the last of the project where none is said: money and
 * answers count as the report counts them, within the project's dates and up to that day. Proofs are those kept now.
 * @throws Refusal project.not_found
 */
export async function attachmentCounts(
  read: Read,
  { year, asOf }: { year: number; asOf?: string },
): Promise<AttachmentCounts> {
  const project = await projectOfYear(read, year);
  const { id, startOn, endOn } = project;
  const until = asOf !== undefined && asOf < endOn ? asOf : endOn;
  const counted = between(payments.paidOn, startOn, until);
  const paid = await ledgerSum(read, and(eq(payments.projectId, id), counted));
  const [proven] = await read
    .select({ count: count() })
    .from(indicatorFiles)
    .innerJoin(indicators, eq(indicators.id, indicatorFiles.indicatorId))
    .where(and(eq(indicators.projectId, id), isNull(indicatorFiles.removedAt)));
  return {
    ...paid,
    outside: await moneyLeftOut(read, { project, until }),
    people: await peoplePaid(read, { projectId: id, from: startOn, until }),
    ...(await surveyed(read, { projectId: id, until })),
    batches: await paidBatches(read, { projectId: id, startOn, until }),
    receipts: await booked(read, { projectId: id, until }),
    evidence: proven!.count,
  };
}

interface UntilDay {
  projectId: string;
  until: string;
}

async function surveyed(
  read: Read,
  { projectId, until }: UntilDay,
): Promise<Pick<AttachmentCounts, 'draws' | 'sample' | 'answers'>> {
  const [drawn] = await read
    .select({ draws: count(), people: countDistinct(familyMembers.idFingerprint) })
    .from(surveyPeople)
    .innerJoin(surveyRounds, eq(surveyRounds.id, surveyPeople.roundId))
    .innerJoin(familyMembers, eq(familyMembers.id, surveyPeople.memberId))
    .where(and(eq(surveyRounds.projectId, projectId), lte(surveyRounds.startOn, until), isStanding));
  const answers = await answerFacts(read, projectId);
  const { denominator } = satisfactionOf(judgedAnswers({ answers, asOf: until }));
  return { draws: drawn!.draws, sample: drawn!.people, answers: denominator };
}

/** By what the bank paid of them, whatever was taken back later. */
async function paidBatches(
  read: Read,
  { projectId, startOn, until }: UntilDay & { startOn: string },
): Promise<AttachmentCounts['batches']> {
  const [paid] = await read
    .select({ count: countDistinct(batches.id), paidFen: sumOf(instructions.amountFen) })
    .from(batches)
    .innerJoin(instructions, eq(instructions.batchId, batches.id))
    .where(
      and(
        eq(batches.projectId, projectId),
        eq(instructions.status, 'succeeded'),
        between(instructions.resultOn, startOn, until),
      ),
    );
  return paid!;
}

async function booked(read: Read, { projectId, until }: UntilDay): Promise<AttachmentCounts['receipts']> {
  const [received] = await read
    .select({ rows: count(), fen: sumOf(receipts.amountFen) })
    .from(receipts)
    .where(and(eq(receipts.projectId, projectId), lte(receipts.receivedOn, until)));
  const [adjusted] = await read
    .select({ rows: count(), fen: sumOf(budgetAdjustments.amountFen) })
    .from(budgetAdjustments)
    .where(and(eq(budgetAdjustments.projectId, projectId), lte(budgetAdjustments.adjustedOn, until)));
  return {
    count: received!.rows + adjusted!.rows,
    receivedFen: received!.fen,
    adjustedFen: adjusted!.fen,
  };
}

/** Of the rows themselves: the report is counted by the sums beside them, and both are compared. */
async function ledgerSum(
  read: Read,
  where: SQL | undefined,
): Promise<Pick<AttachmentCounts, 'payments' | 'netFen'>> {
  const [sum] = await read
    .select({ payments: count(), netFen: sumOf(payments.amountFen) })
    .from(payments)
    .where(where);
  return sum!;
}

type Amount =
  | typeof payments.amountFen
  | typeof instructions.amountFen
  | typeof receipts.amountFen
  | typeof budgetAdjustments.amountFen;

function sumOf(amount: Amount) {
  return sql<number>`coalesce(sum(${amount}), 0)`.mapWith(Number);
}
