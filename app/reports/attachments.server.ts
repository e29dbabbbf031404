import { and, between, count, countDistinct, eq, isNull, sql } from 'drizzle-orm';
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
 * How much each appendix of the year's report holds.
 * @throws Refusal project.not_found
 */
export async function attachmentCounts(read: Read, year: number): Promise<AttachmentCounts> {
  const { id, startOn, endOn } = await projectOfYear(read, year);
  const [paid] = await read
    .select({ count: count(), netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number) })
    .from(payments)
    .where(eq(payments.projectId, id));
  const people = read
    .select({ person: familyMembers.idFingerprint })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(and(eq(payments.projectId, id), between(payments.paidOn, startOn, endOn)))
    .groupBy(familyMembers.idFingerprint, payments.type)
    .having(sql`sum(${payments.amountFen}) > 0`)
    .as('helped');
  const [helped] = await read.select({ count: countDistinct(people.person) }).from(people);
  const [batched] = await read.select({ count: count() }).from(batches).where(eq(batches.projectId, id));
  const [received] = await read.select({ count: count() }).from(receipts).where(eq(receipts.projectId, id));
  const [adjusted] = await read
    .select({ count: count() })
    .from(budgetAdjustments)
    .where(eq(budgetAdjustments.projectId, id));
  const [proven] = await read
    .select({ count: count() })
    .from(indicatorFiles)
    .innerJoin(indicators, eq(indicators.id, indicatorFiles.indicatorId))
    .where(and(eq(indicators.projectId, id), isNull(indicatorFiles.removedAt)));
  const rounds = await roundsOfYear(read, year);
  const sum = (of: 'sample' | 'answered') => rounds.reduce((total, { counts }) => total + counts[of], 0);
  return {
    payments: paid!.count,
    netFen: paid!.netFen,
    people: helped!.count,
    sample: sum('sample'),
    answers: sum('answered'),
    batches: batched!.count,
    receipts: received!.count + adjusted!.count,
    evidence: proven!.count,
  };
}
