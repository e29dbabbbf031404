import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { asc } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { exportFamilies } from '../../app/exchange/familiesExport.server';
import { importFamilies, type ImportOrder } from '../../app/exchange/familiesImport.server';
import { FileRefused, readFamilyFile } from '../../app/exchange/familyFile.server';
import { refusedWorkbook } from '../../app/exchange/familyWorkbook.server';
import { importProblemText } from '../../app/zh/familySheet';
import { SHEET_COLUMNS, type SheetColumn } from '../../app/exchange/familySheet';
import { finishOwnImport, startOwnImport } from '../../app/exchange/ownImport.server';
import { recordLine } from '../../app/families/families.server';
import { familyFilters } from '../../app/families/familyFilter';
import { exitFamily } from '../../app/relief/exits.server';
import { CITY_REGION } from '../../app/families/sampleLines';
import { commandLineDesk, type Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { families, familyMembers } from '../../db/schema';
import { freshDatabase } from '../database';
import { SAMPLE_LINE_FEN } from '../factories/families';
import { aProject } from '../factories/fund';
import { anAward } from '../factories/relief';
import { anOffice, type Office } from '../factories/office';
import {
  registerWorkbook,
  sheetFamily,
  type SheetLineOf,
  type SheetLook,
  type SheetValue,
} from '../factories/familySheet';
import { expectInvariants } from '../invariants';

/** A register comes in whole families, each once, however often it is sent; what is wrong is named row by row. */

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'bangfu-import-'));
afterAll(() => rmSync(process.env.DATA_DIR!, { recursive: true, force: true }));

let store: Store;
let office: Office;
let maker: Desk;

beforeEach(async () => {
  // As a process that imports does.
  store = await (await freshDatabase()).open({ writesBeside: true });
  office = await anOffice(store);
  maker = await commandLineDesk(store);
});

type Lines = (SheetLineOf | SheetValue[])[];

async function fileOf(lines: Lines, look?: SheetLook) {
  return readFamilyFile(await registerWorkbook(lines, look));
}

async function take(lines: Lines, { look, ...order }: Partial<ImportOrder> & { look?: SheetLook } = {}) {
  const file = await fileOf(lines, look);
  const importId = await startOwnImport(maker, {
    fileName: '登记册.xlsx',
    mode: 'good_families',
    releasedBy: null,
    total: 0,
  });
  const given = { store, actor: maker.actor, mode: 'good_families' as const, approvedBy: null };
  const result = await importFamilies({ ...given, file, importId, fileName: '登记册.xlsx', ...order });
  await finishOwnImport(maker, { importId, fileName: '登记册.xlsx', result });
  return result;
}

const countsOf = ({ rows, accepted, refused, unchanged }: Awaited<ReturnType<typeof take>>) => [
  rows,
  accepted,
  refused,
  unchanged,
];
const problemsOf = ({ problems }: Awaited<ReturnType<typeof take>>) =>
  problems.map(({ row, column, code }) => [row, column, code]);

async function kept() {
  return store.read(async (read) => ({
    files: await read.select().from(families).orderBy(asc(families.fileNumber)),
    members: await read.select().from(familyMembers),
  }));
}

