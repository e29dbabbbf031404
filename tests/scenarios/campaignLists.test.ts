import { count, eq } from 'drizzle-orm';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, businessDate, todayInChina } from '../../app/calendar/date';
import { exportCampaignList } from '../../app/exchange/campaignListExport.server';
import { exportSigningWorkbook } from '../../app/exchange/signingExport.server';
import { CATEGORIES, EDUCATION_STAGES, type Category } from '../../app/families/family';
import { exitFamily } from '../../app/relief/exits.server';
import type { Division } from '../../app/identity/division';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { formatYuan } from '../../app/money/yuan';
import { batchDraft } from '../../app/payments/batchDraft.server';
import { unnoticedOfBatch } from '../../app/payments/batchNotices.server';
import { approveBatch, cancelBatch, makeBatch } from '../../app/payments/batches.server';
import { exportSigning, printSigning, signingTotals } from '../../app/payments/signingLists.server';
import { decideApplications, reviewApplications } from '../../app/relief/applications.server';
import {
  allCandidates,
  excludeCandidate,
  includeCandidate,
  listCandidates,
  type CandidateRow,
} from '../../app/relief/campaignCandidates.server';
import { amountOfPerson, ruleGap, type CampaignRule } from '../../app/relief/campaignRule';
import {
  campaignPage,
  campaignPreview,
  startCampaign,
  type CampaignStart,
} from '../../app/relief/campaigns.server';
import { listRecipientNotices } from '../../app/relief/recipientNotices.server';
import {
  exportRecipients,
  printRecipients,
  publishRecipients,
  recipientsPage,
  takeDownRecipients,
} from '../../app/relief/recipients.server';
import type { Store } from '../../db/client.server';
import { applications, awards } from '../../db/schema';
import { freshStore } from '../database';
import { aBatch, aStep, batchOf } from '../factories/batches';
import { aFamily, aMember, anIdNumber, aStudent, type FamilyOptions } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrection, aPayment } from '../factories/payments';
import { anApplication, anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { expectCutsFit } from '../signing';
import { refused } from '../refused';

const YEAR = 2019;
const STARTED_ON = businessDate('2019-03-01');

let store: Store;
let office: Office;
let campaigns = 0;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
});

