import { eq, isNull } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { adjustBudget, fundBalance, recordReceipt } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { recordPayments } from '../../app/payments/payments.server';
import { releaseAward } from '../../app/payments/releases.server';
import { decideApplications, reviewApplications } from '../../app/relief/applications.server';
import { startCampaign } from '../../app/relief/campaigns.server';
import type { Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { applications, awards, payments } from '../../db/schema';
import { freshDatabase } from '../database';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aPayment, aRun } from '../factories/payments';
import { anApplication, anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const AWARD_FEN = 60_000;

describe('the budget of a year', () => {
  let office: Office;
  let store: Store;
  let year = 2014;
  let projectId: string;
  let familyId: string;
  let on = businessDate('2015-03-01');

  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
    familyId = (await aFamily(office, { appliedOn: businessDate('2015-01-07') })).id;
  });

  /** A project-year of its own: 2,000 yuan, of which 300 are paid and 200 committed. */
  const newYear = async () => {
    year += 1;
    on = businessDate(`${year}-03-02`);
    projectId = (await aProject(office, { year, budgetFen: 200_000 })).id;
    const award = await anAward(office, { ...medical(50_000), familyId });
    await aPayment(office, { awardId: award.id, on, amountFen: 30_000 });
    return award;
  };
  const medical = (amountFen: number) => ({ year, type: 'medical' as const, amountFen, appliedOn: on });
  const reviewed = (amountFen: number) =>
    anApplication(office, { ...medical(amountFen), familyId, state: 'reviewed' });
  const approve = (ids: string[]) =>
    refused(decideApplications(office.head, { commandId: newId(), ids, on, outcome: 'approve', note: '' }));
  const available = async () => (await store.read((read) => fundBalance(read, { projectId }))).availableFen;

  it.each([
    ['all that is left', [150_000], null, 0],
    ['one fen more', [150_001], { shortFen: 1, availableFen: 150_000 }, 150_000],
    ['all that is left in three', [50_000, 50_000, 50_000], null, 0],
    ['one fen more in three', [50_000, 50_000, 50_001], { shortFen: 1 }, 150_000],
  ])('carries %s', async (_, amounts, refusal, left) => {
    await newYear();
    const ids: string[] = [];
    for (const amountFen of amounts) ids.push(await reviewed(amountFen));
    const expected: unknown = refusal && expect.objectContaining({ code: 'fund.over_budget', ...refusal });
    expect(await approve(ids)).toEqual(expected);
    expect(await available()).toBe(left);
    await expectInvariants(store, 'a decision');
  });

  it('carries more after an adjustment, and after a release', async () => {
    const award = await newYear();
    const one = await reviewed(150_020);
    expect(await approve([one])).toMatchObject({ code: 'fund.over_budget', shortFen: 20 });
    const adjustment = { commandId: newId(), year, adjustedOn: on, document: '样例', reason: '样例' };
    await adjustBudget(office.head, { ...adjustment, amountFen: fen(19) });
    expect(await approve([one])).toMatchObject({ code: 'fund.over_budget', shortFen: 1 });
    await releaseAward(office.head, { commandId: newId(), awardId: award.id, on, reason: '样例' });
    expect(await approve([one])).toBeNull();
    expect(await available()).toBe(19_999);
  });
});

