import { describe, expect, it } from 'vitest';
import { campaignMoney } from './campaignMoney';

const now = { budgetFen: 1_000, receivedFen: 700, committedFen: 300, paidFen: 100, availableFen: 600 };

describe('the money of a campaign', () => {
  it.each([
    ['enough beside what is approved', 200, { usableFen: 550, waitingFen: 50 }, 250, 0],
    ['a fen too little', 301, { usableFen: 550, waitingFen: 50 }, 250, 1],
    ['nothing received', 200, { usableFen: 0, waitingFen: 0 }, 300, 200],
    ['less than what is approved', 200, { usableFen: 100, waitingFen: 0 }, 300, 200],
    ['more than the budget leaves', 601, { usableFen: 1_000, waitingFen: 300 }, 0, 0],
  ])('%s', (_, amountFen, cash, reservedFen, unreceivedFen) => {
    const availableFen = 600 - amountFen;
    expect(campaignMoney(now, { amountFen, cash })).toEqual({
      now,
      approved: { ...now, committedFen: 300 + amountFen, availableFen },
      paid: { ...now, paidFen: 100 + amountFen, availableFen },
      ...{ usableFen: cash.usableFen, reservedFen, unreceivedFen },
    });
  });
});
