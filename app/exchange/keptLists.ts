import { keptFamilyQuery } from '../families/familyFilter';
import { paths } from '../paths';
import { keptPaymentQuery } from '../payments/paymentFilter';
import { keptApplicationQuery } from '../relief/applicationFilter';
import { keptAwardQuery } from '../relief/awardFilter';
import { KEPT_LISTS, type KeptList } from '../staff/listView';

interface KeptListRules {
  address: string;
  /** What of an address of the list is worth keeping: nothing that the list does not know. */
  kept: (given: URLSearchParams) => string;
}

const RULES: Record<KeptList, KeptListRules> = {
  families: { address: paths.families(), kept: keptFamilyQuery },
  applications: { address: paths.applications(), kept: keptApplicationQuery },
  awards: { address: paths.awards(), kept: keptAwardQuery },
  payments: { address: paths.payments(), kept: keptPaymentQuery },
};

/** A list of an address, with where it is and what of it can be kept; null when there is none of that name. */
export function keptListOf(name: string | undefined): ({ list: KeptList } & KeptListRules) | null {
  const list = KEPT_LISTS.find((one) => one === name);
  return list ? { list, ...RULES[list] } : null;
}
