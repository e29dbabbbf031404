import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getTableColumns } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../../app/calendar/date';
import { proposeAccount, rejectAccount, revealAccountChange } from '../../app/families/accountChanges.server';
import { decideDuplicate } from '../../app/families/duplicates.server';
import {
  approveFamily,
  changeContact,
  changeFamily,
  familyPage,
  publiciseFamily,
  recordFamily,
  returnFamily,
  revealFamily,
  submitFamily,
  visitFamily,
} from '../../app/families/families.server';
import { exitFamily } from '../../app/relief/exits.server';
import { exportFamilyPaper, printFamilyPaper } from '../../app/families/familyPapers.server';
import { takeDownNotice } from '../../app/families/notices.server';
import { handleObjection, recordObjection } from '../../app/families/objections.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { papersOfFamily, removePaper, uploadPapers, viewPaper } from '../../app/families/papers.server';
import { reopenFamily } from '../../app/families/refall.server';
import { reviewFamily } from '../../app/families/reviews.server';
import { earliestApproval } from '../../app/families/workflow';
import { newId } from '../../app/ids.server';
import { fen, ZERO } from '../../app/money/fen';
import { familyTimeline } from '../../app/payments/familyTimeline.server';
import {
  allCandidates,
  excludeCandidate,
  includeCandidate,
} from '../../app/relief/campaignCandidates.server';
import { startCampaign } from '../../app/relief/campaigns.server';
import { changeService, recordService, voidService } from '../../app/services/services.server';
import type { Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { aFamily, aFamilyInput, aMember, anAccount, anUnchangedForm, aVisit } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, paymentRowsOf } from '../factories/payments';
import { anAward } from '../factories/relief';

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-timeline-'));
const papers = new FolderPaperStore(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const YEAR = 2019;

let store: Store;
let office: Office;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
});

describe('the timeline of a family', () => {
  it('tells of its file, its applications, its awards and its payments, the newest first, and of nobody else’s', async () => {
    const family = await aFamily(office);
    const other = await aFamily(office);
    await anAward(office, { year: YEAR, type: 'medical', familyId: other.id, amountFen: 70_000 });
    const { id } = await anAward(office, {
      year: YEAR,
      type: 'medical',
      familyId: family.id,
      amountFen: 60_000,
    });
    await aPayment(office, { awardId: id, on: businessDate('2019-03-12'), amountFen: 60_000 });
    const [payment] = await paymentRowsOf(office, id);
    await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-20' });

    const { events } = await store.read((read) => familyTimeline(read, family.id));
    const told = events.map(({ text, who }) => `${text} ${who}`);
    const places = [/登记档案/, /批准建档/, /提出救助申请/, /审批通过/, /登记发放/, /更正/].map((one) =>
      told.findIndex((line) => one.test(line)),
    );
    expect(
      places.every((place) => place >= 0),
      told.join('\n'),
    ).toBe(true);
    expect(told.join('\n')).toContain('600.00 元');
    expect(told.join('\n')).not.toContain('700.00 元');
    const order = events.map(({ sequence }) => sequence);
    expect(order).toEqual([...order].sort((one, next) => next - one));
  });

  it('tells of everything that the audit knows of a family that lived through everything', async () => {
    const { id, texts } = await aWholeLife();
    const { events } = await store.read((read) => familyTimeline(read, id));
    const about = await auditAbout(id);
    expect(about.length).toBeGreaterThan(35);
    expect(events.map(({ sequence }) => sequence)).toEqual(about.map(({ sequence }) => sequence).reverse());
    for (const { text, who, at } of events) {
      expect(text).not.toMatch(/undefined|null|NaN|^[a-z_.]+$/);
      expect(who && at).toBeTruthy();
    }
    for (const text of texts) expect(events.map((one) => one.text).join('\n')).toContain(text);
  });
});

/** What batches, campaigns and notices do with many families at once stands under their own names. */
const OF_MANY = ['campaign.started', 'campaign.noticed', 'notice.published', 'batch.made'];

/** Every entry of the audit that is about a record of the family, or tells of the family, in order. */
async function auditAbout(id: string) {
  return store.read(async (read) => {
    const own = new Set([id]);
    for (const table of Object.values(schema)) {
      const columns = getTableColumns(table);
      if (!('familyId' in columns && 'id' in columns)) continue;
      const rows = (await read.select().from(table)) as { id: string; familyId: string | null }[];
      for (const row of rows) if (row.familyId === id) own.add(row.id);
    }
    const entries = await read.select().from(schema.auditEntries).orderBy(schema.auditEntries.sequence);
    return entries
      .filter(({ subjectId, detail }) => own.has(subjectId) || detail.includes(id))
      .filter(({ action }) => !OF_MANY.includes(action));
  });
}

