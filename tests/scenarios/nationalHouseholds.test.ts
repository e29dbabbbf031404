import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchJobFile } from '../../app/exchange/jobs.server';
import { runJobs } from '../../app/exchange/jobRuns.server';
import type { NationalList, NationalTexts } from '../../app/exchange/national';
import { explainItem, pageOfItems } from '../../app/exchange/nationalItems.server';
import { comparisonView, orderComparison, orderNationalExport } from '../../app/exchange/nationalJobs.server';
import { DEFAULT_COLUMNS } from '../../app/exchange/nationalLayout';
import { defineNationalLayout } from '../../app/exchange/nationalLayouts.server';
import { maskIdNumber } from '../../app/identity/idNumber';
import type { Store } from '../../db/client.server';
import { aFamily, aMember, anIdNumber, aStudent, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { textsOf, workbook } from '../factories/national';
import type { Office } from '../factories/office';

/** In which household people stand there, and rows whose name cannot be read. */

const dataDir = mkdtempSync(path.join(tmpdir(), 'bangfu-households-'));
process.env.DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let store: Store;
let office: Office;
let first: MadeFamily;
let second: MadeFamily;
/** As exported: the main person and the child of the first file, then those of the second. */
let main: NationalTexts;
let child: NationalTexts;
let otherMain: NationalTexts;
let otherChild: NationalTexts;
/** Of a third file: the main person, and three members who stand below it in every download. */
let settled: NationalTexts[];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  first = await aFamily(office, { members: [aMember({ name: '林样本' }), aStudent({ name: '林小样' })] });
  second = await aFamily(office, { members: [aMember({ name: '谢样本' }), aStudent({ name: '谢小样' })] });
  const members = ['何大样', '何二样', '何小样'].map((name) => aStudent({ name }));
  await aFamily(office, { members: [aMember({ name: '何样本' }), ...members] });
  const id = await orderNationalExport(office.caseworker, { reason: '上报全国', fileName: '在册.xlsx' });
  await runJobs(store);
  const rows = await textsOf(await buffer((await fetchJobFile(office.caseworker, id)).stream));
  [main, child, otherMain, otherChild] = rows as [NationalTexts, NationalTexts, NationalTexts, NationalTexts];
  settled = rows.slice(4);
}, 60_000);

/** Compares these rows, and below them those of the third file: as all others without a number, where none has one. */
async function compared(rows: readonly NationalTexts[]): Promise<string> {
  const isNumbered = rows.some(({ fileNumber }) => fileNumber);
  return comparedAlone([...rows, ...(isNumbered ? settled : unnumbered(...settled))]);
}

async function comparedAlone(rows: readonly NationalTexts[]): Promise<string> {
  const id = await orderComparison(office.caseworker, { bytes: await workbook(rows), fileName: '全国.xlsx' });
  await runJobs(store);
  return id;
}

const itemsOf = async (jobId: string, list: NationalList, isExplained = false) =>
  (await store.read((read) => pageOfItems(read, { jobId, list, isExplained }))).rows;

const without = (row: NationalTexts, ...fields: (keyof NationalTexts)[]): NationalTexts =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field as keyof NationalTexts)));
const unnumbered = (...rows: NationalTexts[]) => rows.map((row) => without(row, 'fileNumber'));
const under = (head: NationalTexts, row: NationalTexts): NationalTexts => ({
  ...without(row, 'fileNumber'),
  ...(head.fileNumber ? { fileNumber: head.fileNumber } : {}),
});

const isMember = ({ relation }: NationalTexts) => Number(relation !== main.relation);

async function householdsIn(id: string) {
  const items = [...(await itemsOf(id, 'differing')), ...(await itemsOf(id, 'differing', true))];
  return items.flatMap(({ name, family, differences }) =>
    differences
      .filter(({ field }) => field === 'household')
      .map(({ ours, theirs }) => ({ name, familyId: family?.id, ours, theirs })),
  );
}

const firstFile = () => `${first.fileNumber}（档案主林样本）`;
const secondFile = () => `${second.fileNumber}（档案主谢样本）`;

