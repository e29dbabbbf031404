import { and, eq, notInArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { staff, staffRoles } from '../../db/schema';
import { Refusal } from '../refusal';
import { ROLES, type Role } from './role';

/** The roles of an account, in their order. */
export async function rolesOf(read: Read, staffId: string): Promise<Role[]> {
  const rows = await read
    .select({ role: staffRoles.role })
    .from(staffRoles)
    .where(eq(staffRoles.staffId, staffId));
  return inOrder(rows.map((row) => row.role));
}

/**
 * Replaces the roles of an account, and why one person holds them.
 * @throws Refusal staff.last_admin
 */
export async function setRoles(
  write: Write,
  { id, roles, rolesReason }: { id: string; roles: readonly Role[]; rolesReason: string | null },
): Promise<void> {
  if (!roles.includes('admin')) await keepAnAdmin(write, id);
  await write.update(staff).set({ rolesReason }).where(eq(staff.id, id));
  await write.delete(staffRoles).where(eq(staffRoles.staffId, id));
  await insertRoles(write, { id, roles });
}

export async function insertRoles(
  write: Write,
  { id, roles }: { id: string; roles: readonly Role[] },
): Promise<void> {
  if (roles.length === 0) return;
  await write.insert(staffRoles).values([...new Set(roles)].map((role) => ({ staffId: id, role })));
}

/** Refuses what would take the last administrator away. @throws Refusal staff.last_admin */
export async function keepAnAdmin(write: Write, exceptId: string): Promise<void> {
  const isAdmin = (await rolesOf(write, exceptId)).includes('admin');
  if (isAdmin && (await othersWith(write, { role: 'admin', exceptIds: [exceptId] })).length === 0)
    throw new Refusal('staff.last_admin');
}

/**
 * Refuses an administrator what would leave nobody else to confirm the roles that they give.
 * @throws Refusal staff.last_head
 */
export async function keepAHead(
  write: Write,
  { staffId, actorId }: { staffId: string; actorId: string },
): Promise<void> {
  const isHead = (await rolesOf(write, staffId)).includes('head');
  if (isHead && (await othersWith(write, { role: 'head', exceptIds: [staffId, actorId] })).length === 0)
    throw new Refusal('staff.last_head');
}

/** Who may act and has a role, but for some. */
export async function othersWith(
  read: Read,
  { role, exceptIds }: { role: Role; exceptIds: readonly string[] },
): Promise<string[]> {
  const rows = await read
    .select({ id: staff.id })
    .from(staff)
    .innerJoin(staffRoles, eq(staffRoles.staffId, staff.id))
    .where(and(eq(staff.active, true), eq(staffRoles.role, role), notInArray(staff.id, [...exceptIds])));
  return rows.map(({ id }) => id);
}

export function inOrder(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => roles.includes(role));
}
