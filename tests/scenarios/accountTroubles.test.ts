import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate, todayInChina } from '../../app/calendar/date';
import { confirmAccount, proposeAccount, rejectAccount } from '../../app/families/accountChanges.server';
import { accountDoubts } from '../../app/payments/accountDoubts.server';
import { exportWarnings } from '../../app/payments/accountWarnings.server';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { batchPage } from '../../app/payments/batchQueries.server';
import { batchRow } from '../../app/payments/batchRows.server';
import { approveBatch, submitBatch } from '../../app/payments/batches.server';
import { listFailures } from '../../app/payments/failures.server';
import { paymentDraft } from '../../app/payments/paymentDraft.server';
import { accountLinesOfBatch } from '../../app/payments/sharedLines.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import { accountChanges } from '../../db/schema';
import { anEnteredResult, anExportedBatch, aResultRow, FAILED, openAwards } from '../factories/bankResults';
import { aBatch, aStep, batchOf } from '../factories/batches';
import { aFamily, anAccount, type MadeFamily } from '../factories/families';
import { aPayingOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, paymentRowsOf, type CorrectionWish } from '../factories/payments';
import { refused } from '../refused';

const YEAR = 2019;
const PAID_ON = '2019-03-12';
const BACK_ON = '2019-03-15';

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aPayingOffice(YEAR));
});

/** Medical awards, which repeat. */
const anAwardOf = async ({ id }: MadeFamily) => (await openAwards(office, [id]))[0]!;

/** A family with an award that is still to be paid. */
async function aRecipient() {
  const family = await aFamily(office);
  return { family, awardId: await anAwardOf(family) };
}
type Recipient = Awaited<ReturnType<typeof aRecipient>>;

/** What the bank says to a batch of one award. @returns the number of the batch */
async function answered(awardId: string, answer: Record<string, string> = {}): Promise<string> {
  const { id, lines } = await anExportedBatch(office, [awardId]);
  const rows = [aResultRow(lines[0]!, { 交易日期: PAID_ON, ...answer })];
  await anEnteredResult(office.finance, id, rows);
  return store.read(async (read) => (await batchRow(read, id)).number);
}

/** Corrects the only payment of an award. */
async function corrected({ awardId }: Recipient, wish: Partial<CorrectionWish> = {}): Promise<string> {
  const [payment] = await paymentRowsOf(office, awardId);
  return (await aCorrection(office, payment!.id, { kind: 'return', on: BACK_ON, ...wish })).id;
}

const paidByHand = ({ awardId }: Recipient, on = PAID_ON) =>
  aPayment(office, { awardId, on: businessDate(on) });

/** Another award of the family, paid by hand on a day. */
async function paidElse({ family }: Recipient, on: string) {
  return aPayment(office, { awardId: await anAwardOf(family), on: businessDate(on) });
}

/** Another account for the family, confirmed on a day (now where none is said), or waiting. */
async function another({ family }: Recipient, given: { on?: string; waits?: boolean } = {}) {
  const familyId = family.id;
  const changeId = await proposeAccount(office.caseworker, {
    familyId,
    bankName: '样本银行云州支行',
    accountHolder: family.input.bank.accountHolder,
    account: anAccount(),
    reason: '银行退票',
    noPaperReason: '当面看过银行卡',
  });
  const change = { familyId, changeId, note: '当面看过银行卡' };
  if (given.waits) return change;
  await confirmAccount(office.finance, change);
  if (!given.on) return change;
  const decidedAt = `${given.on}T04:00:00.000Z`;
  await store.write((write) =>
    write.update(accountChanges).set({ decidedAt }).where(eq(accountChanges.id, changeId)),
  );
  return change;
}

/** What is said of an award before it is paid, the same at every step: as who makes, approves, exports and records sees it. */
async function doubtsOf(awardId: string) {
  const awardIds = [awardId];
  const today = todayInChina(new Date());
  const byHand = await store.read((read) =>
    paymentDraft(read, { selection: { awardIds, except: [] }, today }),
  );
  const drafted = await store.read((read) => batchDraft(read, { awardIds, except: [] }));
  const id = await aBatch(office, awardIds);
  await submitBatch(office.finance, await aStep(office, id));
  const approving = await store.read((read) => batchPage(read, { id }));
  await approveBatch(office.head, await aStep(office, id));
  const approved = await batchOf(office, id);
  const exporting = await store.read((read) => exportWarnings(read, approved));
  for (const { doubts } of [drafted, approving, exporting]) expect(doubts).toEqual(byHand.doubts);
  const lines = await store.read((read) => accountLinesOfBatch(read, id));
  const ofAnother = lines.map((line) => ({ ...line, accountFingerprint: 'another' }));
  expect((await store.read((read) => accountDoubts(read, ofAnother))).map(({ trouble }) => trouble)).toEqual(
    byHand.doubts.filter(({ isChangeWaiting }) => isChangeWaiting).map(() => null),
  );
  return byHand.doubts;
}

