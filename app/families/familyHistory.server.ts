import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { papers } from '../../db/schema';
import { auditOf } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
import { together } from '../together';
import { familyEventText } from '../zh/familyEvents';

/** More entries than a file gathers in its life. */
const MOST_ENTRIES = 500;

export interface FamilyHistory {
  /** Newest first: when it was entered by the clock in China, who did it, and what. */
  events: { sequence: number; at: string; who: string; text: string }[];
  /** Who took each step last, by the audited action. */
  takenBy: Record<string, string>;
}

/** What was done with a file, from the audit. */
export async function familyHistory(read: Read, id: string): Promise<FamilyHistory> {
  const { entries, paperNames } = await together({
    entries: auditOf(read, { type: 'family', id }, MOST_ENTRIES),
    paperNames: paperNamesOf(read, id),
  });
  return {
    events: entries.map((entry) => ({
      sequence: entry.sequence,
      at: formatInstant(entry.recordedAt),
      who: entry.staffName,
      text: familyEventText(entry, paperNames),
    })),
    takenBy: Object.fromEntries([...entries].reverse().map(({ action, staffName }) => [action, staffName])),
  };
}

/** The audit names a paper by its id, so that its name goes when the file is erased. */
async function paperNamesOf(read: Read, familyId: string): Promise<Map<string, string>> {
  const rows = await read
    .select({ id: papers.id, fileName: papers.fileName })
    .from(papers)
    .where(eq(papers.familyId, familyId));
  return new Map(rows.map(({ id, fileName }) => [id, fileName]));
}
