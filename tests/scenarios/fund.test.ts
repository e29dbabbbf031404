import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { once } from '../../app/fund/commands.server';
import {
  adjustBudget,
  correctReceipt,
  fundBalance,
  fundByTypeAndMonth,
  projectOfYear,
  receiptsBySource,
  recordReceipt,
  requireBudget,
  requireReceived,
  type NewReceipt,
} from '../../app/fund/fund.server';
import { RELIEF_TYPES } from '../../app/fund/project';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { Refusal } from '../../app/refusal';
import type { Store } from '../../db/client.server';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject, ledgerOf } from '../factories/fund';
import type { Office } from '../factories/office';

let store: Store;
let office: Office;
let year = 1949;
let projectId: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});

/** Each test has a project-year of its own: 10,000 yuan of budget, nothing received. */
beforeEach(async () => {
  year += 1;
  projectId = (await aProject(office, { year, budgetFen: 1_000_000, receivedFen: 0 })).id;
});

const balance = (asOf?: string) => store.read((read) => fundBalance(read, { projectId, asOf }));
const day = (monthAndDay: string) => businessDate(`${year}-${monthAndDay}`);

const aReceipt = (given: Partial<NewReceipt> = {}): NewReceipt => ({
  commandId: newId(),
  year,
  source: 'local',
  receivedOn: day('01-05'),
  amountFen: fen(400_000),
  voucher: '001',
  remarks: '',
  ...given,
});

const receive = (given: Partial<NewReceipt> = {}) => recordReceipt(office.finance, aReceipt(given));

const takeBack = (receiptId: string, amountFen: number, on = day('01-05')) =>
  correctReceipt(office.finance, {
    commandId: newId(),
    receiptId,
    correctedOn: on,
    amountFen: fen(amountFen),
    voucher: '',
    remarks: '录入错误',
  });

const adjust = (amountFen: number, on = day('06-01')) =>
  adjustBudget(office.head, {
    commandId: newId(),
    year,
    adjustedOn: on,
    amountFen: fen(amountFen),
    document: '样例文件 1 号',
    reason: '样例',
  });

const refusal = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? { code: error.code, field: error.field, ...error.data } : error;
};

