import { asc, inArray, ne } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries, staff, staffRoles } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import { COMMAND_LINE_ID } from '../staff/staff.server';
import { detailOf } from './auditedMoney.server';
import type { Finding } from './invariants.server';

/**
 * Roles as they were audited: what an account holds is what the last entry about its roles says. A role that was put in
 * or taken out beside the product shows here.
 */

interface Detail {
  roles?: string[];
  before?: { roles?: string[] };
  after?: { roles?: string[] };
}

/** What an account holds from an entry on; undefined where it changed nothing. */
const HELD_FROM: Partial<Record<AuditAction, (detail: Detail) => string[] | undefined>> = {
  'staff.created': ({ roles }) => roles,
  'staff.changed': ({ after }) => after?.roles,
  'staff.roles_confirmed': ({ after }) => after?.roles,
  // An account that is reopened holds nothing until its roles are confirmed anew.
  'staff.roles_proposed': ({ before }) => (before?.roles?.length === 0 ? [] : undefined),
};

/** Compares the roles of every account, also of those that are closed, with its entries. */
export async function rolesAsAudited(read: Read): Promise<Finding> {
  const told = await toldRoles(read);
  const held = new Map<string, string[]>();
  for (const { staffId, role } of await read.select().from(staffRoles))
    held.set(staffId, [...(held.get(staffId) ?? []), role]);
  const accounts = await read.select({ id: staff.id }).from(staff).where(ne(staff.id, COMMAND_LINE_ID));
  const ids = new Set([...accounts.map(({ id }) => id), ...held.keys()]);
  const offending = [...ids].filter((id) => asSet(held.get(id)) !== asSet(told.get(id)));
  return { count: ids.size, offending };
}

async function toldRoles(read: Read): Promise<Map<string, string[]>> {
  const entries = await read
    .select({
      action: auditEntries.action,
      subjectId: auditEntries.subjectId,
      detail: auditEntries.detail,
    })
    .from(auditEntries)
    .where(inArray(auditEntries.action, Object.keys(HELD_FROM)))
    .orderBy(asc(auditEntries.sequence));
  const told = new Map<string, string[]>();
  for (const { action, subjectId, detail } of entries) {
    const roles = HELD_FROM[action as AuditAction]!(detailOf(detail));
    if (roles) told.set(subjectId, roles);
  }
  return told;
}

function asSet(roles: readonly string[] = []): string {
  return [...new Set(roles)].sort().join();
}
