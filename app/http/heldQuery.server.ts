import { heldText } from '../identity/heldText.server';
import { isLongNumber } from '../identity/longNumber';

/** What lists are searched by, under the name that all of them use; and what was searched for before, sealed. */
const SEARCH = 'search';
const HELD = 'held';

/** The query of a list as its address may carry it. An emptied box still means the number that it does not show. */
export function heldQuery(asked: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(asked);
  const held = query.get(HELD);
  query.delete(HELD);
  const text = query.get(SEARCH) ?? held;
  if (text) query.set(SEARCH, heldText(text));
  return query;
}

/** The address without its number, when somebody typed one into it or comes by an old link; otherwise null. */
export function withoutNumber(address: string): string | null {
  const { pathname, searchParams } = new URL(address);
  if (!isLongNumber(searchParams.get(SEARCH) ?? '')) return null;
  return `${pathname}?${heldQuery(searchParams).toString()}`;
}