describe('the balance', () => {
  it('follows every event, and holds its invariants after each', async () => {
    const ledger = await ledgerOf(office, projectId);
    const ids: Record<string, string> = {};
    const events: [
      name: string,
      work: () => Promise<unknown>,
      [budget: number, received: number, committed: number, paid: number],
    ][] = [
      ['nothing yet', async () => {}, [1_000_000, 0, 0, 0]],
      [
        'a receipt',
        async () => (ids.receipt = await receive({ amountFen: fen(400_000) })),
        [1_000_000, 400_000, 0, 0],
      ],
      [
        'an award',
        async () => (ids.first = await ledger.award({ amountFen: 60_000, on: day('02-01') })),
        [1_000_000, 400_000, 60_000, 0],
      ],
      [
        'another type',
        async () =>
          (ids.second = await ledger.award({ type: 'medical', amountFen: 100_000, on: day('06-01') })),
        [1_000_000, 400_000, 160_000, 0],
      ],
      [
        'a payment',
        async () => (ids.payment = await ledger.pay(ids.first!, { amountFen: 60_000, on: day('02-10') })),
        [1_000_000, 400_000, 100_000, 60_000],
      ],
      [
        'a part of a payment',
        async () => (ids.part = await ledger.pay(ids.second!, { amountFen: 30_000, on: day('06-10') })),
        [1_000_000, 400_000, 70_000, 90_000],
      ],
      [
        'a return',
        async () => ledger.pay(ids.first!, { amountFen: -60_000, on: day('02-20'), corrects: ids.payment }),
        [1_000_000, 400_000, 130_000, 30_000],
      ],
      [
        'a release',
        async () => ledger.release(ids.first!, day('07-01')),
        [1_000_000, 400_000, 70_000, 30_000],
      ],
      [
        'a release of the unpaid rest',
        async () => ledger.release(ids.second!, day('07-02')),
        [1_000_000, 400_000, 0, 30_000],
      ],
      [
        'a return after the release',
        async () => ledger.pay(ids.second!, { amountFen: -30_000, on: day('07-20'), corrects: ids.part }),
        [1_000_000, 400_000, 0, 0],
      ],
      ['an adjustment', async () => adjust(250_000), [1_250_000, 400_000, 0, 0]],
      ['an adjustment down', async () => adjust(-50_000, day('08-01')), [1_200_000, 400_000, 0, 0]],
      ['a receipt corrected', async () => takeBack(ids.receipt!, 150_000), [1_200_000, 250_000, 0, 0]],
    ];
    for (const [name, work, [budgetFen, receivedFen, committedFen, paidFen]] of events) {
      await work();
      const now = await balance();
      const availableFen = budgetFen - committedFen - paidFen;
      expect(now, name).toEqual({ budgetFen, receivedFen, committedFen, paidFen, availableFen });
      expect(await balance(day('12-31')), name).toEqual(now);
      await sumsAgree();
    }
  });

  it('tells where the money stood on a day', async () => {
    const ledger = await ledgerOf(office, projectId);
    await receive({ receivedOn: day('01-05') });
    const award = await ledger.award({ amountFen: 60_000, on: day('02-01') });
    const payment = await ledger.pay(award, { amountFen: 60_000, on: day('02-10') });
    await ledger.pay(award, { amountFen: -60_000, on: day('02-20'), corrects: payment });
    await adjust(5_000, day('02-25'));
    await ledger.release(award, day('03-01'));
    const rows: [on: string, [budget: number, received: number, committed: number, paid: number]][] = [
      ['01-04', [1_000_000, 0, 0, 0]],
      ['01-05', [1_000_000, 400_000, 0, 0]],
      ['01-31', [1_000_000, 400_000, 0, 0]],
      ['02-01', [1_000_000, 400_000, 60_000, 0]],
      ['02-09', [1_000_000, 400_000, 60_000, 0]],
      ['02-10', [1_000_000, 400_000, 0, 60_000]],
      ['02-20', [1_000_000, 400_000, 60_000, 0]],
      ['02-25', [1_005_000, 400_000, 60_000, 0]],
      ['02-28', [1_005_000, 400_000, 60_000, 0]],
      ['03-01', [1_005_000, 400_000, 0, 0]],
    ];
    for (const [on, [budgetFen, receivedFen, committedFen, paidFen]] of rows) {
      expect(await balance(day(on)), on).toMatchObject({ budgetFen, receivedFen, committedFen, paidFen });
    }
  });

  async function sumsAgree(): Promise<void> {
    const { now, sources, table } = await store.read(async (read) => ({
      now: await fundBalance(read, { projectId }),
      sources: await receiptsBySource(read, { projectId }),
      table: await fundByTypeAndMonth(read, { projectId }),
    }));
    const sum = (amounts: number[]) => amounts.reduce((left, right) => left + right, 0);
    expect(sum(Object.values(sources))).toBe(now.receivedFen);
    expect(sum(table.types.map((row) => row.committedFen))).toBe(now.committedFen);
    expect(sum(table.types.map((row) => row.paidFen))).toBe(now.paidFen);
    expect(sum(table.months.map((row) => row.totalFen))).toBe(now.paidFen);
    for (const { type, paidFen } of table.types)
      expect(sum(table.months.map((row) => row.paidFen[type]))).toBe(paidFen);
    for (const row of table.months)
      expect(sum(RELIEF_TYPES.map((type) => row.paidFen[type]))).toBe(row.totalFen);
    expect(now.paidFen).toBeLessThanOrEqual(now.receivedFen);
    expect(now.paidFen + now.committedFen).toBeLessThanOrEqual(now.budgetFen);
  }
});

describe('by type and month', () => {
  it('shows every month of the project, and one outside it that has payments', async () => {
    const ledger = await ledgerOf(office, projectId);
    const award = await ledger.award({ type: 'schooling', amountFen: 60_000, on: day('12-01') });
    await ledger.pay(award, { amountFen: 60_000, on: `${year + 1}-01-03` });
    const { months } = await store.read((read) => fundByTypeAndMonth(read, { projectId }));
    expect(months).toHaveLength(13);
    expect(months[0]).toEqual({
      month: `${year}-01`,
      paidFen: { living: 0, schooling: 0, medical: 0 },
      totalFen: 0,
    });
    expect(months[12]).toEqual({
      month: `${year + 1}-01`,
      paidFen: { living: 0, schooling: 60_000, medical: 0 },
      totalFen: 60_000,
    });
  });
});

