import { randomInt } from 'node:crypto';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { recoveryCodes, secondFactorRoles, secondFactors, sessions } from '../../db/schema';
import { audit, type AuditEvent } from '../audit/audit.server';
import { fingerprint, seal, unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { newRecoveryCode, RECOVERY_CODES } from './recoveryCode';
import { ROLES, type Role } from './role';
import { endSessionsOf } from './sessions.server';
import { centreName, staffMember, type Desk, type StaffActor } from './staff.server';
import { checkCode, newSecret, qrOf, type QrCode } from './totp';

export interface SecondFactorState {
  isOn: boolean;
  /** Whether one of the roles must have it. */
  isRequired: boolean;
  /** Recovery codes that were not used yet. */
  codesLeft: number;
}

/** How it stands with somebody's second factor. */
export async function secondFactorOf(
  read: Read,
  { staffId, roles }: { staffId: string; roles: readonly Role[] },
): Promise<SecondFactorState> {
  const [row] = await read.select().from(secondFactors).where(eq(secondFactors.staffId, staffId));
  const required = await rolesWithSecondFactor(read);
  return {
    isOn: Boolean(row?.confirmedAt),
    isRequired: roles.some((role) => required.includes(role)),
    codesLeft: await recoveryCodesLeft(read, staffId),
  };
}

/** How many recovery codes of an account were not used yet. */
export async function recoveryCodesLeft(read: Read, staffId: string): Promise<number> {
  const codes = await read
    .select({ id: recoveryCodes.id })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.staffId, staffId), isNull(recoveryCodes.usedAt)));
  return codes.length;
}

/** The roles whose holders must have a second factor. */
export async function rolesWithSecondFactor(read: Read): Promise<Role[]> {
  const rows = await read.select({ role: secondFactorRoles.role }).from(secondFactorRoles);
  return ROLES.filter((role) => rows.some((row) => row.role === role));
}

/** Says which roles must have a second factor; whoever has none sets one up before anything else. @returns whether they are others */
export async function requireSecondFactor({ store, actor }: Desk, roles: readonly Role[]): Promise<boolean> {
  return store.write(async (write) => {
    const before = await rolesWithSecondFactor(write);
    const after = ROLES.filter((role) => roles.includes(role));
    if (before.join() === after.join()) return false;
    await write.delete(secondFactorRoles);
    const requiredAt = new Date().toISOString();
    if (after.length > 0)
      await write.insert(secondFactorRoles).values(after.map((role) => ({ role, requiredAt })));
    await audit(write, actor, {
      action: 'centre.second_factor_required',
      subject: { type: 'centre', id: 'centre' },
      detail: { before: { roles: before }, after: { roles: after } },
    });
    return true;
  });
}

/**
 * Makes a secret for an authenticator app; it counts once a code of it was given.
 * @throws Refusal second_factor.on
 */
export async function startSecondFactor({ store, actor }: Desk): Promise<void> {
  const { staffId } = actor;
  await store.write(async (write) => {
    const [row] = await write.select().from(secondFactors).where(eq(secondFactors.staffId, staffId));
    if (row?.confirmedAt) throw new Refusal('second_factor.on');
    await forgetSecondFactor(write, staffId);
    await write.insert(secondFactors).values({
      ...{ staffId, secretSealed: seal(newSecret()), createdAt: new Date().toISOString() },
    });
  });
}

/** What the app is given of a secret that waits for its first code; null where none waits. */
export async function waitingSecondFactor(
  read: Read,
  actor: StaffActor,
): Promise<{ secret: string; qr: QrCode } | null> {
  const [row] = await read.select().from(secondFactors).where(eq(secondFactors.staffId, actor.staffId));
  if (!row || row.confirmedAt) return null;
  const secret = unseal(row.secretSealed);
  return { secret, qr: qrOf({ secret, username: actor.username, issuer: await centreName(read) }) };
}

/**
 * Turns the second factor on by a first code, and ends one's sessions elsewhere.
 * @param given.sessionId the session that goes on, as one that gave its code
 * @returns the recovery codes, which are kept by their hashes only
 * @throws Refusal second_factor.none, second_factor.code_wrong beside `oneTimeCode`
 */
