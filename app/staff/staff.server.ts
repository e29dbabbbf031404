import { hash } from '@node-rs/argon2';
import { and, asc, count, eq, ne } from 'drizzle-orm';
import type { Read, Store, Write } from '../../db/client.server';
import { centre, staff, staffRoles } from '../../db/schema';
import { audit, type Actor } from '../audit/audit.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { COMMAND_LINE_NAME } from '../zh/staff';
import { refuseKnownPassword } from './newPassword.server';
import { roleConflicts, type Role, type RoleConflict } from './role';
import { proposeRoles, rolesWait, tellGivenRoles, withdrawRoles } from './roleChanges.server';
import { endSessionsOf } from './sessions.server';
import { inOrder, insertRoles, keepAHead, keepAnAdmin, rolesOf, setRoles } from './staffRoles.server';

/** A member of staff who is logged in, with the roles that decide what they may do. */
export interface StaffActor extends Actor {
  staffId: string;
  username: string;
  roles: Role[];
}

/** Whoever acts, and the store they act on: what every use case takes first. */
export interface Desk {
  store: Store;
  actor: StaffActor;
}

export interface StaffMember {
  id: string;
  username: string;
  name: string;
  roles: Role[];
  active: boolean;
  lockedUntilAt: string | null;
  createdAt: string;
  /** Whether somebody else chose the password, which its owner must then change at the next login. */
  hasGivenPassword: boolean;
  /** Why the roles are held by one person all the same, where they check each other. */
  rolesReason: string | null;
}

/** Who acts where nobody is logged in. */
export const SYSTEM: Actor = { staffId: null, name: 'system' };

export const COMMAND_LINE_ID = 'command-line';

const COMMAND_LINE = {
  id: COMMAND_LINE_ID,
  username: ':command-line',
  name: COMMAND_LINE_NAME,
  passwordHash: '',
  active: false,
  failedLogins: 0,
};

/** An account that may act, with its roles; null when it is closed or unknown. */
export async function staffActor(read: Read, staffId: string): Promise<StaffActor | null> {
  const [row] = await read
    .select()
    .from(staff)
    .where(and(eq(staff.id, staffId), eq(staff.active, true)));
  if (!row) return null;
  return { staffId: row.id, name: row.name, username: row.username, roles: await rolesOf(read, row.id) };
}

/** Whether nobody can log in yet: the product shows its set-up page. */
export async function isEmpty(read: Read): Promise<boolean> {
  const [row] = await read.select({ count: count() }).from(staff).where(eq(staff.active, true));
  return row!.count === 0;
}

/**
 * The desk of the command line: whoever runs the machine. Its account cannot log in (its name is none that a form
 * takes, its hash is no hash) and stands for the maker in the records and in the audit.
 */
export async function commandLineDesk(store: Store): Promise<Desk> {
  return { store, actor: await store.write(commandLineActor) };
}

/** Who acts at that desk, made when missing: for a write that may be taken back, and this account with it. */
export async function commandLineActor(write: Write): Promise<StaffActor> {
  const { id: staffId, name, username } = COMMAND_LINE;
  const [row] = await write.select({ id: staff.id }).from(staff).where(eq(staff.id, staffId));
  if (!row) await write.insert(staff).values({ ...COMMAND_LINE, createdAt: new Date().toISOString() });
  return { staffId, name, username, roles: [] };
}

/** The name of the centre, or an empty text before set-up. */
export async function centreName(read: Read): Promise<string> {
  const [row] = await read.select({ name: centre.name }).from(centre);
  return row?.name ?? '';
}

export interface NewStaff {
  username: string;
  name: string;
  roles: Role[];
  password: string;
}

/** Why one person is given roles that check each other; asked for only then. */
interface RolesReason {
  reason?: string | undefined;
}

export interface Setup {
  centreName: string;
  /** Whose password somebody else chose must change it at the first login. */
  staff: (NewStaff & { hasGivenPassword?: boolean })[];
}

/**
 * First run: the centre and its first accounts, on an empty database only.
 * @throws Refusal setup.done
 */
export async function setUp(store: Store, setup: Setup): Promise<string[]> {
  const hashed = await Promise.all(
    setup.staff.map(async (one) => ({ ...one, passwordHash: await hash(one.password) })),
  );
  return store.write(async (write) => {
    if (!(await isEmpty(write))) throw new Refusal('setup.done');
    await write
      .insert(centre)
      .values({ id: 'centre', name: setup.centreName, createdAt: new Date().toISOString() });
    await audit(write, SYSTEM, {
      action: 'centre.created',
      subject: { type: 'centre', id: 'centre' },
      detail: { name: setup.centreName },
    });
    const ids: string[] = [];
    for (const one of hashed) ids.push(await insertStaff(write, SYSTEM, one));
    return ids;
  });
}

