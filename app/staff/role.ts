/** Roles of the staff; a person can hold several. */
export const ROLES = ['caseworker', 'finance', 'head', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What is lost when one person holds roles that check each other. */
export const ROLE_CONFLICTS = [
  'records_and_decides',
  'pays_and_decides',
  'applies_and_pays',
  'administers',
  'audits_own',
] as const;
export type RoleConflict = (typeof ROLE_CONFLICTS)[number];

const BUSINESS: readonly Role[] = ['caseworker', 'finance', 'head'];

/**
 * What defeats the separation of duties in a set of roles. That nobody decides on what they themselves recorded is
 * kept record by record all the same.
 */
export function roleConflicts(roles: readonly Role[]): RoleConflict[] {
  const has = (role: Role) => roles.includes(role);
  const works = roles.some((role) => BUSINESS.includes(role));
  const found: Record<RoleConflict, boolean> = {
    records_and_decides: has('caseworker') && has('head'),
    pays_and_decides: has('finance') && has('head'),
    applies_and_pays: has('caseworker') && has('finance'),
    administers: has('admin') && works,
    audits_own: has('auditor') && (works || has('admin')),
  };
  return ROLE_CONFLICTS.filter((conflict) => found[conflict]);
}