describe('the budget guard', () => {
  const asked = (amountFen: number) =>
    refusal(store.write((write) => requireBudget(write, { projectId, amountFen: fen(amountFen) })));

  it.each([
    ['all that is available', 930_000, null],
    ['one fen more', 930_001, { code: 'fund.over_budget', shortFen: 1, availableFen: 930_000 }],
  ])('with 20,000 committed and 50,000 paid: %s', async (_, amountFen, expected) => {
    const ledger = await ledgerOf(office, projectId);
    const award = await ledger.award({ amountFen: 70_000, on: day('02-01') });
    await ledger.pay(award, { amountFen: 50_000, on: day('02-02') });
    expect(await asked(amountFen)).toEqual(expected && { field: undefined, ...expected });
  });
});

describe('the guard of received money', () => {
  const asked = (amountFen: number) =>
    refusal(
      store.write((write) =>
        requireReceived(write, { projectId, amountFen: fen(amountFen), on: day('12-31') }),
      ),
    );

  it.each([
    ['all that came in and is not paid', 350_000, null],
    [
      'one fen more',
      350_001,
      {
        ...{ code: 'fund.over_received', shortFen: 1 },
        ...{ receivedFen: 400_000, carriedFen: 0, paidFen: 50_000, waitingFen: 0 },
      },
    ],
  ])('with 400,000 received and 50,000 paid: %s', async (_, amountFen, expected) => {
    await receive();
    const ledger = await ledgerOf(office, projectId);
    const award = await ledger.award({ amountFen: 70_000, on: day('02-01') });
    await ledger.pay(award, { amountFen: 50_000, on: day('02-02') });
    expect(await asked(amountFen)).toEqual(expected && { field: undefined, ...expected });
  });
});

describe('receipts', () => {
  it('are kept by source', async () => {
    await receive({ source: 'central', amountFen: fen(100) });
    await receive({ source: 'central', amountFen: fen(20), voucher: '002' });
    const interest = await receive({ source: 'interest', amountFen: fen(3) });
    await takeBack(interest, 3);
    expect(await store.read((read) => receiptsBySource(read, { projectId }))).toEqual({
      central: 120,
      local: 0,
      union: 0,
      donation: 0,
      interest: 0,
      other: 0,
    });
  });

  it('of one command are recorded once, and the repetition answers with the same id', async () => {
    const command = aReceipt();
    const ids = await Promise.all([1, 2, 3].map(() => recordReceipt(office.finance, command)));
    expect(new Set(ids).size).toBe(1);
    expect(await balance()).toMatchObject({ receivedFen: 400_000 });
  });

  it('refuse the same command with other content, or from somebody else', async () => {
    const command = aReceipt();
    await recordReceipt(office.finance, command);
    const other = { ...command, amountFen: fen(400_001) };
    expect(await refusal(recordReceipt(office.finance, other))).toMatchObject({ code: 'command.changed' });
    expect(await refusal(recordReceipt(office.head, command))).toMatchObject({ code: 'command.changed' });
    expect(await balance()).toMatchObject({ receivedFen: 400_000 });
  });

  it.each([
    ['a year before the project’s is early enough', () => `${year - 1}-01-01`, null],
    ['two years before is a slip of the pen', () => `${year - 2}-12-31`, 'fund.date_far'],
    ['two years after is a slip of the pen', () => `${year + 2}-01-01`, 'fund.date_far'],
    ['tomorrow has not come', () => '2099-01-01', 'fund.date_in_future'],
  ])('by date: %s', async (_, on, code) => {
    const refused = await refusal(receive({ receivedOn: businessDate(on()) }));
    expect(refused).toEqual(code === null ? null : expect.objectContaining({ code, field: 'receivedOn' }));
  });

  it('need a project', async () => {
    expect(await refusal(receive({ year: 1940 }))).toMatchObject({ code: 'project.not_found', year: 1940 });
    expect(await refusal(store.read((read) => projectOfYear(read, 1940)))).toMatchObject({
      code: 'project.not_found',
    });
  });
});

