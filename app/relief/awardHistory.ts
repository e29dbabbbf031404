/** What the triggers write of an award that was paid in parts, or of which something was taken back (db/schema/sums.ts). */
export interface AwardHistory {
  amountFen: number;
  isTakenBack: boolean;
  /** Each payment with its corrections: day and amount. */
  chains: [paidOn: string, amountFen: number][][];
}

export function historyOf(text: string): AwardHistory {
  return JSON.parse(text) as AwardHistory;
}

/** Whether something of an award is not paid, or not any more, and whether anything of it came back. */
export function restIn(history: string): { isOpen: boolean; isSentBack: boolean } {
  const { amountFen, chains } = historyOf(history);
  let [grossFen, netFen] = [0, 0];
  for (const chain of chains) {
    // A chain begins with its payment.
    grossFen += chain[0]![1];
    for (const [, fen] of chain) netFen += fen;
  }
  return { isOpen: netFen < amountFen, isSentBack: grossFen > netFen };
}