const named = (name: string, students: Parameters<typeof aStudent>[0][] = [], options: FamilyOptions = {}) =>
  aFamily(office, {
    mainCause: students.length > 0 ? 'schooling' : 'low_income',
    members: [aMember({ name }), ...students.map((student) => aStudent(student))],
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
const awardsOf = async (campaignId: string) => {
  const rows = await store.read((read) =>
    read
      .select({ id: awards.id })
      .from(awards)
      .innerJoin(applications, eq(applications.id, awards.applicationId))
      .where(eq(applications.campaignId, campaignId)),
  );
  return rows.map(({ id }) => id);
};
const preview = (given: Partial<CampaignStart> = {}, view = {}) =>
  store.read((read) => campaignPreview(read, aStart(given), view));
const listOf = (campaignId: string) => store.read((read) => allCandidates(read, campaignId));
const applicationsOf = (campaignId: string) =>
  store.read((read) => read.select().from(applications).where(eq(applications.campaignId, campaignId)));
const reasons = (rows: readonly CandidateRow[]) =>
  Object.fromEntries(rows.map((row) => [row.name, row.reason]));
const inNames = (rows: readonly CandidateRow[]) => rows.filter(({ isIn }) => isIn).map(({ name }) => name);

describe('the frozen list', () => {
  const twice = anIdNumber({ birthDate: '2003-05-01', isMale: false });

  beforeAll(async () => {
    const helped = await named('甲', [{ name: '甲一' }], { unionMember: true });
    await named('乙', [], { category: 'marginal', division: '410122', unionMember: false });
    await named('丙', [{ name: '丙一', educationStage: 'college' }], { mainCause: 'schooling' });
    await aFamily(office, {
      mainCause: 'low_income',
      members: [aMember({ name: '丁', employment: 'migrant_worker' })],
    });
    const left = await named('戊', [{ name: '戊一', idNumber: twice }], {
      appliedOn: businessDate('2019-01-21'),
    });
    // On the register on the first of March in two files: the one is left the day after.
    await exitFamily(office.head, { id: left.id, on: addDays(STARTED_ON, 1), reason: 'transferred' });
    await named('己', [{ name: '己一', idNumber: twice }]);
    const award = await anAward(office, { year: YEAR, familyId: helped.id });
    await aPayment(office, { awardId: award.id, on: STARTED_ON });
    const waiting = await named('庚');
    await anApplication(office, { year: YEAR, familyId: waiting.id });
    const awarded = await named('辛');
    await anAward(office, { year: YEAR, familyId: awarded.id });
  });

  it.each<[string, Partial<CampaignRule>, Record<string, string>]>([
    ['the whole register', {}, {}],
    ['a category', { categories: ['subsistence'] }, { 乙: 'other_category' }],
    [
      'causes',
      { causes: ['low_income'] },
      { 甲: 'other_cause', 丙: 'other_cause', 戊: 'other_cause', 己: 'other_cause' },
    ],
    ['divisions', { divisions: ['410105', '410103'] }, { 乙: 'other_division' }],
    ['union members', { onlyUnionMembers: true }, { 乙: 'not_union_member' }],
    [
      'migrant workers',
      { onlyMigrants: true },
      Object.fromEntries(['甲', '乙', '丙', '戊', '己', '庚', '辛'].map((name) => [name, 'not_migrant'])),
    ],
    [
      'those on the register before',
      { registeredBefore: businessDate('2019-01-25') },
      { 戊: 'registered_later' },
    ],
    [
      'those not helped yet',
      { onlyUnhelped: true },
      { 甲: 'already_paid', 庚: 'open_application', 辛: 'already_awarded' },
    ],
  ])('of living relief for %s says why each is in or out', async (_, rule, out) => {
    const { id } = await start(rule);
    const rows = await listOf(id);
    const expected = Object.fromEntries(
      ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛'].map((name) => [name, out[name] ?? null]),
    );
    expect(reasons(rows)).toEqual(expected);
    expect((await applicationsOf(id)).length).toBe(inNames(rows).length);
    // What was started is not in the way of the next row.
    for (const row of rows.filter(({ isIn }) => isIn)) {
      await excludeCandidate(office.caseworker, { campaignId: id, candidateId: row.id, reason: '样例' });
    }
  });

  it('of schooling holds each student once and pays by the table of amounts', async () => {
    const steps = [
      { stage: 'college' as const, amountFen: fen(500_000) },
      { category: 'subsistence' as const, amountFen: fen(300_000) },
    ];
    const plan = {
      type: 'schooling' as const,
      amountFen: fen(100_000),
      steps,
    };
    const shown = await preview(plan, { part: 'out' });
    expect(shown).toMatchObject({ count: 3, totalFen: 1_100_000, leftOut: { listed_twice: 1 } });
    expect(shown.byCategory).toEqual([{ category: 'subsistence', count: 3, amountFen: 1_100_000 }]);
    expect(shown.list.rows.map(({ name, reason }) => [name, reason])).toEqual([['己一', 'listed_twice']]);
    const { id } = await start({ ...plan, expectedCount: 3, expectedMark: shown.mark });
    const amounts = (await applicationsOf(id)).map(({ requestedFen }) => requestedFen).sort();
    expect(amounts).toEqual([300_000, 300_000, 500_000]);
    expect(reasons(await listOf(id))).toEqual({ 甲一: null, 丙一: null, 戊一: null, 己一: 'listed_twice' });
  });

  it('is refused when it has as many people as were seen, but others', async () => {
    const { count: expectedCount, mark } = await preview();
    const other = await preview({ amountFen: fen(60_001) });
    expect(other.mark).not.toBe(mark);
    expect(await refused(start({ expectedCount, expectedMark: other.mark }))).toMatchObject({
      code: 'campaign.list_changed',
    });
  });

  it('is found by name, file number and reason, page by page', async () => {
    const { id } = await start({ categories: ['subsistence'], onlyMigrants: true });
    const found = (filter: object) =>
      store.read((read) => listCandidates(read, { campaignId: id, isIn: false, ...filter }));
    const [row] = (await found({ search: '甲' })).rows;
    expect(row).toMatchObject({ name: '甲', reason: 'not_migrant', status: null });
    expect((await found({ search: row!.fileNumber })).total).toBe(1);
    expect(await found({ reason: 'other_category' })).toMatchObject({
      total: 1,
      inCount: 1,
      outCount: 7,
      reasonCounts: { other_category: 1, not_migrant: 6 },
    });
  });
});

describe('an exception', () => {
  let campaignId: string;
  const rowOf = async (name: string) => (await listOf(campaignId)).find((row) => row.name === name)!;
  const include = async (name: string, reason = '临时遭灾') =>
    includeCandidate(office.caseworker, { campaignId, candidateId: (await rowOf(name)).id, reason });
  const exclude = async (name: string, reason = '本人放弃') =>
    excludeCandidate(office.secondCaseworker, { campaignId, candidateId: (await rowOf(name)).id, reason });

  it('puts somebody in and takes somebody out, with the reason and who', async () => {
    ({ id: campaignId } = await start({ categories: ['subsistence'] }));
    await include('乙');
    await exclude('丙');
    expect(await rowOf('乙')).toMatchObject({
      isIn: true,
      reason: 'other_category',
      exceptionReason: '临时遭灾',
      exceptionByName: 'caseworker',
      status: 'submitted',
    });
    expect(await rowOf('丙')).toMatchObject({ isIn: false, reason: null, applicationId: null });
    expect(await refused(include('乙'))).toMatchObject({ code: 'campaign.already_in', name: '乙' });
    expect(await refused(exclude('丙'))).toMatchObject({ code: 'campaign.already_out' });
    await include('丙');
    const own = (await applicationsOf(campaignId)).filter(({ memberId }) => memberId === 'x');
    expect(own).toEqual([]);
    expect(await rowOf('丙')).toMatchObject({ isIn: true, status: 'submitted' });
  });

  it('is made once by two people at the same time', async () => {
    const answers = await Promise.allSettled([exclude('丙'), exclude('丙')]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await rowOf('丙')).toMatchObject({ isIn: false });
  });

  it('never puts a person in twice, nor somebody who could not be helped', async () => {
    const { id } = await start({
      type: 'schooling',
      startedOn: businessDate('2019-03-05'),
      stages: ['primary'],
    }).catch(() => ({ id: '' }));
    expect(id).toBe('');
    expect(
      await refused(includeCandidate(office.caseworker, { campaignId, candidateId: newId(), reason: 'x' })),
    ).toMatchObject({ code: 'campaign.candidate_not_found' });
  });

  it('ends with the review', async () => {
    const ids = (await applicationsOf(campaignId))
      .filter(({ status }) => status === 'submitted')
      .map(({ id }) => id);
    await reviewApplications(office.finance, { ids, on: STARTED_ON, outcome: 'pass', note: '' });
    expect(await refused(include('丙'))).toMatchObject({ code: 'campaign.list_closed' });
    expect(await refused(exclude('乙'))).toMatchObject({
      code: 'application.wrong_status',
      status: 'reviewed',
    });
  });

  it('leads to a notice that tells nothing but name, unit, category, type and amount', async () => {
    expect(
      await refused(publishRecipients(office.caseworker, { campaignId, on: STARTED_ON, place: '' })),
    ).toMatchObject({ code: 'campaign.nobody_awarded' });
    const ids = (await applicationsOf(campaignId))
      .filter(({ status }) => status === 'reviewed')
      .map(({ id }) => id);
    const decision = { commandId: newId(), on: STARTED_ON, outcome: 'approve', note: '' } as const;
    await decideApplications(office.head, { ids, ...decision });
    const page = await store.read((read) => recipientsPage(read, { campaignId }));
    expect(page).toMatchObject({ count: ids.length, amountFen: ids.length * 60_000, earliestOn: STARTED_ON });
    expect(page.lines.rows.every(({ shownName }) => /^.[某＊]+$/.test(shownName))).toBe(true);
    expect(
      await refused(
        publishRecipients(office.caseworker, { campaignId, on: businessDate('2019-02-28'), place: '' }),
      ),
    ).toMatchObject({ code: 'relief.date_before' });
    const place = '一楼公示栏';
    expect(await publishRecipients(office.caseworker, { campaignId, on: STARTED_ON, place })).toEqual({
      endsOn: '2019-03-08',
    });
    expect(
      await refused(publishRecipients(office.caseworker, { campaignId, on: STARTED_ON, place })),
    ).toMatchObject({ code: 'campaign.already_noticed' });
    const { paper, partCount } = await printRecipients(office.auditor, { campaignId });
    expect(partCount).toBe(1);
    const [head, ...lines] = paper.grids[0]!.rows.map((row) => row.map(({ text }) => text));
    expect(head).toEqual(['序号', '姓名', '工作单位', '困难类别', '救助类型', '金额（元）']);
    expect(lines).toHaveLength(ids.length);
    expect(lines[0]).toEqual([
      '1',
      expect.stringMatching(/^.[某＊]/),
      '样本机械厂',
      '低保户',
      '生活救助',
      '600.00',
    ]);
    expect(JSON.stringify(paper)).not.toMatch(/\d{11,}|样本路|乙"/);
    expect((await exportRecipients(office.head, { campaignId })).bytes.byteLength).toBeGreaterThan(5_000);
  });

  it('has its notice taken down once, when its time is over, and on record', async () => {
    const takeDown = (on: string) =>
      takeDownRecipients(office.caseworker, { campaignId, on: businessDate(on) });
    const notices = () => store.read((read) => listRecipientNotices(read, { state: null }));
    expect((await notices()).counts).toEqual({ running: 0, expired: 1, taken_down: 0 });
    expect(await refused(takeDown('2019-03-07'))).toMatchObject({
      code: 'campaign.notice_running',
      endsOn: '2019-03-08',
    });
    expect(await refused(takeDown('2199-03-08'))).toMatchObject({ code: 'relief.date_in_future' });
    await takeDown('2019-03-08');
    expect(await refused(takeDown('2019-03-09'))).toMatchObject({ code: 'campaign.notice_down' });
    expect((await notices()).rows).toMatchObject([{ state: 'taken_down', takenDownOn: '2019-03-08' }]);
    const page = await store.read((read) => recipientsPage(read, { campaignId }));
    expect(page.takenDownByName).toBe('caseworker');
    const { id } = await start();
    expect(
      await refused(takeDownRecipients(office.caseworker, { campaignId: id, on: STARTED_ON })),
    ).toMatchObject({ code: 'campaign.not_noticed' });
  });

  it('is signed by those who were awarded something', async () => {
    const of = { campaignId };
    const { paper, partCount } = await printSigning(office.finance, { of });
    const { rows: lines } = (await store.read((read) => recipientsPage(read, { campaignId }))).lines;
    const rows = paper.grids[0]!.rows.map((row) => row.map(({ text }) => text));
    expect([partCount, rows.length]).toEqual([1, lines.length + 2]);
    expect(rows[1]).toEqual([
      '1',
      expect.any(String),
      expect.stringMatching(/^\d{6}\*+[\dX]{4}$/),
      'KN2019-00001',
      '600.00',
      '\n\u00a0',
      '',
    ]);
    const sum = lines.reduce((total, { amountFen }) => total + amountFen, 0);
    expect(rows.at(-1)!.slice(0, 2)).toEqual(['合计', formatYuan(fen(sum))]);
    const sheet = await rowsOf((await exportSigningWorkbook(office.finance, { of })).bytes);
    const [title, , opening, head, ...rest] = sheet
      .filter((row) => row.length > 0)
      .map((row) => row.slice(1));
    expect(title![0]).toBe('救助金签收表');
    expect(opening![0]).toContain(`共 ${lines.length} 人，合计 ${formatYuan(fen(sum))} 元（人民币`);
    expect(head).toEqual(['序号', '姓名', '身份证号', '档案编号', '金额（元）', '签字', '签收日期']);
    expect(rest.map((row) => row[0])).toEqual([
      ...lines.map((_, index) => index + 1),
      '合计',
      expect.stringContaining('经办人：'),
    ]);
    expect((await exportSigning(office.finance, { of })).bytes.byteLength).toBeGreaterThan(5_000);
    await expectCutsFit(store, of);
    const { id } = await start();
    expect(await refused(printSigning(office.finance, { of: { campaignId: id } }))).toMatchObject({
      code: 'payment.nobody_signs',
    });
  });

  it('lists who keeps something with what they keep, as the page of the campaign counts them', async () => {
    const opening = async () => (await printRecipients(office.auditor, { campaignId })).paper.opening[0];
    const shown = () =>
      store.read(async (read) => {
        const { lines, ...notice } = await recipientsPage(read, { campaignId });
        const signed = await signingTotals(read, { campaignId });
        const sum = lines.rows.reduce((total, { amountFen }) => total + amountFen, 0);
        expect([lines.rows.length, sum]).toEqual([notice.count, notice.amountFen]);
        expect(signed).toMatchObject({ count: notice.count, amountFen: notice.amountFen });
        expect(notice).toMatchObject({ awardCount: notice.count, awardedFen: notice.amountFen });
        return { count: notice.count, amountFen: notice.amountFen, paidCount: notice.paidCount };
      });
    const { count: people, amountFen } = await shown();
    const ids = await awardsOf(campaignId);
    expect(ids).toHaveLength(people);
    for (const [index, awardId] of ids.entries()) {
      expect(await opening()).toMatch(`拟对下列 ${people} 人`);
      const { id } = await aPayment(office, { awardId, on: STARTED_ON });
      const back = { kind: 'recovery', on: '2019-04-01', afterwards: 'taken_back' } as const;
      if (index === 0) await aCorrection(office, id, { ...back, amountFen: 10_000 });
      if (index === 1) await aCorrection(office, id, back);
      if (index === 1) break;
    }
    const left = { count: people - 1, amountFen: amountFen - 70_000 };
    expect(await shown()).toEqual({ ...left, paidCount: 1 });
    for (const awardId of ids.slice(2)) {
      expect(await opening()).toMatch(`拟对下列 ${people - 1} 人`);
      await aPayment(office, { awardId, on: STARTED_ON });
    }
    expect(await shown()).toEqual({ ...left, paidCount: people - 1 });
    expect(await opening()).toMatch(`已对下列 ${people - 1} 人给予救助`);
    await expectInvariants(store, 'recoveries from a campaign');
  });

  const approved = async (given: Partial<CampaignStart> = {}) => {
    const { id } = await start(given);
    const ids = (await applicationsOf(id)).map((one) => one.id);
    const on = STARTED_ON;
    await reviewApplications(office.finance, { ids, on, outcome: 'pass', note: '' });
    await decideApplications(office.head, { commandId: newId(), ids, on, outcome: 'approve', note: '' });
    return { id, ids };
  };

  it('comes before the batch, or is seen to be missing by whoever makes it', async () => {
    const name = '没有公示的活动';
    const { id, ids } = await approved({ name });
    const alone = await anAward(office, { year: YEAR, familyId: (await aFamily(office)).id });
    const awardIds = [...(await awardsOf(id)), alone.id];
    const count = ids.length;
    const unnoticed = async () =>
      (await store.read((read) => batchDraft(read, { awardIds, except: [] }))).unnoticed;
    const make = (noticeSeen: number) =>
      makeBatch(office.finance, { commandId: newId(), title: '样例', awardIds, noticeSeen });
    expect(await unnoticed()).toEqual([{ campaignId: id, name, gap: 'missing', endsOn: null, count }]);
    for (const seen of [0, count - 1, count + 1])
      expect(await refused(make(seen))).toMatchObject({
        ...{ code: 'batch.unnoticed', field: 'noticeSeen', count, name },
      });
    const seen = await make(count);
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: seen.id }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ unnoticed: count });
    await cancelBatch(office.finance, { ...(await aStep(office, seen.id)), reason: '样例' });
    const today = todayInChina(new Date());
    const { endsOn } = await publishRecipients(office.caseworker, { campaignId: id, on: today, place: '' });
    expect(await unnoticed()).toEqual([{ campaignId: id, name, gap: 'running', endsOn, count }]);
    expect(await refused(make(0))).toMatchObject({ code: 'batch.unnoticed' });
  });

  it('is seen once more by whoever approves the batch, as it stands that day', async () => {
    const name = '审批时没有公示的活动';
    const { id } = await approved({ name });
    const awardIds = await awardsOf(id);
    const alone = await anAward(office, { year: YEAR, familyId: (await aFamily(office)).id });
    const batchId = await aBatch(office, [...awardIds, alone.id], 'submitted');
    const count = awardIds.length;
    const seenBy = () => store.read((read) => unnoticedOfBatch(read, batchId));
    const approve = async (noticeSeen: number) =>
      approveBatch(office.head, { ...(await aStep(office, batchId)), noticeSeen });
    expect(await seenBy()).toEqual([{ campaignId: id, name, gap: 'missing', endsOn: null, count }]);
    for (const seen of [0, count - 1, count + 1])
      expect(await refused(approve(seen))).toMatchObject({
        ...{ code: 'batch.unnoticed_at_approval', field: 'noticeSeen', count, name },
      });
    expect(await batchOf(office, batchId)).toMatchObject({ status: 'submitted' });
    await approve(count);
    const [entry] = await store.read((read) => auditOf(read, { type: 'batch', id: batchId }));
    expect(JSON.parse(entry!.detail)).toMatchObject({ unnoticed: count });
    await expectInvariants(store, 'a batch approved before the notice is over');
  });

  it('is not asked about at the approval once it is over, whatever the maker ticked', async () => {
    const { id } = await approved();
    const batchId = await aBatch(office, await awardsOf(id), 'submitted');
    await publishRecipients(office.caseworker, { campaignId: id, on: STARTED_ON, place: '' });
    expect(await store.read((read) => unnoticedOfBatch(read, batchId))).toEqual([]);
    const step = await aStep(office, batchId);
    expect(await refused(approveBatch(office.head, { ...step, noticeSeen: 1 }))).toMatchObject({
      ...{ code: 'batch.unnoticed_at_approval', count: 0 },
    });
    await approveBatch(office.head, { ...step, noticeSeen: 0 });
  });

  it('is not asked about once it is over', async () => {
    const { id } = await approved();
    await publishRecipients(office.caseworker, { campaignId: id, on: STARTED_ON, place: '' });
    const order = { commandId: newId(), title: '样例', awardIds: await awardsOf(id) };
    expect(await refused(makeBatch(office.finance, { ...order, noticeSeen: 1 }))).toMatchObject({
      ...{ code: 'batch.unnoticed', count: 0 },
    });
    const { id: batchId } = await makeBatch(office.finance, { ...order, noticeSeen: 0 });
    expect(await batchOf(office, batchId)).toMatchObject({ campaignId: id });
  });

  it('stands in the exported list', async () => {
    const { bytes } = await exportCampaignList(office.head, { campaignId });
    const rows = await rowsOf(bytes);
    expect(rows.find((row) => row.includes('乙'))).toEqual(
      expect.arrayContaining(['入选', '困难类别不符', '临时遭灾']),
    );
    expect(rows.find((row) => row.includes('丙'))).toEqual(expect.arrayContaining(['未入选', '本人放弃']));
  });
});

