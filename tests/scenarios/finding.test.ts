import { gt, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, businessDate } from '../../app/calendar/date';
import { actOnFamilies, chosenFamilies } from '../../app/families/bulk.server';
import { familyPage, listFamilies } from '../../app/families/families.server';
import { findFamilies } from '../../app/families/familySearch.server';
import { listDueReviews } from '../../app/families/reviews.server';
import { deleteFilter, savedFiltersOf, saveFilter } from '../../app/staff/savedFilters.server';
import { fen } from '../../app/money/fen';
import { families } from '../../db/schema';
import { fillRegister } from '../../scripts/bench/register';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aFamily, aFamilyInput, aMember, anIdNumber, aStudent, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { anOffice, type Office } from '../factories/office';
import { refused } from '../refused';

const refusedCode = async (work: Promise<unknown>) => (await refused(work))?.code;

describe('searching', () => {
  let store: Store;
  let office: Office;
  let zhang: MadeFamily;
  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
    zhang = await aFamily(office, {
      phone: '13812345678',
      members: [
        aMember({ name: '张三丰', idNumber: anIdNumber({ birthDate: '1975-03-02' }) }),
        aStudent({ name: '张小娟', idNumber: anIdNumber({ birthDate: '2004-11-30', isMale: false }) }),
      ],
    });
    await aFamily(office, {
      state: 'draft',
      phone: '13900009999',
      members: [aMember({ name: '单田芳' }), aMember({ relation: 'spouse', name: '张三' })],
    });
    await aFamily(office, {
      state: 'draft',
      phone: '0371-60001234',
      members: [aMember({ name: '阿里·木' })],
    });
    await aFamily(office, { state: 'exited', members: [aMember({ name: '吕不韦' })] });
    await aFamily(office, { state: 'draft', members: [aMember({ name: '古丽娜·买买提' })] });
  });

  const worker = () => zhang.input.members[0]!.idNumber;
  const child = () => zhang.input.members[1]!.idNumber;
  const ZHANG = '张三丰';
  const SHAN = '单田芳';

  it.each<[string, () => string, string[]]>([
    ['a whole name', () => '张三', [SHAN, ZHANG]],
    ['the end of a name', () => '三丰', [ZHANG]],
    ['a family name', () => '张', [SHAN, ZHANG]],
    ['a name with its separator typed otherwise', () => '阿里•木', ['阿里·木']],
    ['a part of a name far in', () => '买提', ['古丽娜·买买提']],
    ['a part that has no sound', () => '·', ['阿里·木', '古丽娜·买买提']],
    ['pinyin', () => 'zhangsanfeng', [ZHANG]],
    ['the beginning of pinyin, in capitals', () => 'ZhangSan', [SHAN, ZHANG]],
    ['initials', () => 'zsf', [ZHANG]],
    ['the beginning of initials', () => 'zs', [SHAN, ZHANG]],
    ['a surname by its reading as one', () => 'stf', [SHAN]],
    ['an umlaut', () => 'lvbuwei', ['吕不韦']],
    ['the last letter of the alphabet', () => 'zz', []],
    ['the last digits of an ID number', () => worker().slice(-4), [ZHANG]],
    ['more of its digits', () => worker().slice(-6), [ZHANG]],
    ['its birth date on', () => child().slice(-12), [ZHANG]],
    ['all but its first digit', () => child().slice(1), [ZHANG]],
    ['all but its first digit, one wrong', () => `0${child().slice(2)}`, []],
    ['three last digits, which are too few', () => worker().slice(-3), []],
    ['a full ID number', worker, [ZHANG]],
    ['a full ID number of a member, in groups', () => child().replace(/(.{6})/, '$1 '), [ZHANG]],
    ['a phone number', () => '13812345678', [ZHANG]],
    ['a phone number in groups', () => '138 1234 5678', [ZHANG]],
    ['the beginning of a phone number', () => '1381', [ZHANG]],
    ['a landline', () => '0371-6000', ['阿里·木']],
    ['a file number', () => zhang.fileNumber, [ZHANG]],
    ['a file number in small letters', () => zhang.fileNumber.toLowerCase(), [ZHANG]],
    ['the end of a file number', () => zhang.fileNumber.slice(-5), [ZHANG]],
    ['its number without zeros', () => String(Number(zhang.fileNumber.slice(-5))), [ZHANG]],
    [
      'a part of a file number',
      () => zhang.fileNumber.slice(2, -2),
      [SHAN, '吕不韦', '阿里·木', '古丽娜·买买提', ZHANG],
    ],
    ['somebody unknown', () => '查无此人', []],
  ])('finds by %s, in the list and in the palette', async (_, text, expected) => {
    const list = await store.read((read) => listFamilies(read, { search: text() }));
    const found = await store.read((read) => findFamilies(read, text()));
    const sorted = (names: string[]) => [...names].sort();
    expect(sorted(list.rows.map(({ mainPerson }) => mainPerson.name))).toEqual(sorted(expected));
    expect(list.total).toBe(expected.length);
    expect(sorted(found.map(({ mainPerson }) => mainPerson))).toEqual(sorted(expected));
  });

  it('says which member it hit, whole names first', async () => {
    const found = await store.read((read) => findFamilies(read, '张三'));
    expect(found.map(({ mainPerson, member }) => [mainPerson, member])).toEqual([
      [SHAN, '张三'],
      [ZHANG, null],
    ]);
    const { rows } = await store.read((read) => listFamilies(read, { search: child().slice(-4) }));
    expect(rows.find(({ id }) => id === zhang.id)?.matchedMembers).toEqual(['张小娟']);
  });

  it('finds nothing for nothing, and never sends a full number along', async () => {
    expect(await store.read((read) => findFamilies(read, '  '))).toEqual([]);
    const found = await store.read((read) => findFamilies(read, worker()));
    const list = await store.read((read) => listFamilies(read, { search: worker() }));
    expect(JSON.stringify([found, list])).not.toContain(worker());
    expect(JSON.stringify([found, list])).not.toContain('13812345678');
  });
});

