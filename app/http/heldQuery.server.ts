import { heldText } from '../identity/heldText.server';
import { isLongNumber } from '../identity/longNumber';

/** What lists are searched by, under the name that all of them use; and what was searched for before, sealed. */
const SEARCH = 'search';
const HELD = 'held';

/** Nobody is found by more characters than that, and an address would not hold them. */
export const MOST_SOUGHT = 100;

/** A search text as far as it is looked for. */
export function soughtText(text: string): string {
  const characters = [...text.trim()];
  return characters.length > MOST_SOUGHT ? characters.slice(0, MOST_SOUGHT).join('') : text;
}

/** Whether of what was asked not all is looked for. */
export function isCut(asked: URLSearchParams): boolean {
  const text = asked.get(SEARCH) ?? '';
  return soughtText(text) !== text;
}

/** The query of a list as its address may carry it. An emptied box still means the number that it does not show. */
export function heldQuery(asked: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(asked);
  const held = query.get(HELD);
  query.delete(HELD);
  const text = query.get(SEARCH) ?? held;
  if (text) query.set(SEARCH, heldText(soughtText(text)));
  return query;
}

/** The address without its number, when somebody typed one into it or comes by an old link; otherwise null. */
export function withoutNumber(address: string): string | null {
  const { pathname, searchParams } = new URL(address);
  if (!isLongNumber(searchParams.get(SEARCH) ?? '')) return null;
  return `${pathname}?${heldQuery(searchParams).toString()}`;
}
