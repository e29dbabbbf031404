import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import { formatInstant } from '../calendar/instant';
import { familyEventText } from '../zh/familyEvents';

/** What moves the version of a file on. */
const CHANGES: AuditAction[] = [
  'family.changed',
  'family.submitted',
  'family.visited',
  'family.publicised',
  'family.approved',
  'family.rejected',
  'family.returned',
  'family.exited',
];
const MOST_CHANGES = 10;

export interface RecentChange {
  at: string;
  who: string;
  text: string;
}

/** The last changes of a file, newest first: what somebody who opened an older version has not seen. */
export async function recentChanges(read: Read, id: string): Promise<RecentChange[]> {
  const entries = await changesOf(read, id, MOST_CHANGES);
  return entries.map((entry) => ({
    at: formatInstant(entry.recordedAt),
    who: entry.staffName,
    text: familyEventText(entry),
  }));
}

/** Who changed a file last; null when it is as it was recorded. */
export async function lastChange(read: Read, id: string): Promise<string | null> {
  const [entry] = await changesOf(read, id, 1);
  return entry?.staffName ?? null;
}

function changesOf(read: Read, id: string, most: number) {
  return read
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, 'family'),
        eq(auditEntries.subjectId, id),
        inArray(auditEntries.action, CHANGES),
      ),
    )
    .orderBy(desc(auditEntries.sequence))
    .limit(most);
}
