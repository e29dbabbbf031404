import { cursorOf } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { PAYMENT_KINDS, type PaymentKind } from './payment';

export interface PaymentQuestion {
  type?: ReliefType;
  kind?: PaymentKind;
  /** YYYY-MM */
  month?: string;
  search: string;
  after: string | null;
  before: string | null;
}

/** What the address of the list of payment records asks for; what it does not know is left out. */
export function paymentQuestion(given: URLSearchParams): PaymentQuestion {
  const month = given.get('month');
  return {
    type: RELIEF_TYPES.find((type) => type === given.get('type')),
    kind: PAYMENT_KINDS.find((kind) => kind === given.get('kind')),
    month: month && /^\d{4}-\d{2}$/.test(month) ? month : undefined,
    search: given.get('search')?.trim() ?? '',
    ...cursorOf(given),
  };
}
