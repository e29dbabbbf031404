import type { Role } from './role';

/** Who may do what: the one table that the guard, the menus and the buttons read. */
export const PERMISSIONS = {
  'family.read': ['caseworker', 'finance', 'head', 'auditor'],
  'family.record': ['caseworker'],
  'family.return': ['caseworker', 'head'],
  /** To take down and to answer an objection; never both of the same one. */
  'family.object': ['caseworker', 'head'],
  'family.approve': ['head'],
  /** To say of two files whether they are one person's. */
  'family.compare': ['caseworker', 'head'],
  'family.import': ['caseworker', 'head'],
  /** To erase what points to a person, after the years of keeping. */
  'family.erase': ['head'],
  'family.export': ['caseworker', 'head'],
  'identity.reveal': ['caseworker', 'finance', 'head'],
  'relief.read': ['caseworker', 'finance', 'head', 'auditor'],
  'relief.apply': ['caseworker'],
  'relief.review': ['caseworker', 'finance', 'head'],
  'relief.decide': ['head'],
  'payment.read': ['caseworker', 'finance', 'head', 'auditor'],
  'payment.record': ['finance'],
  'fund.read': ['caseworker', 'finance', 'head', 'auditor'],
  'fund.receive': ['finance'],
  'fund.adjust': ['head'],
  'project.read': ['caseworker', 'finance', 'head', 'auditor'],
  'project.edit': ['head'],
  'indicator.read': ['caseworker', 'finance', 'head', 'auditor'],
  'indicator.assess': ['head'],
  'report.read': ['finance', 'head', 'auditor'],
  'line.edit': ['head'],
  'audit.read': ['head', 'auditor'],
  'staff.manage': ['admin'],
  'centre.edit': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether somebody with these roles may do this. */
export function may(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}