describe('a good register', () => {
  it('comes in as it stands, and its families get relief by the ordinary rules', async () => {
    const lines = [
      ...sheetFamily(1),
      ...sheetFamily(2, { size: 1, fileNumber: 'KN2018-00007', registeredOn: '2018-05-01' }),
      ...sheetFamily(3, { size: 2, status: '草稿', registeredOn: null, category: null, fileNumber: null }),
      ...sheetFamily(4, { size: 1, status: '已退出', exitedOn: '2019-06-30' }),
    ];
    const result = await take(lines, {
      look: { titles: ['困难职工登记册', '填报单位：样本'], more: ['序号'] },
    });
    expect(countsOf(result)).toEqual([7, 7, 0, 0]);
    expect(result).toMatchObject({ families: 4, decidedFamilies: 3, unknownColumns: ['序号'], problems: [] });

    const { files, members } = await kept();
    const byStatus = (status: string) => files.find((file) => file.status === status)!;
    expect(members).toHaveLength(7);
    expect(files.map(({ fileNumber }) => fileNumber)).toEqual(
      expect.arrayContaining(['ZZ-000001', 'KN2018-00007', 'ZZ-000004']),
    );
    const registered = files.find(({ fileNumber }) => fileNumber === 'ZZ-000001')!;
    expect(registered).toMatchObject({
      status: 'approved',
      category: 'subsistence',
      registeredOn: '2019-03-05',
      reviewDueOn: '2020-03-05',
      recordedBy: maker.actor.staffId,
      approvedBy: null,
      wagesFen: 1_080_000,
      accountHolder: '林样本',
      unionMember: true,
    });
    expect(registered.overrideReason).toMatch(/由原登记册导入/);
    expect(byStatus('draft')).toMatchObject({ registeredOn: null });
    expect(byStatus('draft').fileNumber).toMatch(/^KN\d{4}-00001$/);
    expect(byStatus('exited')).toMatchObject({ exitedOn: '2019-06-30', exitReason: 'other' });

    await recordLine(office.head, {
      region: CITY_REGION,
      hukouKind: 'urban',
      effectiveOn: businessDate('2015-01-01'),
      monthlyFen: SAMPLE_LINE_FEN,
      document: '样本文件',
    });
    await aProject(office, { year: 2019 });
    const award = await anAward(office, {
      year: 2019,
      familyId: registered.id,
      appliedOn: businessDate('2019-04-01'),
    });
    expect(award.amountFen).toBe(60_000);
    await expectInvariants(store, 'importing a register and granting relief');
  });

  it('changes nothing when it comes again, even after the families changed here', async () => {
    const lines = [...sheetFamily(1), ...sheetFamily(2)];
    await take(lines);
    const [first] = (await kept()).files;
    await exitFamily(office.head, { id: first!.id, on: businessDate('2019-12-01'), reason: 'deceased' });
    const again = await take([...lines, ...sheetFamily(3)]);
    expect(countsOf(again)).toEqual([9, 3, 0, 6]);
    expect((await kept()).files).toHaveLength(3);
    await expectInvariants(store, 'importing twice');
  });

  it('keeps columns in any order, and those that are not there', async () => {
    const columns: SheetColumn[] = [
      'idNumber',
      'name',
      'division',
      'relation',
      'phone',
      'address',
      'mainCause',
    ];
    const result = await take(sheetFamily(1, { size: 1 }), { look: { columns } });
    expect(countsOf(result)).toEqual([1, 1, 0, 0]);
    expect(result.notes).toMatchObject({ status_missing: 1, employment_missing: 1, health_missing: 1 });
    expect((await kept()).files[0]).toMatchObject({ status: 'draft' });
  });

  it('tells a column without a status from a family without one', async () => {
    const result = await take([...sheetFamily(1, { size: 1, status: null }), ...sheetFamily(2)]);
    expect(result.notes).toMatchObject({ status_blank: 1 });
    expect(result.notes).not.toHaveProperty('status_missing');
  });

  it('knows its own export again, families that left too', async () => {
    await take([
      ...sheetFamily(1),
      ...sheetFamily(2, { status: '已退出', exitedOn: '2019-06-30' }),
      ...sheetFamily(3),
    ]);
    const [first] = (await kept()).files;
    await exitFamily(office.head, { id: first!.id, on: businessDate('2019-12-01'), reason: 'deceased' });
    let bytes = Buffer.alloc(0);
    await exportFamilies({
      store,
      filters: familyFilters(new URLSearchParams()),
      isFull: true,
      who: '甲',
      keep: async (workbook) => {
        bytes = await buffer(workbook);
      },
    });
    const file = await readFamilyFile(bytes);
    const given = { store, actor: maker.actor, fileName: 'b.xlsx', approvedBy: null, importId: null };
    const again = await importFamilies({ ...given, file, mode: 'good_families' });
    expect([countsOf(again), problemsOf(again)]).toEqual([[9, 0, 0, 9], []]);
    const other = await take(sheetFamily(1, { status: '已退出', exitedOn: '2019-12-02' }));
    expect(problemsOf(other)[0]).toEqual([2, 'fileNumber', 'family.file_number_taken']);
  });

  it('finds the rows of a family wherever they stand', async () => {
    const [main, ...others] = sheetFamily(1);
    const result = await take([...others, ...sheetFamily(2), main!]);
    expect(countsOf(result)).toEqual([6, 6, 0, 0]);
    expect((await kept()).members.filter(({ position }) => position === 0)).toHaveLength(2);
  });

  it('takes merged file numbers and files without numbers', async () => {
    const merged = (index: number, number: string | null) =>
      sheetFamily(index).map((line, place) => ({ ...line, fileNumber: place === 0 ? number : null }));
    expect(countsOf(await take([...merged(1, 'A-1'), ...merged(2, null), ...merged(3, null)]))).toEqual([
      9, 9, 0, 0,
    ]);
    const { files } = await kept();
    expect(files.map(({ fileNumber }) => fileNumber)).toEqual(['A-1', 'KN2019-00001', 'KN2019-00002']);
  });

  it('skips empty rows, sums, remarks and repeated headers', async () => {
    const lines: Lines = [
      ...sheetFamily(1),
      [],
      ['合计', null, null, '3 人'],
      SHEET_COLUMNS.map((column) => ({ name: '姓名', idNumber: '身份证号' })[column as 'name'] ?? null),
      ...sheetFamily(2),
      ['填表人：甲', null, null, '审核：乙'],
    ];
    const result = await take(lines);
    expect(countsOf(result)).toEqual([6, 6, 0, 0]);
    expect(result.notes.lines_skipped).toBe(3);
  });

  it('is only looked at in a check', async () => {
    const result = await take(sheetFamily(1), { importId: null });
    expect([countsOf(result), result.isApplied]).toEqual([[3, 3, 0, 0], false]);
    expect((await kept()).files).toEqual([]);
  });
});

