import { divisions } from '../identity/division';
import { CATEGORIES, FAMILY_STATUSES, type Category, type FamilyStatus } from './family';

/** What the list of families is narrowed by; null and '' narrow nothing. */
export interface FamilyQuestion {
  category: Category | null;
  status: FamilyStatus | null;
  division: string | null;
  /** A name, a file number, or a full ID number. */
  search: string;
  /** From 1. */
  page: number;
}

/** Reads the address of the list; what is no code of ours narrows nothing. */
export function familyQuestion(given: URLSearchParams): FamilyQuestion {
  return {
    category: knownOf(CATEGORIES, given.get('category')),
    status: knownOf(FAMILY_STATUSES, given.get('status')),
    division: knownOf(divisions, given.get('division')),
    search: given.get('search')?.trim() ?? '',
    page: Math.max(1, Math.floor(Number(given.get('page'))) || 1),
  };
}

function knownOf<Code extends string>(codes: readonly Code[], text: string | null): Code | null {
  return codes.find((code) => code === text) ?? null;
}
