import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, businessDate, todayInChina, type BusinessDate } from '../../app/calendar/date';
import { engine } from '../../app/config.server';
import { adjustBudget, correctReceipt, fundBalance, recordReceipt } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import {
  correctPayment,
  listPayments,
  paymentPage,
  paymentsOfFamily,
  recordPayments,
} from '../../app/payments/payments.server';
import { PAYMENT_KINDS } from '../../app/payments/payment';
import type { PaymentFilter, PaymentListRow } from '../../app/payments/paymentQueries.server';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { batchPage } from '../../app/payments/batchQueries.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { releaseAward } from '../../app/payments/releases.server';
import { awardPage, listAwards } from '../../app/relief/awards.server';
import type { FreshDatabase } from '../database';
import type { Store } from '../../db/client.server';
import { aBatch } from '../factories/batches';
import { aFamily, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import {
  aCorrection,
  aCorrectionInput,
  aPayment,
  aRun,
  paymentRowsOf,
  type CorrectionWish,
} from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { onDatabase } from '../rawDatabase';
import { refused } from '../refused';

const YEAR = 2019;
const AWARD_FEN = 60_000;
const day = (monthAndDay: string) => businessDate(`${YEAR}-${monthAndDay}`);
const PAID_ON = day('03-10');

let database: FreshDatabase;
let store: Store;
let office: Office;
let projectId: string;
let family: MadeFamily;

beforeAll(async () => {
  ({ database, store, office } = await aFreshOffice());
  projectId = (await aProject(office, { year: YEAR, budgetFen: 100_000_000 })).id;
  family = await aFamily(office);
  await adjustBudget(office.head, {
    commandId: newId(),
    year: YEAR,
    adjustedOn: day('02-01'),
    amountFen: fen(1),
    document: '样例文件 1 号',
    reason: '样例',
  });
});

/** An award of 600 yuan of 1 March; medical, because that repeats for one patient. */
const award = async (amountFen = AWARD_FEN, given: { year?: number } = {}) =>
  (await anAward(office, { year: YEAR, type: 'medical', familyId: family.id, amountFen, ...given })).id;
const pay = (run: ReturnType<typeof aRun>) => recordPayments(office.finance, run);
const paid = (awardId: string, on: BusinessDate = PAID_ON, amountFen?: number) =>
  aPayment(office, { awardId, on, amountFen });
const correct = (paymentId: string, wish: CorrectionWish) => aCorrection(office, paymentId, wish);
const rowsOf = (awardId: string) => paymentRowsOf(office, awardId);
const standing = (awardId: string) => store.read((read) => awardPage(read, awardId));
const balance = (id = projectId) => store.read((read) => fundBalance(read, { projectId: id }));

describe('recording payments', () => {
  it('of one award writes one row, as the bank paid it', async () => {
    const awardId = await award();
    const run = aRun(awardId, { on: PAID_ON, bankReference: 'PL20190310', remarks: '样例' });
    expect(await pay(run)).toEqual({ count: 1, amountFen: AWARD_FEN, year: YEAR });
    const [row, ...others] = await rowsOf(awardId);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      kind: 'payment',
      correctsId: null,
      originalId: row!.id,
      amountFen: AWARD_FEN,
      paidOn: PAID_ON,
      bankReference: 'PL20190310',
      commandId: run.commandId,
      recordedBy: office.finance.actor.staffId,
    });
    expect(await standing(awardId)).toMatchObject({ status: 'paid', netFen: AWARD_FEN, restFen: 0 });
    const [entry] = await store.read((read) => auditOf(read, { type: 'payment', id: row!.id }));
    expect(entry).toMatchObject({ action: 'payment.recorded', staffName: 'finance' });
  });

  it('of many awards writes a row each', async () => {
    const ids = [await award(100), await award(200), await award(300)];
    expect(await pay(aRun(ids, { on: PAID_ON }))).toEqual({ count: 3, amountFen: 600, year: YEAR });
    for (const [index, id] of ids.entries()) {
      expect((await rowsOf(id)).map(({ amountFen }) => amountFen)).toEqual([100 * (index + 1)]);
    }
  });

  it('pays an award in parts, never more than it', async () => {
    const awardId = await award();
    await paid(awardId, PAID_ON, 20_000);
    expect(await standing(awardId)).toMatchObject({ status: 'partly_paid', restFen: 40_000 });
    expect(await refused(pay(aRun(awardId, { on: PAID_ON, amountFen: 40_001 })))).toMatchObject({
      code: 'payment.above_rest',
      restFen: 40_000,
      overFen: 1,
    });
    await paid(awardId, day('04-10'), 40_000);
    expect(await refused(pay(aRun(awardId, { on: PAID_ON, amountFen: 1 })))).toMatchObject({
      code: 'payment.already_paid',
    });
    expect(await rowsOf(awardId)).toHaveLength(2);
  });

  it.each([
    ['on the day of approval', day('03-01'), null],
    ['the day before approval', day('02-28'), 'payment.before_approval'],
    ['on the last day of the year', day('12-31'), null],
    ['after the year, late and outside its figures', businessDate('2020-01-01'), null],
    ['before the year', businessDate('2018-12-31'), 'payment.before_approval'],
    ['tomorrow', addDays(todayInChina(new Date()), 1), 'relief.date_in_future'],
  ])('%s', async (_, on, code) => {
    const refusal = await refused(pay(aRun(await award(), { on })));
    expect(refusal).toEqual(code && expect.objectContaining({ code, field: 'paidOn' }));
  });

  it('of an award of the year names its year, also when the bank paid after it', async () => {
    const run = aRun(await award(), { on: businessDate('2020-01-01') });
    expect(await pay(run)).toMatchObject({ year: YEAR });
  });

  it.each<[string, () => Promise<string>, string]>([
    ['is paid', async () => (await paid(await award())).awardId, 'payment.already_paid'],
    ['is released', () => released(), 'payment.award_released'],
    ['is not there', async () => newId(), 'award.not_found'],
  ])('pays all or nothing: one of three %s', async (_, wrong, code) => {
    const ids = [await award(), await wrong(), await award()];
    const before = await balance();
    const refusal = await refused(pay(aRun(ids, { on: PAID_ON })));
    expect(refusal).toMatchObject({ code });
    if (code !== 'award.not_found')
      expect(refusal).toMatchObject({ name: '林样本', fileNumber: family.fileNumber });
    expect(await rowsOf(ids[0]!)).toEqual([]);
    expect(await rowsOf(ids[2]!)).toEqual([]);
    expect(await balance()).toEqual(before);
  });

  it('names an award once in a run, and something at all', async () => {
    const awardId = await award();
    expect(await refused(pay(aRun([awardId, awardId], { on: PAID_ON })))).toMatchObject({
      code: 'payment.line_repeated',
    });
    expect(await refused(pay(aRun([], { on: PAID_ON })))).toMatchObject({
      code: 'payment.nothing_selected',
    });
    expect(await rowsOf(awardId)).toEqual([]);
  });

  const released = async () => {
    const awardId = await award();
    await releaseAward(office.head, { commandId: newId(), awardId, on: PAID_ON, reason: '样例' });
    return awardId;
  };
});

