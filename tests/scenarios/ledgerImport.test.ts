import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { importFamilies } from '../../app/exchange/familiesImport.server';
import { readFamilyFile } from '../../app/exchange/familyFile.server';
import { readLedgerFile } from '../../app/exchange/ledgerFile.server';
import { runJobs } from '../../app/exchange/jobRuns.server';
import {
  fetchRefusedLedger,
  ledgerJobView,
  orderLedgerImport,
  releaseLedger,
} from '../../app/exchange/ledgerJobs.server';
import { importLedger, type LedgerOrder } from '../../app/exchange/ledgerImport.server';
import type { LedgerResult } from '../../app/exchange/ledgerResult';
import type { LedgerKind } from '../../app/exchange/ledgerSheet';
import { refusedLedger } from '../../app/exchange/ledgerWorkbook.server';
import { startOwnImport } from '../../app/exchange/ownImport.server';
import { recordLine } from '../../app/families/families.server';
import { CITY_REGION } from '../../app/families/sampleLines';
import { recordReceipt } from '../../app/fund/fund.server';
import { compliancePage } from '../../app/indicators/compliance.server';
import { fen } from '../../app/money/fen';
import { correctPayment, recordPayments } from '../../app/payments/payments.server';
import { newId } from '../../app/ids.server';
import { awardPage } from '../../app/relief/awards.server';
import { commandLineDesk, type Desk } from '../../app/staff/staff.server';
import { LEDGER_NOTE_LABELS, ledgerProblemText } from '../../app/zh/ledgerSheet';
import type { Store } from '../../db/client.server';
import { applications, awards, ledgerAwards, ledgerRows, payments, receipts } from '../../db/schema';
import {
  registerWorkbook,
  sheetFamily,
  sheetIdNumber,
  type SheetLineOf,
  type SheetValue,
} from '../factories/familySheet';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { ledgerWorkbook, type LedgerLineOf, type LedgerLook } from '../factories/ledgerSheet';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** An old ledger comes in by the rules of the screens, once, whatever the order of its rows; what breaks one says why. */

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'bangfu-ledger-'));
afterAll(() => rmSync(process.env.DATA_DIR!, { recursive: true, force: true }));

let store: Store;
let office: Office;
let maker: Desk;

beforeEach(async () => {
  ({ store, office } = await aFreshOffice());
  maker = await commandLineDesk(store);
});

async function families(lines: SheetLineOf[]): Promise<void> {
  const file = await readFamilyFile(await registerWorkbook(lines));
  const given = { store, actor: maker.actor, mode: 'good_families' as const, approvedBy: null };
  const importId = await startOwnImport(maker, {
    fileName: 'a.xlsx',
    mode: 'good_families',
    releasedBy: null,
    total: 0,
  });
  const done = await importFamilies({ ...given, file, importId, fileName: 'a.xlsx' });
  expect(done.problems).toEqual([]);
}

type Lines = (LedgerLineOf | SheetValue[])[];

interface Wish extends Partial<LedgerOrder> {
  kind?: LedgerKind;
  look?: LedgerLook;
}