describe('what is wrong', () => {
  it('keeps its family out and no other, and every row says why', async () => {
    const [, spouse, child] = sheetFamily(2);
    const result = await take([
      ...sheetFamily(1),
      sheetFamily(2)[0]!,
      { ...spouse, idNumber: 110105194912310000 },
      child!,
      ...sheetFamily(3, { monthlyIncome: 1234.565 }),
    ]);
    expect(countsOf(result)).toEqual([9, 3, 6, 0]);
    expect(problemsOf(result)).toEqual([
      [5, null, 'family.other_row'],
      [6, 'idNumber', 'cell.digits_lost'],
      [7, null, 'family.other_row'],
      [8, 'monthlyIncome', 'money.too_many_decimals'],
      [9, null, 'family.other_row'],
      [10, null, 'family.other_row'],
    ]);
    for (const { code, data } of result.problems)
      expect(importProblemText(code, data)).not.toMatch(/undefined|null|NaN/);
    expect((await kept()).files).toHaveLength(1);
  });

  const [main, spouse, child] = sheetFamily(1);
  it.each([
    ['no main person', [spouse, child], [[2, 'relation', 'family.no_main_person']]],
    [
      'two main persons',
      [main, { ...spouse, relation: '本人' }],
      [[3, 'relation', 'family.two_main_persons']],
    ],
    [
      'one ID number twice',
      [main, { ...spouse, idNumber: main!.idNumber }],
      [[3, 'idNumber', 'family.same_id_twice']],
    ],
    ['no category', [{ ...main, category: null }], [[2, 'category', 'cell.missing']]],
    ['no day of registration', [{ ...main, registeredOn: '' }], [[2, 'registeredOn', 'cell.missing']]],
    ['no day of exit', [{ ...main, status: '已退出' }], [[2, 'exitedOn', 'cell.missing']]],
    [
      'an exit of a registered family',
      [{ ...main, exitedOn: '2019-05-01' }],
      [[2, 'exitedOn', 'exit.not_exited']],
    ],
    [
      'an exit before the beginning',
      [{ ...main, status: '已退出', exitedOn: '2019-03-04' }],
      [[2, 'exitedOn', 'exit.before_registration']],
    ],
    ['an account without a bank', [{ ...main, bankName: null }], [[2, 'bankName', 'account.bank_missing']]],
    ['two statuses', [main, { ...spouse, status: '草稿' }], [[3, 'status', 'family.conflict']]],
    ['a phone that is none', [{ ...main, phone: '12' }], [[2, 'phone', 'phone.not_a_phone']]],
    ['no phone', [{ ...main, phone: null }], [[2, 'phone', 'cell.missing']]],
    [
      'an ID number in two families',
      [main, ...sheetFamily(2, { size: 1, idNumber: main!.idNumber })],
      [[3, 'idNumber', 'family.id_twice_in_file']],
    ],
  ] as [string, SheetLineOf[], unknown[]][])('is %s', async (_, lines, expected) => {
    expect(problemsOf(await take(lines)).filter(([, , code]) => code !== 'family.other_row')).toEqual(
      expected,
    );
  });

  it('is a row that stands there twice, without harm to its family', async () => {
    const result = await take([...sheetFamily(1), sheetFamily(1)[1]!]);
    expect(countsOf(result)).toEqual([4, 3, 1, 0]);
    expect(problemsOf(result)).toEqual([[5, null, 'row.duplicate']]);
  });

  it('is a lone row with a slip in its file number inside a family', async () => {
    const lines = sheetFamily(1);
    lines[1]!.fileNumber = 'ZZ-0000O1';
    const result = await take(lines);
    expect(countsOf(result)).toEqual([3, 0, 3, 0]);
    expect(problemsOf(result)).toEqual([
      [2, 'fileNumber', 'family.gap'],
      [3, 'relation', 'family.no_main_person'],
      [4, null, 'family.other_row'],
    ]);
  });

  it('is somebody of another file, unless everything is the same', async () => {
    await take(sheetFamily(1));
    const moved = await take(sheetFamily(1, { address: '金水区新居路 1 号' }));
    expect(problemsOf(moved).map(([row, , code]) => [row, code])).toEqual([
      [2, 'family.id_elsewhere'],
      [3, 'family.id_elsewhere'],
      [4, 'family.id_elsewhere'],
    ]);
    const other = await take(sheetFamily(9, { size: 1, fileNumber: 'ZZ-000001' }));
    expect(problemsOf(other)).toEqual([[2, 'fileNumber', 'family.file_number_taken']]);
  });

  it('is a file that is no register', async () => {
    await expect(fileOf([], { columns: ['address', 'phone', 'status'] })).rejects.toThrow('no_register');
    await expect(fileOf([], { columns: ['name', 'idNumber', 'phone'] })).rejects.toMatchObject({
      problem: 'columns_missing',
      columns: ['relation'],
    });
    await expect(readFamilyFile(Buffer.from('姓名,身份证号'))).rejects.toThrow(FileRefused);
  });

  it('comes back as a workbook that can be corrected and sent again', async () => {
    const lines = [...sheetFamily(1), ...sheetFamily(2, { phone: '123' }), ...sheetFamily(3)];
    const file = await fileOf(lines);
    const result = await take(lines);
    const returned = await readFamilyFile(await refusedWorkbook(file, result.problems));
    expect([returned.rowCount, returned.header.unknown]).toEqual([3, ['退回原因']]);
    expect(countsOf(await take(sheetFamily(2)))).toEqual([3, 3, 0, 0]);
  });
});