describe('the money that came in', () => {
  let year = 2019;
  /** A year of its own: 1,000 yuan received of a budget of 10,000, two awards of 600. */
  const newYear = async () => {
    year += 1;
    const project = await aProject(office, { year, budgetFen: 1_000_000, receivedFen: 100_000 });
    return { project, ids: [await award(AWARD_FEN, { year }), await award(AWARD_FEN, { year })] };
  };
  const on = () => businessDate(`${year}-03-02`);
  const short = { code: 'fund.over_received', receivedFen: 100_000 };

  it('carries all of it, and not one fen more', async () => {
    const { project, ids } = await newYear();
    await paid(ids[0]!, on());
    const more = await refused(pay(aRun(ids[1]!, { on: on(), amountFen: 40_001 })));
    expect(more).toMatchObject({ ...short, shortFen: 1, paidFen: AWARD_FEN });
    await paid(ids[1]!, on(), 40_000);
    expect(await balance(project.id)).toMatchObject({ paidFen: 100_000, receivedFen: 100_000 });
    await expectInvariants(store, 'all received money is paid');
  });

  it('counts all lines of a run', async () => {
    const { ids } = await newYear();
    const run = aRun(ids, { on: on() });
    expect(await refused(pay(run))).toMatchObject({ ...short, shortFen: 20_000, paidFen: 0 });
    expect(await rowsOf(ids[0]!)).toEqual([]);
  });

  it('is not taken back below what is paid', async () => {
    const { ids } = await newYear();
    const extra = await recordReceipt(office.finance, {
      commandId: newId(),
      year,
      source: 'donation',
      receivedOn: on(),
      amountFen: fen(20_000),
      voucher: '样例-002',
      remarks: '',
    });
    await pay(aRun(ids, { on: on() }));
    const takeBack = {
      commandId: newId(),
      receiptId: extra,
      correctedOn: on(),
      amountFen: fen(1),
      voucher: '',
      remarks: '样例',
    };
    expect(await refused(correctReceipt(office.finance, takeBack))).toMatchObject({
      code: 'fund.below_paid',
      shortFen: 1,
    });
  });

  it('is asked again when a return is undone', async () => {
    const { ids } = await newYear();
    const payment = await paid(ids[0]!, on());
    const back = await correct(payment.id, { kind: 'return', on: on() });
    await paid(ids[1]!, on());
    expect(await refused(correct(back.id, { kind: 'reversal', on: on() }))).toMatchObject({
      ...short,
      shortFen: 20_000,
    });
    await correct(back.id, { kind: 'reversal', on: on(), amountFen: 40_000 });
    await expectInvariants(store, 'a return undone in part');
  });
});