describe('campaigns started at the same time', () => {
  it('never draw one student twice', async () => {
    const year = 2020;
    await aProject(office, { year });
    const plan = { projectYear: year, type: 'schooling' as const, startedOn: businessDate('2020-03-02') };
    const started = await Promise.allSettled([start(plan), start(plan), start(plan)]);
    const won = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    const members = (await Promise.all(won.map(applicationsOf))).flat().map(({ memberId }) => memberId);
    expect(members.length).toBeGreaterThan(0);
    expect(new Set(members).size).toBe(members.length);
    await expectInvariants(store, 'all of it');
  });
});

describe('any rule on any register', () => {
  it('puts everybody it looked at in or out, once, and only those in who fit', async () => {
    const own = await freshStore();
    const random = await anOffice(own);
    await aProject(random, { year: YEAR });
    const people = await aRandomRegister(random);
    const rules = fc.record({
      type: fc.constantFrom('living' as const, 'schooling' as const),
      categories: fc.subarray([...CATEGORIES].slice(0, 3)),
      divisions: fc.subarray(['410105', '410122']),
      stages: fc.subarray([...EDUCATION_STAGES].slice(0, 4)),
      onlyUnionMembers: fc.boolean(),
      amountFen: fc.integer({ min: 1, max: 100_000 }).map(fen),
      steps: fc.array(
        fc.record({
          category: fc.option(fc.constantFrom<Category>('subsistence', 'marginal'), { nil: undefined }),
          stage: fc.option(fc.constantFrom(...EDUCATION_STAGES), { nil: undefined }),
          amountFen: fc.integer({ min: 1, max: 100_000 }).map(fen),
        }),
        { maxLength: 3 },
      ),
    });
    await fc.assert(
      fc.asyncProperty(rules, async (rule) => {
        const plan = { ...rule, startedOn: STARTED_ON, projectYear: YEAR };
        const shown = await own.read((read) => campaignPreview(read, plan));
        const out = await own.read((read) => campaignPreview(read, plan, { part: 'out' }));
        const looked = [...shown.list.rows, ...out.list.rows];
        expect(new Set(looked.map(({ memberId }) => memberId)).size).toBe(looked.length);
        expect(looked.length).toBe(rule.type === 'living' ? people.families : people.students);
        expect(shown.totalFen).toBe(shown.list.rows.reduce((sum, row) => sum + row.amountFen, 0));
        expect(shown.byDivision.reduce((sum, row) => sum + row.count, 0)).toBe(shown.count);
        expect(shown.byCategory.reduce((sum, row) => sum + row.amountFen, 0)).toBe(shown.totalFen);
        for (const row of looked) {
          const person = people.byName.get(row.name)!;
          expect(row.reason).toBe(ruleGap({ ...rule, startedOn: STARTED_ON }, person));
          expect(row.amountFen).toBe(amountOfPerson(rule, person));
        }
        if (shown.count === 0) return;
        const { id } = await startCampaign(random.caseworker, { ...plan, commandId: newId(), name: newId() });
        const rows = await own.read((read) => allCandidates(read, id));
        expect(rows.length).toBe(looked.length);
        const figures = await own.read((read) => campaignPage(read, id));
        expect(figures).toMatchObject({ total: shown.count, askedFen: shown.totalFen });
        for (const row of rows.filter(({ isIn }) => isIn)) {
          await excludeCandidate(random.caseworker, { campaignId: id, candidateId: row.id, reason: '样例' });
        }
      }),
      { numRuns: 15 },
    );
    const [open] = await own.read((read) =>
      read.select({ count: count() }).from(applications).where(eq(applications.status, 'submitted')),
    );
    expect(open!.count).toBe(0);
    await expectInvariants(own, 'every rule');
  }, 120_000);
});

