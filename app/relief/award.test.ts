import { describe, expect, it } from 'vitest';
import { awardStatus, unpaidRest, type AwardMoney } from './award';

const award = (given: Partial<AwardMoney>): AwardMoney => ({
  amountFen: 60_000,
  netFen: 0,
  grossFen: 0,
  releasedOn: null,
  takenBackBy: null,
  ...given,
});

describe('where an award stands', () => {
  it.each<[string, Partial<AwardMoney>, string, number]>([
    ['nothing paid', {}, 'unpaid', 60_000],
    ['one fen paid', { netFen: 1, grossFen: 1 }, 'partly_paid', 59_999],
    ['one fen missing', { netFen: 59_999, grossFen: 59_999 }, 'partly_paid', 1],
    ['all paid', { netFen: 60_000, grossFen: 60_000 }, 'paid', 0],
    ['all returned', { grossFen: 60_000 }, 'sent_back', 60_000],
    ['a part recovered', { netFen: 40_000, grossFen: 60_000 }, 'sent_back', 20_000],
    ['returned and paid again', { netFen: 60_000, grossFen: 120_000 }, 'paid', 0],
    ['released', { releasedOn: '2019-07-01' }, 'released', 0],
    [
      'recovered for good',
      { grossFen: 60_000, releasedOn: '2019-07-01', takenBackBy: 'row' },
      'taken_back',
      0,
    ],
    ['released after a part', { netFen: 1, grossFen: 1, releasedOn: '2019-07-01' }, 'released', 0],
  ])('%s', (_, given, status, restFen) => {
    expect(awardStatus(award(given))).toBe(status);
    expect(unpaidRest(award(given))).toBe(restFen);
  });
});