describe('the same command', () => {
  it('pays once, and answers each time with the first result', async () => {
    const ids = [await award(), await award()];
    const run = aRun(ids, { on: PAID_ON });
    const answers = await Promise.all(Array.from({ length: 8 }, () => pay(run)));
    expect(answers).toEqual(answers.map(() => ({ count: 2, amountFen: 2 * AWARD_FEN, year: YEAR })));
    expect(await pay(run)).toEqual({ count: 2, amountFen: 2 * AWARD_FEN, year: YEAR });
    for (const id of ids) expect(await rowsOf(id)).toHaveLength(1);
  });

  it('is refused with other content, from somebody else, and for something else', async () => {
    const [one, two] = [await award(), await award()];
    const run = aRun(one, { on: PAID_ON });
    await pay(run);
    const [row] = await rowsOf(one);
    const { commandId } = run;
    for (const wrong of [
      pay({ ...run, bankReference: 'PL-2' }),
      pay({ ...run, paidOn: day('03-11') }),
      pay({ ...run, lines: [{ awardId: two }] }),
      recordPayments(office.head, run),
      correct(row!.id, { kind: 'return', on: PAID_ON, commandId }),
    ]) {
      expect(await refused(wrong)).toMatchObject({ code: 'command.changed' });
    }
    expect(await rowsOf(one)).toEqual([row]);
    expect(await rowsOf(two)).toEqual([]);
  });

  it('may be sent again after it was refused', async () => {
    const awardId = await award();
    const run = aRun(awardId, { on: day('02-28') });
    expect(await refused(pay(run))).toMatchObject({ code: 'payment.before_approval' });
    await pay({ ...run, paidOn: PAID_ON });
    expect(await rowsOf(awardId)).toHaveLength(1);
  });

  it('corrects once', async () => {
    const payment = await paid(await award());
    const correction = aCorrectionInput(payment.id, { kind: 'recovery', on: PAID_ON, amountFen: 10_000 });
    const answers = await Promise.all([1, 2, 3].map(() => correctPayment(office.finance, correction)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers[0]!.amountFen).toBe(-10_000);
    expect(await rowsOf(payment.awardId)).toHaveLength(2);
    expect(
      await refused(correctPayment(office.finance, { ...correction, amountFen: fen(10_001) })),
    ).toMatchObject({ code: 'command.changed' });
  });
});

describe('two commands at once', () => {
  it('pay an award once', async () => {
    const awardId = await award();
    const attempts = Array.from({ length: 8 }, () => refused(pay(aRun(awardId, { on: PAID_ON }))));
    const codes = (await Promise.all(attempts)).map((refusal) => refusal?.code ?? 'paid').sort();
    expect(codes).toEqual(['paid', ...Array<string>(7).fill('payment.already_paid')].sort());
    expect(await rowsOf(awardId)).toHaveLength(1);
  });

  it('return a payment once', async () => {
    const payment = await paid(await award());
    const attempts = Array.from({ length: 5 }, () =>
      refused(correct(payment.id, { kind: 'return', on: PAID_ON })),
    );
    const codes = (await Promise.all(attempts)).map((refusal) => refusal?.code ?? 'returned');
    expect(codes.filter((code) => code === 'returned')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['returned', 'payment.correction_too_large']));
  });
});

