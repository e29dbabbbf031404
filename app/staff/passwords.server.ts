import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { desc, eq, inArray } from 'drizzle-orm';
import type { Read, Store, Write } from '../../db/client.server';
import { passwordHistory, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { refuseKnownPassword } from './newPassword.server';
import { PASSWORDS_REMEMBERED } from './password';
import type { PasswordOwner } from './guessing.server';
import { newRecoveryCode } from './recoveryCode';
import { forgetSecondFactor } from './secondFactor.server';
import { endSessionsOf } from './sessions.server';
import { centreName, commandLineDesk, staffMember, type Desk } from './staff.server';

/**
 * Gives another one's account a new password, unlocks it and ends its sessions; its owner chooses another at the next
 * login. One's own is changed against the present one only.
 * @throws Refusal staff.not_found, staff.own_password; staff.password_has_username and staff.password_guessable beside `password`
 */
export async function resetPassword(
  { store, actor }: Desk,
  change: { id: string; password: string },
): Promise<void> {
  if (change.id === actor.staffId) throw new Refusal('staff.own_password');
  await refuseKnownPassword(change.password, await store.read((read) => ownerOf(read, change.id)));
  const passwordHash = await hash(change.password);
  await store.write(async (write) => {
    await setPassword(write, { staffId: change.id, passwordHash, isGiven: true });
    await endSessionsOf(write, change.id);
    await audit(write, actor, { action: 'staff.password_reset', subject: { type: 'staff', id: change.id } });
  });
}

/**
 * Changes one's own password, and ends one's sessions elsewhere.
 * @param change.sessionId the session that goes on
 * @throws Refusal staff.wrong_password beside the field `current`; staff.password_has_username,
 * staff.password_guessable and staff.password_used beside `password`
 */
export async function changeOwnPassword(
  { store, actor }: Desk,
  change: { current: string; password: string; sessionId: string },
): Promise<void> {
  await provePassword({ store, actor }, change.current);
  await refuseKnownPassword(change.password, await store.read((read) => ownerOf(read, actor.staffId)));
  const earlier = await store.read((read) => rememberedHashes(read, actor.staffId));
  for (const old of earlier) {
    if (await verify(old, change.password))
      throw new Refusal('staff.password_used', { count: PASSWORDS_REMEMBERED }, 'password');
  }
  const passwordHash = await hash(change.password);
  await store.write(async (write) => {
    await setPassword(write, { staffId: actor.staffId, passwordHash, isGiven: false });
    await endSessionsOf(write, actor.staffId, change.sessionId);
    await audit(write, actor, {
      action: 'staff.password_changed',
      subject: { type: 'staff', id: actor.staffId },
    });
  });
}

/**
 * Asks for the password once more before something that an unattended screen must not allow.
 * @throws Refusal staff.wrong_password beside the field `current`
 */
export async function provePassword({ store, actor }: Desk, password: string): Promise<void> {
  const [row] = await store.read((read) => read.select().from(staff).where(eq(staff.id, actor.staffId)));
  if (!row || !(await verify(row.passwordHash, password)))
    throw new Refusal('staff.wrong_password', {}, 'current');
}

/**
 * For whoever runs the machine, when nobody can open an account any more: a new password for one login, no second
 * factor, no lock, no session.
 * @returns the password, which is kept nowhere
 * @throws Refusal staff.unknown_username, staff.closed
 */
export async function unlockAccount(store: Store, username: string): Promise<string> {
  const { actor } = await commandLineDesk(store);
  const password = `${newRecoveryCode(randomInt)}-${newRecoveryCode(randomInt)}`.replace(/^./, 'K') + '7';
  const passwordHash = await hash(password);
  await store.write(async (write) => {
    const [row] = await write.select().from(staff).where(eq(staff.username, username));
    if (!row) throw new Refusal('staff.unknown_username', { username });
    if (!row.active) throw new Refusal('staff.closed', { username });
    await setPassword(write, { staffId: row.id, passwordHash, isGiven: true });
    await forgetSecondFactor(write, row.id);
    await endSessionsOf(write, row.id);
    await audit(write, actor, { action: 'staff.unlocked', subject: { type: 'staff', id: row.id } });
  });
  return password;
}

/** @throws Refusal staff.not_found */
async function ownerOf(read: Read, id: string): Promise<PasswordOwner> {
  return { ...(await staffMember(read, id)), centreName: await centreName(read) };
}

/** Sets the password of an account, which is then not locked, and remembers it. */
async function setPassword(
  write: Write,
  { staffId, passwordHash, isGiven }: { staffId: string; passwordHash: string; isGiven: boolean },
): Promise<void> {
  const now = new Date().toISOString();
  const [before] = await write.select({ hash: staff.passwordHash }).from(staff).where(eq(staff.id, staffId));
  await remember(write, { staffId, passwordHash: before!.hash, setAt: now });
  await write
    .update(staff)
    .set({ passwordHash, failedLogins: 0, lockedUntilAt: null, passwordGivenAt: isGiven ? now : null })
    .where(eq(staff.id, staffId));
}

/** Keeps the password that goes; of those before only as many as are asked for, beside the present one. */
async function remember(write: Write, old: Omit<typeof passwordHistory.$inferInsert, 'id'>): Promise<void> {
  const kept = await write
    .select({ id: passwordHistory.id })
    .from(passwordHistory)
    .where(eq(passwordHistory.staffId, old.staffId))
    .orderBy(desc(passwordHistory.setAt), desc(passwordHistory.id));
  const tooOld = kept.slice(PASSWORDS_REMEMBERED - 2).map(({ id }) => id);
  if (tooOld.length > 0) await write.delete(passwordHistory).where(inArray(passwordHistory.id, tooOld));
  await write.insert(passwordHistory).values({ id: newId(), ...old });
}

async function rememberedHashes(read: Read, staffId: string): Promise<string[]> {
  const [present] = await read.select({ hash: staff.passwordHash }).from(staff).where(eq(staff.id, staffId));
  const earlier = await read
    .select({ hash: passwordHistory.passwordHash })
    .from(passwordHistory)
    .where(eq(passwordHistory.staffId, staffId));
  return [present!.hash, ...earlier.map(({ hash }) => hash)];
}
