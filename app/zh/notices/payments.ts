import { yuanText as yuan } from '../relief';
import type { Notices } from './notices';

export const PAYMENTS_NOTICES = {
  'payments.recorded': ({ count, amountFen }) => `已登记发放 ${count} 笔，合计 ${yuan(amountFen)}。`,
  'payment.corrected': ({ amountFen }) => `更正已登记，金额 ${yuan(amountFen)}。`,
  'payment.taken_back': ({ amountFen }) =>
    `追回已登记，金额 ${yuan(amountFen)}；这笔核定不再发放，余额已回到可用预算。`,
} satisfies Notices;
