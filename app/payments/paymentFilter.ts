import { isBusinessDate, type BusinessDate } from '../calendar/date';
import { cursorOf } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { chosenColumns, keptQuery } from '../staff/listView';
import { PAYMENT_KINDS, type PaymentKind } from './payment';

/** What may be shown of each payment record, besides its day, whom it paid and its amount. */
const PAYMENT_COLUMNS = [
  'kind',
  'idMasked',
  'fileNumber',
  'type',
  'bankReference',
  'remarks',
  'recordedAt',
] as const;
export type PaymentColumn = (typeof PAYMENT_COLUMNS)[number];

/** What is shown unless somebody chose. */
export const USUAL_PAYMENT_COLUMNS = PAYMENT_COLUMNS.filter((column) => column !== 'recordedAt');

export interface PaymentQuestion {
  type?: ReliefType;
  kind?: PaymentKind;
  /** YYYY-MM */
  month?: string;
  /** The day of a paper of the year: only what it does not count. */
  leftOut?: BusinessDate;
  search: string;
  column: PaymentColumn[];
  after: string | null;
  before: string | null;
}

/** What the address of the list of payment records asks for; what it does not know is left out. */
export function paymentQuestion(given: URLSearchParams): PaymentQuestion {
  const month = given.get('month');
  const leftOut = given.get('leftOut');
  return {
    type: RELIEF_TYPES.find((type) => type === given.get('type')),
    kind: PAYMENT_KINDS.find((kind) => kind === given.get('kind')),
    month: month && /^\d{4}-\d{2}$/.test(month) ? month : undefined,
    leftOut: isBusinessDate(leftOut) ? leftOut : undefined,
    search: given.get('search')?.trim() ?? '',
    column: chosenColumns(given, PAYMENT_COLUMNS),
    ...cursorOf(given),
  };
}

/** The part of the address that narrows, under its names. */
export function paymentFilters({ type, kind, month, leftOut, search }: PaymentQuestion) {
  return { type, kind, month, leftOut, search };
}

/** What of an address is worth keeping under a name: neither the year nor what goes by with it. */
export function keptPaymentQuery(given: URLSearchParams): string {
  const question = paymentQuestion(given);
  return keptQuery({ ...paymentFilters(question), month: null, leftOut: null }, question.column);
}
