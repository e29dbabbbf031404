import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import {
  BATCH_ACTIONS,
  BATCH_STATUSES,
  BATCH_WORKFLOW,
  type BatchAction,
  type BatchStatus,
} from '../../app/payments/batch';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { exportBatch } from '../../app/payments/batchExport.server';
import { batchPage, listBatches } from '../../app/payments/batchQueries.server';
import {
  approveBatch,
  cancelBatch,
  makeBatch,
  returnBatch,
  submitBatch,
} from '../../app/payments/batches.server';
import { takeOutLines } from '../../app/payments/batchTakeOut.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { correctPayment, recordPayments } from '../../app/payments/payments.server';
import { releaseAward } from '../../app/payments/releases.server';
import type { Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { families, instructions } from '../../db/schema';
import type { FreshDatabase } from '../database';
import { aBatch, aStep, batchLinesOf, batchOf } from '../factories/batches';
import { aFamily, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aCorrectionInput, aPayment, aRun } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { onDatabase } from '../rawDatabase';
import { refused } from '../refused';

const YEAR = 2019;
const AWARD_FEN = 60_000;
const PAID_ON = businessDate('2019-03-12');

let database: FreshDatabase;
let store: Store;
let office: Office;
let family: MadeFamily;

beforeAll(async () => {
  ({ database, store, office } = await aFreshOffice({ year: YEAR }));
  family = await aFamily(office);
});

/** An award of 600 yuan of 1 March; medical, because that repeats for one patient. */
const award = async (amountFen = AWARD_FEN, given: { year?: number; familyId?: string } = {}) =>
  (await anAward(office, { year: YEAR, type: 'medical', familyId: family.id, amountFen, ...given })).id;
const someAwards = (count: number) => Promise.all(Array.from({ length: count }, () => award()));
const make = (awardIds: readonly string[], desk: Desk = office.finance) =>
  makeBatch(desk, { commandId: newId(), title: '样例批次', awardIds });
const step = (id: string) => aStep(office, id);
const statusesOf = async (id: string) => (await batchLinesOf(office, id)).map(({ status }) => status);
const toGeneric = (batchId: string) =>
  exportBatch(office.finance, { batchId, layoutId: 'generic', format: 'csv_utf8' });

describe('making a batch', () => {
  it('takes what is unpaid of each award, and the account as it stands', async () => {
    const paidInPart = await award();
    await aPayment(office, { awardId: paidInPart, on: PAID_ON, amountFen: 20_000 });
    const other = await award(100);
    const made = await make([paidInPart, other]);
    expect(made).toMatchObject({ number: '2019-001', count: 2, amountFen: 40_100 });
    const lines = await batchLinesOf(office, made.id);
    expect(lines).toMatchObject([
      { lineNumber: 1, awardId: paidInPart, amountFen: 40_000, status: 'queued', accountHolder: '林样本' },
      { lineNumber: 2, awardId: other, amountFen: 100, bankName: '样本银行' },
    ]);
    expect(lines[0]!.accountLast4).toBe(family.input.bank.account.slice(-4));
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: made.id }));
    expect(entry).toMatchObject({ action: 'batch.made', staffName: 'finance' });
    await expectInvariants(store, 'made');
  });

  it('marks the payments to an account that another family has', async () => {
    const { account } = family.input.bank;
    const own = await award();
    const unshared = await aFamily(office);
    const plain = await award(AWARD_FEN, { familyId: unshared.id });
    const before = await store.read((read) => batchDraft(read, { awardIds: [own, plain], except: [] }));
    expect(before.shared).toEqual([]);
    const twin = await aFamily(office, { bank: { ...family.input.bank, account } });
    const draft = await store.read((read) => batchDraft(read, { awardIds: [own, plain], except: [] }));
    expect(draft.shared).toMatchObject([{ awardId: own, familyId: family.id, twins: [{ id: twin.id }] }]);
    const byHand = await store.read((read) =>
      paymentDraft(read, { selection: { awardIds: [own], except: [] }, today: businessDate('2019-12-31') }),
    );
    expect(byHand.shared).toEqual(draft.shared);
    const { id } = await make([own, plain]);
    const page = await store.read((read) => batchPage(read, { id }));
    expect(page.shared).toMatchObject([{ awardId: own, twins: [{ id: twin.id }] }]);
  });

  it('once, however often the form is sent', async () => {
    const order = { commandId: newId(), title: '样例批次', awardIds: [await award()] };
    const [first, second] = await Promise.all([
      makeBatch(office.finance, order),
      makeBatch(office.finance, order),
    ]);
    expect(second).toEqual(first);
    expect(await refused(makeBatch(office.finance, { ...order, title: '别的' }))).toMatchObject({
      code: 'command.changed',
    });
  });

  it('of a whole filter, as long as it is what was looked at', async () => {
    await award();
    const draft = await store.read((read) => batchDraft(read, { year: YEAR, except: [] }));
    const order = { commandId: newId(), title: '样例批次', matching: draft.matching! };
    const late = await award();
    expect(await refused(makeBatch(office.finance, order))).toMatchObject({
      code: 'batch.selection_changed',
      expected: draft.count,
      found: draft.count + 1,
    });
    const matching = { ...draft.matching!, except: [late] };
    expect(await makeBatch(office.finance, { ...order, matching })).toMatchObject({ count: draft.count });
    const left = await store.read((read) => batchDraft(read, { year: YEAR, except: [] }));
    expect(left).toMatchObject({ count: 1 });
    expect(left.leftOut.map(({ reason }) => reason)).toContain('in_batch');
  });

  it('says of each award that cannot be in it why', async () => {
    const waiting = await award();
    const { number } = await make([waiting]);
    const paid = await award();
    await aPayment(office, { awardId: paid, on: PAID_ON });
    const released = await award();
    await releaseAward(office.head, {
      commandId: newId(),
      awardId: released,
      on: businessDate('2019-03-02'),
      reason: '样例',
    });
    const without = await aFamily(office);
    const accountless = await award(AWARD_FEN, { familyId: without.id });
    await store.write((write) =>
      write
        .update(families)
        .set({ accountSealed: null, accountFingerprint: null, accountLast4: null })
        .where(eq(families.id, without.id)),
    );
    const draft = await store.read((read) =>
      batchDraft(read, { awardIds: [waiting, paid, released, accountless], except: [] }),
    );
    expect(draft).toMatchObject({ count: 0, amountFen: 0 });
    expect(draft.leftOut.map(({ reason, batch }) => [reason, batch?.number])).toEqual([
      ['in_batch', number],
      ['paid', undefined],
      ['released', undefined],
      ['no_account', undefined],
    ]);
    expect(await refused(make([await award(), waiting, paid]))).toMatchObject({
      code: 'batch.award_unfit',
      reason: 'in_batch',
      batchNumber: number,
      more: 1,
    });
  });

  it('of no award, of an unknown one or of two years is refused', async () => {
    expect(await refused(make([]))).toMatchObject({ code: 'batch.nothing_selected' });
    expect(await refused(make([newId()]))).toMatchObject({ code: 'award.not_found' });
  });

  it('numbers without gaps, also when many are made at once by two processes', async () => {
    const ids = await someAwards(6);
    const second = await database.open();
    const before = (await store.read((read) => listBatches(read, { year: YEAR }))).rows.length;
    const made = await Promise.all(
      ids.map((id, index) => make([id], { ...office.finance, store: index % 2 ? second : store })),
    );
    const numbers = made.map(({ number }) => Number(number.slice(5))).sort((left, right) => left - right);
    expect(numbers).toEqual(ids.map((_, index) => before + index + 1));
  });

  it('puts an award into one of two batches that are made at once', async () => {
    const shared = await award();
    const second = await database.open();
    const outcomes = await Promise.all([
      refused(make([shared])),
      refused(make([shared], { ...office.finance, store: second })),
    ]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== null)).toMatchObject({ code: 'batch.award_unfit' });
  });
});