describe('the filters of the list', () => {
  let store: Store;
  let office: Office;
  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
    await aFamily(office, { members: [aMember({ name: '甲在册' })], mainCause: 'low_income' });
    await aFamily(office, {
      members: [aMember({ name: '乙无账户' })],
      bank: { bankName: '', accountHolder: '', account: '' },
    });
    await aFamily(office, {
      appliedOn: businessDate('2018-03-05'),
      members: [aMember({ name: '丙上年' })],
    });
    await aFamily(office, {
      state: 'draft',
      members: [aMember({ name: '丁草稿' })],
      mainCause: 'low_income',
    });
  });

  it.each<[string, Parameters<typeof listFamilies>[1], string[]]>([
    ['a cause', { cause: 'low_income' }, ['丁草稿', '甲在册']],
    ['no account', { account: 'none' }, ['乙无账户']],
    ['registered until a day', { to: '2018-12-31' }, ['丙上年']],
    ['registered from a day on', { from: '2019-01-01' }, ['乙无账户', '甲在册']],
    ['a cause and a status', { cause: 'low_income', status: 'approved' }, ['甲在册']],
    ['a review that is due', { review: 'due' }, ['丙上年', '乙无账户', '甲在册']],
    [
      'everything at once',
      { account: 'none', from: '2019-01-01', review: 'due', search: 'ywzh' },
      ['乙无账户'],
    ],
  ])('%s', async (_, filter, expected) => {
    const { rows, total } = await store.read((read) => listFamilies(read, filter));
    expect(rows.map(({ mainPerson }) => mainPerson.name).sort()).toEqual([...expected].sort());
    expect(total).toBe(expected.length);
  });
});

