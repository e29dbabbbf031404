/** What an approval is held against before it is given. */
export interface FundBefore {
  /** What the budget of the year can still carry. */
  availableFen: number;
  /** Above this amount a second head confirms; null where nobody has to. */
  levelFen: number | null;
}

/** By how much the budget is too little for an amount, and whether a second head would confirm it. */
export function heldAgainst(
  { availableFen, levelFen }: FundBefore,
  amountFen: number,
): { shortFen: number; needsSecond: boolean } {
  return {
    shortFen: Math.max(0, amountFen - availableFen),
    needsSecond: levelFen !== null && amountFen > levelFen,
  };
}