export async function confirmSecondFactor(
  { store, actor }: Desk,
  given: { code: string; sessionId: string; now?: Date },
): Promise<string[]> {
  const { staffId } = actor;
  const now = given.now ?? new Date();
  return store.write(async (write) => {
    const [row] = await write.select().from(secondFactors).where(eq(secondFactors.staffId, staffId));
    if (!row || row.confirmedAt) throw new Refusal('second_factor.none');
    const checked = checkCode({ secret: unseal(row.secretSealed), code: given.code, lastStep: null, now });
    if (checked.verdict !== 'right') throw new Refusal('second_factor.code_wrong', {}, 'oneTimeCode');
    await write
      .update(secondFactors)
      .set({ confirmedAt: now.toISOString(), lastStep: checked.step })
      .where(eq(secondFactors.staffId, staffId));
    await endSessionsOf(write, staffId, given.sessionId);
    await write
      .update(sessions)
      .set({ verifiedAt: now.toISOString() })
      .where(eq(sessions.id, given.sessionId));
    await audit(write, actor, { action: 'second_factor.turned_on', subject: subjectOf(staffId) });
    return freshCodes(write, staffId);
  });
}

/**
 * Makes new recovery codes; the old ones open nothing any more.
 * @throws Refusal second_factor.none
 */
export async function renewRecoveryCodes({ store, actor }: Desk): Promise<string[]> {
  return store.write(async (write) => {
    const [row] = await write.select().from(secondFactors).where(eq(secondFactors.staffId, actor.staffId));
    if (!row?.confirmedAt) throw new Refusal('second_factor.none');
    await audit(write, actor, { action: 'second_factor.codes_renewed', subject: subjectOf(actor.staffId) });
    return freshCodes(write, actor.staffId);
  });
}

/**
 * Turns one's own second factor off, where no role must have it.
 * @throws Refusal second_factor.required
 */
export async function removeSecondFactor({ store, actor }: Desk): Promise<void> {
  await store.write(async (write) => {
    const { isRequired } = await secondFactorOf(write, actor);
    if (isRequired) throw new Refusal('second_factor.required');
    await forgetSecondFactor(write, actor.staffId);
    await audit(write, actor, { action: 'second_factor.turned_off', subject: subjectOf(actor.staffId) });
  });
}

/**
 * Takes the second factor off somebody who lost the telephone and the codes, and ends their sessions; the log keeps why.
 * @throws Refusal staff.not_found, second_factor.own
 */
export async function resetSecondFactor(
  { store, actor }: Desk,
  { staffId, reason }: { staffId: string; reason: string },
): Promise<void> {
  if (staffId === actor.staffId) throw new Refusal('second_factor.own');
  await store.write(async (write) => {
    await staffMember(write, staffId);
    await forgetSecondFactor(write, staffId);
    await endSessionsOf(write, staffId);
    const subject = subjectOf(staffId);
    await audit(write, actor, { action: 'second_factor.reset', subject, detail: { reason } });
  });
}

/** Takes the secret and the codes of an account away, within a write. */
export async function forgetSecondFactor(write: Write, staffId: string): Promise<void> {
  await write.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId));
  await write.delete(secondFactors).where(eq(secondFactors.staffId, staffId));
}

/** The keyed hash by which a recovery code of an account is kept. */
export function recoveryFingerprint(staffId: string, code: string): string {
  return fingerprint(`recovery ${staffId} ${code}`);
}

/** Those of these accounts that have a second factor. */
export async function staffWithSecondFactor(read: Read, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await read
    .select()
    .from(secondFactors)
    .where(inArray(secondFactors.staffId, [...ids]));
  return new Set(rows.filter(({ confirmedAt }) => confirmedAt).map(({ staffId }) => staffId));
}

async function freshCodes(write: Write, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newRecoveryCode(randomInt));
  await write.delete(recoveryCodes).where(eq(recoveryCodes.staffId, staffId));
  await write
    .insert(recoveryCodes)
    .values(
      codes.map((code) => ({ id: newId(), staffId, codeFingerprint: recoveryFingerprint(staffId, code) })),
    );
  return codes;
}

function subjectOf(id: string): AuditEvent['subject'] {
  return { type: 'staff', id };
}