describe('corrections', () => {
  it('follow one another, and every invariant holds after each', async () => {
    const awardId = await award();
    const ids: Record<string, string> = {};
    const before = await balance();
    const make = async (name: string, work: Promise<{ id: string }>) => (ids[name] = (await work).id);
    const events: [
      name: string,
      work: () => Promise<unknown>,
      [netFen: number, status: string],
      [rows: number, chains: number],
    ][] = [
      ['paid', () => make('payment', paid(awardId, day('03-10'))), [60_000, 'paid'], [1, 1]],
      [
        'returned by the bank',
        () => make('return', correct(ids.payment!, { kind: 'return', on: day('03-12') })),
        [0, 'sent_back'],
        [2, 1],
      ],
      [
        'the return was a mistake',
        () => make('undone', correct(ids.return!, { kind: 'reversal', on: day('03-13') })),
        [60_000, 'paid'],
        [3, 1],
      ],
      [
        'no, it was not',
        () => make('redone', correct(ids.undone!, { kind: 'reversal', on: day('03-14') })),
        [0, 'sent_back'],
        [4, 1],
      ],
      ['paid again', () => make('reissue', paid(awardId, day('03-20'))), [60_000, 'paid'], [5, 2]],
      [
        'a part recovered',
        () =>
          make(
            'recovery',
            correct(ids.reissue!, {
              kind: 'recovery',
              on: day('05-06'),
              amountFen: 25_000,
              afterwards: 'paid_again',
            }),
          ),
        [35_000, 'sent_back'],
        [6, 2],
      ],
      [
        'of that a part was a mistake',
        () => make('less', correct(ids.recovery!, { kind: 'reversal', on: day('05-07'), amountFen: 5_000 })),
        [40_000, 'sent_back'],
        [7, 2],
      ],
      [
        'the rest recovered too',
        () => correct(ids.reissue!, { kind: 'recovery', on: day('05-08'), afterwards: 'paid_again' }),
        [0, 'sent_back'],
        [8, 2],
      ],
      ['paid for the third time', () => paid(awardId, day('06-03')), [60_000, 'paid'], [9, 3]],
    ];
    for (const [name, work, [netFen, status], [rows, chains]] of events) {
      await work();
      expect(await standing(awardId), name).toMatchObject({ netFen, status, restFen: AWARD_FEN - netFen });
      const made = await rowsOf(awardId);
      expect(made, name).toHaveLength(rows);
      expect(new Set(made.map(({ originalId }) => originalId)).size, name).toBe(chains);
      const now = await balance();
      expect(now.paidFen, name).toBe(before.paidFen + netFen);
      expect(now.availableFen, name).toBe(before.availableFen);
      await expectInvariants(store, name);
    }
    const { chain, leftFen } = await store.read((read) => paymentPage(read, ids.payment!));
    expect(chain.map((row) => [row.kind, row.amountFen, row.balanceFen])).toEqual([
      ['payment', 60_000, 60_000],
      ['return', -60_000, 0],
      ['reversal', 60_000, 60_000],
      ['reversal', -60_000, 0],
    ]);
    expect(leftFen).toBe(0);
  });

  it('of a return are whole only', async () => {
    const payment = await paid(await award());
    const part = correct(payment.id, { kind: 'return', on: PAID_ON, amountFen: AWARD_FEN - 1 });
    expect(await refused(part)).toMatchObject({ code: 'payment.return_whole', amountFen: AWARD_FEN });
    await correct(payment.id, { kind: 'recovery', on: PAID_ON, amountFen: 1 });
    const rest = correct(payment.id, { kind: 'return', on: PAID_ON });
    expect(await refused(rest)).toMatchObject({ code: 'payment.return_whole' });
  });

  it.each([
    ['all that is left', 50_000, null],
    ['one fen more', 50_001, { code: 'payment.correction_too_large', leftFen: 50_000 }],
    ['nothing', 0, { code: 'payment.correction_too_large', leftFen: 50_000 }],
  ])('take back at most what is left: %s', async (_, amountFen, expected) => {
    const payment = await paid(await award());
    await correct(payment.id, { kind: 'recovery', on: PAID_ON, amountFen: 10_000 });
    const refusal = await refused(correct(payment.id, { kind: 'reversal', on: PAID_ON, amountFen }));
    expect(refusal).toEqual(expected && expect.objectContaining({ ...expected, field: 'amountFen' }));
  });

  it.each(['return', 'recovery'] as const)('by a %s are for payments', async (kind) => {
    const payment = await paid(await award());
    const back = await correct(payment.id, { kind: 'return', on: PAID_ON });
    expect(await refused(correct(back.id, { kind, on: PAID_ON }))).toMatchObject({
      code: 'payment.correction_not_allowed',
      field: 'kind',
    });
    expect(await refused(correct(newId(), { kind, on: PAID_ON }))).toMatchObject({
      code: 'payment.not_found',
    });
  });

  it.each([
    ['on the day of the payment', PAID_ON, null],
    ['the day before', addDays(PAID_ON, -1), 'payment.before_corrected'],
    ['after the year', businessDate('2020-01-06'), null],
    ['tomorrow', addDays(todayInChina(new Date()), 1), 'relief.date_in_future'],
  ])('%s', async (_, on, code) => {
    const payment = await paid(await award());
    const refusal = await refused(correct(payment.id, { kind: 'return', on }));
    expect(refusal).toEqual(code && expect.objectContaining({ code, field: 'on' }));
  });

  it('do not undo a return that was paid again', async () => {
    const awardId = await award();
    const payment = await paid(awardId);
    const back = await correct(payment.id, { kind: 'return', on: day('03-12') });
    await paid(awardId, day('03-20'));
    for (const on of [day('03-12'), day('03-25')]) {
      expect(await refused(correct(back.id, { kind: 'reversal', on }))).toMatchObject({
        code: 'payment.overpays_award',
        overFen: AWARD_FEN,
      });
    }
  });

  it('do not take back on a day what came back only later', async () => {
    const payment = await paid(await award());
    const recovery = await correct(payment.id, { kind: 'recovery', on: day('04-01'), amountFen: 20_000 });
    await correct(recovery.id, { kind: 'reversal', on: day('05-01') });
    const between = correct(payment.id, { kind: 'recovery', on: day('04-15') });
    expect(await refused(between)).toMatchObject({
      code: 'payment.breaks_chain',
      on: '2019-04-15',
      overFen: 20_000,
    });
    await correct(payment.id, { kind: 'recovery', on: day('05-01') });
  });

  it('leave no day on which an award was paid twice', async () => {
    const awardId = await award();
    const payment = await paid(awardId);
    await correct(payment.id, { kind: 'return', on: day('03-20') });
    const early = pay(aRun(awardId, { on: day('03-19') }));
    expect(await refused(early)).toMatchObject({ code: 'payment.overlaps', overFen: AWARD_FEN });
    await paid(awardId, day('03-20'));
  });

  it('of a released award only take back', async () => {
    const awardId = await award();
    const payment = await paid(awardId, PAID_ON, 20_000);
    await releaseAward(office.head, { commandId: newId(), awardId, on: PAID_ON, reason: '样例' });
    const before = await balance();
    const recovery = await correct(payment.id, { kind: 'recovery', on: PAID_ON, amountFen: 5_000 });
    expect(await balance()).toMatchObject({
      paidFen: before.paidFen - 5_000,
      committedFen: before.committedFen,
      availableFen: before.availableFen + 5_000,
    });
    expect(await refused(correct(recovery.id, { kind: 'reversal', on: PAID_ON }))).toMatchObject({
      code: 'award.released',
    });
    expect(await refused(pay(aRun(awardId, { on: PAID_ON })))).toMatchObject({
      code: 'payment.award_released',
    });
    await expectInvariants(store, 'a recovery after the release');
  });
});

