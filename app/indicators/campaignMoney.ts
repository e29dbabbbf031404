/** The money of a project-year before and after a campaign: pure, from the figures of the fund page. */

/** As the fund page tells it: all the project's money, whatever its day; budget − committed − paid is available. */
interface FundFigures {
  budgetFen: number;
  receivedFen: number;
  committedFen: number;
  paidFen: number;
  availableFen: number;
}

/** The fund now, once the campaign is approved, and once it is paid too. */
export interface CampaignMoney {
  now: FundFigures;
  approved: FundFigures;
  paid: FundFigures;
  /** 可用于发放: received, and neither paid, nor carried on, nor with the bank. */
  usableFen: number;
  /** Approved, and neither paid nor with the bank: it will be paid from that too. */
  reservedFen: number;
  /** What is missing of what was received to pay the campaign beside that; 0 where nothing is. */
  unreceivedFen: number;
}

export function campaignMoney(
  now: FundFigures,
  { amountFen, cash }: { amountFen: number; cash: { usableFen: number; waitingFen: number } },
): CampaignMoney {
  const availableFen = now.availableFen - amountFen;
  const reservedFen = Math.max(0, now.committedFen - cash.waitingFen);
  return {
    now,
    approved: { ...now, committedFen: now.committedFen + amountFen, availableFen },
    paid: { ...now, paidFen: now.paidFen + amountFen, availableFen },
    usableFen: cash.usableFen,
    reservedFen,
    unreceivedFen: Math.max(0, amountFen - Math.max(0, cash.usableFen - reservedFen)),
  };
}