async function take(lines: Lines, { kind = 'payments', look, ...order }: Wish = {}): Promise<LedgerResult> {
  const file = await readLedgerFile(kind, await ledgerWorkbook(kind, lines, look));
  const result = await importLedger({
    store,
    file,
    fileName: '台账.xlsx',
    importId: newId(),
    actorIn: () => Promise.resolve(maker.actor),
    approvedBy: { id: maker.actor.staffId, name: maker.actor.name },
    override: null,
    ...order,
  });
  for (const { code, data } of result.problems)
    expect(ledgerProblemText(code, data)).not.toMatch(/undefined|null|NaN|\[object/);
  return result;
}

/** One row of the ledger: the main person of family `index`, or its student. */
function row(index: number, given: LedgerLineOf & { student?: boolean } = {}): LedgerLineOf {
  const { student = false, ...own } = given;
  return {
    fileNumber: `ZZ-${String(index).padStart(6, '0')}`,
    idNumber: student ? sheetIdNumber(index, { from: '1998-01-01' }) : sheetIdNumber(index),
    name: student ? '林学生' : '林样本',
    type: student ? '助学救助' : '生活救助',
    approvedOn: '2019-04-01',
    awardAmount: 600,
    paidOn: '2019-04-08',
    amount: 600,
    result: '成功',
    reference: `S${index}`,
    ...own,
  };
}

const unpaid = { paidOn: null, amount: null, result: null, reference: null };

const countsOf = ({ rows, accepted, refused, unchanged }: LedgerResult) => [
  rows,
  accepted,
  refused,
  unchanged,
];
const problemsOf = ({ problems }: LedgerResult) =>
  problems.map(({ row, column, code }) => [row, column, code]);

const kept = () =>
  store.read(async (read) => ({
    awards: await read.select().from(awards).orderBy(asc(awards.approvedOn)),
    payments: await read.select().from(payments).orderBy(asc(payments.paidOn)),
    rows: await read.select().from(ledgerRows),
    origins: await read.select().from(ledgerAwards),
  }));

const netFen = async () => (await kept()).payments.reduce((sum, { amountFen }) => sum + amountFen, 0);

describe('a good ledger', () => {
  beforeEach(async () => {
    await aProject(office, { year: 2019 });
    await families([...sheetFamily(1), ...sheetFamily(2), ...sheetFamily(3)]);
  });

  it('comes in with part payments, a return and its re-issue, and an award that was never paid', async () => {
    const lines = [
      row(1, { amount: 200, reference: 'A1' }),
      row(1, { amount: 400, reference: 'A2', paidOn: '2019-04-09' }),
      row(1, { amount: 400, reference: 'A3', paidOn: '2019-04-12', result: '退票', originalReference: 'A2' }),
      row(1, { amount: 400, reference: 'A4', paidOn: '2019-04-12', remarks: '补发' }),
      row(2, unpaid),
      row(3, {
        student: true,
        approvedOn: '2019-09-20',
        paidOn: '2019-10-08',
        awardAmount: 3000,
        amount: 3000,
      }),
    ];
    const result = await take(lines, { look: { titles: ['发放台账', '单位：样本'] } });
    expect([countsOf(result), problemsOf(result)]).toEqual([[6, 6, 0, 0], []]);
    expect(result).toMatchObject({ awards: 3, notes: { cap_unknown: 3 } });
    const { awards: made, payments: paid, origins } = await kept();
    expect(made.map(({ amountFen }) => amountFen)).toEqual([60_000, 60_000, 300_000]);
    expect(paid.map(({ kind, amountFen }) => [kind, amountFen])).toEqual([
      ['payment', 20_000],
      ['payment', 40_000],
      ['return', -40_000],
      ['payment', 40_000],
      ['payment', 300_000],
    ]);
    expect(origins.every(({ overrides }) => overrides === '')).toBe(true);
    await expectInvariants(store, 'importing a ledger');

    const again = await take(lines);
    expect(countsOf(again)).toEqual([6, 0, 0, 6]);
    expect((await kept()).payments).toHaveLength(5);
    await expectInvariants(store, 'importing it again');
  });

  it('is the same whatever the order of its rows', async () => {
    const lines = [
      row(1, { amount: 600, reference: 'A3', paidOn: '2019-04-08', result: '退票', originalReference: 'A2' }),
      row(1, { amount: 600, reference: 'A4', paidOn: '2019-04-08' }),
      row(1, { amount: 600, reference: 'A2', paidOn: '2019-04-08' }),
    ];
    for (const order of [lines, [...lines].reverse()]) {
      const result = await take(order);
      expect(problemsOf(result)).toEqual([]);
    }
    expect(await netFen()).toBe(60_000);
    await expectInvariants(store, 'a return and a re-issue on one day');
  });

  it('finds room for what an earlier file left out, once later returns are in', async () => {
    const parts = [
      row(1, { amount: 100, reference: 'P1', paidOn: '2019-04-22' }),
      row(1, { amount: 100, reference: 'P1c', paidOn: '2019-04-22' }),
      row(1, {
        amount: 100,
        reference: 'P1b',
        paidOn: '2019-04-22',
        result: '退票',
        originalReference: 'P1',
      }),
      row(1, { amount: 500, reference: 'P2', paidOn: '2019-04-21' }),
    ];
    await take(parts.slice(0, 2));
    const result = await take(parts);
    expect([countsOf(result), problemsOf(result)]).toEqual([[4, 2, 0, 2], []]);
    await expectInvariants(store, 'a payment before a return that came late');
  });

  it('corrects what an earlier file paid, and what was paid on the screens', async () => {
    await take([row(1), row(2, unpaid)]);
    const correction = row(1, {
      result: '冲正',
      reference: 'C1',
      originalReference: 'S1',
      paidOn: '2019-05-01',
      amount: 100,
    });
    expect(countsOf(await take([correction]))).toEqual([1, 1, 0, 0]);
    const before = await kept();
    const second = before.awards.find(({ id }) => id !== before.payments[0]!.awardId)!;
    await recordPayments(office.finance, {
      commandId: newId(),
      lines: [{ awardId: second.id }],
      paidOn: businessDate('2019-05-02'),
      bankReference: 'SCREEN',
      remarks: '',
    });
    const same = row(2, { paidOn: '2019-05-02', reference: 'SCREEN' });
    expect(countsOf(await take([same]))).toEqual([1, 0, 0, 1]);
    const back = row(2, {
      paidOn: '2019-05-03',
      reference: 'B1',
      result: '退票',
      originalReference: 'SCREEN',
    });
    expect(countsOf(await take([same, back]))).toEqual([2, 1, 0, 1]);
    const other = await take([{ ...same, amount: 500 }]);
    expect(problemsOf(other)).toEqual([[2, 'reference', 'ledger.recorded_differently']]);
    expect(await netFen()).toBe(50_000);
    await expectInvariants(store, 'corrections of earlier payments');
  });

  it('is only looked at in a check', async () => {
    const result = await take([row(1), row(2, { amount: 700 })], { importId: null });
    expect([countsOf(result), result.isApplied]).toEqual([[2, 1, 1, 0], false]);
    expect(await kept()).toEqual({ awards: [], payments: [], rows: [], origins: [] });
  });

  it('can be corrected here like any other payment', async () => {
    await take([row(1)]);
    const [paid] = (await kept()).payments;
    await correctPayment(office.finance, {
      commandId: newId(),
      paymentId: paid!.id,
      kind: 'return',
      on: businessDate('2019-06-01'),
      bankReference: 'X',
      remarks: '退回',
    });
    expect(countsOf(await take([row(1)]))).toEqual([1, 0, 0, 1]);
    expect(await netFen()).toBe(0);
    await expectInvariants(store, 'correcting an imported payment');
  });
});

describe('what is wrong', () => {
  beforeEach(async () => {
    await aProject(office, { year: 2019, receivedFen: 0 });
    await recordReceipt(office.finance, {
      commandId: newId(),
      year: 2019,
      source: 'local',
      receivedOn: businessDate('2019-04-01'),
      amountFen: fen(100_000_000),
      voucher: '样例-001',
      remarks: '',
    });
    await families([
      ...sheetFamily(1),
      ...sheetFamily(2),
      ...sheetFamily(3, { status: '已退出', exitedOn: '2019-03-31' }),
      ...sheetFamily(4, { status: '草稿', registeredOn: null, category: null }),
    ]);
  });

  const back = { result: '退票', reference: 'R1', originalReference: 'S1', paidOn: '2019-04-10' };
  it.each([
    ['no file number', [row(1, { fileNumber: null })], [[2, 'fileNumber', 'cell.missing']]],
    ['a family that is not there', [row(9)], [[2, 'fileNumber', 'ledger.family_unknown']]],
    [
      'a person of another family',
      [row(1, { idNumber: sheetIdNumber(2) })],
      [[2, 'idNumber', 'ledger.person_unknown']],
    ],
    ['another name', [row(1, { name: '林某某' })], [[2, 'name', 'ledger.name_differs']]],
    ['a number for an ID', [row(1, { idNumber: 999999196201010000 })], [[2, 'idNumber', 'cell.digits_lost']]],
    [
      'a number for a long reference',
      [row(1, { reference: 20190401000000012 })],
      [[2, 'reference', 'cell.digits_lost']],
    ],
    ['a type nobody knows', [row(1, { type: '慰问' })], [[2, 'type', 'cell.unknown']]],
    ['a hidden decimal', [row(1, { amount: 599.995 })], [[2, 'amount', 'money.too_many_decimals']]],
    ['an amount of nothing', [row(1, { amount: 0 })], [[2, 'amount', 'amount.not_positive']]],
    ['a negative amount', [row(1, { amount: -600 })], [[2, 'amount', 'money.negative']]],
    ['no such day', [row(1, { paidOn: '2019-02-30' })], [[2, 'paidOn', 'date.not_real']]],
    ['a day to come', [row(1, { paidOn: '2099-01-01' })], [[2, 'paidOn', 'date.in_future']]],
    ['an amount without a day', [row(1, { paidOn: null })], [[2, 'paidOn', 'row.no_day']]],
    ['no reference', [row(1, { reference: null })], [[2, 'reference', 'cell.missing']]],
    ['no project-year', [row(1, { approvedOn: '2018-04-01' })], [[2, 'approvedOn', 'ledger.no_project']]],
    [
      'a living award for a child',
      [{ ...row(1, { student: true }), type: '生活救助' }],
      [[2, 'type', 'application.not_beneficiary']],
    ],
    [
      'a schooling award for a worker',
      [row(1, { type: '助学救助' })],
      [[2, 'type', 'application.not_beneficiary']],
    ],
    ['a family that had left', [row(3)], [[2, 'approvedOn', 'relief.not_on_register']]],
    ['a family that is a draft', [row(4)], [[2, 'approvedOn', 'relief.not_on_register']]],
    [
      'a payment before the approval',
      [row(1, { paidOn: '2019-03-31' })],
      [[2, 'paidOn', 'payment.before_approval']],
    ],
    ['a payment above the award', [row(1, { amount: 600.01 })], [[2, 'amount', 'payment.above_rest']]],
    [
      'a payment of what is paid',
      [row(1), row(1, { reference: 'S9', paidOn: '2019-04-09' })],
      [[3, 'amount', 'payment.already_paid']],
    ],
    [
      'one award of two amounts',
      [row(1, { amount: 300 }), row(1, { amount: 300, awardAmount: 900, reference: 'S9' })],
      [
        [2, 'awardAmount', 'row.same_award_differs'],
        [3, 'awardAmount', 'row.same_award_differs'],
      ],
    ],
    ['a row that stands there twice', [row(1), row(1)], [[3, null, 'row.duplicate']]],
    [
      'one reference for two rows',
      [row(1), row(2, { reference: 'S1' })],
      [[3, 'reference', 'row.reference_twice']],
    ],
    ['a return of nothing', [row(1, back)], [[2, 'originalReference', 'ledger.original_missing']]],
    [
      'a return that names none',
      [row(1, { ...back, originalReference: null })],
      [[2, 'originalReference', 'cell.missing']],
    ],
    [
      'a return of a refused payment',
      [row(1, { amount: 700 }), row(1, back)],
      [
        [2, 'amount', 'payment.above_rest'],
        [3, 'originalReference', 'ledger.original_refused'],
      ],
    ],
    [
      'a return of an unread payment',
      [row(1, { amount: 'x' }), row(1, back)],
      [
        [2, 'amount', 'money.not_a_number'],
        [3, 'originalReference', 'ledger.original_refused'],
      ],
    ],
    [
      'a return before its payment',
      [row(1), row(1, { ...back, paidOn: '2019-04-07' })],
      [[3, 'paidOn', 'payment.before_corrected']],
    ],
    [
      'a return of a part',
      [row(1), row(1, { ...back, amount: 100 })],
      [[3, 'amount', 'payment.return_whole']],
    ],
    [
      'a return of another award',
      [row(1), row(2), row(2, { ...back, originalReference: 'S1' })],
      [[4, 'originalReference', 'ledger.original_elsewhere']],
    ],
    [
      'a second schooling award in the year',
      [
        row(1, { student: true, reference: 'T1', approvedOn: '2019-09-02', paidOn: '2019-10-01' }),
        row(1, { student: true, reference: 'T2', approvedOn: '2019-09-01', paidOn: '2019-10-01' }),
      ],
      [[2, 'type', 'relief.duplicate_schooling']],
    ],
  ] as [string, Lines, unknown[]][])('is %s', async (_, lines, expected) => {
    const result = await take(lines);
    expect(problemsOf(result)).toEqual(expected);
    expect(result.accepted).toBe(lines.length - expected.length);
    const { awards: made, rows } = await kept();
    expect(made.map(({ id }) => id).sort()).toEqual([...new Set(rows.map(({ awardId }) => awardId))].sort());
    await expectInvariants(store, 'refusing rows');
  });

  it.each([
    ['a payment above the award', { awardAmount: 500 }, 'payment.above_rest', { awardAmount: 600 }],
    [
      'a return of nothing',
      { result: '退票', reference: 'S1', originalReference: 'NOPE' },
      'ledger.original_missing',
      {},
    ],
    [
      'a payment before any money came in',
      { approvedOn: '2019-03-10', paidOn: '2019-03-20' },
      'fund.paid_before_received',
      {},
    ],
  ] as const)('leaves nothing behind, and goes in corrected: %s', async (_, mistake, code, correction) => {
    for (const isCheck of [true, false]) {
      const result = await take([row(1, mistake)], isCheck ? { importId: null } : {});
      expect([countsOf(result), result.awards, problemsOf(result).map(([, , why]) => why)]).toEqual([
        [1, 0, 1, 0],
        0,
        [code],
      ]);
    }
    expect(await kept()).toEqual({ awards: [], payments: [], rows: [], origins: [] });
    expect(await store.read((read) => read.select().from(applications))).toEqual([]);
    expect(countsOf(await take([row(1, correction)]))).toEqual([1, 1, 0, 0]);
    expect(await netFen()).toBe(60_000);
    await expectInvariants(store, 'a corrected row');
  });

  it('comes back as a workbook that can be corrected and imported', async () => {
    const lines = [row(1, { amount: 700 }), row(2)];
    const file = await readLedgerFile('payments', await ledgerWorkbook('payments', lines));
    const result = await take(lines);
    const returned = await readLedgerFile('payments', await refusedLedger(file, result.problems));
    expect([returned.rowCount, returned.header.unknown]).toEqual([1, ['退回原因']]);
  });

  it('is a changed row of an earlier file, named by its columns', async () => {
    await take([row(1), row(2, unpaid)]);
    const changed = await take([row(1, { amount: 500, remarks: '改' }), row(2, unpaid)]);
    expect([countsOf(changed), changed.problems[0]!.data.columns]).toEqual([[2, 0, 1, 1], '发放金额、备注']);
    const dearer = await take([row(2, { awardAmount: 700, ...unpaid })]);
    expect(problemsOf(dearer)).toEqual([[2, 'awardAmount', 'ledger.award_differs']]);
  });

  it('skips sums, remarks and empty rows', async () => {
    const lines: Lines = [row(1), [], ['合计', null, null, null, null, 600, null, 600], ['填表人：甲']];
    const result = await take(lines);
    expect([countsOf(result), result.notes.lines_skipped]).toEqual([[1, 1, 0, 0], 2]);
  });

  it('reads what Excel does to numbers and days', async () => {
    const result = await take([
      row(1, {
        idNumber: `'${sheetIdNumber(1)}`,
        approvedOn: 43556,
        paidOn: '２０１９．４．８',
        awardAmount: '６００．００元',
        amount: '600.00',
        reference: 12345,
      }),
    ]);
    expect(problemsOf(result)).toEqual([]);
  });
});

describe('money', () => {
  it.each([
    [
      'paid beyond what came in',
      { budgetFen: 150_000, receivedFen: 100_000 },
      ['amount', 'fund.over_received'],
      1,
    ],
    [
      'awarded beyond the budget',
      { budgetFen: 150_000, receivedFen: 300_000 },
      ['awardAmount', 'fund.over_budget'],
      2,
    ],
  ] as const)('is never %s', async (_, project, problem, fitting) => {
    await aProject(office, { year: 2019, ...project });
    await families([...sheetFamily(1), ...sheetFamily(2), ...sheetFamily(3)]);
    const result = await take([row(1), row(2), row(3)]);
    expect(problemsOf(result)).toEqual([3, 4].slice(fitting - 1).map((at) => [at, ...problem]));
    expect((await kept()).awards).toHaveLength(fitting);
    await expectInvariants(store, 'a ledger above its money');
  });

  it('that one row may not have reaches the next one', async () => {
    await aProject(office, { year: 2019, receivedFen: 100_000 });
    await families([...sheetFamily(1), ...sheetFamily(2, { status: '已退出', exitedOn: '2019-03-31' })]);
    const result = await take([row(2), row(1)]);
    expect(problemsOf(result)).toEqual([[2, 'approvedOn', 'relief.not_on_register']]);
    expect(await netFen()).toBe(60_000);
  });
});

describe('known old violations', () => {
  beforeEach(async () => {
    await aProject(office, { year: 2019 });
    await families([...sheetFamily(1), ...sheetFamily(2, { status: '已退出', exitedOn: '2019-03-31' })]);
    await recordLine(office.head, {
      region: CITY_REGION,
      hukouKind: 'urban',
      effectiveOn: businessDate('2015-01-01'),
      monthlyFen: fen(50_000),
      document: '样本文件',
    });
  });

  const lines = [
    row(1, { awardAmount: 6000.01, amount: 6000.01 }),
    row(2, { awardAmount: 6000.01, amount: 700 }),
    row(1, { student: true, reference: 'T1', approvedOn: '2019-09-01', paidOn: '2019-10-08' }),
    row(1, { student: true, reference: 'T2', approvedOn: '2019-09-02', paidOn: '2019-10-08' }),
    row(1, { student: true, reference: 'T3', approvedOn: '2019-09-02', paidOn: '2019-10-08', amount: 601 }),
  ];

  it('stay out', async () => {
    const result = await take(lines.slice(0, 4));
    expect(problemsOf(result).map(([at, , code]) => [at, code])).toEqual([
      [2, 'relief.over_cap'],
      [3, 'relief.not_on_register'],
      [5, 'relief.duplicate_schooling'],
    ]);
    expect(result.overridable).toBe(3);
  });

  it('come in flagged when a head lets them in, but money and ledger are never bent', async () => {
    const head = office.head.actor;
    const override = { id: head.staffId, name: head.name, reason: '审计已处理的旧账' };
    const result = await take(lines, { override });
    expect(problemsOf(result)).toEqual([[6, 'amount', 'payment.already_paid']]);
    const { origins } = await kept();
    expect(origins.map(({ overrides }) => overrides).sort()).toEqual([
      '',
      'relief.duplicate_schooling',
      'relief.not_on_register relief.over_cap',
      'relief.over_cap',
    ]);
    const flagged = origins.find(({ overrides }) => overrides !== '')!;
    expect(flagged).toMatchObject({ overriddenBy: head.staffId, overrideReason: '审计已处理的旧账' });
    const [application] = await store.read((read) =>
      read.select().from(applications).where(eq(applications.id, flagged.applicationId)),
    );
    expect(application).toMatchObject({ status: 'approved', reviewedBy: null, decidedBy: null });
    await expectInvariants(store, 'letting old violations in');

    const question = { year: 2019, asOf: '2019-12-31' };
    const { counts, lines: cases } = await store.read((read) => compliancePage(read, question));
    expect(counts).toMatchObject({ over_cap: 2, not_on_register: 1, duplicate_award: 1 });
    const flag = { byName: head.name, reason: '审计已处理的旧账' };
    expect(cases.filter((one) => one.flag !== null)).toHaveLength(4);
    for (const one of cases) if (one.flag) expect(one.flag).toMatchObject(flag);
    const page = await store.read((read) => awardPage(read, flagged.awardId));
    expect(page.flag).toEqual({ ...flag, overrides: flagged.overrides.split(' ') });
  });
});

describe('receipts', () => {
  const receipt = (given: LedgerLineOf = {}): LedgerLineOf => ({
    receivedOn: '2019-01-10',
    source: '中央财政专项',
    amount: 500000,
    voucher: '记-001',
    ...given,
  });
  const received = () => store.read((read) => read.select().from(receipts));

  it('come in once, and say what is wrong', async () => {
    await aProject(office, { year: 2019, receivedFen: 0 });
    const lines = [
      receipt({
        voucher: '记-002',
        amount: '３００,０００.00',
        source: '地方财政配套',
        receivedOn: '2019.3.1',
      }),
      receipt(),
      receipt(),
      receipt({ voucher: null }),
      receipt({ source: '捐款箱' }),
      receipt({ receivedOn: '2017-01-01' }),
      receipt({ amount: 0.005 }),
      ['合计', null, 800000],
    ];
    const first = await take(lines, { kind: 'receipts' });
    expect([countsOf(first), problemsOf(first)]).toEqual([
      [7, 2, 5, 0],
      [
        [4, null, 'row.duplicate'],
        [5, 'voucher', 'cell.missing'],
        [6, 'source', 'cell.unknown'],
        [7, 'receivedOn', 'ledger.no_project'],
        [8, 'amount', 'money.too_many_decimals'],
      ],
    ]);
    const again = await take(
      [
        receipt(),
        receipt({
          voucher: '记-002',
          remarks: '改',
          amount: 300000,
          source: '地方财政配套',
          receivedOn: '2019-03-01',
        }),
      ],
      { kind: 'receipts' },
    );
    expect([countsOf(again), problemsOf(again)]).toEqual([
      [2, 0, 1, 1],
      [[3, 'remarks', 'ledger.receipt_differs']],
    ]);
    expect((await received()).map(({ amountFen }) => amountFen).sort()).toEqual([30_000_000, 50_000_000]);
    await expectInvariants(store, 'importing receipts');
  });

  it('are known again however the voucher is typed, and booked to the year that is said', async () => {
    await aProject(office, { year: 2019, receivedFen: 0 });
    const lines = [
      receipt({ voucher: 'JZ-1' }),
      receipt({ voucher: 'ｊｚ－ １' }),
      receipt({ receivedOn: '2018-12-28', voucher: 'JZ-2' }),
      receipt({ receivedOn: '2018-12-28', voucher: 'JZ-3', year: '2019年' }),
      receipt({ receivedOn: '2017-12-28', voucher: 'JZ-4', year: 2019 }),
      receipt({ voucher: 'JZ-5', year: '去年' }),
    ];
    expect(problemsOf(await take(lines, { kind: 'receipts' }))).toEqual([
      [3, null, 'row.duplicate'],
      [4, 'receivedOn', 'ledger.no_project'],
      [6, 'year', 'fund.date_far'],
      [7, 'year', 'year.not_a_year'],
    ]);
    expect((await received()).map(({ voucher }) => voucher).sort()).toEqual(['JZ-1', 'JZ-3']);
  });

  it.each([
    ['not looked at', false, [2, 1, 1, 0], [[3, 'amount', 'receipt.above_budget']], undefined],
    ['looked at', true, [2, 2, 0, 0], [], 1],
    ['by the command line, which asks nobody', undefined, [2, 2, 0, 0], [], 1],
  ])('above the budget: %s', async (_, isAboveBudgetConfirmed, counts, problems, noted) => {
    await aProject(office, { year: 2019, budgetFen: 60_000_000, receivedFen: 0 });
    const lines = [receipt(), receipt({ voucher: '记-002', amount: 100000.01 })];
    const taken = await take(lines, { kind: 'receipts', isAboveBudgetConfirmed });
    expect([countsOf(taken), problemsOf(taken)]).toEqual([counts, problems]);
    expect(taken.notes.above_budget).toBe(noted);
    expect(LEDGER_NOTE_LABELS.above_budget(1, taken.isApplied)).toContain('已照台账登记');
    expect(LEDGER_NOTE_LABELS.above_budget(1, false)).toContain('导入时将照台账登记');
  });

  it('that are another table are refused beside the file', async () => {
    const bytes = await ledgerWorkbook('payments', [row(1)]);
    const order = { kind: 'receipts' as const, bytes, fileName: '台账.xlsx', isCheckOnly: false };
    const refusal = await refused(orderLedgerImport(office.finance, order));
    expect(refusal).toMatchObject({
      code: 'ledger.file_refused',
      field: 'file',
      kind: 'receipts',
      problem: 'no_ledger',
    });
  });

  it('are only looked at in a check', async () => {
    await aProject(office, { year: 2019, receivedFen: 0 });
    expect(countsOf(await take([receipt()], { kind: 'receipts', importId: null }))).toEqual([1, 1, 0, 0]);
    expect(await received()).toEqual([]);
  });
});

describe('in the browser', () => {
  it('waits for a head, who lets known violations in with a reason', async () => {
    await aProject(office, { year: 2019 });
    await families([...sheetFamily(1), ...sheetFamily(2, { status: '已退出', exitedOn: '2019-03-31' })]);
    const bytes = await ledgerWorkbook('payments', [row(1), row(2), row(9)]);
    const order = { kind: 'payments' as const, bytes, fileName: '台账.xlsx', isCheckOnly: false };
    const id = await orderLedgerImport(office.finance, order);
    await runJobs(store);
    const view = (desk: Desk) => store.read((read) => ledgerJobView(read, desk.actor, id));
    expect(await view(office.finance)).toMatchObject({
      status: 'checked',
      outcome: { accepted: 1, refused: 2, overridable: 1, isApplied: false },
      offered: { release: false, cancel: true, file: true },
    });
    expect((await kept()).awards).toEqual([]);
    expect(await refused(view(office.caseworker))).toMatchObject({ code: 'record.not_found' });
    expect(await refused(releaseLedger(office.finance, { id, overrideReason: null }))).toMatchObject({
      code: 'job.own_file',
    });
    await releaseLedger(office.head, { id, overrideReason: '审计已处理的旧账' });
    await runJobs(store);
    expect(await view(office.finance)).toMatchObject({
      status: 'done',
      outcome: { accepted: 2, refused: 1 },
    });
    const { awards: made, origins } = await kept();
    expect(made.map(({ approvedBy }) => approvedBy)).toEqual(Array(2).fill(office.head.actor.staffId));
    expect(origins.filter(({ overriddenBy }) => overriddenBy === office.head.actor.staffId)).toHaveLength(1);
    const { bytes: back } = await fetchRefusedLedger(office.finance, id);
    expect((await readLedgerFile('payments', back)).rowCount).toBe(1);
    await expectInvariants(store, 'a ledger that a head let in');
  });
});
