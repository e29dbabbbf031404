import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { fundPage } from '../../app/fund/fundPage.server';
import { campaignWhatIf } from '../../app/indicators/campaignWhatIf.server';
import { dashboardOf } from '../../app/indicators/dashboard.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { startCampaign } from '../../app/relief/campaigns.server';
import type { Store } from '../../db/client.server';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aPayment } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const EACH_FEN = 60_000;

let store: Store;
let office: Office;
let campaignId: string;

/** Two families paid, a week and a day apart, and a campaign for both that nobody has decided. */
beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR, budgetFen: 1_000_000 }));
  for (const on of ['2019-03-12', '2019-03-20'] as const) {
    const { id: familyId } = await aFamily(office);
    const award = await anAward(office, { year: YEAR, familyId, amountFen: EACH_FEN });
    await aPayment(office, { awardId: award.id, on: businessDate(on) });
  }
  ({ id: campaignId } = await startCampaign(office.caseworker, {
    commandId: newId(),
    projectYear: YEAR,
    type: 'living',
    name: '春季送温暖',
    amountFen: fen(50_000),
    startedOn: businessDate('2019-03-19'),
  }));
});

const dashboard = (asOf: string) =>
  store.read((read) => dashboardOf(read, { year: YEAR, asOf: businessDate(asOf) }));

const fundOn = (asOf: string) =>
  store.read((read) => fundPage(read, { year: YEAR, asOf: businessDate(asOf) }));

describe('the dashboard', () => {
  it.each([
    ['before anything was paid', '2019-03-11', 0, 0],
    ['on the day of the first payment', '2019-03-12', EACH_FEN, EACH_FEN],
    ['within a week of it', '2019-03-18', EACH_FEN, EACH_FEN],
    ['a week later', '2019-03-19', EACH_FEN, 0],
    ['on the day of the second', '2019-03-20', 2 * EACH_FEN, EACH_FEN],
    ['long after', '2019-12-31', 2 * EACH_FEN, 0],
  ])('says what was paid and what of it within a week: %s', async (_, asOf, paidFen, grownFen) => {
    const { money, grown, outlook, coverage } = await dashboard(asOf);
    expect(money).toMatchObject({ budgetFen: 1_000_000, paidFen, paidInYearFen: paidFen });
    expect(grown.paidFen).toBe(grownFen);
    expect(outlook.paidFen).toBe(paidFen);
    expect(coverage.numerator).toBe(paidFen / EACH_FEN);
  });

  it('names the campaigns that wait for a decision', async () => {
    const { campaigns } = await dashboard('2019-03-20');
    expect(campaigns).toEqual([{ id: campaignId, name: '春季送温暖', applications: 2, askedFen: 100_000 }]);
  });
});

describe('what a campaign would lead to', () => {
  it('is told of money and people, and nothing is written', async () => {
    const asOf = businessDate('2019-03-20');
    const whatIf = await store.read((read) => campaignWhatIf(read, { id: campaignId, asOf }));
    expect(whatIf).toMatchObject({ people: 2, amountFen: 100_000 });
    const sums = [whatIf.now, whatIf.approved, whatIf.paid].map(({ budget }) => [
      budget.committedFen,
      budget.paidFen,
    ]);
    expect(sums).toEqual([
      [0, 120_000],
      [100_000, 120_000],
      [0, 220_000],
    ]);
    expect((await dashboard('2019-03-20')).now).toEqual(whatIf.now);
    expect(whatIf.money.now).toEqual((await fundOn('2019-03-20')).balance);
    await expectInvariants(store, 'a what-if');
  });

  it('is told by the money of the fund page after the last day of the project, and what is not received yet', async () => {
    const asOf = businessDate('2020-02-03');
    const whatIf = await store.read((read) => campaignWhatIf(read, { id: campaignId, asOf }));
    const { balance, cash } = await fundOn(asOf);
    const { now, approved, paid, unreceivedFen } = whatIf.money;
    expect(now).toEqual(balance);
    expect(approved).toMatchObject({ committedFen: 100_000, paidFen: 120_000, availableFen: 780_000 });
    expect(paid).toMatchObject({ committedFen: 0, paidFen: 220_000, availableFen: 780_000 });
    expect(unreceivedFen).toBe(Math.max(0, 100_000 - cash.usableFen));
    const [before, after] = [whatIf.now, whatIf.paid].map(({ budget, rows }) => ({
      budget,
      rows: rows.filter(({ metric }) => metric !== 'timeliness'),
    }));
    expect(after).toEqual(before);
  });

  it('is not asked of a campaign that does not exist', async () => {
    const asked = store.read((read) =>
      campaignWhatIf(read, { id: 'nobody', asOf: businessDate('2019-03-20') }),
    );
    expect(await refused(asked)).toMatchObject({ code: 'campaign.not_found' });
  });
});

describe('what is recorded within the week and dated before it', () => {
  it('is told by kind, since a comparison by dates cannot show it', async () => {
    const today = todayInChina(new Date());
    const { late, grown } = await dashboard(today);
    // Everything here was recorded now, and long ago by its dates.
    expect(late).toEqual({
      rows: [
        { kind: 'payment', count: 2, amountFen: 2 * EACH_FEN },
        { kind: 'award', count: 2, amountFen: 2 * EACH_FEN },
        { kind: 'receipt', count: 1, amountFen: expect.any(Number) as number },
      ],
      isCut: false,
    });
    expect(grown).toEqual({ receivedFen: 0, committedFen: 0, paidFen: 0 });
    expect((await dashboard(addDays(today, -1))).late.rows).toEqual([]);
    expect((await dashboard('2019-03-20')).late.rows).toEqual([]);
  });
});

describe('the money of a year', () => {
  it('has the same money as the fund where something was paid after the year, and says what is of the year', async () => {
    const { id: familyId } = await aFamily(office);
    const award = await anAward(office, { year: YEAR, familyId, amountFen: EACH_FEN });
    await aPayment(office, { awardId: award.id, on: businessDate('2020-01-06') });
    const { money, grown, now } = await dashboard('2020-01-08');
    const fund = await store.read((read) => fundPage(read, { year: YEAR, asOf: businessDate('2020-01-08') }));
    expect(money).toMatchObject(fund.balance);
    expect(money).toMatchObject({ paidFen: 3 * EACH_FEN, paidInYearFen: 2 * EACH_FEN });
    expect(grown).toEqual({ receivedFen: 0, committedFen: -EACH_FEN, paidFen: EACH_FEN });
    expect(now.budget.paidFen).toBe(money.paidInYearFen);
    expect(fund.executed).toEqual(money.executed);
  });
});
