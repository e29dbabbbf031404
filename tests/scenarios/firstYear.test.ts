import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { YearJson } from '../../app/indicators/json';
import { emptyDatabase } from '../database';
import { aTargetForm } from '../factories/fund';
import { registerWorkbook, sheetFamily, sheetIdNumber } from '../factories/familySheet';
import { ledgerWorkbook, type LedgerLineOf } from '../factories/ledgerSheet';
import { expectInvariants } from '../invariants';

/**
 * An office that never used the product: its target form, its receipts, its register and its ledger of 2021 lead by
 * four commands to the year-end figures. Living is paid all the year, schooling in September, medical relief from March
 * to November. What is expected is worked out by hand beside each row.
 */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-first-year-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const registeredOn = '2020-03-05';
const FAMILIES = [
  ...[1, 2, 3, 4, 5, 6].flatMap((index) => sheetFamily(index, { registeredOn })),
  ...[7, 8, 9, 10].flatMap((index) => sheetFamily(index, { size: 1, registeredOn })),
  // One worker in two files, one after the other.
  ...sheetFamily(11, { size: 1, registeredOn, status: '已退出', exitedOn: '2021-03-31' }),
  ...sheetFamily(12, { size: 1, registeredOn: '2021-04-15', idNumber: sheetIdNumber(11) }),
  // One family that was paid before it left, one that never was.
  ...sheetFamily(13, { size: 1, registeredOn, status: '已退出', exitedOn: '2021-05-31' }),
  ...sheetFamily(14, { size: 1, registeredOn, status: '已退出', exitedOn: '2021-02-28' }),
  ...range(15, 24).flatMap((index) => sheetFamily(index, { size: 1, registeredOn })),
];

const RECEIPTS: LedgerLineOf[] = [
  { receivedOn: '2021.6.30', source: '专户利息', amount: '1,234.56', voucher: '记-003' },
  { receivedOn: '2021-01-05', source: '中央财政专项', amount: 500000, voucher: '记-001', remarks: '第一批' },
  { receivedOn: '2021年3月1日', source: '地方财政配套', amount: 300000, voucher: '记-002' },
];

type Given = LedgerLineOf & { id?: string; who?: string };

function row(index: number, { id, who, ...given }: Given): LedgerLineOf {
  return {
    fileNumber: `ZZ-${String(index).padStart(6, '0')}`,
    idNumber: id ?? sheetIdNumber(index),
    name: who ?? '林样本',
    type: '生活救助',
    approvedOn: '2021-01-11',
    awardAmount: 600,
    paidOn: '2021-01-15',
    amount: 600,
    result: '成功',
    reference: `L${index}`,
    ...given,
  };
}

const student = (index: number, given: Given) =>
  row(index, {
    id: sheetIdNumber(index, { from: '1998-01-01' }),
    who: '林学生',
    type: '助学救助',
    awardAmount: 3000,
    amount: 3000,
    ...given,
  });
const spouse = (index: number, given: Given) =>
  row(index, {
    id: sheetIdNumber(index, { from: '1963-01-01', isMale: false }),
    who: '王样本',
    type: '医疗救助',
    ...given,
  });
const unpaid = { paidOn: null, amount: null, result: null, reference: null };

const LEDGER: LedgerLineOf[] = [
  // In time: 1.
  row(1, {}),
  // In two parts, in time: 2 payments of one person.
  row(2, { amount: 200, reference: 'L2a' }),
  row(2, { amount: 400, reference: 'L2b', paidOn: '2021-01-18' }),
  // Returned and paid again within ten working days: in time.
  row(3, { reference: 'L3a' }),
  row(3, { reference: 'L3b', result: '退票', originalReference: 'L3a', paidOn: '2021-01-20' }),
  row(3, { reference: 'L3c', paidOn: '2021-01-22', remarks: '补发' }),
  // Taken back as a whole: nobody is helped, and it is late.
  row(4, { reference: 'L4a' }),
  row(4, { reference: 'L4b', result: '冲正', originalReference: 'L4a', paidOn: '2021-02-01' }),
  // Approved and never paid: late.
  row(5, unpaid),
  // Two awards of one person, both in time.
  row(6, { reference: 'L6a' }),
  row(6, { reference: 'L6b', approvedOn: '2021-06-01', paidOn: '2021-06-10', awardAmount: 500, amount: 500 }),
  row(7, {}),
  // Late.
  row(8, { paidOn: '2021-02-08' }),
  // 100 of it taken back: 500 stay, and the award does not stand.
  row(9, { reference: 'L9a' }),
  row(9, { reference: 'L9b', result: '冲正', originalReference: 'L9a', paidOn: '2021-02-01', amount: 100 }),
  // One person in two files: one person, two families.
  row(11, {}),
  row(12, {
    id: sheetIdNumber(11),
    approvedOn: '2021-06-01',
    paidOn: '2021-06-10',
    awardAmount: 400,
    amount: 400,
  }),
  // Left after it was paid.
  row(13, {}),
  ...range(15, 24).map((index) => row(index, { approvedOn: '2021-02-22', paidOn: '2021-02-26' })),
  // Schooling: in time; returned and not paid again; approved after the window and in time; never paid.
  student(1, { approvedOn: '2021-08-25', paidOn: '2021-09-02', reference: 'S1' }),
  student(2, { approvedOn: '2021-09-17', paidOn: '2021-09-24', reference: 'S2a' }),
  student(2, {
    approvedOn: '2021-09-17',
    paidOn: '2021-09-28',
    reference: 'S2b',
    result: '退票',
    originalReference: 'S2a',
  }),
  student(3, { approvedOn: '2021-10-12', paidOn: '2021-10-20', reference: 'S3' }),
  student(4, { approvedOn: '2021-09-06', ...unpaid }),
  // Medical relief: somebody who also got living relief; in two parts; never paid.
  row(1, {
    type: '医疗救助',
    approvedOn: '2021-03-10',
    paidOn: '2021-03-15',
    awardAmount: 8000,
    amount: 8000,
    reference: 'M1',
  }),
  spouse(2, {
    approvedOn: '2021-04-12',
    paidOn: '2021-04-16',
    awardAmount: 5000,
    amount: 2000,
    reference: 'M2a',
  }),
  spouse(2, {
    approvedOn: '2021-04-12',
    paidOn: '2021-04-20',
    awardAmount: 5000,
    amount: 3000,
    reference: 'M2b',
  }),
  spouse(3, { approvedOn: '2021-05-06', awardAmount: 1000, ...unpaid }),
];

