/** Roles of the staff; a person can hold several. */
export const ROLES = ['caseworker', 'finance', 'head', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];
