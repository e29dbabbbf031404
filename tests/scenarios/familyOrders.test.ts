import { readFileSync } from 'node:fs';
import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { engine } from '../../app/config.server';
import { bulkSelection } from '../../app/families/bulk';
import { chosenFamilies } from '../../app/families/bulk.server';
import { changeFamily, listFamilies } from '../../app/families/families.server';
import { FAMILY_ORDERS, sortParts, type FamilyOrder, type FamilySort } from '../../app/families/familyFilter';
import {
  matchingFamilies,
  type FamilyFilter,
  type FamilyListRow,
} from '../../app/families/familyList.server';
import { nameKeys, nameOrder } from '../../app/families/nameKeys.server';
import { families, familyMembers } from '../../db/schema';
import type { Store } from '../../db/client.server';
import { fillRegister } from '../../scripts/bench/register';
import type { FreshDatabase } from '../database';
import { aFamily, aMember, anUnchangedForm } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { onDatabase } from '../rawDatabase';

const SORTS = FAMILY_ORDERS.flatMap((by): FamilySort[] => [by, `-${by}`]);

let store: Store;
let office: Office;

interface Cursors {
  after?: string | null;
  before?: string | null;
  pageSize?: number;
}
const page = (asked: FamilyFilter & Cursors) => store.read((read) => listFamilies(read, asked));
const whole = async (asked: FamilyFilter) => (await page({ ...asked, pageSize: 1000 })).rows;
const numbersOf = (rows: readonly FamilyListRow[]) => rows.map(({ fileNumber }) => fileNumber);
const namesOf = (rows: readonly FamilyListRow[]) => rows.map(({ mainPerson }) => mainPerson.name);

/** What an order looks at, told from the row that is shown. */
const VALUES: Record<FamilyOrder, (row: FamilyListRow) => string | null> = {
  fileNumber: ({ fileNumber }) => fileNumber,
  name: ({ mainPerson: { name } }) => nameOrder({ name, ...nameKeys(name) }),
  appliedOn: ({ appliedOn }) => appliedOn,
  registeredOn: ({ registeredOn }) => registeredOn,
  reviewDueOn: ({ reviewDueOn }) => reviewDueOn,
};

/** The same order, made anew: by the value, what has none last, and by the file number where values are the same. */
function sorted(rows: readonly FamilyListRow[], sort: FamilySort): FamilyListRow[] {
  const { by, direction } = sortParts(sort);
  const sign = direction === 'asc' ? 1 : -1;
  return [...rows].sort((one, other) => {
    const [first, second] = [VALUES[by](one), VALUES[by](other)];
    if (first === second) return one.fileNumber < other.fileNumber ? -sign : sign;
    if (first === null) return 1;
    if (second === null) return -1;
    return first < second ? -sign : sign;
  });
}

const NAMES = ['王伟', '王伟', '万国强', '詹刚', '张三', '章三', '张国', 'John', '欧阳修', '张三'];