describe('a recovery', () => {
  const paidAward = async () => {
    const awardId = await award();
    return { awardId, payment: await paid(awardId) };
  };
  const choice = (awardId: string) =>
    store.read((read) => batchDraft(read, { awardIds: [awardId], except: [] }));

  it('takes the award back: nothing of it is paid again', async () => {
    const before = await balance();
    const { awardId, payment } = await paidAward();
    const done = await correct(payment.id, { kind: 'recovery', on: day('04-01') });
    expect(done).toMatchObject({ amountFen: -AWARD_FEN, isTakenBack: true });
    expect(await standing(awardId)).toMatchObject({
      status: 'taken_back',
      restFen: 0,
      award: { releasedOn: '2019-04-01', releaseReason: '样例', takenBackBy: done.id },
    });
    expect(await balance()).toEqual(before);
    expect(await refused(pay(aRun(awardId, { on: day('04-02') })))).toMatchObject({
      code: 'payment.award_released',
    });
    expect(await choice(awardId)).toMatchObject({
      count: 0,
      leftOut: [{ reason: 'taken_back', comingBack: null }],
    });
    const [entry] = await store.read((read) => auditOf(read, { type: 'award', id: awardId }));
    expect(entry).toMatchObject({ action: 'award.taken_back' });
  });

  it('of a part gives back the unpaid rest as well', async () => {
    const awardId = await award();
    const before = await balance();
    const payment = await paid(awardId, PAID_ON, 20_000);
    await correct(payment.id, { kind: 'recovery', on: day('04-01'), amountFen: 5_000 });
    expect(await standing(awardId)).toMatchObject({ status: 'taken_back', netFen: 15_000, restFen: 0 });
    expect(await balance()).toMatchObject({ availableFen: before.availableFen + AWARD_FEN - 15_000 });
  });

  it('leaves the award to be paid again where that is asked for, and the batch says so', async () => {
    const { awardId, payment } = await paidAward();
    const wish = { kind: 'recovery', on: day('04-01'), afterwards: 'paid_again' } as const;
    expect(await correct(payment.id, wish)).toMatchObject({ isTakenBack: false });
    expect(await standing(awardId)).toMatchObject({ status: 'sent_back', restFen: AWARD_FEN });
    expect((await choice(awardId)).lines).toMatchObject([
      { awardId, comingBack: { kind: 'recovery', on: '2019-04-01', amountFen: AWARD_FEN } },
    ]);
    const batchId = await aBatch(office, [awardId], 'submitted');
    expect(await store.read((read) => batchPage(read, { id: batchId }))).toMatchObject({
      comingBackCount: 1,
      lines: [{ comingBack: { kind: 'recovery', on: '2019-04-01' } }],
    });
  });

  it('that was a mistake gives the award back; undoing that takes it back once more', async () => {
    const awardId = await award();
    const payment = await paid(awardId, PAID_ON, 20_000);
    const before = await balance();
    const recovery = await correct(payment.id, { kind: 'recovery', on: day('04-01') });
    const undone = await correct(recovery.id, { kind: 'reversal', on: day('04-02') });
    expect(await standing(awardId)).toMatchObject({ status: 'partly_paid', restFen: 40_000 });
    expect(await balance()).toEqual(before);
    await correct(undone.id, { kind: 'reversal', on: day('04-03') });
    expect(await standing(awardId)).toMatchObject({ status: 'taken_back', restFen: 0 });
    await expectInvariants(store, 'a recovery undone and redone');
  });

  it('does not come undone beyond the budget', async () => {
    const year = 2016;
    await aProject(office, { year, budgetFen: 100_000, receivedFen: 100_000 });
    const own = await aFamily(office, { appliedOn: businessDate('2016-01-09') });
    const one = async () =>
      (await anAward(office, { year, type: 'medical', familyId: own.id, amountFen: AWARD_FEN })).id;
    const payment = await paid(await one(), businessDate('2016-03-10'));
    const recovery = await correct(payment.id, { kind: 'recovery', on: '2016-04-01' });
    await one();
    expect(await refused(correct(recovery.id, { kind: 'reversal', on: '2016-04-02' }))).toMatchObject({
      code: 'fund.over_budget',
      shortFen: 20_000,
    });
  });

  it('waits for the bank, when the rest of the award is with it', async () => {
    const awardId = await award();
    const payment = await paid(awardId, PAID_ON, 20_000);
    const batchId = await aBatch(office, [awardId], 'draft');
    const wish = { kind: 'recovery', on: day('04-01') } as const;
    expect(await refused(correct(payment.id, wish))).toMatchObject({
      code: 'payment.recovery_in_batch',
      field: 'afterwards',
    });
    const list = await store.read((read) => listAwards(read, { year: YEAR, view: 'open' }));
    expect(list.rows.find(({ id }) => id === awardId)?.batch).toMatchObject({ id: batchId });
    expect(list.payable.count).toBeLessThan(list.total);
    const draft = await store.read((read) =>
      paymentDraft(read, { selection: { year: YEAR, except: [] }, today: day('12-31') }),
    );
    expect(draft.lines).toHaveLength(list.payable.count);
    expect(draft.amountFen).toBe(list.payable.restFen);
    const inBatch = () => store.read((read) => batchPage(read, { id: batchId }));
    expect(await inBatch()).toMatchObject({ lines: [{ comingBack: null }], comingBackCount: 0 });
    await correct(payment.id, { ...wish, afterwards: 'paid_again' });
    expect(await inBatch()).toMatchObject({ lines: [{ comingBack: null }] });
  });
});