describe('all or nothing', () => {
  it('writes nothing beside a single bad row', async () => {
    const lines = [...sheetFamily(1), ...sheetFamily(2, { phone: '123' })];
    const result = await take(lines, { mode: 'all_or_nothing' });
    expect([countsOf(result), result.isApplied]).toEqual([[6, 0, 6, 0], false]);
    expect((await kept()).files).toEqual([]);
  });

  it('writes everything when nothing is wrong', async () => {
    const result = await take([...sheetFamily(1), ...sheetFamily(2)], { mode: 'all_or_nothing' });
    expect([countsOf(result), result.isApplied]).toEqual([[6, 6, 0, 0], true]);
    await expectInvariants(store, 'importing all at once');
  });

  it('is undone by a cancellation', async () => {
    const lines = Array.from({ length: 650 }, (_, index) => sheetFamily(index, { size: 1 })).flat();
    let asked = 0;
    const isCancelled = async () => (asked += 1) > 4;
    const result = await take(lines, { mode: 'all_or_nothing', watch: { isCancelled } });
    expect([result.isCancelled, result.isApplied, result.accepted]).toEqual([true, false, 0]);
    expect((await kept()).files).toEqual([]);
  });
});

describe('an interrupted import', () => {
  it('is taken up again where it stopped: every family once', async () => {
    const lines = Array.from({ length: 650 }, (_, index) => sheetFamily(index, { size: 1 })).flat();
    const file = await fileOf(lines);
    const importId = await startOwnImport(maker, {
      fileName: 'a.xlsx',
      mode: 'good_families',
      releasedBy: null,
      total: 650,
    });
    const order = {
      store,
      actor: maker.actor,
      file,
      mode: 'good_families' as const,
      importId,
      approvedBy: null,
    };
    let chunks = 0;
    const advanced = async () => {
      chunks += 1;
      if (chunks === 2) throw new Error('the machine went down');
    };
    await expect(importFamilies({ ...order, fileName: 'a.xlsx', watch: { advanced } })).rejects.toThrow();
    expect((await kept()).files).toHaveLength(125);
    const result = await importFamilies({ ...order, fileName: 'a.xlsx' });
    expect(countsOf(result)).toEqual([650, 650, 0, 0]);
    expect((await kept()).files).toHaveLength(650);
    await expectInvariants(store, 'an interrupted import');
  });

  it('keeps what came in before it was cancelled', async () => {
    const lines = Array.from({ length: 650 }, (_, index) => sheetFamily(index, { size: 1 })).flat();
    let asked = 0;
    const result = await take(lines, { watch: { isCancelled: async () => (asked += 1) > 1 } });
    expect([result.isCancelled, result.accepted]).toEqual([true, 125]);
    const again = await take(lines);
    expect(countsOf(again)).toEqual([650, 525, 0, 125]);
  });
});

