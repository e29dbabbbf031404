import { and, desc, eq, gte, ne } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { secondFactors, sessions } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { configuration } from '../config.server';
import type { Desk } from './staff.server';

export interface OpenSession {
  /** The digest of its token, which opens nothing. */
  id: string;
  /** As the browser names itself; null where it did not. */
  device: string | null;
  createdAt: string;
  seenAt: string;
  /** Whether only the password was given there, and not the second factor that the account has. */
  isHalf: boolean;
}

/** Sessions last seen, or begun, before these instants have run out. */
export function sessionLimits(now: Date): { idle: string; absolute: string } {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  const { sessionIdleMinutes, sessionMaxMinutes } = configuration();
  return { idle: before(sessionIdleMinutes), absolute: before(sessionMaxMinutes) };
}

/** Where somebody is logged in, the latest seen first. */
export async function openSessions(read: Read, staffId: string, now = new Date()): Promise<OpenSession[]> {
  const { idle, absolute } = sessionLimits(now);
  const rows = await read
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAt: sessions.createdAt,
      seenAt: sessions.seenAt,
      verifiedAt: sessions.verifiedAt,
      factorAt: secondFactors.confirmedAt,
    })
    .from(sessions)
    .leftJoin(secondFactors, eq(secondFactors.staffId, sessions.staffId))
    .where(and(eq(sessions.staffId, staffId), gte(sessions.seenAt, idle), gte(sessions.createdAt, absolute)))
    .orderBy(desc(sessions.seenAt));
  return rows.map(({ verifiedAt, factorAt, ...session }) => ({
    ...session,
    isHalf: factorAt !== null && verifiedAt === null,
  }));
}

/**
 * Ends one of one's own sessions; somebody else's is left as it is.
 * @returns whether it was open still
 */
export async function endOwnSession(desk: Desk, sessionId: string): Promise<boolean> {
  return endOne(desk, { staffId: desk.actor.staffId, sessionId });
}

/**
 * Ends one session of an account; for those who manage accounts. One of another account is left as it is.
 * @returns whether it was open still
 */
export async function endSession(
  desk: Desk,
  asked: { staffId: string; sessionId: string; reason: string },
): Promise<boolean> {
  return endOne(desk, asked);
}

async function endOne(
  { store, actor }: Desk,
  { staffId, sessionId, reason }: { staffId: string; sessionId: string; reason?: string },
): Promise<boolean> {
  return store.write(async (write) => {
    const ended = await write
      .delete(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.staffId, staffId)))
      .returning();
    const count = openOf(ended);
    await tell(write, { store, actor }, { staffId, count, reason });
    return count > 0;
  });
}

/** Ends every other session of one's own. @returns how many were open */
export async function endOtherSessions({ store, actor }: Desk, keptId: string): Promise<number> {
  return store.write(async (write) => {
    const count = await endSessionsOf(write, actor.staffId, keptId);
    await tell(write, { store, actor }, { staffId: actor.staffId, count });
    return count;
  });
}

/** Ends every session of an account at once. For those who manage accounts. @returns how many were open */
export async function endAllSessions(
  { store, actor }: Desk,
  { staffId, reason }: { staffId: string; reason: string },
): Promise<number> {
  return store.write(async (write) => {
    const count = await endSessionsOf(write, staffId);
    await tell(write, { store, actor }, { staffId, count, reason });
    return count;
  });
}

/** Ends the sessions of an account within a write, all or all but one. @returns how many were open */
export async function endSessionsOf(write: Write, staffId: string, keptId = ''): Promise<number> {
  const ended = await write
    .delete(sessions)
    .where(and(eq(sessions.staffId, staffId), ne(sessions.id, keptId)))
    .returning();
  return openOf(ended);
}

/** How many of these had not run out: the others were no logins any more. */
function openOf(rows: readonly (typeof sessions.$inferSelect)[]): number {
  const { idle, absolute } = sessionLimits(new Date());
  return rows.filter(({ seenAt, createdAt }) => seenAt >= idle && createdAt >= absolute).length;
}

async function tell(
  write: Write,
  { actor }: Desk,
  { staffId, count, reason }: { staffId: string; count: number; reason?: string },
): Promise<void> {
  if (count === 0) return;
  await audit(write, actor, {
    action: 'staff.sessions_ended',
    subject: { type: 'staff', id: staffId },
    detail: reason === undefined ? { count } : { count, reason },
  });
}
