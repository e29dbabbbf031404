/** What the triggers write of an award that was paid in parts, or of which something was taken back (db/schema/sums.ts). */
export interface AwardHistory {
  amountFen: number;
  isTakenBack: boolean;
  /** Each payment with its corrections: day and amount. */
  chains: [paidOn: string, amountFen: number][][];
  /** Releases that ended; left out where there were none. */
  ended?: [releasedOn: string, givenBackOn: string][];
}

export function historyOf(text: string): AwardHistory {
  return JSON.parse(text) as AwardHistory;
}

export interface AwardRest {
  /** Something of the award is not paid, or not any more. */
  isOpen: boolean;
  /** Something of it came back. */
  isSentBack: boolean;
  /** A recovery released it. */
  isTakenBack: boolean;
}

/** What is left of an award by its history. */
export function restIn(history: string): AwardRest {
  const { amountFen, isTakenBack, chains } = historyOf(history);
  let [grossFen, netFen] = [0, 0];
  for (const chain of chains) {
    // A chain begins with its payment.
    grossFen += chain[0]![1];
    for (const [, fen] of chain) netFen += fen;
  }
  return { isOpen: netFen < amountFen, isSentBack: grossFen > netFen, isTakenBack };
}