describe('the household', () => {
  it.each([
    ['under one file number', () => [main, otherMain, otherChild, under(otherMain, child)]],
    ['below a main person', () => unnumbered(main, otherMain, otherChild, child)],
  ])('of who stands in another one there, %s, differs, and both are named', async (_, rows) => {
    const id = await compared(rows());
    expect(await householdsIn(id)).toEqual([
      { name: '林小样', familyId: first.id, ours: firstFile(), theirs: secondFile() },
    ]);
    expect(await store.read((read) => comparisonView(read, office.head.actor, id))).toMatchObject({
      outcome: { agreeing: 7, untold: 0, lists: { differing: 1, ours_only: 0, theirs_only: 0, refused: 0 } },
    });
  });

  it('differs where the main person there is on no register of ours', async () => {
    const stranger = { relation: '本人', name: '严样本', idNumber: anIdNumber() };
    const id = await compared(unnumbered(main, stranger, child, otherMain, otherChild));
    const theirs = `档案主严样本（${maskIdNumber(stranger.idNumber)}，本地不在册）`;
    expect(await householdsIn(id)).toEqual([
      { name: '林小样', familyId: first.id, ours: firstFile(), theirs },
    ]);
  });

  it('differs where the main person there is a member of the same file here', async () => {
    const rows = unnumbered(
      { ...child, relation: '本人' },
      { ...main, relation: '父母' },
      otherMain,
      otherChild,
    );
    const theirs = `档案主林小样（本地是 ${first.fileNumber} 的家庭成员）`;
    expect(await householdsIn(await compared(rows))).toEqual(
      ['林小样', '林样本'].map((name) => ({ name, familyId: first.id, ours: firstFile(), theirs })),
    );
  });

  it.each([
    ['the rows are in another order', () => [otherChild, otherMain, child, main]],
    [
      'the files are numbered otherwise',
      () => [
        ...[main, child].map((row) => ({ ...row, fileNumber: second.fileNumber })),
        ...[otherMain, otherChild].map((row) => ({ ...row, fileNumber: first.fileNumber })),
      ],
    ],
    [
      'another number is given for the same main person',
      () => [...[{ ...main, idNumber: anIdNumber() }, child, otherMain, otherChild]],
    ],
    [
      'the number of the main person cannot be read',
      () => [...[{ ...main, idNumber: '1.1E+17' }, child, otherMain, otherChild]],
    ],
    ['the main person is not there', () => [child, otherMain, otherChild]],
  ])('is not said to differ where %s', async (_, rows) => {
    expect(await householdsIn(await compared(rows()))).toEqual([]);
  });

  it('can be explained like any other difference', async () => {
    const rows = () => unnumbered(main, otherMain, otherChild, child);
    const jobId = await compared(rows());
    const [item] = await itemsOf(jobId, 'differing');
    await explainItem(office.caseworker, { jobId, itemId: item!.id, reason: '随姨妈一户上报' });
    const again = await compared(rows());
    expect(await itemsOf(again, 'differing')).toEqual([]);
    expect(await itemsOf(again, 'differing', true)).toMatchObject([
      { name: '林小样', explanation: { text: '随姨妈一户上报' } },
    ]);
  });
});

