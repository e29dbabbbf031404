import { hash, verify } from '@node-rs/argon2';
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Store, Write } from '../../db/client.server';
import { recoveryCodes, secondFactors, staff, unknownLogins } from '../../db/schema';
import { audit, type AuditEvent } from '../audit/audit.server';
import { fingerprint, unseal } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import { FAILURES_BEFORE_LOCK, LOCK_MINUTES } from './lock';
import { countFailureFrom, refuseLockedAddress } from './loginAddresses.server';
import { normalisedRecoveryCode } from './recoveryCode';
import { recoveryCodesLeft, recoveryFingerprint } from './secondFactor.server';
import { SYSTEM, type Desk } from './staff.server';
import { checkCode } from './totp';

/** How long a failure under a name that no account has is remembered. */
const UNKNOWN_KEPT_MINUTES = 24 * 60;

type Account = typeof staff.$inferSelect;

/** What counts failures: an account, or a name that none has. */
interface Counter {
  failedLogins: number;
  lockedUntilAt: string | null;
}

/** Verified against when the username is unknown, so that the answer takes as long as for a known one. */
let decoyHash: Promise<string> | undefined;

/**
 * Checks a username and password, counting failures: 5 in a row lock the account for 30 minutes. A name that no
 * account has is answered in the same time and the same words, its lock included. Failures count for the network they
 * come from too.
 * @param attempt.address the network, as app/http/networkAddress gives it
 * @returns the id of the account, and whether a second factor is still to be given
 * @throws Refusal login.failed, login.locked {minutes}, login.address_locked {minutes}
 */
export async function logIn(
  store: Store,
  attempt: { username: string; password: string; address?: string | null; now?: Date },
): Promise<{ staffId: string; needsCode: boolean }> {
  const now = attempt.now ?? new Date();
  const from = { address: attempt.address ?? null, now };
  const [row] = await store.read(async (read) => {
    await refuseLockedAddress(read, from);
    return read.select().from(staff).where(eq(staff.username, attempt.username));
  });
  decoyHash ??= hash('no such account');
  const right = await verify(row?.passwordHash || (await decoyHash), attempt.password);
  const result = await store.write(async (write) => {
    const judged = await judgedLogin(write, { ...attempt, staffId: row?.id ?? null, right, now });
    if (judged instanceof Refusal) await countFailureFrom(write, from);
    return judged;
  });
  if (result instanceof Refusal) throw result;
  return { staffId: row!.id, ...result };
}

async function judgedLogin(
  write: Write,
  { staffId, username, right, now }: { staffId: string | null; username: string; right: boolean; now: Date },
): Promise<Refusal | { needsCode: boolean }> {
  const [account] = staffId ? await write.select().from(staff).where(eq(staff.id, staffId)) : [];
  if (!account) return unknownAccount(write, username, now);
  const locked = lockedFor(account.lockedUntilAt, now);
  if (locked > 0) return lockedLogin(write, account.id, locked);
  if (!right || !account.active) return failedLogin(write, account, { now });
  const [factor] = await write.select().from(secondFactors).where(eq(secondFactors.staffId, account.id));
  if (factor?.confirmedAt) return { needsCode: true };
  await succeed(write, account);
  return { needsCode: false };
}

/**
 * The second half of a login: a code of the authenticator app, or one of the recovery codes. Failures count together
 * with wrong passwords, so that knowing the password buys no further guesses.
 * @param given.address as logIn
 * @returns of a recovery code, how many are left; of the app's, null
 * @throws Refusal login.code_wrong and login.code_used beside `oneTimeCode`; login.locked {minutes},
 * login.address_locked {minutes}
 */
export async function giveCode(
  store: Store,
  given: { staffId: string; code: string; address?: string | null; now?: Date },
): Promise<{ codesLeft: number | null }> {
  const now = given.now ?? new Date();
  const from = { address: given.address ?? null, now };
  await store.read((read) => refuseLockedAddress(read, from));
  const result = await store.write(async (write) => {
    const judged = await judgedCode(write, { ...given, now });
    if (judged instanceof Refusal) await countFailureFrom(write, from);
    return judged;
  });
  if (result instanceof Refusal) throw result;
  return result;
}

async function judgedCode(
  write: Write,
  given: { staffId: string; code: string; now: Date },
): Promise<Refusal | { codesLeft: number | null }> {
  const [account] = await write.select().from(staff).where(eq(staff.id, given.staffId));
  const locked = lockedFor(account!.lockedUntilAt, given.now);
  if (locked > 0) return lockedLogin(write, account!.id, locked);
  const verdict = await takeCode(write, given);
  if (verdict === 'right') {
    await succeed(write, account!);
    return { codesLeft: isOfTheApp(given.code) ? null : await recoveryCodesLeft(write, given.staffId) };
  }
  // Told in the log, since it may be a code that somebody else has seen (OWASP ASVS 4.0.3, 2.8.5).
  const refused = await failedLogin(write, account!, { now: given.now, codeUsed: verdict === 'used' });
  if (refused.code === 'login.locked') return refused;
  return new Refusal(verdict === 'used' ? 'login.code_used' : 'login.code_wrong', {}, 'oneTimeCode');
}

