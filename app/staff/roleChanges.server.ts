import { and, asc, count, eq, ne } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import { roleChanges, staff } from '../../db/schema';
import { audit, latestOf } from '../audit/audit.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { roleConflicts, type Role, type RoleConflict } from './role';
import { gainedRoles, type RoleChangeOccasion, type RoleChangeStatus } from './roleChange';
import { inOrder, othersWith, rolesOf, setRoles } from './staffRoles.server';
import type { Desk } from './staff.server';

/** Nobody widens rights alone: the roles that an account gains wait for a head, neither who gave nor who gets them. */

export interface WaitingRoles {
  id: string;
  staffId: string;
  username: string;
  name: string;
  occasion: RoleChangeOccasion;
  before: Role[];
  after: Role[];
  gained: Role[];
  conflicts: RoleConflict[];
  rolesReason: string | null;
  proposedBy: { id: string; name: string };
  proposedAt: string;
  /** Since when the account is there, and who opened it; null for the set-up. */
  opened: { at: string; by: string | null };
}

interface Gain {
  /** Null for an account that is only being opened. */
  staffId: string | null;
  before: readonly Role[];
  roles: readonly Role[];
}

/** Whether there is a head, neither who gives roles nor who gets them; `staffId` is null of an account not opened yet. */
export async function waitsForHead(
  read: Read,
  actor: Desk['actor'],
  staffId: string | null,
): Promise<boolean> {
  const exceptIds = staffId === null ? [actor.staffId] : [actor.staffId, staffId];
  return (await othersWith(read, { role: 'head', exceptIds })).length > 0;
}

/**
 * Whether roles that somebody gives have to wait: there are some more, and there is a head besides the two. Where there
 * is none, somebody else's are given at once: the first accounts of an office.
 * @throws Refusal staff.no_other_head beside `roles`, of one's own
 */
export async function rolesWait(
  read: Read,
  actor: Desk['actor'],
  { staffId, before, roles }: Gain,
): Promise<boolean> {
  if (gainedRoles(before, roles).length === 0) return false;
  if (await waitsForHead(read, actor, staffId)) return true;
  if (staffId === actor.staffId) throw new Refusal('staff.no_other_head', {}, 'roles');
  return false;
}

/**
 * Keeps roles until a head has decided, within a write. What waited for the account before is taken back by it, on
 * record; the same again changes nothing.
 */
export async function proposeRoles(
  write: Write,
  actor: Desk['actor'],
  proposal: Gain & { staffId: string; rolesReason: string | null; occasion: RoleChangeOccasion },
): Promise<void> {
  const { staffId, before, rolesReason, occasion } = proposal;
  const after = inOrder(proposal.roles);
  const waiting = await waitingRolesOf(write, staffId);
  if (waiting?.after.join() === after.join() && waiting.rolesReason === rolesReason) return;
  await withdrawRoles(write, actor, staffId);
  await write.insert(roleChanges).values({
    ...{ id: newId(), staffId, status: 'proposed' as const, rolesReason },
    ...{ oldRoles: before.join(), newRoles: after.join(), occasion: waiting?.occasion ?? occasion },
    ...{ proposedBy: actor.staffId, proposedAt: new Date().toISOString() },
  });
  await audit(write, actor, {
    action: 'staff.roles_proposed',
    subject: { type: 'staff', id: staffId },
    detail: { before: { roles: before }, after: { roles: after }, rolesReason },
  });
}

/** Says in the log, within a write, which roles an account gained with nobody there to confirm them: all heads are told. */
export async function tellGivenRoles(
  write: Write,
  actor: Desk['actor'],
  { staffId, name, before, roles }: { staffId: string; name: string } & Pick<Gain, 'before' | 'roles'>,
): Promise<void> {
  const gained = inOrder(gainedRoles(before, roles));
  if (gained.length === 0) return;
  await audit(write, actor, {
    action: 'staff.roles_given',
    subject: { type: 'staff', id: staffId },
    detail: { name, roles: gained },
  });
}

/**
 * Takes back what waits for an account, within a write; the log says what it was and whose proposal.
 * @returns whether anything waited
 */
export async function withdrawRoles(write: Write, actor: Desk['actor'], staffId: string): Promise<boolean> {
  const waiting = await waitingRolesOf(write, staffId);
  if (!waiting) return false;
  await write
    .update(roleChanges)
    .set({ status: 'withdrawn', decidedAt: new Date().toISOString() })
    .where(eq(roleChanges.id, waiting.id));
  await audit(write, actor, {
    action: 'staff.roles_withdrawn',
    subject: { type: 'staff', id: staffId },
    detail: { roles: waiting.gained, proposedBy: waiting.proposedBy.name },
  });
  return true;
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

/** How many wait for this person: one’s own, and what one gave, are for another. */
export async function waitingRoleCount(read: Read, staffId: string): Promise<number> {
  const [row] = await read
    .select({ count: count() })
    .from(roleChanges)
    .where(
      and(
        eq(roleChanges.status, 'proposed'),
        ne(roleChanges.staffId, staffId),
        ne(roleChanges.proposedBy, staffId),
      ),
    );
  return row!.count;
}

/**
 * One that waits for somebody's decision.
 * @throws Refusal roles.not_found, roles.decided, roles.own, roles.given_by_self
 */
export async function decidableRoles(read: Read, actor: Desk['actor'], id: string): Promise<WaitingRoles> {
  const [row] = await read.select().from(roleChanges).where(eq(roleChanges.id, id));
  if (!row) throw new Refusal('roles.not_found');
  if (row.status !== 'proposed') throw new Refusal('roles.decided', { status: row.status });
  if (row.staffId === actor.staffId) throw new Refusal('roles.own');
  if (row.proposedBy === actor.staffId) throw new Refusal('roles.given_by_self');
  return (await waitingRolesOf(read, row.staffId))!;
}

interface Decision {
  id: string;
  note: string;
}

/**
 * Gives somebody the roles that wait for them.
 * @returns whose they are
 * @throws Refusal as decidableRoles
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
 * Says no to roles that wait for somebody; theirs stay as they are.
 * @returns whose they are
 * @throws Refusal as decidableRoles
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

const proposers = alias(staff, 'proposers');

async function rolesWhere(read: Read, where: ReturnType<typeof and>): Promise<WaitingRoles[]> {
  const rows = await read
    .select({ change: roleChanges, person: staff, proposer: proposers.name })
    .from(roleChanges)
    .innerJoin(staff, eq(staff.id, roleChanges.staffId))
    .innerJoin(proposers, eq(proposers.id, roleChanges.proposedBy))
    .where(where)
    .orderBy(asc(roleChanges.proposedAt), asc(roleChanges.id));
  return Promise.all(
    rows.map(async ({ change, person: { username, name, createdAt }, proposer }) => {
      const { id, staffId, newRoles, rolesReason, occasion, proposedAt } = change;
      const before = await rolesOf(read, staffId);
      const after = inOrder(newRoles.split(',') as Role[]);
      return {
        ...{ id, staffId, username, name, occasion: occasion ?? 'changed' },
        ...{
          before,
          after,
          gained: gainedRoles(before, after),
          conflicts: roleConflicts(after),
          rolesReason,
        },
        ...{ proposedBy: { id: change.proposedBy!, name: proposer }, proposedAt },
        opened: { at: createdAt, by: await openerOf(read, staffId) },
      };
    }),
  );
}

async function openerOf(read: Read, id: string): Promise<string | null> {
  const opened = await latestOf(read, { action: 'staff.created', subject: { type: 'staff', id } });
  return opened?.staffId ? opened.staffName : null;
}
