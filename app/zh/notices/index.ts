import { EXCHANGE_NOTICES } from './exchange';
import { FAMILIES_NOTICES } from './families';
import { FUND_NOTICES } from './fund';
import { INDICATORS_NOTICES } from './indicators';
import { PAYMENTS_NOTICES } from './payments';
import { RELIEF_NOTICES } from './relief';
import { STAFF_NOTICES } from './staff';

export const NOTICES = {
  ...STAFF_NOTICES,
  ...FAMILIES_NOTICES,
  ...EXCHANGE_NOTICES,
  ...FUND_NOTICES,
  ...RELIEF_NOTICES,
  ...PAYMENTS_NOTICES,
  ...INDICATORS_NOTICES,
};

export type NoticeCode = keyof typeof NOTICES;
