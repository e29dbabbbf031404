import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, addMonths, businessDate } from '../../app/calendar/date';
import { familyPage } from '../../app/families/families.server';
import type { ExitReason } from '../../app/families/family';
import { reviewFamily } from '../../app/families/reviews.server';
import { compliancePage } from '../../app/indicators/compliance.server';
import { newId } from '../../app/ids.server';
import { exportWarnings } from '../../app/payments/accountWarnings.server';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { exportBatch } from '../../app/payments/batchExport.server';
import { batchPage } from '../../app/payments/batchQueries.server';
import { approveBatch, submitBatch } from '../../app/payments/batches.server';
import { recordPayments } from '../../app/payments/payments.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { releaseAward } from '../../app/payments/releases.server';
import { awardPage, listAwards } from '../../app/relief/awards.server';
import { exitFamily, reliefAtExit } from '../../app/relief/exits.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import { aBatch, aStep, batchOf } from '../factories/batches';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aPayment, aRun } from '../factories/payments';
import { anApplication, anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** A family that leaves the register while money for it is on its way, or after it was awarded. */

const YEAR = 2019;
let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
});

/** A family on the register with an award of 600 yuan of 1 March. */
async function awarded() {
  const { id } = await aFamily(office);
  const { id: awardId } = await anAward(office, { year: YEAR, familyId: id });
  return { id, awardId };
}

interface ExitWish {
  on?: string;
  reason?: ExitReason;
  openSeen?: number;
  offRegisterSeen?: number;
}

/** As the form asks: of what is not ticked nothing was seen. */
const exit = (id: string, { on = '2019-03-05', reason = 'deceased', ...seen }: ExitWish = {}) =>
  exitFamily(office.head, { id, on: businessDate(on), reason, openSeen: 0, offRegisterSeen: 0, ...seen });
const statusOf = async (id: string) => (await store.read((read) => familyPage(read, id))).status;
const offRegister = async () => {
  const question = { year: YEAR, asOf: businessDate('2019-12-31'), check: 'not_on_register' } as const;
  const { lines } = await store.read((read) => compliancePage(read, question));
  return lines.map(({ awardId }) => awardId);
};

describe('leaving the register with an award unpaid', () => {
  it('asks for a tick that names how many, and keeps it in the log', async () => {
    const { id, awardId } = await awarded();
    const open = { code: 'exit.open_awards', field: 'openSeen', count: 1, amountFen: 60_000 };
    expect(await refused(exit(id))).toEqual(open);
    expect(await refused(exit(id, { openSeen: 2 }))).toEqual(open);
    expect(await statusOf(id)).toBe('approved');
    await exit(id, { openSeen: 1 });
    expect(await statusOf(id)).toBe('exited');
    const [entry] = await store.read((read) => auditOf(read, { type: 'family', id }));
    expect(auditDetailText(entry!)).toBe('日期：2019-03-05；原因：死亡；待发放的核定笔数：1');
    // It was awarded while the family was on the register.
    expect(await offRegister()).not.toContain(awardId);
    await expectInvariants(store, 'exited with an award');
  });

  it('says where each award waits, and what else is under way', async () => {
    const { id, awardId } = await awarded();
    const other = await anAward(office, { year: YEAR, familyId: id });
    const waiting = await anApplication(office, { year: YEAR, familyId: id, state: 'reviewed' });
    const batchId = await aBatch(office, [awardId]);
    const { number } = await batchOf(office, batchId);
    const relief = await store.read((read) => reliefAtExit(read, id));
    expect(relief.awards).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          awardId,
          restFen: 60_000,
          batch: { id: batchId, number, isDraft: true, isSent: false },
        }),
        expect.objectContaining({ awardId: other.id, restFen: 60_000, batch: null }),
      ]),
    );
    expect(relief.waiting).toMatchObject([{ applicationId: waiting, status: 'reviewed' }]);
  });

  it.each([
    ['paid', (awardId: string) => aPayment(office, { awardId, on: businessDate('2019-03-04') })],
    [
      'released',
      (awardId: string) =>
        releaseAward(office.head, {
          commandId: newId(),
          awardId,
          on: businessDate('2019-03-04'),
          reason: '本人去世',
        }),
    ],
  ])('asks nothing once it is %s', async (_, settle) => {
    const { id, awardId } = await awarded();
    await settle(awardId);
    await exit(id);
    expect(await statusOf(id)).toBe('exited');
  });
});

describe('an exit that is dated back', () => {
  it.each([
    ['before the day of the award', '2019-02-28', 1],
    ['on the day of the award', '2019-03-01', 1],
    ['the day after', '2019-03-02', 0],
  ])('%s: is asked for, and what it makes wrong is found by the compliance check', async (_, on, count) => {
    const { id, awardId } = await awarded();
    await aPayment(office, { awardId, on: businessDate('2019-03-04') });
    const asked = { code: 'exit.off_register', field: 'offRegisterSeen', count: 1, amountFen: 60_000, on };
    expect(await refused(exit(id, { on, offRegisterSeen: 1 - count }))).toMatchObject({
      ...asked,
      count,
      amountFen: count * 60_000,
    });
    await exit(id, { on, offRegisterSeen: count });
    expect((await offRegister()).includes(awardId)).toBe(count === 1);
  });

  it('never lies before a review that kept the family on', async () => {
    const { id, registeredOn } = await aFamily(office, { appliedOn: businessDate('2018-01-08') });
    const reviewedOn = addMonths(registeredOn, 12);
    await reviewFamily(office.head, {
      ...{ id, on: reviewedOn, category: 'subsistence', overrideReason: '样本', note: '已核实' },
    });
    expect(await refused(exit(id, { on: addDays(reviewedOn, -1) }))).toEqual({
      code: 'family.exit_before_review',
      field: 'on',
      reviewedOn,
    });
    await exit(id, { on: reviewedOn });
    expect(await statusOf(id)).toBe('exited');
  });
});

