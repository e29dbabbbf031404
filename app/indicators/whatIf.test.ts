import { describe, expect, it } from 'vitest';
import { aHalfYear } from '../../tests/factories/yearFacts';
import { computeIndicators } from './compute';
import { withWishes, type Wish } from './whatIf';

const year = aHalfYear();

describe('what is approved', () => {
  const wish: Wish = {
    id: 'w',
    type: 'living',
    familyId: 'zhao',
    memberId: 'zhao/zhao',
    personId: 'zhao',
    amountFen: 60_000,
  };

  it('commits money, and helps somebody once it is paid', () => {
    const approved = computeIndicators(withWishes(year, [wish], 'approved'));
    expect(approved.budget.committedFen).toBe(computeIndicators(year).budget.committedFen + 60_000);
    expect(approved.rows[0]!.actual.value).toBe('2');
    const paid = computeIndicators(withWishes(year, [wish], 'paid'));
    expect(paid.budget.paidFen).toBe(180_000);
    expect(paid.rows[0]!.actual.value).toBe('3');
  });

  it('of nobody changes nothing', () => {
    expect(computeIndicators(withWishes(year, [], 'paid'))).toEqual(computeIndicators(year));
  });
});