/** Tells the audit that somebody logged out. */
export async function logOut({ store, actor }: Desk): Promise<void> {
  await store.write((write) =>
    audit(write, actor, { action: 'staff.logged_out', subject: { type: 'staff', id: actor.staffId } }),
  );
}

/** Forgets failures under names that no account has, once they count no more. */
export async function clearUnknownLogins(store: Store, now = new Date()): Promise<void> {
  const before = new Date(now.getTime() - UNKNOWN_KEPT_MINUTES * 60_000).toISOString();
  await store.write((write) => write.delete(unknownLogins).where(lt(unknownLogins.triedAt, before)));
}

async function takeCode(
  write: Write,
  { staffId, code, now }: { staffId: string; code: string; now: Date },
): Promise<'right' | 'used' | 'wrong'> {
  const [factor] = await write.select().from(secondFactors).where(eq(secondFactors.staffId, staffId));
  if (!factor?.confirmedAt) return 'wrong';
  if (!isOfTheApp(code)) return takeRecoveryCode(write, { staffId, code, now });
  const checked = checkCode({
    ...{ secret: unseal(factor.secretSealed), code, lastStep: factor.lastStep, now },
  });
  if (checked.verdict === 'right') {
    await write
      .update(secondFactors)
      .set({ lastStep: checked.step })
      .where(eq(secondFactors.staffId, staffId));
  }
  return checked.verdict;
}

function isOfTheApp(code: string): boolean {
  return /^\d{6}$/.test(code);
}

async function takeRecoveryCode(
  write: Write,
  { staffId, code, now }: { staffId: string; code: string; now: Date },
): Promise<'right' | 'wrong'> {
  const codeFingerprint = recoveryFingerprint(staffId, normalisedRecoveryCode(code));
  const taken = await write
    .update(recoveryCodes)
    .set({ usedAt: now.toISOString() })
    .where(
      and(
        eq(recoveryCodes.staffId, staffId),
        eq(recoveryCodes.codeFingerprint, codeFingerprint),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ id: recoveryCodes.id });
  if (taken.length === 0) return 'wrong';
  await audit(write, SYSTEM, { action: 'second_factor.recovery_used', subject: staffSubject(staffId) });
  return 'right';
}

async function succeed(write: Write, account: Account): Promise<void> {
  await write.update(staff).set({ failedLogins: 0, lockedUntilAt: null }).where(eq(staff.id, account.id));
  await audit(
    write,
    { staffId: account.id, name: account.name },
    {
      action: 'staff.logged_in',
      subject: { type: 'staff', id: account.id },
    },
  );
}

async function unknownAccount(write: Write, username: string, now: Date): Promise<Refusal> {
  const id = fingerprint(`login ${username}`);
  const [row] = await write.select().from(unknownLogins).where(eq(unknownLogins.id, id));
  const locked = lockedFor(row?.lockedUntilAt ?? null, now);
  // The name is cut: people type their password into the wrong field.
  await audit(write, SYSTEM, {
    action: 'staff.login_failed',
    subject: { type: 'staff', id: 'unknown' },
    detail: { username: `${username.slice(0, 2)}…` },
  });
  if (locked > 0) return new Refusal('login.locked', { minutes: locked });
  const next = afterFailure({ failedLogins: row?.failures ?? 0, lockedUntilAt: null }, now);
  await write.delete(unknownLogins).where(eq(unknownLogins.id, id));
  await write.insert(unknownLogins).values({
    ...{ id, failures: next.failedLogins, lockedUntilAt: next.lockedUntilAt, triedAt: now.toISOString() },
  });
  return refusalAfter(next);
}

async function failedLogin(
  write: Write,
  account: Account,
  { now, codeUsed = false }: { now: Date; codeUsed?: boolean },
): Promise<Refusal> {
  const next = afterFailure(account, now);
  await write.update(staff).set(next).where(eq(staff.id, account.id));
  const subject = staffSubject(account.id);
  const detail = { failures: account.failedLogins + 1, ...(codeUsed && { codeUsed }) };
  await audit(write, SYSTEM, { action: 'staff.login_failed', subject, detail });
  if (next.lockedUntilAt)
    await audit(write, SYSTEM, { action: 'staff.locked', subject, detail: { until: next.lockedUntilAt } });
  return refusalAfter(next);
}

function afterFailure({ failedLogins }: Counter, now: Date): Counter {
  if (failedLogins + 1 < FAILURES_BEFORE_LOCK) return { failedLogins: failedLogins + 1, lockedUntilAt: null };
  return {
    failedLogins: 0,
    lockedUntilAt: new Date(now.getTime() + LOCK_MINUTES * 60_000).toISOString(),
  };
}

function refusalAfter({ lockedUntilAt }: Counter): Refusal {
  return lockedUntilAt ? new Refusal('login.locked', { minutes: LOCK_MINUTES }) : new Refusal('login.failed');
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