/** Renames the centre. @returns whether it was called otherwise */
export async function renameCentre({ store, actor }: Desk, name: string): Promise<boolean> {
  return store.write(async (write) => {
    const before = await centreName(write);
    if (before === name) return false;
    await write.update(centre).set({ name }).where(eq(centre.id, 'centre'));
    await audit(write, actor, {
      action: 'centre.changed',
      subject: { type: 'centre', id: 'centre' },
      detail: { before, after: name },
    });
    return true;
  });
}

/** All accounts, by username. */
export async function listStaff(read: Read): Promise<StaffMember[]> {
  const rows = await read
    .select()
    .from(staff)
    .where(ne(staff.id, COMMAND_LINE.id))
    .orderBy(asc(staff.username));
  const roles = await read.select().from(staffRoles);
  return rows.map((row) =>
    member(
      row,
      roles.filter((one) => one.staffId === row.id).map((one) => one.role),
    ),
  );
}

/** Those who may act and hold roles that check each other, by username. */
export async function staffWithCombinedRoles(
  read: Read,
): Promise<{ name: string; conflicts: RoleConflict[] }[]> {
  return (await listStaff(read))
    .filter(({ active }) => active)
    .map(({ name, roles }) => ({ name, conflicts: roleConflicts(roles) }))
    .filter(({ conflicts }) => conflicts.length > 0);
}

/**
 * One account.
 * @throws Refusal staff.not_found
 */
export async function staffMember(read: Read, id: string): Promise<StaffMember> {
  const [row] = await read.select().from(staff).where(eq(staff.id, id));
  if (!row) throw new Refusal('staff.not_found');
  return member(row, await rolesOf(read, id));
}

/**
 * Opens an account; its owner chooses another password at the first login. Where a head has to confirm its roles, it
 * holds none until then.
 * @returns its id, and whether the roles wait
 * @throws Refusal staff.username_taken; staff.password_has_username and staff.password_guessable beside `password`;
 * staff.roles_conflict beside `reason` when roles that check each other are given without one
 */
export async function createStaff(
  { store, actor }: Desk,
  one: NewStaff & RolesReason,
): Promise<{ id: string; isWaiting: boolean }> {
  const rolesReason = reasonFor(one);
  await refuseKnownPassword(one.password, { ...one, centreName: await store.read(centreName) });
  const passwordHash = await hash(one.password);
  return store.write(async (write) => {
    const isWaiting = await rolesWait(write, actor, { staffId: null, before: [], roles: one.roles });
    const held = isWaiting ? { roles: [], rolesReason: null } : { roles: one.roles, rolesReason };
    const id = await insertStaff(write, actor, { ...one, ...held, passwordHash, hasGivenPassword: true });
    const gain = { staffId: id, before: [], roles: one.roles, rolesReason, occasion: 'opened' as const };
    if (isWaiting) await proposeRoles(write, actor, gain);
    else await tellGivenRoles(write, actor, { ...gain, name: one.name });
    return { id, isWaiting };
  });
}

/**
 * Changes the name and roles of an account. Roles that it loses are lost at once; those that it would gain wait for a
 * head, and what waited before is taken back by it.
 * @returns whether roles wait, and whether anything is other than it was
 * @throws Refusal staff.not_found, staff.last_admin, staff.last_head, staff.no_other_head; staff.roles_conflict as
 * createStaff
 */
export async function changeStaff(
  { store, actor }: Desk,
  change: { id: string; name: string; roles: Role[] } & RolesReason,
): Promise<{ isWaiting: boolean; isChanged: boolean }> {
  const { id: staffId, name, roles } = change;
  const rolesReason = reasonFor(change);
  return store.write(async (write) => {
    const before = await staffMember(write, staffId);
    if (before.active && !roles.includes('head')) await keepAHead(write, { staffId, actorId: actor.staffId });
    const gain = { staffId, before: before.roles, roles };
    const isWaiting = await rolesWait(write, actor, gain);
    const held = isWaiting ? before.roles.filter((role) => roles.includes(role)) : inOrder(roles);
    const heldReason = roleConflicts(held).length > 0 ? rolesReason : null;
    const isOther = await keepAccount(write, actor, { before, name, roles: held, rolesReason: heldReason });
    if (isWaiting) {
      await proposeRoles(write, actor, { ...gain, rolesReason, occasion: 'changed' });
      return { isWaiting, isChanged: true };
    }
    const isTakenBack = await withdrawRoles(write, actor, staffId);
    await tellGivenRoles(write, actor, { ...gain, name });
    return { isWaiting, isChanged: isOther || isTakenBack };
  });
}

