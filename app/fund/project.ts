import { yearOf, type BusinessDate } from '../calendar/date';

/** Codes of a project-year and its money; the Chinese terms stand in app/zh/fund.ts. */

export const RECEIPT_SOURCES = ['central', 'local', 'union', 'donation', 'interest', 'other'] as const;
export type ReceiptSource = (typeof RECEIPT_SOURCES)[number];

export const RELIEF_TYPES = ['living', 'schooling', 'medical'] as const;
export type ReliefType = (typeof RELIEF_TYPES)[number];

/** What the centre does for workers without paying anything. */
export const SERVICE_KINDS = [
  'job_placement',
  'training',
  'start_up',
  'petition',
  'legal_aid',
  'policy_advice',
] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

export const GRADES = ['achieved', 'partly', 'not_achieved'] as const;
export type Grade = (typeof GRADES)[number];

/**
 * The year to work in: this year, where it has a project, else the latest that has begun, else the next one; null while
 * there is no project.
 * @param years that have a project, the latest first
 */
export function presentYear(years: readonly number[], today: BusinessDate): number | null {
  return years.find((year) => year <= yearOf(today)) ?? years.at(-1) ?? null;
}

/** The year that an address asks for, the present one where it asks for none; null while there is no project. */
export function chosenYear(
  text: string | null,
  { years, today }: { years: readonly number[]; today: BusinessDate },
): number | null {
  return text ? yearOfAddress(text) : presentYear(years, today);
}

/** The first year from this one on that has no project yet. */
export function nextFreeYear(from: number, taken: readonly number[]): number {
  return taken.includes(from) ? nextFreeYear(from + 1, taken) : from;
}

/** The year that an address names; 0, which no project has, when it names none. */
export function yearOfAddress(text: string | null | undefined): number {
  return text && /^\d{4}$/.test(text) ? Number(text) : 0;
}
