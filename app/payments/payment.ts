/** Codes of payment records and the rules of their corrections; the Chinese terms stand in app/zh/payments.ts. */

export const PAYMENT_KINDS = ['payment', 'return', 'reversal', 'recovery'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];

/** 退票: the bank sent it back; 冲正: it was recorded by mistake; 追回: the recipient gave it back. */
export const CORRECTION_KINDS = ['return', 'reversal', 'recovery'] as const satisfies readonly PaymentKind[];
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

export interface CorrectionRule {
  /** Which kinds of rows it may correct. */
  corrects: readonly PaymentKind[];
  /** Whether it may take back a part only. */
  partial: boolean;
}

/** What each kind of correction may do. A mistaken correction is itself reversed; a bank returns a payment whole. */
export const CORRECTION_RULES: Record<CorrectionKind, CorrectionRule> = {
  return: { corrects: ['payment'], partial: false },
  reversal: { corrects: ['payment', 'return', 'reversal', 'recovery'], partial: true },
  recovery: { corrects: ['payment'], partial: true },
};

/** The kinds of correction that a row of this kind may get. */
export function correctionsOf(kind: PaymentKind): CorrectionKind[] {
  return CORRECTION_KINDS.filter((correction) => CORRECTION_RULES[correction].corrects.includes(kind));
}

/** Whether a correction is a reversal of a later day than its record: until that day the mistake counts. */
export function isLaterReversal(
  { kind, on }: { kind: CorrectionKind | undefined; on: string },
  { paidOn }: { paidOn: string },
): boolean {
  return kind === 'reversal' && on > paidOn;
}

/**
 * What becomes of an award whose payment was recovered (追回): it counts as taken back and what is unpaid of it returns
 * to the fund, or it is to be paid again once what was wrong is put right.
 */
export const AFTER_RECOVERY = ['taken_back', 'paid_again'] as const;
export type AfterRecovery = (typeof AFTER_RECOVERY)[number];
