import { fen, type Fen } from '../money/fen';

/** What there is to pay from, day by day: pure, so that the guard, the pages and `verify` agree. */

/** What moved on a day, each net of its corrections of that day. */
export interface CashDay {
  on: string;
  receivedFen: number;
  paidFen: number;
  /** Carried into the next year: no longer this year's to pay. */
  carriedFen: number;
  /** Given to the bank by batches approved on that day, which has not answered yet. */
  waitingFen?: number;
}

/** Where a day ends: everything up to it. */
export interface CashStand extends Required<CashDay> {
  /** 到账未发: received, and neither paid out nor carried on. */
  cashFen: number;
  /** 可用于发放: that without what is with the bank. */
  usableFen: number;
}

/** Before anything moved. */
export const NO_CASH: CashStand = {
  on: '',
  receivedFen: 0,
  paidFen: 0,
  carriedFen: 0,
  waitingFen: 0,
  cashFen: 0,
  usableFen: 0,
};

/** The stands at the end of every day on which something moved, in order. */
export function cashStands(days: readonly CashDay[]): CashStand[] {
  const stands: CashStand[] = [];
  let stand = NO_CASH;
  for (const day of [...days].sort((left, right) => (left.on < right.on ? -1 : 1))) {
    const receivedFen = stand.receivedFen + day.receivedFen;
    const paidFen = stand.paidFen + day.paidFen;
    const carriedFen = stand.carriedFen + day.carriedFen;
    const waitingFen = stand.waitingFen + (day.waitingFen ?? 0);
    const cashFen = receivedFen - paidFen - carriedFen;
    const usableFen = cashFen - waitingFen;
    stand = { on: day.on, receivedFen, paidFen, carriedFen, waitingFen, cashFen, usableFen };
    if (stands.at(-1)?.on === day.on) stands.pop();
    stands.push(stand);
  }
  return stands;
}

/** The least that is usable on any day from this one on, and the first day that has it: more than that cannot leave on it. */
export function lowestFrom(days: readonly CashDay[], from: string): CashStand {
  const stands = cashStands(days);
  const before = stands.filter(({ on }) => on <= from).pop();
  let lowest: CashStand = { ...(before ?? NO_CASH), on: from };
  for (const stand of stands) {
    if (stand.on > from && stand.usableFen < lowest.usableFen) lowest = stand;
  }
  return lowest;
}

/** The first day on which more was paid than had come in, and how much more; null where there is none. */
export function firstOverdrawn(days: readonly CashDay[]): { on: string; shortFen: Fen } | null {
  const stand = cashStands(days).find(({ usableFen }) => usableFen < 0);
  return stand ? { on: stand.on, shortFen: fen(-stand.usableFen) } : null;
}
