import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { recordFamily } from '../../app/families/families.server';
import { publiciseFamilies } from '../../app/families/notices.server';
import { freshDatabase } from '../database';
import { aFamily, aFamilyInput } from '../factories/families';
import { anOffice, type Office } from '../factories/office';

/** What is numbered one after the other, made at once from two processes: each has a number of its own, none is lost. */

const AT_ONCE = 4;

let office: Office;
/** The same people at the desks of a second process. */
let elsewhere: Office;
beforeAll(async () => {
  const database = await freshDatabase();
  office = await anOffice(await database.open());
  const other = await database.open();
  elsewhere = Object.fromEntries(
    Object.entries(office).map(([name, desk]) => [name, { ...desk, store: other }]),
  ) as Office;
});

const desks = () => Array.from({ length: AT_ONCE }, (_, index) => (index % 2 === 0 ? office : elsewhere));

describe('numbers given at once', () => {
  it('files of a year', async () => {
    const opened = await Promise.all(
      desks().map(({ caseworker }) =>
        recordFamily(caseworker, aFamilyInput({ appliedOn: businessDate('2018-03-05') })),
      ),
    );
    expect(opened.map(({ fileNumber }) => fileNumber).sort()).toEqual([
      'KN2018-00001',
      'KN2018-00002',
      'KN2018-00003',
      'KN2018-00004',
    ]);
  });

  it('notices of a year', async () => {
    const ids: string[] = [];
    for (let made = 0; made < AT_ONCE; made += 1) {
      const { id } = await aFamily(office, { state: 'visited' });
      ids.push(id);
    }
    const notices = await Promise.all(
      desks().map(({ caseworker }, index) =>
        publiciseFamilies(caseworker, {
          ids: [ids[index]!],
          on: businessDate('2019-12-02'),
          place: '样例公示栏',
        }),
      ),
    );
    const numbers = notices.map(({ number }) => number).sort();
    expect(new Set(numbers).size).toBe(AT_ONCE);
    expect(Number(numbers.at(-1)!.slice(-5)) - Number(numbers[0]!.slice(-5))).toBe(AT_ONCE - 1);
  });
});
