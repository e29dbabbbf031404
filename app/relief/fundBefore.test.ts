import { expect, it } from 'vitest';
import { heldAgainst } from './fundBefore';

it.each([
  [100, { availableFen: 100, levelFen: null }, 0, false],
  [101, { availableFen: 100, levelFen: null }, 1, false],
  [50, { availableFen: -10, levelFen: 50 }, 60, false],
  [51, { availableFen: 100, levelFen: 50 }, 0, true],
])('%i against %j lacks %i and asks a second head: %s', (amountFen, fund, shortFen, needsSecond) => {
  expect(heldAgainst(fund, amountFen)).toEqual({ shortFen, needsSecond });
});
