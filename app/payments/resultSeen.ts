import { Refusal } from '../refusal';
import { readingOf, type ResultMapping } from './bankResult';

/** What whoever enters a result has seen of it, held against what it is now. */

interface Counts {
  succeeded: number;
  failed: number;
  amountFen: number;
}

/**
 * The same counts may be of other days and numbers.
 * @throws Refusal result.read_otherwise
 */
export function requireReadAsSeen(mapping: ResultMapping, seen: string | undefined): void {
  if (seen !== undefined && seen !== readingOf(mapping)) throw new Refusal('result.read_otherwise');
}

/** @throws Refusal result.changed {succeeded, failed} */
export function requireAsSeen(now: Counts, seen: Counts): void {
  const isSame =
    now.succeeded === seen.succeeded && now.failed === seen.failed && now.amountFen === seen.amountFen;
  if (!isSame) throw new Refusal('result.changed', { succeeded: now.succeeded, failed: now.failed });
}

/**
 * @param seen how many rows were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal result.booked_otherwise {count}
 */
export function requireDifferingSeen(count: number, seen: number | undefined): { differingRows?: number } {
  if (seen !== undefined && seen !== count)
    throw new Refusal('result.booked_otherwise', { count }, 'differingSeen');
  return count > 0 ? { differingRows: count } : {};
}

/**
 * The same of rows about answered lines that cannot be read.
 * @throws Refusal result.unread {count}
 */
export function requireUnreadSeen(count: number, seen: number | undefined): { unreadRows?: number } {
  if (seen !== undefined && seen !== count) throw new Refusal('result.unread', { count }, 'unreadSeen');
  return count > 0 ? { unreadRows: count } : {};
}