/** Fourteen families of all kinds; what the rules ask about each person, by name. */
async function aRandomRegister(random: Office) {
  const byName = new Map<string, Parameters<typeof ruleGap>[1]>();
  let students = 0;
  for (let place = 0; place < 14; place += 1) {
    const category = (['subsistence', 'marginal', 'sudden_hardship'] as const)[place % 3]!;
    const division: Division = place % 2 === 0 ? '410105' : place % 3 === 0 ? '410103' : '410122';
    const unionMember = place % 4 !== 0;
    const stages = EDUCATION_STAGES.slice(place % 5, (place % 5) + (place % 3));
    const children = stages.map((educationStage, index) => ({
      name: `生${'甲乙丙丁'[index]}${'子丑寅卯辰巳午未申酉戌亥天地'[place]}`,
      educationStage,
    }));
    const name = `户${'子丑寅卯辰巳午未申酉戌亥天地'[place]}`;
    const { registeredOn } = await aFamily(random, {
      category,
      division,
      unionMember,
      mainCause: children.length > 0 ? 'schooling' : 'low_income',
      members: [aMember({ name }), ...children.map((child) => aStudent(child))],
    });
    const common = {
      category,
      division,
      unionMember,
      mainCause: 'other' as const,
      mainEmployment: 'employed' as const,
      registeredOn,
    };
    byName.set(name, { ...common, educationStage: null });
    for (const child of children) byName.set(child.name, { ...common, educationStage: child.educationStage });
    students += children.length;
  }
  return { families: 14, students, byName };
}

async function rowsOf(bytes: Buffer): Promise<unknown[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return Array.from(book.worksheets[0]!.getSheetValues(), (row) => (row ?? []) as unknown[]);
}
