import { and, desc, eq, inArray, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, auditEntries, awards, payments } from '../../db/schema';
import { formatInstant } from '../calendar/instant';
import { familyHistory, type FamilyHistory } from '../families/familyHistory.server';
import { reliefEventText } from '../zh/familyEvents';

/** More entries than the relief of one family gathers in its life. */
const MOST_ENTRIES = 500;

/**
 * Everything that was ever done with a family: its file, what it applied for, what it was given and paid; the newest
 * first. A batch or a campaign tells of many families and stands under its own name.
 */
export async function familyTimeline(read: Read, familyId: string): Promise<FamilyHistory> {
  const history = await familyHistory(read, familyId);
  const events = [...history.events, ...(await reliefEvents(read, familyId))];
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
  ];
  const entries = await read
    .select()
    .from(auditEntries)
    .where(
      or(
        ...ofFamily.map(({ type, ids }) =>
          and(eq(auditEntries.subjectType, type), inArray(auditEntries.subjectId, ids)),
        ),
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