describe('random damage to a good file', () => {
  const junk = fc.oneof(
    fc.constantFrom<SheetValue>(
      '',
      '??',
      '#N/A',
      -1,
      0,
      1e20,
      12.345,
      '2019-13-45',
      'NULL',
      '\u0000x',
      '　',
      '本人',
      '合计',
    ),
    fc.string({ maxLength: 30 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
  );
  const damage = fc.record({
    row: fc.nat({ max: 11 }),
    // A changed file number makes another family of a row, which nobody can tell from a true one.
    column: fc.constantFrom(...SHEET_COLUMNS.filter((column) => column !== 'fileNumber')),
    value: junk,
  });

  it('crashes nothing, halves no family and names every bad row', async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 5 }), async (damages) => {
        round += 1;
        const lines = [1, 2, 3, 4].flatMap((place) => sheetFamily(round * 10 + place));
        for (const { row, column, value } of damages) lines[row]![column] = value;
        const before = (await kept()).files.length;
        const result = await take(lines);
        expect(result.accepted + result.refused + result.unchanged).toBe(result.rows);
        const named = new Set(result.problems.map(({ row }) => row));
        expect(named.size).toBe(result.refused);
        for (const { code, data } of result.problems) expect(importProblemText(code, data)).toMatch(/。$/);
        // No junk is an ID number: such a row is named itself, not only with its family.
        const broken = damages.filter(({ column }) => column === 'idNumber').map(({ row }) => row + 2);
        const ofRow = result.problems.filter(({ code }) => code !== 'family.other_row');
        expect(ofRow.map(({ row }) => row)).toEqual(expect.arrayContaining(broken));
        const { files, members } = await kept();
        expect(files.length - before).toBe(result.families);
        const hit = new Set(damages.map(({ row }) => Math.floor(row / 3) + 1));
        const whole = [1, 2, 3, 4].filter((place) => !hit.has(place));
        const numbers = whole.map((place) => sheetFamily(round * 10 + place)[0]!.fileNumber);
        expect(files.map(({ fileNumber }) => fileNumber)).toEqual(expect.arrayContaining(numbers));
        for (const file of files) {
          const size = members.filter(({ familyId }) => familyId === file.id).length;
          expect(size, file.fileNumber).toBe(3);
        }
      }),
      { numRuns: 40 },
    );
    await expectInvariants(store, 'damaged registers');
  });
});
