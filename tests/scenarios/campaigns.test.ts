import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { exitFamily } from '../../app/relief/exits.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { releaseAward } from '../../app/payments/releases.server';
import {
  decideApplications,
  reviewApplications,
  withdrawApplication,
} from '../../app/relief/applications.server';
import {
  campaignPage,
  campaignPreview,
  listCampaigns,
  startCampaign,
  type CampaignStart,
} from '../../app/relief/campaigns.server';
import type { Store } from '../../db/client.server';
import { applications, families, familyMembers } from '../../db/schema';
import { aFamily, aMember, anIdNumber, aStudent, type FamilyOptions } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aPayment } from '../factories/payments';
import { anApplication, anAward, awardOf } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const STARTED_ON = businessDate('2019-03-01');
const BUDGET_FEN = 100_000_000;

let store: Store;
let office: Office;
let campaigns = 0;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR, budgetFen: BUDGET_FEN }));
});

const named = (name: string, students: string[] = [], options: FamilyOptions = {}) =>
  aFamily(office, {
    mainCause: students.length > 0 ? 'schooling' : 'low_income',
    members: [aMember({ name }), ...students.map((student) => aStudent({ name: student }))],
    ...options,
  });

const aStart = (given: Partial<CampaignStart> = {}): CampaignStart => ({
  commandId: newId(),
  projectYear: YEAR,
  type: 'living',
  name: `样例活动 ${(campaigns += 1)}`,
  amountFen: fen(60_000),
  startedOn: STARTED_ON,
  ...given,
});

const start = (given: Partial<CampaignStart> = {}) => startCampaign(office.caseworker, aStart(given));
const preview = (given: Partial<CampaignStart> = {}) =>
  store.read((read) => campaignPreview(read, aStart(given)));

const drawnBy = async (campaignId: string) =>
  store.read((read) =>
    read
      .select({
        id: applications.id,
        name: familyMembers.name,
        status: applications.status,
        requestedFen: applications.requestedFen,
        appliedOn: applications.appliedOn,
      })
      .from(applications)
      .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
      .innerJoin(families, eq(families.id, applications.familyId))
      .where(eq(applications.campaignId, campaignId))
      .orderBy(families.fileNumber, familyMembers.position),
  );
const namesIn = async (campaignId: string) => (await drawnBy(campaignId)).map(({ name }) => name);

