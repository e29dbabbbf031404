import { BANK_RESULTS_NOTICES } from './bankResults';
import { BATCHES_NOTICES } from './batches';
import { EXCHANGE_NOTICES } from './exchange';
import { FAMILIES_NOTICES } from './families';
import { FUND_NOTICES } from './fund';
import { INDICATORS_NOTICES } from './indicators';
import { OPERATIONS_NOTICES } from './operations';
import { PAYMENTS_NOTICES } from './payments';
import { RELIEF_NOTICES } from './relief';
import { REPORTS_NOTICES } from './reports';
import { STAFF_NOTICES } from './staff';
import { SURVEYS_NOTICES } from './surveys';

export const NOTICES = {
  ...STAFF_NOTICES,
  ...FAMILIES_NOTICES,
  ...EXCHANGE_NOTICES,
  ...FUND_NOTICES,
  ...RELIEF_NOTICES,
  ...PAYMENTS_NOTICES,
  ...OPERATIONS_NOTICES,
  ...BATCHES_NOTICES,
  ...BANK_RESULTS_NOTICES,
  ...INDICATORS_NOTICES,
  ...SURVEYS_NOTICES,
  ...REPORTS_NOTICES,
};

export type NoticeCode = keyof typeof NOTICES;
