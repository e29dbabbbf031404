import { and, count, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, awards, campaignCandidates, payments } from '../../db/schema';
import type { Finding } from './invariants.server';

/** What must hold of the frozen list of a campaign, and of awards that a recovery took back. */

/**
 * Whoever stands on the list of a campaign has an application of it, and whoever has one that was not withdrawn stands
 * on the list. Campaigns from before there were lists have none.
 */
export async function campaignListsApplied(read: Read): Promise<Finding> {
  // Compared here: joined by the engine, each of a list of thousands would look through all applications of its campaign.
  const candidates = await read
    .select({
      id: campaignCandidates.id,
      campaignId: campaignCandidates.campaignId,
      memberId: campaignCandidates.memberId,
      isIn: campaignCandidates.isIn,
    })
    .from(campaignCandidates);
  const applied = await read
    .select({
      id: applications.id,
      campaignId: applications.campaignId,
      memberId: applications.memberId,
      status: applications.status,
    })
    .from(applications)
    .where(isNotNull(applications.campaignId));
  const listed = candidates.filter(({ isIn }) => isIn);
  const hasList = new Set<string | null>(candidates.map(({ campaignId }) => campaignId));
  const hasApplied = new Set(applied.map(placeOf));
  const isListed = new Set(listed.map(placeOf));
  const strangers = applied.filter(
    (one) => one.status !== 'withdrawn' && hasList.has(one.campaignId) && !isListed.has(placeOf(one)),
  );
  const withoutApplication = listed.filter((one) => !hasApplied.has(placeOf(one)));
  return { count: candidates.length, offending: [...withoutApplication, ...strangers].map(({ id }) => id) };
}

function placeOf({ campaignId, memberId }: { campaignId: string | null; memberId: string }): string {
  return `${campaignId} ${memberId}`;
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
