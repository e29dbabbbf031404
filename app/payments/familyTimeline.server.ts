import { and, desc, eq, inArray, like, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, auditEntries, awards, campaignCandidates, payments, services } from '../../db/schema';
import { formatInstant } from '../calendar/instant';
import { familyHistory, type FamilyHistory } from '../families/familyHistory.server';
import { together } from '../together';
import { reliefEventText } from '../zh/familyEvents';

/** More entries than one family gathers in its life. */
const MOST_ENTRIES = 500;

/**
 * Everything that was ever done with a family: its file, what it applied for, what it was given and paid, how else it
 * was served, and where it was put into a campaign or taken out of one by hand; the newest first. What a batch or a
 * campaign does with many families at once stands under its own name.
 */
export async function familyTimeline(read: Read, familyId: string): Promise<FamilyHistory> {
  const { history, ofRelief } = await together({
    history: familyHistory(read, familyId),
    ofRelief: reliefEvents(read, familyId),
  });
  const events = [...history.events, ...ofRelief];
  return { ...history, events: events.sort((one, other) => other.sequence - one.sequence) };
}

async function reliefEvents(read: Read, familyId: string): Promise<FamilyHistory['events']> {
  const ofFamily = [
    {
      type: 'application',
      ids: read.select({ id: applications.id }).from(applications).where(eq(applications.familyId, familyId)),
    },
    { type: 'award', ids: read.select({ id: awards.id }).from(awards).where(eq(awards.familyId, familyId)) },
    {
      type: 'payment',
      ids: read.select({ id: payments.id }).from(payments).where(eq(payments.familyId, familyId)),
    },
    {
      type: 'service',
      ids: read.select({ id: services.id }).from(services).where(eq(services.familyId, familyId)),
    },
  ];
  const entries = await read
    .select()
    .from(auditEntries)
    .where(
      or(
        ...ofFamily.map(({ type, ids }) =>
          and(eq(auditEntries.subjectType, type), inArray(auditEntries.subjectId, ids)),
        ),
        exceptionsOf(read, familyId),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(MOST_ENTRIES);
  return entries.map((entry) => ({
    sequence: entry.sequence,
    at: formatInstant(entry.recordedAt),
    who: entry.staffName,
    text: reliefEventText(entry),
  }));
}

/** Entries of a campaign tell of its families by their ids. */
function exceptionsOf(read: Read, familyId: string) {
  const campaigns = read
    .select({ id: campaignCandidates.campaignId })
    .from(campaignCandidates)
    .where(eq(campaignCandidates.familyId, familyId));
  return and(
    eq(auditEntries.subjectType, 'campaign'),
    inArray(auditEntries.subjectId, campaigns),
    inArray(auditEntries.action, ['campaign.included', 'campaign.excluded']),
    like(auditEntries.detail, `%"familyId":"${familyId}"%`),
  );
}
