import { Refusal } from '../refusal';
import type { ExitReason, FamilyStatus } from './family';
import { isAllowed } from './workflow';

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

/** Of a family, what decides whether its account may be changed. */
interface AccountOwnerState {
  status: FamilyStatus;
  exitReason: ExitReason | null;
  erasedAt: string | null;
}

/** The refusal that stands against another account of a family, or null: nobody else collects for the dead. */
export function accountBarrier({ status, exitReason, erasedAt }: AccountOwnerState) {
  if (!isAllowed(status, 'change_account')) return 'family.not_now';
  if (erasedAt !== null) return 'family.nothing_left';
  return exitReason === 'deceased' ? 'account.deceased' : null;
}

/** @throws Refusal family.not_now, family.nothing_left, account.deceased */
export function requireChangeable(owner: AccountOwnerState): void {
  const code = accountBarrier(owner);
  if (code) throw new Refusal(code, { status: owner.status, action: 'change_account' });
}