describe('a batch with the award of a family off the register', () => {
  it('marks the line everywhere, and goes on only by who has seen how many', async () => {
    const { id, awardId } = await awarded();
    const other = await awarded();
    await exit(id, { openSeen: 1 });
    const line = { awardId, familyId: id, exitedOn: '2019-03-05', reason: 'deceased', wasOffRegister: false };
    const selection = { awardIds: [awardId, other.awardId], except: [] };
    const draft = await store.read((read) => batchDraft(read, selection));
    expect(draft.exited).toMatchObject([line]);
    const byHand = await store.read((read) =>
      paymentDraft(read, { selection, today: businessDate('2019-12-31') }),
    );
    expect(byHand.exited).toMatchObject([line]);
    const pay = (exitedSeen: number) =>
      recordPayments(
        office.finance,
        aRun(selection.awardIds, { on: businessDate('2019-03-08'), exitedSeen }),
      );
    for (const unseen of [0, 2]) {
      const refusal = { code: 'payment.exited_lines', field: 'exitedSeen', count: 1 };
      expect(await refused(pay(unseen))).toMatchObject(refusal);
    }

    const batchId = await aBatch(office, selection.awardIds);
    const exitedOf = async () => (await store.read((read) => batchPage(read, { id: batchId }))).exited;
    expect(await exitedOf()).toMatchObject([line]);
    const step = async (exitedSeen: number) => ({ ...(await aStep(office, batchId)), exitedSeen });
    const asked = { code: 'batch.exited_lines', field: 'exitedSeen', count: 1 };
    expect(await refused(submitBatch(office.finance, await step(0)))).toMatchObject(asked);
    await submitBatch(office.finance, await step(1));

    // Another one leaves in between: the tick for one says nothing of it.
    await exit(other.id, { on: '2019-03-01', openSeen: 1, offRegisterSeen: 1, reason: 'retired' });
    expect(await exitedOf()).toMatchObject([line, { reason: 'retired', wasOffRegister: true }]);
    expect(await refused(approveBatch(office.head, await step(1)))).toMatchObject({ ...asked, count: 2 });
    expect((await batchOf(office, batchId)).status).toBe('submitted');
    await approveBatch(office.head, await step(2));
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ count: 2, exitedLines: 2 });
    // Who approved has seen both: the bank is told without another word.
    await exportBatch(office.finance, { batchId, layoutId: 'generic', format: 'xlsx', exitedSeen: 0 });
    await expectInvariants(store, 'a batch with exited families');
  });

  it('is not sent to the bank unseen once a family has left after the approval', async () => {
    const early = await awarded();
    const late = await awarded();
    await exit(early.id, { openSeen: 1 });
    const batchId = await aBatch(office, [early.awardId, late.awardId], 'approved');
    await exit(late.id, { on: '2019-03-06', openSeen: 1, reason: 'retired' });
    const approved = { id: batchId, status: 'approved' } as const;
    const warnings = await store.read((read) => exportWarnings(read, approved));
    const left = warnings.leftSince;
    expect(left).toMatchObject([{ awardId: late.awardId, exitedOn: '2019-03-06', reason: 'retired' }]);
    const send = (exitedSeen: number, format: 'xlsx' | 'csv_utf8' = 'xlsx') =>
      exportBatch(office.finance, { batchId, layoutId: 'generic', format, exitedSeen });
    const { fileNumber, name } = left[0]!;
    for (const seen of [0, 2])
      expect(await refused(send(seen))).toEqual({
        ...{ code: 'batch.left_since', field: 'exitedSeen', count: 1, name, fileNumber },
      });
    expect((await batchOf(office, batchId)).status).toBe('approved');
    await send(1);
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ count: 2, exitedLines: 1 });
    expect(warnings).toMatchObject({ exited: [{ awardId: early.awardId }], leftSince: left });
    // What the bank has is not asked about again.
    const sent = { id: batchId, status: 'exported' } as const;
    expect((await store.read((read) => exportWarnings(read, sent))).leftSince).toEqual([]);
    await send(0, 'csv_utf8');
    await expectInvariants(store, 'left after the approval');
  });

  it('has its award marked in the list and on its page', async () => {
    const { id, awardId } = await awarded();
    await exit(id, { on: '2019-03-01', openSeen: 1, offRegisterSeen: 1 });
    const mark = { exitedOn: '2019-03-01', reason: 'deceased', wasOffRegister: true };
    expect((await store.read((read) => awardPage(read, awardId))).exit).toEqual(mark);
    const { rows } = await store.read((read) => listAwards(read, { year: YEAR, view: 'open' }));
    expect(rows.find((row) => row.id === awardId)!.exit).toEqual(mark);
    const other = await awarded();
    expect((await store.read((read) => awardPage(read, other.awardId))).exit).toBeNull();
  });
});
