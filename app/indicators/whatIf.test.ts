import { describe, expect, it } from 'vitest';
import { anAward, anIndicator, aPayment, aYear } from '../../tests/factories/yearFacts';
import { computeIndicators } from './compute';
import { withWishes, type Wish } from './whatIf';

const indicator = anIndicator('people_helped.living', '=10人', { basis: 'person_times' });
const year = aYear({
  asOf: '2019-06-30',
  indicators: [indicator],
  awards: [anAward('a1'), anAward('a2', { person: 'li' })],
  payments: [
    aPayment('p1', { awardId: 'a1', amountFen: 60_000, paidOn: '2019-03-05' }),
    aPayment('p2', { awardId: 'a2', person: 'li', amountFen: 60_000, paidOn: '2019-06-28' }),
  ],
});

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