describe('the same correction typed in again', () => {
  it.each<[string, Partial<CorrectionWish>, string | null]>([
    ['under the same number', { bankReference: 'ＴＰ－ 7', amountFen: 2_000 }, 'payment.corrected_alike'],
    ['of the same kind, day and amount', { bankReference: 'TP-8' }, 'payment.corrected_alike'],
    ['another amount under another number', { bankReference: 'TP-8', amountFen: 2_000 }, null],
    ['another day under another number', { bankReference: 'TP-8', on: day('04-02') }, null],
    ['under the number of the payment', { bankReference: 'pl-1', amountFen: 2_000 }, 'payment.own_reference'],
    ['a slip under the number of the payment', { kind: 'reversal', bankReference: 'PL-1' }, null],
  ])('%s', async (_, again, code) => {
    const payment = await paid(await award());
    const first = { kind: 'recovery', on: day('04-01'), amountFen: 1_000, bankReference: 'tp-7' } as const;
    await correct(payment.id, first);
    const wish = { ...first, ...again };
    const refusal = await refused(correct(payment.id, wish));
    expect(refusal).toEqual(code && expect.objectContaining({ code, field: 'anotherReason' }));
    if (code) await correct(payment.id, { ...wish, anotherReason: '分两次退还' });
  });
});

