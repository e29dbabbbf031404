/** How somebody looks at a list: what narrows it and which columns it shows, both in its address. */

/** The lists whose filters can be kept under a name. */
export const KEPT_LISTS = ['families', 'applications', 'awards', 'payments'] as const;
export type KeptList = (typeof KEPT_LISTS)[number];

/** What narrows a list, under the names of its address; what is empty narrows nothing. */
export type ListFilters = Record<string, string | null | undefined>;

/** The columns that an address chooses, in the order of the list; none where nobody chose. */
export function chosenColumns<Column extends string>(
  given: URLSearchParams,
  columns: readonly Column[],
): Column[] {
  const chosen = given.getAll('column');
  return columns.filter((column) => chosen.includes(column));
}

/** Where a list is looked at by a kept filter; `along` is what is not kept with it. */
export function keptAddress(
  address: string,
  { along, query }: { along: ListFilters; query: string },
): string {
  const whole = [keptQuery(along, []), query].filter(Boolean).join('&');
  return whole ? `${address}?${whole}` : address;
}

/**
 * What of a list is worth keeping under a name: its filters and columns, not the page. The search text is left out,
 * since it may be somebody's ID number.
 */
export function keptQuery(filters: ListFilters, columns: readonly string[]): string {
  const { search: _, ...others } = filters;
  const kept = Object.entries(others).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams([
    ...kept,
    ...columns.map((column): [string, string] => ['column', column]),
  ]).toString();
}
