import { and, count, eq, gte, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries, staffRoles } from '../../db/schema';

/** How long the heads are told that the way into the account of one of them was opened by somebody else. */
const TOLD_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/** What opens an account to somebody else than its owner. */
export const RESETS = ['staff.password_reset', 'second_factor.reset', 'staff.unlocked'] as const;
export type Reset = (typeof RESETS)[number];

/** How often within the last 7 days an account of a head was opened so: all heads see it, whose account it is too. */
export async function headResets(read: Read, now: Date): Promise<Record<Reset, number>> {
  const since = new Date(now.getTime() - TOLD_DAYS * DAY).toISOString();
  const heads = read.select({ id: staffRoles.staffId }).from(staffRoles).where(eq(staffRoles.role, 'head'));
  const rows = await read
    .select({ action: auditEntries.action, count: count() })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, 'staff'),
        inArray(auditEntries.subjectId, heads),
        inArray(auditEntries.action, [...RESETS]),
        gte(auditEntries.recordedAt, since),
      ),
    )
    .groupBy(auditEntries.action);
  const of = (action: Reset) => rows.find((row) => row.action === action)?.count ?? 0;
  return Object.fromEntries(RESETS.map((action) => [action, of(action)])) as Record<Reset, number>;
}
