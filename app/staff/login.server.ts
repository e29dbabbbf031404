import { hash, verify } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import type { Store, Write } from '../../db/client.server';
import { staff } from '../../db/schema';
import { audit, type AuditEvent } from '../audit/audit.server';
import { Refusal } from '../refusal';
import { SYSTEM, type Desk } from './staff.server';

const FAILURES_BEFORE_LOCK = 5;
const LOCK_MINUTES = 30;

/** Verified against when the username is unknown, so that the answer takes as long as for a known one. */
let decoyHash: Promise<string> | undefined;

/**
 * Checks a username and password, counting failures: 5 in a row lock the account for 30 minutes.
 * @returns the id of the account
 * @throws Refusal login.failed, login.locked {minutes}
 */
export async function logIn(
  store: Store,
  attempt: { username: string; password: string; now?: Date },
): Promise<string> {
  const now = attempt.now ?? new Date();
  const [row] = await store.read((read) =>
    read.select().from(staff).where(eq(staff.username, attempt.username)),
  );
  decoyHash ??= hash('no such account');
  const right = await verify(row?.passwordHash || (await decoyHash), attempt.password);
  const refusal = await store.write(async (write): Promise<Refusal | null> => {
    const [account] = row ? await write.select().from(staff).where(eq(staff.id, row.id)) : [];
    if (!account) return await unknownAccount(write, attempt.username);
    const locked = lockedFor(account.lockedUntilAt, now);
    if (locked > 0) return await lockedLogin(write, account.id, locked);
    if (!right || !account.active) return await failedLogin(write, account, now);
    await write.update(staff).set({ failedLogins: 0, lockedUntilAt: null }).where(eq(staff.id, account.id));
    await audit(
      write,
      { staffId: account.id, name: account.name },
      {
        action: 'staff.logged_in',
        subject: { type: 'staff', id: account.id },
      },
    );
    return null;
  });
  if (refusal) throw refusal;
  return row!.id;
}

/** Tells the audit that somebody logged out. */
export async function logOut({ store, actor }: Desk): Promise<void> {
  await store.write((write) =>
    audit(write, actor, { action: 'staff.logged_out', subject: { type: 'staff', id: actor.staffId } }),
  );
}

async function unknownAccount(write: Write, username: string): Promise<Refusal> {
  // The name is cut: people type their password into the wrong field.
  await audit(write, SYSTEM, {
    action: 'staff.login_failed',
    subject: { type: 'staff', id: 'unknown' },
    detail: { username: `${username.slice(0, 2)}…` },
  });
  return new Refusal('login.failed');
}

async function failedLogin(write: Write, account: typeof staff.$inferSelect, now: Date): Promise<Refusal> {
  const failures = account.failedLogins + 1;
  const locks = failures >= FAILURES_BEFORE_LOCK;
  const lockedUntilAt = locks ? new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString() : null;
  await write
    .update(staff)
    .set({ failedLogins: locks ? 0 : failures, lockedUntilAt })
    .where(eq(staff.id, account.id));
  const subject = staffSubject(account.id);
  await audit(write, SYSTEM, { action: 'staff.login_failed', subject, detail: { failures } });
  if (!locks) return new Refusal('login.failed');
  await audit(write, SYSTEM, { action: 'staff.locked', subject, detail: { until: lockedUntilAt } });
  return new Refusal('login.locked', { minutes: LOCK_MINUTES });
}

async function lockedLogin(write: Write, id: string, minutes: number): Promise<Refusal> {
  await audit(write, SYSTEM, {
    action: 'staff.login_failed',
    subject: staffSubject(id),
    detail: { locked: true },
  });
  return new Refusal('login.locked', { minutes });
}

function staffSubject(id: string): AuditEvent['subject'] {
  return { type: 'staff', id };
}

function lockedFor(lockedUntilAt: string | null, now: Date): number {
  if (!lockedUntilAt) return 0;
  return Math.ceil((new Date(lockedUntilAt).getTime() - now.getTime()) / 60_000);
}