describe('the workflow', () => {
  const take: Record<Exclude<BatchAction, 'close' | 'import_result'>, (id: string) => Promise<unknown>> = {
    change: async (id) =>
      takeOutLines(office.finance, {
        ...(await step(id)),
        lineIds: [(await batchLinesOf(office, id))[0]!.id],
      }),
    submit: async (id) => submitBatch(office.finance, await step(id)),
    approve: async (id) => approveBatch(office.head, await step(id)),
    return: async (id) => returnBatch(office.head, { ...(await step(id)), note: '样例' }),
    export: (id) => toGeneric(id),
    cancel: async (id) => cancelBatch(office.finance, { ...(await step(id)), reason: '样例' }),
  };
  const open = BATCH_STATUSES.filter((status) => status !== 'closed');
  const cases = open.flatMap((status) =>
    BATCH_ACTIONS.filter((action) => action in take).map(
      (action): [BatchStatus, keyof typeof take, string] => [
        status,
        action as keyof typeof take,
        BATCH_WORKFLOW[status][action]?.to ?? 'refused',
      ],
    ),
  );

  it.each(cases)('%s, %s → %s', async (status, action, to) => {
    const id = await aBatch(office, await someAwards(2), status as Exclude<BatchStatus, 'closed'>);
    const outcome = await refused(take[action](id));
    if (to === 'refused') expect(outcome).toMatchObject({ code: 'batch.not_now', status });
    else expect(outcome).toBeNull();
    expect((await batchOf(office, id)).status).toBe(to === 'refused' ? status : to);
    await expectInvariants(store, `${status} ${action}`);
  });

  it('is walked once by two people at once, and the other is told', async () => {
    const id = await aBatch(office, [await award()], 'submitted');
    const seen = await step(id);
    const second = { ...office.secondHead, store: await database.open() };
    const outcomes = await Promise.all([
      refused(approveBatch(office.head, seen)),
      refused(approveBatch(second, { ...seen, commandId: newId() })),
    ]);
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome !== null)).toMatchObject({ code: 'batch.not_now' });
  });

  it('of one click done twice answers the same', async () => {
    const id = await aBatch(office, [await award()], 'submitted');
    const seen = await step(id);
    await approveBatch(office.head, seen);
    await approveBatch(office.head, seen);
    expect(await batchOf(office, id)).toMatchObject({ status: 'approved', version: seen.version + 1 });
  });

  it('does not go on from what was looked at before a change', async () => {
    const id = await aBatch(office, await someAwards(2), 'submitted');
    const seen = await step(id);
    await returnBatch(office.head, { ...(await step(id)), note: '样例' });
    await take.change(id);
    await submitBatch(office.finance, await step(id));
    expect(await refused(approveBatch(office.head, seen))).toMatchObject({ code: 'batch.changed_meanwhile' });
  });

  it('never lets whoever made a batch approve it, by the rules or beside them', async () => {
    const both = {
      ...office.finance,
      actor: { ...office.finance.actor, roles: ['finance' as const, 'head' as const] },
    };
    const id = await aBatch(office, [await award()], 'submitted');
    expect(await refused(approveBatch(both, await step(id)))).toMatchObject({ code: 'batch.own' });
    const { staffId } = office.finance.actor;
    await expect(
      onDatabase(
        database,
        `update batches set approved_by = '${staffId}', approved_digest = 'x' where id = '${id}'`,
      ),
    ).rejects.toThrow(/batches_approver|CHECK/);
  });

  it('approves no more than has come in, what is with the bank included', async () => {
    await aProject(office, { year: 2018, budgetFen: 10_000_000, receivedFen: 100_000 });
    const poor = () => award(AWARD_FEN, { year: 2018, familyId: earlier.id });
    const earlier = await aFamily(office, { appliedOn: businessDate('2018-01-08') });
    const first = await aBatch(office, [await poor()], 'approved');
    const second = await aBatch(office, [await poor()], 'submitted');
    expect(await refused(approveBatch(office.head, await step(second)))).toMatchObject({
      code: 'fund.over_received',
      shortFen: 20_000,
    });
    await returnBatch(office.head, { ...(await step(first)), note: '样例' });
    await approveBatch(office.head, await step(second));
    expect(await batchOf(office, second)).toMatchObject({ status: 'approved' });
    expect(await refused(make([await award(), await poor()]))).toMatchObject({ code: 'batch.two_years' });
  });
});