describe('many at once', () => {
  const ASKED = 200;
  const CARRIED = 37;
  const ON = businessDate('2019-03-01');
  let office: Office;
  let store: Store;
  /** The same people at the desks of a second process. */
  let other: Store;
  let projectId: string;
  let ids: string[];

  beforeAll(async () => {
    const database = await freshDatabase();
    store = await database.open();
    other = await database.open();
    office = await anOffice(store);
    // One fen too little for the 38th.
    const budgetFen = (CARRIED + 1) * AWARD_FEN - 1;
    projectId = (await aProject(office, { year: 2019, budgetFen, receivedFen: 0 })).id;
    const perFamily = 10;
    for (let number = 0; number < ASKED / perFamily; number += 1) await aFamily(office);
    for (let number = 0; number < perFamily; number += 1) {
      await startCampaign(office.caseworker, {
        commandId: newId(),
        projectYear: 2019,
        type: 'living',
        name: `样例活动 ${number}`,
        amountFen: fen(AWARD_FEN),
        startedOn: ON,
      });
    }
    const rows = await store.read((read) => read.select({ id: applications.id }).from(applications));
    ids = rows.map(({ id }) => id);
    await reviewApplications(office.finance, { ids, on: ON, outcome: 'pass', note: '' });
  }, 120_000);

  const balance = () => store.read((read) => fundBalance(read, { projectId }));
  const fromTwoProcesses = (desk: Desk, index: number): Desk => ({
    ...desk,
    store: index % 2 === 0 ? store : other,
  });

  it(
    `approves exactly the ${CARRIED} of ${ASKED} that the budget carries`,
    { timeout: 120_000 },
    async () => {
      expect(ids).toHaveLength(ASKED);
      const answers = await Promise.allSettled(
        ids.map((id, index) =>
          decideApplications(fromTwoProcesses(office.head, index), {
            commandId: newId(),
            ids: [id],
            on: ON,
            outcome: 'approve',
            note: '',
          }),
        ),
      );
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(CARRIED);
      for (const answer of answers) {
        if (answer.status === 'fulfilled') expect(answer.value).toMatchObject({ approved: 1 });
        else {
          expect(await refused(Promise.reject(answer.reason as Error))).toMatchObject({
            code: 'fund.over_budget',
            shortFen: 1,
            availableFen: AWARD_FEN - 1,
          });
        }
      }
      expect(await balance()).toMatchObject({
        committedFen: CARRIED * AWARD_FEN,
        paidFen: 0,
        availableFen: AWARD_FEN - 1,
      });
      const made = await store.read((read) => read.select().from(awards));
      expect(made).toHaveLength(CARRIED);
      await expectInvariants(store, '200 approvals at once');
    },
  );

  it('pays exactly what was received, each award once', { timeout: 120_000 }, async () => {
    const received = 11;
    await recordReceipt(office.finance, {
      commandId: newId(),
      year: 2019,
      source: 'local',
      receivedOn: ON,
      amountFen: fen((received + 1) * AWARD_FEN - 1),
      voucher: '样例-001',
      remarks: '',
    });
    const made = await store.read((read) => read.select().from(awards));
    // Everybody is paid twice at the same time, by two commands.
    const runs = [...made, ...made].map(({ id }) => aRun(id, { on: ON }));
    const answers = await Promise.all(
      runs.map((run, index) => refused(recordPayments(fromTwoProcesses(office.finance, index), run))),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(received);
    for (const answer of answers.filter((one) => one?.code === 'fund.over_received')) {
      expect(answer).toMatchObject({ shortFen: 1, paidFen: received * AWARD_FEN });
    }
    const codes = new Set(answers.map((answer) => answer?.code));
    expect([...codes].filter((code) => code !== undefined).sort()).toEqual([
      'fund.over_received',
      'payment.already_paid',
    ]);
    const rows = await store.read((read) => read.select().from(payments));
    expect(new Set(rows.map(({ awardId }) => awardId)).size).toBe(received);
    expect(rows).toHaveLength(received);
    expect(await balance()).toMatchObject({ paidFen: received * AWARD_FEN });
    await expectInvariants(store, '74 payments at once');
  });

  it('does one command once that two processes send at the same time', async () => {
    const [unpaid] = await store.read((read) =>
      read
        .select({ id: awards.id })
        .from(awards)
        .leftJoin(payments, eq(payments.awardId, awards.id))
        .where(isNull(payments.id)),
    );
    const receipt = {
      commandId: newId(),
      year: 2019,
      source: 'local' as const,
      receivedOn: ON,
      amountFen: fen(AWARD_FEN),
      voucher: '样例-002',
      remarks: '',
    };
    const desks = Array.from({ length: 20 }, (_, index) => fromTwoProcesses(office.finance, index));
    const receipts = await Promise.all(desks.map((desk) => recordReceipt(desk, receipt)));
    expect(new Set(receipts).size).toBe(1);
    const before = await balance();
    const run = aRun(unpaid!.id, { on: ON, amountFen: 1 });
    const paid = await Promise.all(desks.map((desk) => recordPayments(desk, run)));
    expect(paid).toEqual(desks.map(() => ({ count: 1, amountFen: 1, year: 2019 })));
    expect(await balance()).toMatchObject({
      paidFen: before.paidFen + 1,
      receivedFen: before.receivedFen,
    });
    await expectInvariants(store, 'one command from two processes');
  });
});