/** What 退票与失败 says of the account of an award. */
async function stateOf(awardId: string) {
  const question = { year: YEAR, today: todayInChina(new Date()), size: 100 };
  const { rows } = await store.read((read) => listFailures(read, question));
  return rows.find((row) => row.awardId === awardId)!.accountState;
}

/** What is said of an award to which nothing but the account can be objected. */
async function troubleOf(awardId: string) {
  const doubts = await doubtsOf(awardId);
  expect(doubts.length).toBeLessThanOrEqual(1);
  return doubts[0]?.trouble ?? null;
}

describe('an account that money came back from', () => {
  it('is told of where the bank refused a line, for this award and for the next one', async () => {
    const { family, awardId } = await aRecipient();
    const number = await answered(awardId, FAILED);
    const told = { kind: 'name_mismatch', on: PAID_ON, number, text: '户名不符', paidSince: null };
    expect(await troubleOf(awardId)).toEqual(told);
    expect(await troubleOf(await anAwardOf(family))).toEqual(told);
  });

  it('is told of where the bank sent back what a batch paid', async () => {
    const one = await aRecipient();
    const number = await answered(one.awardId);
    await corrected(one);
    expect(await troubleOf(one.awardId)).toEqual({
      kind: 'returned',
      on: BACK_ON,
      number,
      text: '样例',
      paidSince: null,
    });
  });

  it('is told of where the bank sent back what was recorded by hand', async () => {
    const one = await aRecipient();
    await paidByHand(one);
    await corrected(one);
    expect(await stateOf(one.awardId)).toBe('same');
    expect(await troubleOf(one.awardId)).toEqual({
      kind: 'returned',
      on: BACK_ON,
      number: null,
      text: '样例',
      paidSince: null,
    });
  });

  it.each<[string, Partial<CorrectionWish>]>([
    ['was given back by who got it', { kind: 'recovery', afterwards: 'paid_again' }],
    ['was recorded by mistake', { kind: 'reversal' }],
  ])('is nothing where the money %s', async (_, wish) => {
    const one = await aRecipient();
    await answered(one.awardId);
    await corrected(one, wish);
    expect(await stateOf(one.awardId)).toBe('fine');
    expect(await doubtsOf(one.awardId)).toEqual([]);
  });

  it('is nothing where the return was a mistake', async () => {
    const one = await aRecipient();
    await paidByHand(one);
    const returnId = await corrected(one);
    await aCorrection(office, returnId, { kind: 'reversal', on: '2019-03-16' });
    expect(await doubtsOf(await anAwardOf(one.family))).toEqual([]);
  });

  it.each([
    ['before it came back', '2019-03-14', true],
    ['on the day that it came back', BACK_ON, true],
    ['on the day after', '2019-03-16', false],
  ])('that was paid something else %s is told of for a third award', async (_, on, isTold) => {
    const one = await aRecipient();
    await answered(one.awardId);
    await corrected(one);
    await paidElse(one, on);
    expect((await troubleOf(await anAwardOf(one.family))) !== null).toBe(isTold);
  });

  it.each([
    ['before it came back', '2019-03-14', null],
    ['on the day that it came back', BACK_ON, null],
    ['on the day after', '2019-03-16', '2019-03-16'],
  ])('is told of for this very award although something else was paid %s', async (_, on, paidSince) => {
    for (const byHand of [false, true]) {
      const one = await aRecipient();
      await (byHand ? paidByHand(one) : answered(one.awardId));
      await corrected(one);
      await paidElse(one, on);
      expect(await stateOf(one.awardId)).toBe('same');
      expect(await troubleOf(one.awardId)).toMatchObject({ kind: 'returned', on: BACK_ON, paidSince });
    }
  });

  it('is told of where what was paid later did not stay either', async () => {
    const one = await aRecipient();
    await answered(one.awardId);
    await corrected(one);
    const later = await paidElse(one, '2019-03-20');
    await aCorrection(office, later.id, { kind: 'return', on: '2019-03-22' });
    expect(await troubleOf(one.awardId)).toMatchObject({ on: '2019-03-22', number: null });
  });

  it('is nothing once another account was confirmed, and until then both are told', async () => {
    for (const byHand of [false, true]) {
      const one = await aRecipient();
      await (byHand ? paidByHand(one) : answered(one.awardId));
      await corrected(one);
      await another(one);
      expect(await stateOf(one.awardId)).toBe('corrected');
      expect(await doubtsOf(one.awardId)).toEqual([]);
      const waiting = await aRecipient();
      await (byHand ? paidByHand(waiting) : answered(waiting.awardId));
      await corrected(waiting);
      await another(waiting, { waits: true });
      expect(await doubtsOf(waiting.awardId)).toMatchObject([
        { trouble: { kind: 'returned', on: BACK_ON }, isChangeWaiting: true },
      ]);
    }
  });

  it.each([
    ['the day before the payment', '2019-03-11', true],
    ['the day of the payment', PAID_ON, true],
    ['the day after', '2019-03-13', false],
  ])('recorded by hand is the one that the file held: changed on %s', async (_, on, isTold) => {
    const one = await aRecipient();
    await another(one, { on });
    await paidByHand(one);
    await corrected(one);
    expect(await stateOf(one.awardId)).toBe(isTold ? 'same' : 'corrected');
    expect((await troubleOf(one.awardId)) !== null).toBe(isTold);
  });
});