const EXPECTED = {
  living: { persons: 19, personTimes: 22, families: 20 },
  schooling: { persons: 2, personTimes: 2, families: 2 },
  medical: { persons: 2, personTimes: 3, families: 2 },
  paidFen: 3_120_000,
  receivedFen: 80_123_456,
  budgetFen: 86_000_000,
  // Living 22 of whom 19; schooling 6 of whom 2; medical 3 of whom 2.
  coverage: [23, 31],
  // Late: 4, 5, 8 and 9 of living; 2 and 4 of schooling; 3 of medical.
  timeliness: [23, 30],
};

it('gets the right report of its year by four commands', async () => {
  const database = await emptyDatabase();
  const { databaseUrl, sqliteFile } = database.address;
  const dataDir = databaseUrl ? path.join(folder, 'data') : path.dirname(sqliteFile);
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: databaseUrl ?? '', INIT_CWD: folder };
  writeFileSync(path.join(folder, 'targets.txt'), await aTargetForm());
  writeFileSync(path.join(folder, 'families.xlsx'), await registerWorkbook(FAMILIES));
  writeFileSync(path.join(folder, 'receipts.xlsx'), await ledgerWorkbook('receipts', RECEIPTS));
  const shuffled = [...LEDGER].reverse();
  writeFileSync(path.join(folder, 'payments.xlsx'), await ledgerWorkbook('payments', shuffled));

  await run(env, 'import', 'targets', 'targets.txt', '--new');
  const counted = async (kind: string) =>
    JSON.parse(await run(env, 'import', kind, `${kind}.xlsx`, '--json')) as unknown;
  expect(await counted('receipts')).toEqual(allIn(3));
  expect(await counted('families')).toEqual(allIn(FAMILIES.length));
  const check = await run(env, 'import', 'payments', 'payments.xlsx', '--json', '--dry-run');
  expect(JSON.parse(check)).toEqual(allIn(LEDGER.length));
  expect(await counted('payments')).toEqual(allIn(LEDGER.length));
  expect(await counted('payments')).toEqual({
    ...allIn(LEDGER.length),
    accepted: 0,
    unchanged: LEDGER.length,
  });

  const args = ['--year', '2021', '--as-of', '2021-12-31', '--json'];
  const report = JSON.parse(await run(env, 'report', ...args)) as YearJson;
  const byMetric = (metric: string) => report.indicators.find((one) => one.metric === metric)!;
  const fraction = (metric: string) => [byMetric(metric).numerator, byMetric(metric).denominator];
  expect(byMetric('people_helped.living').counts).toEqual(EXPECTED.living);
  expect(byMetric('people_helped.schooling').counts).toEqual(EXPECTED.schooling);
  expect(byMetric('people_helped.medical').counts).toEqual(EXPECTED.medical);
  expect(fraction('budget_execution')).toEqual([EXPECTED.paidFen, EXPECTED.budgetFen]);
  expect(fraction('funds_in_place')).toEqual([EXPECTED.receivedFen, EXPECTED.budgetFen]);
  expect(fraction('coverage')).toEqual(EXPECTED.coverage);
  expect(fraction('timeliness')).toEqual(EXPECTED.timeliness);
  await run(env, 'verify');
  if (databaseUrl) await expectInvariants(await database.open(), 'the first year of an office');
}, 240_000);

function allIn(rows: number) {
  return { rows, accepted: rows, refused: 0, unchanged: 0, problems: [] };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

async function run(env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['scripts/run.mjs', ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', error: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.error += text));
  const [status] = (await once(child, 'close')) as [number];
  expect([status, status === 0 ? '' : said.error], args.join(' ')).toEqual([0, '']);
  return said.out;
}
