import { and, between, count, countDistinct, eq, isNull, lte, not, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  batches,
  budgetAdjustments,
  familyMembers,
  indicatorFiles,
  indicators,
  payments,
  receipts,
} from '../../db/schema';
import { projectOfYear } from '../fund/fund.server';
import { roundsOfYear } from '../surveys/rounds.server';
import type { AttachmentCounts } from './attachments';

/**
 * How much each appendix of the year's report holds as of a day, the last of the project where none is said: what is
 * paid counts as the report counts it, within the project's dates and up to that day.
 * @throws Refusal project.not_found
 */
export async function attachmentCounts(
  read: Read,
  { year, asOf }: { year: number; asOf?: string },
): Promise<AttachmentCounts> {
  const { id, startOn, endOn } = await projectOfYear(read, year);
  const until = asOf !== undefined && asOf < endOn ? asOf : endOn;
  const counted = between(payments.paidOn, startOn, until);
  const paid = await ledgerSum(read, and(eq(payments.projectId, id), counted));
  const outside = await ledgerSum(read, and(eq(payments.projectId, id), not(counted)));
  const people = read
    .select({ person: familyMembers.idFingerprint })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(and(eq(payments.projectId, id), counted))
    .groupBy(familyMembers.idFingerprint, payments.type)
    .having(sql`sum(${payments.amountFen}) > 0`)
    .as('helped');
  const [helped] = await read.select({ count: countDistinct(people.person) }).from(people);
  const [batched] = await read.select({ count: count() }).from(batches).where(eq(batches.projectId, id));
  const [received] = await read
    .select({ count: count() })
    .from(receipts)
    .where(and(eq(receipts.projectId, id), lte(receipts.receivedOn, until)));
  const [adjusted] = await read
    .select({ count: count() })
    .from(budgetAdjustments)
    .where(and(eq(budgetAdjustments.projectId, id), lte(budgetAdjustments.adjustedOn, until)));
  const [proven] = await read
    .select({ count: count() })
    .from(indicatorFiles)
    .innerJoin(indicators, eq(indicators.id, indicatorFiles.indicatorId))
    .where(and(eq(indicators.projectId, id), isNull(indicatorFiles.removedAt)));
  const rounds = await roundsOfYear(read, year);
  const sum = (of: 'sample' | 'answered') => rounds.reduce((total, { counts }) => total + counts[of], 0);
  return {
    ...paid,
    outside,
    people: helped!.count,
    sample: sum('sample'),
    answers: sum('answered'),
    batches: batched!.count,
    receipts: received!.count + adjusted!.count,
    evidence: proven!.count,
  };
}

async function ledgerSum(
  read: Read,
  where: SQL | undefined,
): Promise<Pick<AttachmentCounts, 'payments' | 'netFen'>> {
  const [sum] = await read
    .select({
      payments: count(),
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
    })
    .from(payments)
    .where(where);
  return sum!;
}
