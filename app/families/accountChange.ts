/** Codes of the change of the account that a family on the register is paid to: one proposes, another confirms. */

export const ACCOUNT_CHANGE_STATUSES = ['proposed', 'confirmed', 'rejected'] as const;
export type AccountChangeStatus = (typeof ACCOUNT_CHANGE_STATUSES)[number];

/** Where relief is paid to, as far as a screen shows it. */
export interface ShownAccount {
  bankName: string;
  accountHolder: string;
  accountLast4: string | null;
}
