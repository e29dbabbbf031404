import { and, count, gte, inArray, lte } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries } from '../../db/schema';
import type { AuditAction } from './audit';
import { endOfDayInChina, startOfDayInChina } from './audit.server';

/** How much of what is sensitive people looked at and took along (OWASP ASVS 4.0.3, 11.1.7), counted in the log. */

/** A whole number shown, or a scan opened. */
const LOOKED = [
  'family.revealed',
  'family.account_revealed',
  'survey.phone_revealed',
  'family.paper_viewed',
] as const satisfies readonly AuditAction[];

/** A print or a file with people in it. */
const TAKEN = [
  'family.exported',
  'national.exported',
  'list.exported',
  'list.downloaded',
  'batch.exported',
  'batch.downloaded',
  'payment.voucher_exported',
  'signing.exported',
  'case_pack.begun',
  'report.archive_begun',
] as const satisfies readonly AuditAction[];

export interface Looks {
  staffId: string;
  name: string;
  looked: number;
  taken: number;
}

/** Who looked at most on a day in China (YYYY-MM-DD), then who took most along; at most so many people. */
export async function mostLooks(
  read: Read,
  { day, people }: { day: string; people: number },
): Promise<Looks[]> {
  const rows = await read
    .select({
      staffId: auditEntries.staffId,
      name: auditEntries.staffName,
      action: auditEntries.action,
      count: count(),
    })
    .from(auditEntries)
    .where(
      and(
        gte(auditEntries.recordedAt, startOfDayInChina(day)),
        lte(auditEntries.recordedAt, endOfDayInChina(day)),
        inArray(auditEntries.action, [...LOOKED, ...TAKEN]),
      ),
    )
    .groupBy(auditEntries.staffId, auditEntries.staffName, auditEntries.action);
  const found = new Map<string, Looks>();
  for (const { staffId, name, action, count } of rows) {
    if (staffId === null) continue;
    const looks = found.get(staffId) ?? { staffId, name, looked: 0, taken: 0 };
    looks[isLook(action) ? 'looked' : 'taken'] += count;
    found.set(staffId, looks);
  }
  const sorted = [...found.values()].sort(
    (one, other) => other.looked - one.looked || other.taken - one.taken || (one.name < other.name ? -1 : 1),
  );
  return sorted.slice(0, people);
}

function isLook(action: string): boolean {
  return (LOOKED as readonly string[]).includes(action);
}
