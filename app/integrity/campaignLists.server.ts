import { and, count, eq, isNotNull, isNull, ne, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, awards, campaignCandidates, payments } from '../../db/schema';
import type { Finding } from './invariants.server';

/** What must hold of the frozen list of a campaign, and of awards that a recovery took back. */

/**
 * Whoever stands on the list of a campaign has an application of it, and whoever has one that was not withdrawn stands
 * on the list. Campaigns from before there were lists have none.
 */
export async function campaignListsApplied(read: Read): Promise<Finding> {
  const isOfList = and(
    eq(applications.campaignId, campaignCandidates.campaignId),
    eq(applications.memberId, campaignCandidates.memberId),
  );
  const withoutApplication = await read
    .select({ id: campaignCandidates.id })
    .from(campaignCandidates)
    .leftJoin(applications, isOfList)
    .where(and(eq(campaignCandidates.isIn, true), isNull(applications.id)));
  const listed = await read
    .selectDistinct({ campaignId: campaignCandidates.campaignId })
    .from(campaignCandidates);
  const hasList = new Set(listed.map(({ campaignId }) => campaignId));
  const unlisted = await read
    .select({ id: applications.id, campaignId: applications.campaignId })
    .from(applications)
    .leftJoin(campaignCandidates, isOfList)
    .where(
      and(
        isNotNull(applications.campaignId),
        ne(applications.status, 'withdrawn'),
        or(isNull(campaignCandidates.id), eq(campaignCandidates.isIn, false)),
      ),
    );
  const strangers = unlisted.filter(({ campaignId }) => hasList.has(campaignId ?? ''));
  const [all] = await read.select({ count: count() }).from(campaignCandidates);
  return { count: all!.count, offending: [...withoutApplication, ...strangers].map(({ id }) => id) };
}

/** An award that was taken back names a recovery of its own. */
export async function takenBackByRecovery(read: Read): Promise<Finding> {
  const isTakenBack = isNotNull(awards.takenBackBy);
  const offending = await read
    .select({ id: awards.id })
    .from(awards)
    .leftJoin(
      payments,
      and(
        eq(payments.id, awards.takenBackBy),
        eq(payments.awardId, awards.id),
        eq(payments.kind, 'recovery'),
      ),
    )
    .where(and(isTakenBack, isNull(payments.id)));
  const [all] = await read.select({ count: count() }).from(awards).where(isTakenBack);
  return { count: all!.count, offending: offending.map(({ id }) => id) };
}
