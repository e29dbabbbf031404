import { isBusinessDate } from '../calendar/date';
import { cursorOf } from '../cursor';
import { divisions } from '../identity/division';
import { chosenColumns, keptQuery } from '../staff/listView';
import { CATEGORIES, CAUSES, FAMILY_STATUSES, type Category, type Cause, type FamilyStatus } from './family';

/** What may be shown of each file in the list, besides its number and its main person. */
export const FAMILY_COLUMNS = [
  'idMasked',
  'status',
  'category',
  'mainCause',
  'division',
  'memberCount',
  'phone',
  'workUnit',
  'bank',
  'appliedOn',
  'registeredOn',
  'reviewDueOn',
] as const;
export type FamilyColumn = (typeof FAMILY_COLUMNS)[number];

/** What is shown unless somebody chose. */
export const USUAL_COLUMNS: readonly FamilyColumn[] = [
  'idMasked',
  'status',
  'category',
  'mainCause',
  'division',
  'memberCount',
  'appliedOn',
  'registeredOn',
];

/** What the list can be ordered by: each order has indexes of its own (db/schema/families.ts). */
export const FAMILY_ORDERS = ['fileNumber', 'name', 'appliedOn', 'registeredOn', 'reviewDueOn'] as const;
export type FamilyOrder = (typeof FAMILY_ORDERS)[number];
/** An order as the address says it; the minus turns it round. */
export type FamilySort = FamilyOrder | `-${FamilyOrder}`;

/** The newest file first, which the address need not say. */
const USUAL_SORT: FamilySort = '-fileNumber';
const FAMILY_SORTS = FAMILY_ORDERS.flatMap((by): FamilySort[] => [by, `-${by}`]);

/** An order taken apart; null is the usual one. */
export function sortParts(sort: FamilySort | null): { by: FamilyOrder; direction: 'asc' | 'desc' } {
  const given = sort ?? USUAL_SORT;
  const by = FAMILY_ORDERS.find((order) => given === order || given === `-${order}`)!;
  return { by, direction: given === by ? 'asc' : 'desc' };
}

/** The order to which the heading of a column leads: from its first value on, and once it is that, from its last. */
export function sortByColumn(by: FamilyOrder, present: FamilySort | null): FamilySort | null {
  const now = sortParts(present);
  const next: FamilySort = now.by === by && now.direction === 'asc' ? `-${by}` : by;
  return next === USUAL_SORT ? null : next;
}

/** What the list of families is narrowed and ordered by, under the names of its address; null and '' ask for nothing. */
export interface FamilyFilters {
  category: Category | null;
  cause: Cause | null;
  status: FamilyStatus | null;
  division: string | null;
  /** On the register from this day on, and until this one. */
  from: string | null;
  to: string | null;
  /** On the register, and the day of the next review has come. */
  review: 'due' | null;
  /** There is no account to pay to. */
  account: 'none' | null;
  /** A name, pinyin, initials, a file number, a phone number, an ID number or its last digits. */
  search: string;
  /** Null is the usual order. */
  sort: FamilySort | null;
}

/** What the address of the list asks for. */
export interface FamilyQuestion extends FamilyFilters {
  column: FamilyColumn[];
  after: string | null;
  before: string | null;
}

/** Reads the address of the list; what is no code of ours narrows nothing. */
export function familyQuestion(given: URLSearchParams): FamilyQuestion {
  return { ...familyFilters(given), column: chosenColumns(given, FAMILY_COLUMNS), ...cursorOf(given) };
}

/** The part of the address that narrows and orders. */
export function familyFilters(given: URLSearchParams): FamilyFilters {
  return {
    category: knownOf(CATEGORIES, given.get('category')),
    cause: knownOf(CAUSES, given.get('cause')),
    status: knownOf(FAMILY_STATUSES, given.get('status')),
    division: knownOf(divisions, given.get('division')),
    from: dayOf(given.get('from')),
    to: dayOf(given.get('to')),
    review: knownOf(['due'], given.get('review')),
    account: knownOf(['none'], given.get('account')),
    search: given.get('search')?.trim() ?? '',
    sort: knownOf(
      FAMILY_SORTS.filter((sort) => sort !== USUAL_SORT),
      given.get('sort'),
    ),
  };
}

/** Whether anything but the status, which the tabs choose, narrows the list. */
export function isNarrowed(asked: Partial<FamilyFilters>): boolean {
  const { category, cause, division, from, to, review, account, search } = asked;
  return [category, cause, division, from, to, review, account, search].some(Boolean);
}

/** What of an address is worth keeping under a name. */
export function keptFamilyQuery(given: URLSearchParams): string {
  return keptQuery({ ...familyFilters(given) }, chosenColumns(given, FAMILY_COLUMNS));
}

function dayOf(text: string | null): string | null {
  return text && isBusinessDate(text) ? text : null;
}

function knownOf<Code extends string>(codes: readonly Code[], text: string | null): Code | null {
  return codes.find((code) => code === text) ?? null;
}
