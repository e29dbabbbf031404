import type { Read } from '../../db/client.server';
import { auditOf } from '../audit/audit.server';
import { formatInstant } from '../calendar/instant';
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
  const entries = await auditOf(read, { type: 'family', id }, MOST_ENTRIES);
  return {
    events: entries.map((entry) => ({
      sequence: entry.sequence,
      at: formatInstant(entry.recordedAt),
      who: entry.staffName,
      text: familyEventText(entry),
    })),
    takenBy: Object.fromEntries([...entries].reverse().map(({ action, staffName }) => [action, staffName])),
  };
}