describe('a download without file numbers', () => {
  const untoldIn = async (id: string) =>
    (await store.read((read) => comparisonView(read, office.head.actor, id))).outcome!.untold;
  const everybody = () => [main, child, otherMain, otherChild, ...settled];
  const byText = (field: 'name' | 'idNumber' | 'relation') => (one: NationalTexts, other: NationalTexts) =>
    one[field]!.localeCompare(other[field]!, 'zh-CN');

  it.each([
    ['main persons first', () => [...everybody()].sort((one, other) => isMember(one) - isMember(other))],
    ['members first', () => [...everybody()].sort((one, other) => isMember(other) - isMember(one))],
    ['by ID number', () => [...everybody()].sort(byText('idNumber'))],
    ['backwards', () => [...everybody()].reverse()],
  ])('that has its rows %s tells no household, and the page is told of whom', async (_, rows) => {
    const id = await comparedAlone(unnumbered(...rows()));
    expect(await householdsIn(id)).toEqual([]);
    expect(await untoldIn(id)).toBe(5);
    expect(await itemsOf(id, 'differing')).toEqual([]);
  });

  // Of those below a main person three in four are below that of our file, and then fewer.
  it.each([
    [3, ['林小样'], 0],
    [2, [], 3],
  ])('of whose members %i stand as here and one does not tells %j', async (count, names, untold) => {
    const id = await comparedAlone(unnumbered(main, otherMain, child, ...settled.slice(0, count + 1)));
    expect((await householdsIn(id)).map(({ name }) => name)).toEqual(names);
    expect(await untoldIn(id)).toBe(untold);
  });

  it('but those of the main persons is followed where the rows stand together', async () => {
    const id = await comparedAlone(
      [main, otherMain, otherChild, child, ...settled].map((row) =>
        isMember(row) ? without(row, 'fileNumber') : row,
      ),
    );
    expect((await householdsIn(id)).map(({ name }) => name)).toEqual(['林小样']);
    expect(await untoldIn(id)).toBe(0);
  });

  it('still tells the households of those who have one', async () => {
    const mixed = unnumbered(...settled).sort((one, other) => isMember(other) - isMember(one));
    const id = await comparedAlone([...mixed, main, otherMain, otherChild, under(otherMain, child)]);
    expect((await householdsIn(id)).map(({ name }) => name)).toEqual(['林小样']);
    expect(await untoldIn(id)).toBe(3);
  });

  it('leads from a stranger to a file only where the household is told', async () => {
    const stranger = { relation: '子女', name: '严小样', idNumber: anIdNumber() };
    const fileOf = async (rows: readonly NationalTexts[]) => {
      const items = await itemsOf(await comparedAlone(unnumbered(...rows)), 'theirs_only');
      return items.map(({ family }) => family?.id ?? null);
    };
    expect(await fileOf([main, child, stranger, otherMain, otherChild, ...settled])).toEqual([first.id]);
    expect(await fileOf([...settled].reverse().concat(main, stranger))).toEqual([null]);
  });

  it('names both of two who moved into one household', async () => {
    const [head, one, two, three] = settled as [NationalTexts, NationalTexts, NationalTexts, NationalTexts];
    const id = await comparedAlone([
      main,
      under(main, otherChild),
      under(main, one),
      head,
      two,
      three,
      otherMain,
    ]);
    expect((await householdsIn(id)).map(({ name }) => name)).toEqual([otherChild.name, one.name]);
  });
});

describe('a row whose name cannot be read', () => {
  const SCRIPT = '<script>alert(1)</script>';

  it.each([
    ['no name', SCRIPT, 'name.digits'],
    ['an empty one', '', 'cell.missing'],
  ])(
    'with %s is named as the person of its ID number, compared, and not missing there',
    async (_, name, code) => {
      const rows = [{ ...main, name, health: '一般疾病' }, child, otherMain, otherChild];
      const id = await compared(rows);
      const family = { id: first.id, fileNumber: first.fileNumber, status: 'approved' };
      expect(await itemsOf(id, 'refused')).toMatchObject([
        {
          row: 2,
          name: '林样本',
          idMasked: maskIdNumber(main.idNumber!),
          family,
          problems: [{ field: 'name', code }],
        },
      ]);
      expect(await itemsOf(id, 'differing')).toMatchObject([
        { name: '林样本', family, differences: [{ field: 'health', theirs: '一般疾病' }] },
      ]);
      expect(await itemsOf(id, 'ours_only')).toEqual([]);
    },
  );

  it('is of nobody where its ID number is of nobody here', async () => {
    const stranger = { relation: '本人', name: SCRIPT, idNumber: anIdNumber() };
    const id = await compared([main, child, otherMain, otherChild, stranger]);
    const nameless = { name: '', idMasked: maskIdNumber(stranger.idNumber), family: null };
    expect(await itemsOf(id, 'refused')).toMatchObject([nameless]);
    expect(await itemsOf(id, 'theirs_only')).toMatchObject([nameless]);
  });

  it('leads to the file of the person where the number stands there twice', async () => {
    const id = await compared([main, child, otherMain, otherChild, { ...child, name: SCRIPT }]);
    expect(await itemsOf(id, 'refused')).toMatchObject([
      { row: 6, name: '林小样', family: { id: first.id }, problems: [{ code: 'family.id_twice_in_file' }] },
    ]);
  });

  it('whose ID number cannot be read either leaves the person missing there', async () => {
    const id = await compared([{ ...main, name: SCRIPT, idNumber: '1.1E+17' }, child, otherMain, otherChild]);
    expect(await itemsOf(id, 'refused')).toMatchObject([{ row: 2, name: '', idMasked: '', family: null }]);
    expect(await itemsOf(id, 'ours_only')).toMatchObject([{ name: '林样本', family: { id: first.id } }]);
  });
});

it('compares no household where the head lets the relation go uncompared', async () => {
  const columns = DEFAULT_COLUMNS.map((one) =>
    one.field === 'relation' ? { ...one, isCompared: false } : one,
  );
  await defineNationalLayout(office.head, columns);
  expect(await householdsIn(await compared(unnumbered(main, otherMain, otherChild, child)))).toEqual([]);
});