describe('the lists', () => {
  it('show payments and corrections with their sums', async () => {
    const year = 2017;
    await aProject(office, { year });
    const own = await aFamily(office, { appliedOn: businessDate('2017-01-09') });
    const { id } = await anAward(office, { year, familyId: own.id });
    const payment = await paid(id, businessDate('2017-03-06'));
    await correct(payment.id, { kind: 'recovery', on: '2017-04-06', amountFen: 10_000 });
    const list = (filter = {}) => store.read((read) => listPayments(read, { year, ...filter }));
    expect(await list()).toMatchObject({
      total: 2,
      paidFen: 60_000,
      correctedFen: -10_000,
      netFen: 50_000,
      rows: [{ kind: 'recovery' }, { kind: 'payment' }],
    });
    expect(await list({ month: '2017-04' })).toMatchObject({ total: 1, paidFen: 0, netFen: -10_000 });
    expect(await list({ kind: 'payment' })).toMatchObject({ total: 1, netFen: 60_000 });
    expect(await list({ type: 'medical' })).toMatchObject({ total: 0, netFen: 0, rows: [] });
    expect(await list({ search: own.fileNumber })).toMatchObject({ total: 2 });
    expect(await list({ search: own.input.members[0]!.idNumber })).toMatchObject({ total: 2 });
    expect(await store.read((read) => paymentsOfFamily(read, own.id))).toHaveLength(2);

    const first = await list({ pageSize: 1 });
    expect(first).toMatchObject({ total: 2, previous: null, rows: [{ kind: 'recovery' }] });
    const second = await list({ pageSize: 1, after: first.next });
    expect(second).toMatchObject({ total: 2, next: null, rows: [{ kind: 'payment' }] });
    expect((await list({ pageSize: 1, before: second.previous })).rows).toEqual(first.rows);
  });

  it('sum what they list, however they are narrowed', async () => {
    const year = 2015;
    await aProject(office, { year });
    const own = await aFamily(office, { appliedOn: businessDate('2015-01-09') });
    for (const [type, on] of [
      ['living', '2015-06-06'],
      ['living', '2015-06-30'],
      ['medical', '2015-06-07'],
    ] as const) {
      const { id } = await anAward(office, { year, familyId: own.id, type });
      const payment = await paid(id, businessDate(on));
      const back = await correct(payment.id, { kind: 'recovery', on: '2015-07-31', amountFen: 10_000 });
      if (type === 'medical')
        await correct(back.id, { kind: 'reversal', on: '2015-08-01', amountFen: 10_000 });
    }
    const narrowed = [undefined, 'living', 'medical', 'schooling'].flatMap((type) =>
      [undefined, ...PAYMENT_KINDS].flatMap((kind) =>
        [undefined, '2015-06', '2015-07', '2015-08', '2015-09'].map((month) => ({ type, kind, month })),
      ),
    );
    for (const filter of narrowed as PaymentFilter[]) {
      const { rows, ...sums } = await store.read((read) => listPayments(read, { ...filter, year }));
      const sum = (fits: (row: PaymentListRow) => boolean) =>
        rows.filter(fits).reduce((total, { amountFen }) => total + amountFen, 0);
      expect(sums, JSON.stringify(filter)).toMatchObject({
        total: rows.length,
        paidFen: sum(({ kind }) => kind === 'payment'),
        correctedFen: sum(({ kind }) => kind !== 'payment'),
        netFen: sum(() => true),
      });
    }
  });
});