describe('paging by key', () => {
  let store: Store;
  let office: Office;
  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
    for (let index = 0; index < 12; index += 1) await another(index);
  });

  const another = (index: number) =>
    aFamily(office, {
      state: 'draft',
      appliedOn: addDays(businessDate('2017-06-01'), (index % 3) * 365),
      members: [aMember()],
    });
  const page = (cursor: { after?: string | null; before?: string | null }, pageSize: number) =>
    store.read((read) => listFamilies(read, { ...cursor, pageSize }));
  const numbers = ({ rows }: Awaited<ReturnType<typeof page>>) => rows.map(({ fileNumber }) => fileNumber);
  const everything = async () => numbers(await page({}, 1000));

  it('gives every file once and in order, forwards and back, also when files come meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat(5), { maxLength: 2 }), walkBothWays),
      { numRuns: 12 },
    );
  });

  async function walkBothWays(pageSize: number, coming: number[]): Promise<void> {
    const atFirst = await everything();
    const forwards: string[] = [];
    const pages: string[][] = [];
    let current = await page({}, pageSize);
    expect(current.previous).toBeNull();
    for (;;) {
      pages.push(numbers(current));
      forwards.push(...numbers(current));
      if (coming.length > 0) await another(coming.pop()!);
      if (!current.next) break;
      current = await page({ after: current.next }, pageSize);
    }
    expect(new Set(forwards).size).toBe(forwards.length);
    expect(forwards).toEqual([...forwards].sort().reverse());
    expect(forwards).toEqual(expect.arrayContaining(atFirst));

    const backwards: string[] = numbers(current);
    while (current.previous) {
      current = await page({ before: current.previous }, pageSize);
      if (current.previous === null) break;
      backwards.unshift(...numbers(current));
    }
    expect(new Set(backwards).size).toBe(backwards.length);
    expect(backwards).toEqual([...backwards].sort().reverse());
    expect(numbers(current)).toEqual((await everything()).slice(0, pageSize));
  }

  it('turns the pages of reviews, and of files that are numbered below zero', async () => {
    const own = await freshStore();
    await fillRegister(own, 100, (await anOffice(own)).head.actor.staffId);
    const below = sql`-${families.fileSequence}`;
    await own.write((write) =>
      write.update(families).set({ fileSequence: below }).where(gt(families.fileSequence, 50)),
    );
    const walk = async (
      turn: (cursor: { after?: string }) => Promise<{ rows: { fileNumber: string }[]; next: string | null }>,
    ) => {
      const seen: string[] = [];
      for (let after: string | undefined | null; after !== null;) {
        const { rows, next } = await turn(after ? { after } : {});
        seen.push(...rows.map(({ fileNumber }) => fileNumber));
        after = next;
      }
      return new Set(seen).size;
    };
    const question = { view: 'overdue', division: null } as const;
    const reviews = (cursor: object) => own.read((read) => listDueReviews(read, { ...question, ...cursor }));
    expect(await walk(reviews)).toBe((await reviews({})).total);
    expect(await walk((cursor) => own.read((read) => listFamilies(read, cursor)))).toBe(100);
  });

  it.each([{ after: 'x' }, { before: '2019' }, { after: '1900_1' }, { before: '9999_1' }])(
    'a cursor that leads nowhere leads to the first page: %j',
    async (cursor) => {
      expect(numbers(await page(cursor, 5))).toEqual((await everything()).slice(0, 5));
    },
  );

  it('counts all of them on every page', async () => {
    const first = await page({}, 5);
    const second = await page({ after: first.next }, 5);
    expect(first.total).toBe((await everything()).length);
    expect(second.total).toBe(first.total);
  });
});

describe('filters kept under a name', () => {
  it('are each person’s own; the same name replaces; what is deleted is gone; each change is audited', async () => {
    const store = await freshStore();
    const { caseworker, head } = await anOffice(store);
    const keptBy = ({ actor: { staffId } }: typeof head) =>
      store.read((read) => savedFiltersOf(read, { staffId, list: 'families' }));
    await saveFilter(caseworker, { list: 'families', name: '乙', query: 'status=draft' });
    await saveFilter(caseworker, { list: 'families', name: '甲', query: 'status=visited' });
    await saveFilter(caseworker, { list: 'families', name: '乙', query: 'status=returned' });
    await saveFilter(caseworker, { list: 'payments', name: '乙', query: 'year=2019' });
    const kept = await keptBy(caseworker);
    expect(kept.map(({ name, query }) => `${name} ${query}`).sort()).toEqual([
      '乙 status=returned',
      '甲 status=visited',
    ]);
    expect(await keptBy(head)).toEqual([]);

    const { id } = kept.find(({ name }) => name === '甲')!;
    expect(await refusedCode(deleteFilter(head, id))).toBe('record.not_found');
    expect(await deleteFilter(caseworker, id)).toBe('甲');
    expect((await keptBy(caseworker)).map(({ name }) => name)).toEqual(['乙']);

    const { staffId } = caseworker.actor;
    const entries = await store.read((read) => auditOf(read, { type: 'staff', id: staffId }));
    expect(entries.slice(0, 2).map(({ action }) => action)).toEqual(['filter.deleted', 'filter.saved']);
  });

  it('are not more than twenty a list', async () => {
    const { caseworker } = await anOffice(await freshStore());
    const save = (name: string) => saveFilter(caseworker, { list: 'families', name, query: '' });
    for (let index = 1; index <= 20; index += 1) await save(String(index));
    expect(await refusedCode(save('21'))).toBe('filter.too_many');
    await save('20');
  });
});