describe('a batch with lines to such accounts', () => {
  /** The account that the bank sent money back from, and one that nothing is said of yet. */
  async function aDoubtfulBatch() {
    const doubtful = await aRecipient();
    await answered(doubtful.awardId);
    await corrected(doubtful);
    const other = await aRecipient();
    return { other, batchId: await aBatch(office, [doubtful.awardId, other.awardId]) };
  }

  const step = async (batchId: string, accountsSeen?: number) => ({
    ...(await aStep(office, batchId)),
    accountsSeen,
  });
  const submit = async (id: string, seen?: number) => submitBatch(office.finance, await step(id, seen));
  const approve = async (id: string, seen?: number) => approveBatch(office.head, await step(id, seen));
  const statusOf = async (id: string) => (await batchOf(office, id)).status;
  const keptOf = async (id: string) => {
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id }));
    return { action: entry!.action, detail: entry!.detail };
  };

  it('is submitted and approved by who has seen as many as there are then, and the log keeps how many', async () => {
    const { other, batchId } = await aDoubtfulBatch();
    const asked = { code: 'batch.account_doubts', field: 'accountsSeen' };
    for (const seen of [0, 2]) {
      expect(await refused(submit(batchId, seen))).toMatchObject({ ...asked, count: 1 });
      expect(await statusOf(batchId)).toBe('draft');
    }
    await submit(batchId, 1);
    const submitted = await keptOf(batchId);
    expect(submitted.action).toBe('batch.submitted');
    expect(JSON.parse(submitted.detail)).toMatchObject({ count: 2, accountDoubts: 1 });

    const change = await another(other, { waits: true });
    for (const seen of [0, 1]) {
      expect(await refused(approve(batchId, seen))).toMatchObject({ ...asked, count: 2 });
      expect(await statusOf(batchId)).toBe('submitted');
    }
    await rejectAccount(office.finance, { ...change, note: '不是本人账户' });
    expect(await refused(approve(batchId, 2))).toMatchObject({ ...asked, count: 1 });
    await approve(batchId, 1);
    const approved = await keptOf(batchId);
    expect(approved.action).toBe('batch.approved');
    expect(JSON.parse(approved.detail)).toMatchObject({ count: 2, accountDoubts: 1 });
    expect(auditDetailText(approved)).toContain('账户需要核对的笔数：1');
  });

  it('asks nobody where nothing was shown, and keeps the number all the same', async () => {
    const { batchId } = await aDoubtfulBatch();
    await submit(batchId);
    expect(JSON.parse((await keptOf(batchId)).detail)).toMatchObject({ accountDoubts: 1 });
    await approve(batchId);
    expect(JSON.parse((await keptOf(batchId)).detail)).toMatchObject({ accountDoubts: 1 });
  });

  it('is not asked about where nothing is doubtful', async () => {
    const batchId = await aBatch(office, [(await aRecipient()).awardId]);
    const none = { code: 'batch.account_doubts', count: 0, name: null };
    expect(await refused(submit(batchId, 1))).toMatchObject(none);
    await submit(batchId, 0);
    await approve(batchId, 0);
    expect(JSON.parse((await keptOf(batchId)).detail)).not.toHaveProperty('accountDoubts');
  });
});