describe('the database', () => {
  it.each([
    `UPDATE payments SET amount_fen = 1`,
    `UPDATE payments SET remarks = 'x'`,
    `DELETE FROM payments`,
    `UPDATE receipts SET amount_fen = amount_fen + 1`,
    `DELETE FROM receipts`,
    `UPDATE budget_adjustments SET reason = 'x'`,
    `DELETE FROM budget_adjustments`,
    `UPDATE commands SET result = '0'`,
    `DELETE FROM commands`,
    `UPDATE audit_entries SET detail = '{}'`,
    `DELETE FROM audit_entries`,
  ])('itself refuses: %s', async (statement) => {
    await expect(onDatabase(database, statement)).rejects.toThrow(/is append-only/);
  });

  it
    .runIf(engine === 'sqlite')
    .each(['payments', 'receipts', 'budget_adjustments', 'commands', 'audit_entries'])(
    'itself refuses to replace a row of %s',
    async (name) => {
      const statement = `INSERT OR REPLACE INTO ${name} SELECT * FROM ${name} LIMIT 1`;
      await expect(onDatabase(database, statement)).rejects.toThrow(/is append-only/);
    },
  );

  it('refuses a payment that takes away, and a correction that corrects nothing', async () => {
    const payment = await paid(await award());
    const copied = (columns: string) =>
      onDatabase(
        database,
        `INSERT INTO payments (id, award_id, project_id, type, family_id, member_id, kind, corrects_id, original_id,
          amount_fen, paid_on, bank_reference, remarks, command_id, recorded_by, recorded_at)
        SELECT '${newId()}', award_id, project_id, type, family_id, member_id, ${columns}, paid_on, bank_reference,
          remarks, command_id, recorded_by, recorded_at FROM payments WHERE id = '${payment.id}'`,
      );
    await expect(copied(`'payment', NULL, id, -1`)).rejects.toThrow();
    await expect(copied(`'return', NULL, id, -1`)).rejects.toThrow();
    await expect(copied(`'return', id, id, 0`)).rejects.toThrow();
    await expect(copied(`'gift', id, id, -1`)).rejects.toThrow();
    await expect(copied(`'return', '${newId()}', id, -1`)).rejects.toThrow();
    expect(await rowsOf(payment.awardId)).toEqual([payment]);
  });

  it('has kept every invariant', () => expectInvariants(store, 'all of it'));
});
