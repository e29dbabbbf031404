import type { FamilyStatus } from './family';

/** Codes of the change of the account that a family on the register is paid to: one proposes, another confirms. */

export const ACCOUNT_CHANGE_STATUSES = ['proposed', 'confirmed', 'rejected'] as const;
export type AccountChangeStatus = (typeof ACCOUNT_CHANGE_STATUSES)[number];

/** Another family's file that has the same account. */
export interface AccountTwin {
  id: string;
  fileNumber: string;
  status: FamilyStatus;
  /** The main person. */
  name: string;
  /** The account waits there to be confirmed; otherwise it is on file. */
  isProposed: boolean;
}

/** Where relief is paid to, as far as a screen shows it. */
export interface ShownAccount {
  bankName: string;
  accountHolder: string;
  accountLast4: string | null;
}