describe('lines', () => {
  it('taken out leave no gap, and their awards can go into another batch', async () => {
    const ids = await someAwards(5);
    const id = await aBatch(office, ids);
    const lines = await batchLinesOf(office, id);
    await takeOutLines(office.finance, { ...(await step(id)), lineIds: [lines[1]!.id, lines[3]!.id] });
    const left = await batchLinesOf(office, id);
    expect(left.map(({ awardId, lineNumber, status }) => [ids.indexOf(awardId), lineNumber, status])).toEqual(
      [
        [0, 1, 'queued'],
        [2, 2, 'queued'],
        [4, 3, 'queued'],
        [1, 4, 'withdrawn'],
        [3, 5, 'withdrawn'],
      ],
    );
    await takeOutLines(office.finance, { ...(await step(id)), lineIds: [lines[0]!.id] });
    expect((await batchLinesOf(office, id)).map(({ awardId }) => ids.indexOf(awardId))).toEqual([
      2, 4, 1, 3, 0,
    ]);
    await expectInvariants(store, 'taken out');
    await make([ids[1]!, ids[3]!]);
    const step1 = await step(id);
    expect(await refused(takeOutLines(office.finance, { ...step1, lineIds: [lines[1]!.id] }))).toMatchObject({
      code: 'batch.line_not_there',
    });
  });

  it('are looked at again at each step, and the page names what has become wrong', async () => {
    const moved = await aFamily(office);
    const id = await aBatch(
      office,
      [await award(), await award(AWARD_FEN, { familyId: moved.id })],
      'submitted',
    );
    const setBank = (bankName: string) =>
      store.write((write) => write.update(families).set({ bankName }).where(eq(families.id, moved.id)));
    await setBank('别的银行');
    expect(await refused(approveBatch(office.head, await step(id)))).toMatchObject({
      code: 'batch.line_faulty',
      lineNumber: 2,
      fault: 'account_changed',
      fileNumber: moved.fileNumber,
      more: 0,
    });
    const page = await store.read((read) => batchPage(read, { id }));
    expect(page.faults).toMatchObject([{ lineNumber: 2, fault: 'account_changed' }]);
    await setBank('样本银行');
    await approveBatch(office.head, await step(id));
    await setBank('别的银行');
    expect(await refused(toGeneric(id))).toMatchObject({ code: 'batch.line_faulty' });
    expect(await statusesOf(id)).toEqual(['queued', 'queued']);
  });

  it('keep their awards from being paid by hand, released or paid back into', async () => {
    const paid = await award();
    const payment = await aPayment(office, { awardId: paid, on: PAID_ON });
    const returned = await correctPayment(
      office.finance,
      aCorrectionInput(payment.id, { kind: 'return', on: '2019-03-13' }),
    );
    const id = await aBatch(office, [paid]);
    const { number } = await batchOf(office, id);
    expect(await refused(recordPayments(office.finance, aRun(paid, { on: PAID_ON })))).toMatchObject({
      code: 'payment.in_batch',
      number,
    });
    const release = { commandId: newId(), awardId: paid, on: businessDate('2019-03-14'), reason: '样例' };
    expect(await refused(releaseAward(office.head, release))).toMatchObject({
      code: 'award.in_batch',
      number,
    });
    const undo = aCorrectionInput(returned.id, { kind: 'reversal', on: '2019-03-14' });
    expect(await refused(correctPayment(office.finance, undo))).toMatchObject({ code: 'payment.in_batch' });
    await cancelBatch(office.finance, { ...(await step(id)), reason: '样例' });
    await recordPayments(
      office.finance,
      aRun(paid, { on: businessDate('2019-03-14'), amountFen: AWARD_FEN }),
    );
    await expectInvariants(store, 'paid after the batch was given up');
  });

  it('of a cancelled batch stay to be seen, but for what was taken out before', async () => {
    const id = await aBatch(office, await someAwards(3));
    const [, second] = await batchLinesOf(office, id);
    await takeOutLines(office.finance, { ...(await step(id)), lineIds: [second!.id] });
    const before = await store.read((read) => batchPage(read, { id }));
    await cancelBatch(office.finance, { ...(await step(id)), reason: '样例' });
    const after = await store.read((read) => batchPage(read, { id }));
    expect(after).toMatchObject({ whole: { count: 2 }, total: 2, byType: [{ count: 2 }] });
    expect(after.lines.map((line) => line.id)).toEqual(before.lines.map((line) => line.id));
    expect(after.whole).toEqual(before.whole);
  });

  it('of an approved batch that were changed beside the product are not exported', async () => {
    const id = await aBatch(office, await someAwards(2), 'approved');
    const [line] = await batchLinesOf(office, id);
    const set = (amountFen: number) =>
      store.write((write) =>
        write.update(instructions).set({ amountFen }).where(eq(instructions.id, line!.id)),
      );
    await set(AWARD_FEN - 1);
    expect(await refused(toGeneric(id))).toMatchObject({ code: 'batch.digest_differs' });
    const page = await store.read((read) => batchPage(read, { id, after: '9' }));
    expect(page).toMatchObject({
      previous: null,
      next: null,
      total: 2,
      whole: { count: 2, amountFen: 2 * AWARD_FEN - 1 },
    });
    await set(AWARD_FEN);
    await toGeneric(id);
    expect(await statusesOf(id)).toEqual(['sent', 'sent']);
  });
});

