import type { Role } from './role';

/** What becomes of roles that somebody would give; withdrawn: others were given meanwhile, or the account was closed. */
export const ROLE_CHANGE_STATUSES = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;
export type RoleChangeStatus = (typeof ROLE_CHANGE_STATUSES)[number];

/** By what an account would gain them: it is new, it was closed, or it holds others already. */
export const ROLE_CHANGE_OCCASIONS = ['opened', 'reopened', 'changed'] as const;
export type RoleChangeOccasion = (typeof ROLE_CHANGE_OCCASIONS)[number];

/** Roles that counted from the moment they were given, nobody being there to confirm them. */
export interface GivenAtOnce {
  /** Names of people. */
  givenBy: string;
  name: string;
  roles: Role[];
  givenAt: string;
}

/** The roles that are gained; none where rights are only given up. */
export function gainedRoles(before: readonly Role[], after: readonly Role[]): Role[] {
  return after.filter((role) => !before.includes(role));
}
