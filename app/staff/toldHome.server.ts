import { and, count, desc, eq, gte, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries, staffRoles } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import type { GivenAtOnce } from './roleChange';

/** What the home page tells all heads, since nobody else had to agree, and each of their own account. */

/** How long it is told. */
const TOLD_DAYS = 7;
const DAY = 24 * 60 * 60 * 1000;

/** What opens an account to somebody else than its owner. */
export const RESETS = ['staff.password_reset', 'second_factor.reset', 'staff.unlocked'] as const;
export type Reset = (typeof RESETS)[number];

/** How often within the last 7 days an account of a head was opened so: all heads see it, whose account it is too. */
export async function headResets(read: Read, now: Date): Promise<Record<Reset, number>> {
  const heads = read.select({ id: staffRoles.staffId }).from(staffRoles).where(eq(staffRoles.role, 'head'));
  const rows = await read
    .select({ action: auditEntries.action, count: count() })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, 'staff'),
        inArray(auditEntries.subjectId, heads),
        inArray(auditEntries.action, [...RESETS]),
        gte(auditEntries.recordedAt, toldSince(now)),
      ),
    )
    .groupBy(auditEntries.action);
  const of = (action: Reset) => rows.find((row) => row.action === action)?.count ?? 0;
  return Object.fromEntries(RESETS.map((action) => [action, of(action)])) as Record<Reset, number>;
}

/** What else its owner sees: closed until then, the account is open again, to whoever knows its password. */
const OWN_TOLD = [...RESETS, 'staff.activated'] as const;

export interface OwnReset {
  action: (typeof OWN_TOLD)[number];
  /** Who did it. */
  by: string;
  /** An instant. */
  at: string;
  /** Why; null where nobody had to say. */
  reason: string | null;
}

/** By whom somebody's account was opened so, or again, within the last 7 days, the latest first: its owner sees it. */
export async function ownResets(read: Read, staffId: string, now: Date): Promise<OwnReset[]> {
  const rows = await read
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.subjectType, 'staff'),
        eq(auditEntries.subjectId, staffId),
        inArray(auditEntries.action, [...OWN_TOLD]),
        gte(auditEntries.recordedAt, toldSince(now)),
      ),
    )
    .orderBy(desc(auditEntries.sequence));
  return rows.map(({ action, staffName, recordedAt, detail }) => {
    const { reason = null } = JSON.parse(detail) as Partial<OwnReset>;
    return { action: action as OwnReset['action'], by: staffName, at: recordedAt, reason };
  });
}

export const GIVEN_AT_ONCE = 'staff.roles_given' satisfies AuditAction;

/** The roles that accounts got within the last 7 days without a head who confirmed them, the latest first. */
export async function givenAtOnce(read: Read, now: Date): Promise<GivenAtOnce[]> {
  const rows = await read
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.action, GIVEN_AT_ONCE), gte(auditEntries.recordedAt, toldSince(now))))
    .orderBy(desc(auditEntries.sequence));
  return rows.map(({ staffName, recordedAt, detail }) => {
    const { name, roles } = JSON.parse(detail) as Pick<GivenAtOnce, 'name' | 'roles'>;
    return { givenBy: staffName, name, roles, givenAt: recordedAt };
  });
}

function toldSince(now: Date): string {
  return new Date(now.getTime() - TOLD_DAYS * DAY).toISOString();
}
