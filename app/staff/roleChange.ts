import type { Role } from './role';

/** What becomes of roles that somebody would give themselves; withdrawn: the account was saved anew meanwhile. */
export const ROLE_CHANGE_STATUSES = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;
export type RoleChangeStatus = (typeof ROLE_CHANGE_STATUSES)[number];

/** The roles that are gained; none where rights are only given up. */
export function gainedRoles(before: readonly Role[], after: readonly Role[]): Role[] {
  return after.filter((role) => !before.includes(role));
}