describe('the correction of a receipt', () => {
  it.each([
    ['all of it', 400_000, null],
    ['one fen too much', 400_001, 'receipt.correction_too_large'],
  ])('takes back at most the receipt: %s', async (_, amountFen, code) => {
    const id = await receive();
    const refused = await refusal(takeBack(id, amountFen));
    expect(refused).toEqual(code === null ? null : expect.objectContaining({ code, field: 'amountFen' }));
  });

  it.each([
    ['down to what is paid', 350_000, null],
    ['one fen below what is paid', 350_001, 'fund.below_paid'],
  ])('leaves what was paid covered: %s', async (_, amountFen, code) => {
    const id = await receive();
    const ledger = await ledgerOf(office, projectId);
    const award = await ledger.award({ amountFen: 50_000, on: day('02-01') });
    await ledger.pay(award, { amountFen: 50_000, on: day('02-02') });
    const refused = await refusal(takeBack(id, amountFen, day('03-01')));
    expect(refused).toEqual(code === null ? null : expect.objectContaining({ code, shortFen: 1 }));
  });

  it('is made once, never of a correction, never before the receipt', async () => {
    const id = await receive({ receivedOn: day('01-05') });
    expect(await refusal(takeBack(id, 1, day('01-04')))).toMatchObject({ code: 'receipt.correction_before' });
    const correction = await takeBack(id, 1, day('01-05'));
    expect(await refusal(takeBack(id, 1))).toMatchObject({ code: 'receipt.corrected' });
    expect(await refusal(takeBack(correction, 1))).toMatchObject({ code: 'receipt.is_correction' });
    expect(await refusal(takeBack(newId(), 1))).toMatchObject({ code: 'receipt.not_found' });
  });
});

describe('adjustments', () => {
  it.each([
    ['down to paid and committed', -930_000, null],
    ['one fen further', -930_001, { code: 'fund.below_committed', shortFen: 1, availableFen: 930_000 }],
    ['nothing', 0, { code: 'fund.adjustment_zero' }],
  ])('keep paid and committed money covered: %s', async (_, amountFen, expected) => {
    const ledger = await ledgerOf(office, projectId);
    const award = await ledger.award({ amountFen: 70_000, on: day('02-01') });
    await ledger.pay(award, { amountFen: 50_000, on: day('02-02') });
    const refused = await refusal(adjust(amountFen));
    expect(refused).toEqual(expected && expect.objectContaining({ ...expected, field: 'amountFen' }));
  });

  it.each([
    ['01-01', 0, null],
    ['12-31', 0, null],
    ['12-31', -1, 'fund.date_outside'],
    ['01-01', 1, 'fund.date_outside'],
  ])('lie within the project: %s %i', async (monthAndDay, years, code) => {
    const refused = await refusal(adjust(1, businessDate(`${year + years}-${monthAndDay}`)));
    expect(refused).toEqual(code === null ? null : expect.objectContaining({ code, field: 'adjustedOn' }));
  });
});

describe('once', () => {
  it('runs the work of many concurrent repetitions exactly once', async () => {
    const id = newId();
    let runs = 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        store.write((write) =>
          once(
            write,
            office.finance.actor,
            { id, name: 'test', content: { a: 1, b: [2, { d: 4, c: 3 }] } },
            async () => {
              runs += 1;
              return { run: runs };
            },
          ),
        ),
      ),
    );
    expect(runs).toBe(1);
    expect(answers.every((answer) => answer.run === 1)).toBe(true);
  });

  it('takes a command whose work was refused again', async () => {
    const command = { id: newId(), name: 'test', content: {} };
    const attempt = (work: () => Promise<string>) =>
      store.write((write) => once(write, office.finance.actor, command, work));
    await expect(attempt(() => Promise.reject(new Refusal('test.refused')))).rejects.toThrow(Refusal);
    expect(await attempt(() => Promise.resolve('done'))).toBe('done');
  });

  it('knows the same content by whatever order its names were given in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.integer()), async (content) => {
        const id = newId();
        const reversed = Object.fromEntries(Object.entries(content).reverse());
        const ask = (given: unknown) =>
          store.write((write) =>
            once(write, office.finance.actor, { id, name: 'test', content: given }, async () => 1),
          );
        await ask(content);
        expect(await ask(reversed)).toBe(1);
      }),
      { numRuns: 20 },
    );
  });
});
