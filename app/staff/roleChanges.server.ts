import { and, asc, count, eq, ne } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { roleChanges, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { roleConflicts, type Role, type RoleConflict } from './role';
import { gainedRoles, type RoleChangeStatus } from './roleChange';
import { inOrder, othersWith, rolesOf, setRoles } from './staffRoles.server';
import type { Desk } from './staff.server';

/** Nobody widens their own rights alone: what roles somebody would give themselves waits for a head, another person. */

export interface WaitingRoles {
  id: string;
  staffId: string;
  username: string;
  name: string;
  before: Role[];
  after: Role[];
  gained: Role[];
  conflicts: RoleConflict[];
  rolesReason: string | null;
  proposedAt: string;
}

/**
 * Keeps the roles that somebody would give themselves until a head has decided, within a write.
 * @throws Refusal staff.no_other_head beside `roles`
 */
export async function proposeOwnRoles(
  write: Write,
  actor: Desk['actor'],
  {
    before,
    roles,
    rolesReason,
  }: { before: readonly Role[]; roles: readonly Role[]; rolesReason: string | null },
): Promise<void> {
  const { staffId } = actor;
  if ((await othersWith(write, { role: 'head', exceptId: staffId })).length === 0)
    throw new Refusal('staff.no_other_head', {}, 'roles');
  const after = inOrder(roles);
  await write.insert(roleChanges).values({
    ...{ id: newId(), staffId, status: 'proposed' as const, rolesReason },
    ...{ oldRoles: before.join(), newRoles: after.join(), proposedAt: new Date().toISOString() },
  });
  await audit(write, actor, {
    action: 'staff.roles_proposed',
    subject: { type: 'staff', id: staffId },
    detail: { before: { roles: before }, after: { roles: after }, rolesReason },
  });
}

/** Takes back what waits for an account, within a write. @returns whether something did */
export async function withdrawRoles(write: Write, staffId: string): Promise<boolean> {
  const withdrawn = await write
    .update(roleChanges)
    .set({ status: 'withdrawn', decidedAt: new Date().toISOString() })
    .where(and(eq(roleChanges.staffId, staffId), eq(roleChanges.status, 'proposed')))
    .returning({ id: roleChanges.id });
  return withdrawn.length > 0;
}

/** What waits for a decision, the oldest first; `waitingRolesOf` is of one account. */
export function waitingRoles(read: Read): Promise<WaitingRoles[]> {
  return rolesWhere(read, eq(roleChanges.status, 'proposed'));
}

export async function waitingRolesOf(read: Read, staffId: string): Promise<WaitingRoles | null> {
  const [row] = await rolesWhere(
    read,
    and(eq(roleChanges.staffId, staffId), eq(roleChanges.status, 'proposed')),
  );
  return row ?? null;
}

/** How many wait for this person: one's own are for another. */
export async function waitingRoleCount(read: Read, staffId: string): Promise<number> {
  const [row] = await read
    .select({ count: count() })
    .from(roleChanges)
    .where(and(eq(roleChanges.status, 'proposed'), ne(roleChanges.staffId, staffId)));
  return row!.count;
}

/**
 * One that waits for somebody's decision.
 * @throws Refusal roles.not_found, roles.decided, roles.own
 */
export async function decidableRoles(read: Read, actor: Desk['actor'], id: string): Promise<WaitingRoles> {
  const [row] = await read.select().from(roleChanges).where(eq(roleChanges.id, id));
  if (!row) throw new Refusal('roles.not_found');
  if (row.status !== 'proposed') throw new Refusal('roles.decided', { status: row.status });
  if (row.staffId === actor.staffId) throw new Refusal('roles.own');
  return (await waitingRolesOf(read, row.staffId))!;
}

interface Decision {
  id: string;
  note: string;
}

/**
 * Gives somebody the roles that they proposed for themselves.
 * @returns whose they are
 * @throws Refusal roles.not_found, roles.decided, roles.own, staff.last_admin
 */
export async function confirmRoles({ store, actor }: Desk, decision: Decision): Promise<{ name: string }> {
  return store.write(async (write) => {
    const change = await decidableRoles(write, actor, decision.id);
    const { staffId, name, before, after, rolesReason } = change;
    await setRoles(write, { id: staffId, roles: after, rolesReason });
    await decide(write, { ...decision, status: 'confirmed', staffId: actor.staffId });
    await audit(write, actor, {
      action: 'staff.roles_confirmed',
      subject: { type: 'staff', id: staffId },
      detail: { before: { roles: before }, after: { roles: after }, rolesReason, note: decision.note },
    });
    return { name };
  });
}

/**
 * Says no to roles that somebody proposed for themselves; theirs stay as they are.
 * @returns whose they are
 * @throws Refusal roles.not_found, roles.decided, roles.own
 */
export async function rejectRoles({ store, actor }: Desk, decision: Decision): Promise<{ name: string }> {
  return store.write(async (write) => {
    const { staffId, name, gained } = await decidableRoles(write, actor, decision.id);
    await decide(write, { ...decision, status: 'rejected', staffId: actor.staffId });
    await audit(write, actor, {
      action: 'staff.roles_rejected',
      subject: { type: 'staff', id: staffId },
      detail: { roles: gained, note: decision.note },
    });
    return { name };
  });
}

async function decide(
  write: Write,
  { id, note, status, staffId }: Decision & { status: RoleChangeStatus; staffId: string },
): Promise<void> {
  await write
    .update(roleChanges)
    .set({ status, decidedBy: staffId, decidedAt: new Date().toISOString(), decisionNote: note })
    .where(eq(roleChanges.id, id));
}

async function rolesWhere(read: Read, where: ReturnType<typeof and>): Promise<WaitingRoles[]> {
  const rows = await read
    .select({ change: roleChanges, username: staff.username, name: staff.name })
    .from(roleChanges)
    .innerJoin(staff, eq(staff.id, roleChanges.staffId))
    .where(where)
    .orderBy(asc(roleChanges.proposedAt), asc(roleChanges.id));
  return Promise.all(
    rows.map(async ({ change: { id, staffId, newRoles, rolesReason, proposedAt }, ...person }) => {
      const before = await rolesOf(read, staffId);
      const after = inOrder(newRoles.split(',') as Role[]);
      return {
        ...{ id, staffId, ...person, before, after, gained: gainedRoles(before, after) },
        ...{ conflicts: roleConflicts(after), rolesReason, proposedAt },
      };
    }),
  );
}
