/** Codes of payment records; the Chinese terms stand in app/zh/payments.ts. */

export const PAYMENT_KINDS = ['payment', 'return', 'reversal', 'recovery'] as const;
export type PaymentKind = (typeof PAYMENT_KINDS)[number];