type Account = Pick<StaffMember, 'name' | 'roles' | 'rolesReason'>;

/** @returns whether the account was any different before */
async function keepAccount(
  write: Write,
  actor: StaffActor,
  { before, name, roles, rolesReason }: Account & { before: StaffMember },
): Promise<boolean> {
  const isSame =
    name === before.name && roles.join() === before.roles.join() && rolesReason === before.rolesReason;
  if (isSame) return false;
  await write.update(staff).set({ name }).where(eq(staff.id, before.id));
  await setRoles(write, { id: before.id, roles, rolesReason });
  await audit(write, actor, {
    action: 'staff.changed',
    subject: { type: 'staff', id: before.id },
    detail: {
      before: { name: before.name, roles: before.roles },
      after: { name, roles },
      rolesReason,
    },
  });
  return true;
}

/**
 * Closes an account and ends its sessions at once; the log keeps why. Whoever runs the machine may close the last
 * head's account: one who is gone would confirm nobody's roles.
 * @throws Refusal staff.not_found, staff.last_admin, staff.last_head
 */
export async function closeStaff(
  { store, actor }: Desk,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await store.write(async (write) => {
    const { active } = await staffMember(write, id);
    await keepAnAdmin(write, id);
    if (active && actor.staffId !== COMMAND_LINE_ID)
      await keepAHead(write, { staffId: id, actorId: actor.staffId });
    await withdrawRoles(write, actor, id);
    await endSessionsOf(write, id);
    await setActive(write, id, false);
    const subject = { type: 'staff', id } as const;
    await audit(write, actor, { action: 'staff.deactivated', subject, detail: { reason } });
  });
}

/**
 * Opens a closed account again. Its roles are gained anew: where a head has to confirm them, it holds none until then.
 * @returns whether they wait
 * @throws Refusal staff.not_found
 */
export async function reopenStaff({ store, actor }: Desk, id: string): Promise<{ isWaiting: boolean }> {
  return store.write(async (write) => {
    const { active, name, roles, rolesReason } = await staffMember(write, id);
    await setActive(write, id, true);
    await audit(write, actor, { action: 'staff.activated', subject: { type: 'staff', id } });
    const gain = { staffId: id, before: [], roles };
    if (active) return { isWaiting: false };
    if (!(await rolesWait(write, actor, gain))) {
      await tellGivenRoles(write, actor, { ...gain, name });
      return { isWaiting: false };
    }
    await setRoles(write, { id, roles: [], rolesReason: null });
    await proposeRoles(write, actor, { ...gain, rolesReason, occasion: 'reopened' });
    return { isWaiting: true };
  });
}

async function setActive(write: Write, id: string, active: boolean): Promise<void> {
  await write.update(staff).set({ active, failedLogins: 0, lockedUntilAt: null }).where(eq(staff.id, id));
}

async function insertStaff(
  write: Write,
  actor: Actor,
  one: Omit<NewStaff, 'password'> & {
    passwordHash: string;
    rolesReason?: string | null;
    hasGivenPassword?: boolean;
  },
): Promise<string> {
  const [taken] = await write.select({ id: staff.id }).from(staff).where(eq(staff.username, one.username));
  if (taken) throw new Refusal('staff.username_taken', { username: one.username }, 'username');
  const id = newId();
  const createdAt = new Date().toISOString();
  const rolesReason = one.rolesReason ?? null;
  await write.insert(staff).values({
    id,
    username: one.username,
    name: one.name,
    passwordHash: one.passwordHash,
    active: true,
    failedLogins: 0,
    createdAt,
    passwordGivenAt: one.hasGivenPassword ? createdAt : null,
    rolesReason,
  });
  await insertRoles(write, { id, roles: one.roles });
  await audit(write, actor, {
    action: 'staff.created',
    subject: { type: 'staff', id },
    detail: { username: one.username, name: one.name, roles: one.roles, rolesReason },
  });
  return id;
}

/** Kept only where the roles check each other. @throws Refusal staff.roles_conflict */
function reasonFor({ roles, reason }: { roles: readonly Role[] } & RolesReason): string | null {
  const conflicts = roleConflicts(roles);
  if (conflicts.length === 0) return null;
  if (!reason) throw new Refusal('staff.roles_conflict', { conflicts: conflicts.join() }, 'reason');
  return reason;
}

function member(row: typeof staff.$inferSelect, roles: Role[]): StaffMember {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    roles: inOrder(roles),
    active: row.active,
    lockedUntilAt: row.lockedUntilAt,
    createdAt: row.createdAt,
    hasGivenPassword: row.passwordGivenAt !== null,
    rolesReason: row.rolesReason,
  };
}