/** A family to which happens whatever can happen to one; and some sentences that must be told of it. */
async function aWholeLife(): Promise<{ id: string; texts: string[] }> {
  const { caseworker, secondCaseworker, head, finance } = office;
  const day = businessDate('2019-01-07');
  const { id, fileNumber } = await recordFamily(
    caseworker,
    aFamilyInput({ members: [aMember(), aMember({ relation: 'spouse', monthlyIncomeFen: null })] }),
  );
  const [, spouse] = (await anUnchangedForm(store, id)).members;
  await changeFamily(caseworker, {
    ...(await anUnchangedForm(store, id)),
    members: [
      (await anUnchangedForm(store, id)).members[0]!,
      { ...spouse!, monthlyIncomeFen: ZERO, health: 'minor_illness' },
    ],
  });
  await onRegister(id, day);
  await returnFamily(head, { id, reason: '补材料' });
  const put = addDays(day, 10);
  const noticeId = await onRegister(id, put);
  const objection = await recordObjection(caseworker, { id, on: addDays(put, 1), content: '另有住房' });
  const answer = { on: addDays(put, 2), outcome: 'dismissed', handling: '查无此事' } as const;
  await handleObjection(secondCaseworker, { familyId: id, id: objection.id, ...answer });
  const on = earliestApproval(put);
  await approveFamily(head, { id, on, category: 'subsistence', overrideReason: '样本', note: '' });
  await takeDownNotice(caseworker, { id: noticeId, on });

  const { version, address, phone } = await anUnchangedForm(store, id);
  await changeContact(caseworker, { id, version, address, phone, workUnit: '样本新厂' });
  const account = {
    bankName: '样本银行',
    accountHolder: '林样本',
    account: anAccount(),
    reason: '换卡',
    noPaperReason: '当面看过',
  };
  const changeId = await proposeAccount(caseworker, { familyId: id, ...account });
  await revealAccountChange(finance, { familyId: id, changeId, reason: '核对账号' });
  await rejectAccount(finance, { familyId: id, changeId, note: '卡号不清' });
  await revealFamily(finance, { id, reason: '核对退票账号' });
  const scan = { name: '申请书.pdf', bytes: Buffer.from('%PDF-1.4\n1\n%%EOF\n') };
  await uploadPapers(caseworker, { familyId: id, kind: 'application', files: [scan], papers });
  const [paper] = (await store.read((read) => papersOfFamily(read, id))).present;
  await viewPaper(head, { familyId: id, paperId: paper!.id, papers });
  await removePaper(caseworker, { familyId: id, paperId: paper!.id, reason: '扫描不清' });
  await printFamilyPaper(head, { id, kind: 'file' });
  await exportFamilyPaper(head, { id, kind: 'approval' });
  const other = await aFamily(office);
  const verdict = { familyId: other.id, otherId: id, verdict: 'other_person', reason: '户口簿' } as const;
  await decideDuplicate(caseworker, verdict);

  await relief(id);
  await aLogOfServices(fileNumber);
  const reviewedOn = businessDate('2019-12-30');
  const review = { category: 'subsistence', overrideReason: '样本', note: '情况不变' } as const;
  await reviewFamily(head, { id, on: reviewedOn, ...review });
  await exitFamily(head, { id, on: reviewedOn, reason: 'out_of_hardship' });
  await reopenFamily(caseworker, { id, on: reviewedOn });
  return {
    id,
    texts: [
      '修改家庭成员（家庭成员 2：健康状况、月收入 未填写 → 0.00 元）',
      '移除材料：申请书（申请书.pdf），原因：扫描不清',
      '不同意变更收款账户',
      '退出档案',
      '重新建档',
      '技能培训',
    ],
  };
}

/** @returns the id of the notice */
async function onRegister(id: string, on: ReturnType<typeof businessDate>): Promise<string> {
  const { caseworker } = office;
  await submitFamily(caseworker, { id, on });
  await visitFamily(caseworker, { id, ...aVisit({ on }) });
  await publiciseFamily(caseworker, { id, on });
  return (await store.read((read) => familyPage(read, id))).noticeId!;
}

async function relief(familyId: string): Promise<void> {
  const { caseworker } = office;
  const { id: campaignId } = await startCampaign(caseworker, {
    ...{ commandId: newId(), projectYear: YEAR, type: 'living', name: '样例活动', amountFen: fen(10_000) },
    startedOn: businessDate('2019-03-01'),
  });
  const drawn = await store.read((read) => allCandidates(read, campaignId));
  const candidateId = drawn.find((one) => one.familyId === familyId)!.id;
  await excludeCandidate(caseworker, { campaignId, candidateId, reason: '已有其他救助' });
  await includeCandidate(caseworker, { campaignId, candidateId, reason: '经研究纳入' });
  const award = { year: YEAR, type: 'medical', familyId, amountFen: 60_000 } as const;
  const { id: awardId } = await anAward(office, award);
  await aPayment(office, { awardId, on: businessDate('2019-03-12'), amountFen: 60_000 });
  const [payment] = await paymentRowsOf(office, awardId);
  await aCorrection(office, payment!.id, { kind: 'return', on: '2019-03-20' });
}

async function aLogOfServices(file: string): Promise<void> {
  const { caseworker } = office;
  const id = newId();
  const service = { file, personName: '', content: '报名培训', outcome: '已结业' };
  const first = { ...service, kind: 'training', servedOn: businessDate('2019-05-06') } as const;
  await recordService(caseworker, { id, ...first });
  await changeService(caseworker, { id, ...first, outcome: '未结业', version: 1 });
  await voidService(caseworker, { id, reason: '登记重复' });
}