describe('any sequence of steps', () => {
  const ACTS = [
    'make',
    'takeOut',
    'submit',
    'approve',
    'return',
    'export',
    'cancel',
    'pay',
    'release',
  ] as const;
  const act = fc.record({ act: fc.constantFrom(...ACTS), at: fc.nat(3), which: fc.nat(5) });

  it('keeps every invariant', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 14 }), async (acts) => {
        const awardIds = await someAwards(4);
        const made: string[] = [];
        for (const one of acts) await refused(perform(one, { awardIds, made }));
        await expectInvariants(store, JSON.stringify(acts));
      }),
      { numRuns: 12 },
    );
  });

  type Act = { act: (typeof ACTS)[number]; at: number; which: number };

  async function perform({ act: name, at, which }: Act, world: { awardIds: string[]; made: string[] }) {
    const { awardIds, made } = world;
    if (name === 'make') {
      made.push((await make(awardIds.slice(at, at + 1 + (which % 3)))).id);
      return;
    }
    if (name === 'pay') {
      await recordPayments(office.finance, aRun(awardIds[at]!, { on: PAID_ON, amountFen: fen(10_000) }));
      return;
    }
    if (name === 'release') {
      const on = businessDate('2019-03-20');
      await releaseAward(office.head, { commandId: newId(), awardId: awardIds[at]!, on, reason: '样例' });
      return;
    }
    const id = made[which % Math.max(1, made.length)];
    if (!id) return;
    const seen = await step(id);
    const lines = await batchLinesOf(office, id);
    const steps = {
      takeOut: () => takeOutLines(office.finance, { ...seen, lineIds: [lines[at % lines.length]!.id] }),
      submit: () => submitBatch(office.finance, seen),
      approve: () => approveBatch(office.head, seen),
      return: () => returnBatch(office.head, { ...seen, note: '样例' }),
      export: () => toGeneric(id),
      cancel: () => cancelBatch(office.finance, { ...seen, reason: '样例' }),
    };
    await steps[name]();
  }
});