describe('a campaign', () => {
  const twice = anIdNumber({ birthDate: '2003-05-01', isMale: false });

  beforeAll(async () => {
    const first = await named('甲', ['甲一']);
    await named('乙', [], { category: 'marginal', division: '410122' });
    await named('丙', ['丙一', '丙二'], { bank: { bankName: '', accountHolder: '', account: '' } });
    await named('前', ['前一'], { state: 'exited', exitedOn: STARTED_ON });
    await named('后', ['后一'], { appliedOn: businessDate('2019-02-25') });
    await named('草', ['草一'], { state: 'draft' });
    await named('公', ['公一'], { state: 'publicised' });
    // On the register on the first of March in two files: the one left the day after, the other came before.
    const old = await aFamily(office, {
      mainCause: 'schooling',
      members: [aMember({ name: '旧' }), aStudent({ name: '旧一', idNumber: twice })],
    });
    await exitFamily(office.head, { id: old.id, on: addDays(STARTED_ON, 1), reason: 'transferred' });
    await aFamily(office, {
      mainCause: 'schooling',
      members: [aMember({ name: '新' }), aStudent({ name: '新一', idNumber: twice })],
    });
    const common = { year: YEAR, type: 'schooling', place: 1, familyId: first.id } as const;
    await anAward(office, { ...common, amountFen: 300_000 });
  });

  it.each([
    ['everybody on the register that day', {}, ['甲', '乙', '丙', '旧', '新']],
    ['one category', { categories: ['marginal'] }, ['乙']],
    ['one division', { divisions: ['410105'] }, ['甲', '丙', '旧', '新']],
    [
      'the day before a family left',
      { startedOn: addDays(STARTED_ON, -1) },
      ['甲', '乙', '丙', '前', '旧', '新'],
    ],
    ['a later day', { startedOn: businessDate('2019-03-05') }, ['甲', '乙', '丙', '后', '新']],
  ] as const)('of living relief draws the main persons: %s', async (_, given, names) => {
    const shown = await preview(given);
    expect(shown).toMatchObject({
      count: names.length,
      families: names.length,
      totalFen: names.length * 60_000,
      overCap: 0,
      leftOut: { already_awarded: 0, open_application: 0, listed_twice: 0 },
    });
    const { id, count } = await start({ ...given, expectedCount: shown.count });
    expect(count).toBe(names.length);
    expect(await namesIn(id)).toEqual(names);
  });

  it('hands in one application each, of the same amount and day', async () => {
    const { id } = await start({ amountFen: fen(77_700) });
    for (const row of await drawnBy(id)) {
      expect(row).toMatchObject({ status: 'submitted', requestedFen: 77_700, appliedOn: STARTED_ON });
    }
  });

  it('of schooling draws the students, and leaves out who has it, awaits it or stands there twice', async () => {
    const waiting = await named('丁', ['丁一']);
    await anApplication(office, { year: YEAR, type: 'schooling', place: 1, familyId: waiting.id });
    const leftOut = { already_awarded: 1, open_application: 1, listed_twice: 1 };
    expect(await preview({ type: 'schooling' })).toMatchObject({ count: 3, families: 2, leftOut });
    const { id } = await start({ type: 'schooling' });
    expect(await namesIn(id)).toEqual(['丙一', '丙二', '旧一']);
    const again = { already_awarded: 1, open_application: 4, listed_twice: 1 };
    expect(await preview({ type: 'schooling' })).toMatchObject({ count: 0, leftOut: again });
    expect(await refused(start({ type: 'schooling' }))).toMatchObject({ code: 'campaign.nobody' });
    for (const row of await drawnBy(id)) await withdrawApplication(office.caseworker, { id: row.id });
    expect(await preview({ type: 'schooling' })).toMatchObject({ count: 3, leftOut });
  });

  it('draws a student again whose award was released unpaid', async () => {
    const { id: familyId } = await named('戊', ['戊一']);
    const award = await anAward(office, { year: YEAR, type: 'schooling', place: 1, familyId });
    const before = await preview({ type: 'schooling' });
    await releaseAward(office.head, {
      commandId: newId(),
      awardId: award.id,
      on: STARTED_ON,
      reason: '样例',
    });
    expect((await preview({ type: 'schooling' })).count).toBe(before.count + 1);
  });

  it('shows beforehand what will not do: caps, accounts, the fund', async () => {
    // 12 months of the line are 7,200 yuan: one fen more cannot be approved for anybody.
    const { count } = await preview();
    expect(await preview({ amountFen: fen(720_000) })).toMatchObject({ overCap: 0, withoutAccount: 1 });
    expect(await preview({ amountFen: fen(720_001) })).toMatchObject({ overCap: count });
    const { availableFen } = await preview();
    expect(availableFen).toBeLessThan(BUDGET_FEN);
    expect(availableFen).toBe(BUDGET_FEN - 300_000);
  });

  it.each([
    ['tomorrow', () => ({ startedOn: addDays(todayInChina(new Date()), 1) }), 'relief.date_in_future'],
    ['before the year', () => ({ startedOn: businessDate('2018-12-31') }), 'relief.date_outside'],
    ['after the year', () => ({ startedOn: businessDate('2020-01-01') }), 'relief.date_outside'],
    ['in a year without a project', () => ({ projectYear: 2018 }), 'project.not_found'],
    ['where nobody lives', () => ({ divisions: ['410185'] }), 'campaign.nobody'],
    ['for another number than was shown', () => ({ expectedCount: 2 }), 'campaign.list_changed'],
  ])('does not start %s', async (_, given, code) => {
    expect(await refused(start(given()))).toMatchObject({ code });
  });

  it('has a name of its own within the year', async () => {
    await aProject(office, { year: 2020 });
    const name = '冬送温暖';
    await start({ name });
    expect(await refused(start({ name }))).toMatchObject({
      code: 'campaign.name_taken',
      field: 'name',
      name,
    });
    await start({ name, projectYear: 2020, startedOn: businessDate('2020-03-02') });
  });

  it('starts once by one command, and answers a repetition with the first result', async () => {
    const command = aStart();
    const answers = await Promise.all([1, 2, 3].map(() => startCampaign(office.caseworker, command)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await drawnBy(answers[0]!.id)).toHaveLength(answers[0]!.count);
    for (const wrong of [
      startCampaign(office.caseworker, { ...command, amountFen: fen(60_001) }),
      startCampaign(office.secondCaseworker, command),
    ]) {
      expect(await refused(wrong)).toMatchObject({ code: 'command.changed' });
    }
  });

  it('shows how far it has come', async () => {
    const { id, count } = await start({ name: '进度' });
    const rows = await drawnBy(id);
    const ids = rows.map((row) => row.id);
    const own = () => store.read((read) => campaignPage(read, id));
    expect(await own()).toMatchObject({ total: count, askedFen: count * 60_000, awardCount: 0 });
    await withdrawApplication(office.caseworker, { id: ids[0]! });
    const on = STARTED_ON;
    const pass = { on, outcome: 'pass', note: '' } as const;
    await reviewApplications(office.finance, { ids: ids.slice(1), ...pass });
    const decision = { commandId: newId(), on, outcome: 'approve', note: '' } as const;
    await decideApplications(office.head, { ids: ids.slice(2), ...decision });
    const award = await awardOf(office, ids[2]!);
    await aPayment(office, { awardId: award!.id, on });
    expect(await own()).toMatchObject({
      total: count,
      byStatus: { submitted: 0, reviewed: 1, approved: count - 2, withdrawn: 1 },
      askedFen: (count - 1) * 60_000,
      awardedFen: (count - 2) * 60_000,
      paidFen: 60_000,
      paidCount: 1,
      recordedByName: 'caseworker',
    });
    const listed = await store.read((read) => listCampaigns(read, YEAR));
    expect(listed[0]).toMatchObject({ year: YEAR, campaign: { startedOn: '2019-03-05' } });
    expect(listed.find(({ campaign }) => campaign.id === id)).toEqual(await own());
    expect(await refused(store.read((read) => campaignPage(read, newId())))).toMatchObject({
      code: 'campaign.not_found',
    });
  });

  it('keeps every invariant', () => expectInvariants(store, 'all of it'));
});
