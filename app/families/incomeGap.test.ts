import { describe, expect, it } from 'vitest';
import { incomeGap } from './incomeGap';

/** In yuan, as people say it. */
const gap = (items: Record<string, number>, monthly: (number | null)[]) => {
  const inFen = Object.entries(items).map(([name, yuan]) => [`${name}Fen`, yuan * 100]);
  return incomeGap(
    Object.fromEntries(inFen) as Record<string, number>,
    monthly.map((yuan) => yuan && yuan * 100),
  );
};

describe('monthly incomes beside the income of 12 months', () => {
  it.each<[string, Record<string, number>, (number | null)[], boolean]>([
    ['800 a month and nothing in the year', {}, [800], true],
    ['nothing at all', {}, [0, 0], false],
    ['nobody’s said', { wages: 9_600 }, [null, null], false],
    ['the same', { wages: 9_600 }, [800, 0], false],
    ['half as much again', { wages: 6_400 }, [800], false],
    ['a fen below that', { wages: 6_399.99 }, [800], true],
    ['a year of half as much again', { wages: 14_400 }, [800], false],
    ['a fen above that', { wages: 14_400.01 }, [800], true],
    ['wages of a year and nobody earning', { wages: 9_600 }, [0, 0], true],
    ['wages of a year, one not stated', { wages: 9_600 }, [0, null], false],
    ['more a month than the year shows, one not stated', { wages: 1_000 }, [800, null], true],
    ['a pension that no member calls income', { transfer: 9_600 }, [0], false],
    ['a pension that one does', { transfer: 9_600 }, [800], false],
    ['business', { business: 9_600 }, [0], true],
  ])('%s', (_, items, monthly, isApart) => {
    expect(gap(items, monthly) !== null).toBe(isApart);
  });

  it('tells both sums of 12 months', () => {
    expect(gap({ wages: 1_000, transfer: 200 }, [800, 100])).toEqual({
      membersFen: 10_800_00,
      familyFen: 1_200_00,
    });
  });
});