describe('the order of the list', () => {
  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
    await fillRegister(store, 40);
    for (const [place, name] of NAMES.entries()) {
      await aFamily(office, {
        ...(place % 3 ? { state: 'draft' } : {}),
        appliedOn: businessDate(place % 2 ? '2018-03-05' : '2017-06-01'),
        members: [aMember({ name })],
        division: '410122',
      });
    }
  });

  const FILTERS: FamilyFilter[] = [
    {},
    { status: 'draft' },
    { status: 'approved' },
    { division: '410122' },
    { division: '410122', status: 'draft' },
    { search: 'z' },
    { review: 'due' },
  ];

  it('is by the value, what has none last in both directions, and then by the file number', async () => {
    for (const sort of SORTS) {
      for (const filter of FILTERS) {
        const rows = await whole({ ...filter, sort });
        expect([sort, filter, numbersOf(rows)]).toEqual([sort, filter, numbersOf(sorted(rows, sort))]);
        expect(new Set(numbersOf(rows))).toEqual(new Set(numbersOf(await whole(filter))));
      }
    }
    const [newest] = await whole({});
    expect(newest!.fileNumber).toBe((await whole({ sort: '-fileNumber' }))[0]!.fileNumber);
  });

  it('gives every file once and in order over its pages, forwards and back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SORTS),
        fc.constantFrom(...FILTERS),
        fc.integer({ min: 1, max: 20 }),
        async (sort, filter, pageSize) => {
          const all = numbersOf(await whole({ ...filter, sort }));
          const forwards: string[] = [];
          const places: (string | null)[] = [];
          let current = await page({ ...filter, sort, pageSize });
          expect(current.previous).toBeNull();
          for (;;) {
            forwards.push(...numbersOf(current.rows));
            expect(current.total).toBe(all.length);
            if (!current.next) break;
            places.push(current.next);
            current = await page({ ...filter, sort, pageSize, after: current.next });
          }
          expect(forwards).toEqual(all);
          const backwards = numbersOf(current.rows);
          while (current.previous) {
            current = await page({ ...filter, sort, pageSize, before: current.previous });
            if (current.previous) backwards.unshift(...numbersOf(current.rows));
          }
          // The page before the second one is the first, whole, so that it may overlap.
          expect(numbersOf(current.rows)).toEqual(all.slice(0, pageSize));
          expect(all.slice(-backwards.length)).toEqual(backwards);
          // A file number, and no name.
          for (const place of places) expect(place).toMatch(/^\d{4}_-?\d+$/);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('keeps those of one surname together, and those that cannot be read at the end', async () => {
    const asked = { division: '410122' } as const;
    const names = namesOf(await whole({ ...asked, sort: 'name' }));
    const own = names.filter((name) => NAMES.includes(name));
    expect(own).toEqual([
      ...['欧阳修', '万国强', '王伟', '王伟', '詹刚'],
      ...['张国', '张三', '张三', '章三', 'John'],
    ]);
    const back = namesOf(await whole({ ...asked, sort: '-name' })).filter((name) => NAMES.includes(name));
    expect(back).toEqual([...own.slice(0, -1).reverse(), 'John']);
  });

  it('begins at the first page where a cursor names no file', async () => {
    const first = numbersOf((await page({ sort: 'name', pageSize: 5 })).rows);
    for (const cursor of [{ after: '1900_1' }, { before: '9999_1' }, { after: 'zhang' }])
      expect(numbersOf((await page({ sort: 'name', pageSize: 5, ...cursor })).rows)).toEqual(first);
  });

  it('goes on from where the file of the cursor stands now', async () => {
    const form = { division: '410181', state: 'draft' } as const;
    const made: string[] = [];
    for (const name of ['安一', '安二', '白三', '白四'])
      made.push((await aFamily(office, { ...form, members: [aMember({ name })] })).id);
    const asked = { division: '410181', status: 'draft', sort: 'name', pageSize: 2 } as const;
    const mine = (rows: readonly FamilyListRow[]) => rows.filter(({ id }) => made.includes(id));
    const first = await page({ ...asked, pageSize: 1 });
    expect(namesOf(mine(first.rows))).toEqual(['安二']);
    const change = await anUnchangedForm(store, made[1]!);
    const name = '白二';
    await changeFamily(office.caseworker, {
      ...change,
      members: [{ ...change.members[0]!, name }],
      bank: { ...change.bank, accountHolder: name },
    });
    expect(namesOf(mine((await page({ ...asked, after: first.next })).rows))).toEqual(['白三', '白四']);
  });

  it('is that of an export and of a step for all that a filter leaves', async () => {
    for (const sort of SORTS) {
      const asked = { division: '410122', status: 'draft', sort } as const;
      const ids = (await whole(asked)).map(({ id }) => id);
      const question = { statuses: ['draft', 'returned'] as const, limit: 5 };
      const exported = await store.read((read) => matchingFamilies(read, asked, question));
      expect([sort, exported.ids]).toEqual([sort, ids.slice(0, 5)]);
      const query = `all=yes&division=410122&status=draft&sort=${sort}`;
      const { rows } = await store.read((read) =>
        chosenFamilies(read, {
          act: 'submit',
          selection: bulkSelection(new URLSearchParams(query)),
          staffId: office.caseworker.actor.staffId,
        }),
      );
      expect(rows.map(({ id }) => id)).toEqual(ids);
    }
  });
});

describe('the name that a file is ordered by', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    ({ database, store, office } = await aFreshOffice());
    await fillRegister(store, 200);
    for (const name of ['单重庆', '阿里·木', '𠮷田三', 'John', '欧阳小丁', '𠮷', '吕'])
      await aFamily(office, { members: [aMember({ name })] });
  });

  /** File numbers and orders, as kept. */
  const kept = () =>
    store.read((read) =>
      read
        .select({ id: families.id, name: familyMembers.name, order: families.nameOrder })
        .from(families)
        .innerJoin(familyMembers, and(eq(familyMembers.familyId, families.id), eq(familyMembers.position, 0)))
        .orderBy(families.id),
    );

  it('is given to files from before by what is kept of the sounds, as to new ones', async () => {
    const before = await kept();
    expect(before).toHaveLength(207);
    await onDatabase(database, 'update families set name_order = null');
    const migration = /"tag": "(\d+_family_orders_rules)"/.exec(
      readFileSync(`db/migrations/${engine}/meta/_journal.json`, 'utf8'),
    )![1]!;
    await onDatabase(database, readFileSync(`db/migrations/${engine}/${migration}.sql`, 'utf8'));
    expect(await kept()).toEqual(before);
    expect(before.filter(({ order }) => order === null).map(({ name }) => name)).toEqual([
      '𠮷田三',
      'John',
      '𠮷',
    ]);
  });
});
