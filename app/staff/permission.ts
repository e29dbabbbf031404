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
  /** To send the register to the national system, and to compare its download with ours. */
  'national.exchange': ['caseworker', 'head'],
  /** To say in which columns the national system wants it. */
  'national.layout': ['head'],
  'identity.reveal': ['caseworker', 'finance', 'head'],
  'relief.read': ['caseworker', 'finance', 'head', 'auditor'],
  'relief.apply': ['caseworker'],
  'relief.review': ['caseworker', 'finance', 'head'],
  'relief.decide': ['head'],
  /** Caps and usual amounts, and from which amount on a second head confirms. */
  'standard.edit': ['head'],
  /** To take a list along as a workbook, numbers masked. */
  'list.export': ['caseworker', 'finance', 'head', 'auditor'],
  'payment.read': ['caseworker', 'finance', 'head', 'auditor'],
  'payment.record': ['finance'],
  /** To bring an old ledger of payments in; who decides on relief lets it in, another person. Receipts come in by `fund.receive`. */
  'ledger.import': ['finance', 'head'],
  /** To let known old violations of policy in with it, flagged. */
  'ledger.override': ['head'],
  /** A batch for the bank is made by one person and approved by another. */
  'batch.make': ['finance'],
  'batch.approve': ['head'],
  'batch.export': ['finance'],
  /** The account of a family is changed by one person and confirmed by another. */
  'account.confirm': ['finance', 'head'],
  /** To say how a bank wants its files, and from which account the centre pays. */
  'bank_layout.edit': ['finance'],
  'fund.read': ['caseworker', 'finance', 'head', 'auditor'],
  'fund.receive': ['finance'],
  'fund.adjust': ['head'],
  'project.read': ['caseworker', 'finance', 'head', 'auditor'],
  'project.edit': ['head'],
  'indicator.read': ['caseworker', 'finance', 'head', 'auditor'],
  'indicator.assess': ['head'],
  /** Satisfaction surveys: to draw a sample, and to take down answers. */
  'survey.read': ['caseworker', 'finance', 'head', 'auditor'],
  'survey.manage': ['head'],
  'survey.record': ['caseworker'],
  'service.read': ['caseworker', 'finance', 'head', 'auditor'],
  'service.record': ['caseworker'],
  'report.read': ['finance', 'head', 'auditor'],
  /** To write in the chapters of the report. */
  'report.write': ['finance', 'head'],
  /** To freeze the report of a year. */
  'report.close': ['head'],
  /** To replace the Word template of the narrative report. */
  'report.template': ['head'],
  /** To take everything of a year along for an audit. */
  'report.archive': ['head', 'auditor'],
  /** To take everything about sampled payments along, for whoever checks them. */
  'case_pack.take': ['head', 'auditor'],
  'line.edit': ['head'],
  'audit.read': ['head', 'auditor'],
  'staff.manage': ['admin'],
  /** Roles that an administrator gives wait for this. */
  'staff.confirm_roles': ['head'],
  'centre.edit': ['admin'],
  'backup.read': ['head', 'auditor', 'admin'],
  'backup.make': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether somebody with these roles may do this. */
export function may(roles: readonly Role[], permission: Permission): boolean {
  const allowed: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => allowed.includes(role));
}