describe('one step for many files', () => {
  let store: Store;
  let office: Office;
  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
  });

  const step = (on: string) => ({ on: businessDate(on), note: '', place: '公告栏' });
  const statusOf = async ({ id }: MadeFamily) => (await store.read((read) => familyPage(read, id))).status;

  it('submits those that can be, and says of each other one why not', async () => {
    const draft = await aFamily(office, { state: 'draft' });
    const later = await aFamily(office, { state: 'draft', appliedOn: businessDate('2019-02-01') });
    const approved = await aFamily(office);
    const outcomes = await actOnFamilies(office.caseworker, {
      act: 'submit',
      ids: [draft, later, approved].map(({ id }) => id),
      step: step('2019-01-20'),
    });
    expect(outcomes.map(({ row, refusal }) => [row.id, row.status, refusal?.code ?? null])).toEqual([
      [draft.id, 'submitted', null],
      [later.id, 'draft', 'family.before_previous_step'],
      [approved.id, 'approved', 'family.not_now'],
    ]);
  });

  it('does nothing twice when it is asked again', async () => {
    const draft = await aFamily(office, { state: 'draft' });
    const asked = { act: 'submit', ids: [draft.id], step: step('2019-01-20') } as const;
    await actOnFamilies(office.caseworker, asked);
    const [again] = await actOnFamilies(office.caseworker, asked);
    expect(again).toMatchObject({ row: { status: 'submitted' }, refusal: { code: 'family.not_now' } });
  });

  it('puts those that were visited on one notice', async () => {
    const visited = [
      await aFamily(office, { state: 'visited' }),
      await aFamily(office, { state: 'visited' }),
    ];
    const draft = await aFamily(office, { state: 'draft' });
    const outcomes = await actOnFamilies(office.caseworker, {
      act: 'publicise',
      ids: [...visited, draft].map(({ id }) => id),
      step: step('2019-01-20'),
    });
    expect(outcomes.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, null, 'family.not_now']);
    const notices = await Promise.all(
      visited.map(({ id }) => store.read(async (read) => (await familyPage(read, id)).noticeId)),
    );
    expect(new Set(notices).size).toBe(1);
    expect(notices[0]).not.toBeNull();
  });

  it('approves in the category that is proposed; nobody approves an own file, and none without a category', async () => {
    const [fits, rich] = [
      await aFamily(office, { state: 'publicised' }),
      await aFamily(office, {
        state: 'publicised',
        mainCause: 'low_income',
        income: { ...aFamilyInput().income, wagesFen: fen(90_000_000) },
      }),
    ];
    const [own] = await actOnFamilies(office.caseworker, {
      act: 'approve',
      ids: [fits.id],
      step: step('2019-03-01'),
    });
    expect(own!.refusal?.code).toBe('family.maker_checker');
    const outcomes = await actOnFamilies(office.head, {
      act: 'approve',
      ids: [fits.id, rich.id],
      step: step('2019-03-01'),
    });
    expect(outcomes.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, 'family.no_category']);
    expect(await statusOf(fits)).toBe('approved');
    expect(await statusOf(rich)).toBe('publicised');
    const page = await store.read((read) => familyPage(read, fits.id));
    expect(page).toMatchObject({ category: 'subsistence', overrideReason: null });
  });

  it('chooses those ticked in the order of the list, or all that a filter leaves and the step fits', async () => {
    const own = await freshStore();
    const desks = await anOffice(own);
    const first = await aFamily(desks, { state: 'draft', division: '410122' });
    const second = await aFamily(desks, { division: '410122' });
    const third = await aFamily(desks, { state: 'draft', division: '410122' });
    await aFamily(desks, { state: 'draft' });
    const ticked = await own.read((read) =>
      chosenFamilies(read, {
        act: 'submit',
        staffId: desks.caseworker.actor.staffId,
        selection: { fileNumbers: [first.fileNumber, second.fileNumber, 'KN1999-00001'] },
      }),
    );
    expect(ticked.rows.map(({ id, obstacle }) => [id, obstacle?.code ?? null])).toEqual([
      [second.id, 'family.not_now'],
      [first.id, null],
    ]);
    const matching = {
      ...{ category: null, cause: null, status: null, from: null, to: null },
      ...{ review: null, account: null, search: '', division: '410122', sort: null },
    };
    const { staffId } = desks.caseworker.actor;
    const all = await own.read((read) =>
      chosenFamilies(read, { act: 'submit', selection: { matching }, staffId }),
    );
    expect(all.rows.map(({ id }) => id)).toEqual([third.id, first.id]);
    expect(all.more).toBe(0);
  });
});
