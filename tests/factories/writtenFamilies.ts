import { eq } from 'drizzle-orm';
import { businessDate } from '../../app/calendar/date';
import { samplePng } from '../../app/demo/samplePapers.server';
import { confirmAccount, proposeAccount, rejectAccount } from '../../app/families/accountChanges.server';
import { decideDuplicate } from '../../app/families/duplicates.server';
import { approveFamily, returnFamily, visitFamily } from '../../app/families/families.server';
import { publiciseFamilies } from '../../app/families/notices.server';
import { handleObjection, recordObjection } from '../../app/families/objections.server';
import { removePaper, uploadPapers } from '../../app/families/papers.server';
import { thePaperStore } from '../../app/families/paperStore.server';
import { reviewFamily } from '../../app/families/reviews.server';
import { earliestApproval } from '../../app/families/workflow';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { defineLayout, recordPayingAccount } from '../../app/payments/bankLayouts.server';
import { guessMapping } from '../../app/payments/bankResult';
import { uploadResult } from '../../app/payments/bankResults.server';
import { settleContradiction } from '../../app/payments/contradictions.server';
import { voidResult } from '../../app/payments/voidedResults.server';
import { cancelBatch, makeBatch, returnBatch } from '../../app/payments/batches.server';
import { mapResult } from '../../app/payments/mappedResults.server';
import { recordPayments } from '../../app/payments/payments.server';
import { releaseAward } from '../../app/payments/releases.server';
import {
  decideApplications,
  confirmApplications,
  reviewApplications,
  submitApplication,
} from '../../app/relief/applications.server';
import { excludeCandidate } from '../../app/relief/campaignCandidates.server';
import { startCampaign } from '../../app/relief/campaigns.server';
import { publishRecipients } from '../../app/relief/recipients.server';
import { setExtraLevel } from '../../app/relief/reliefSettings.server';
import * as schema from '../../db/schema';
import { aCsv, anExportedBatch, applySeen, aResult, aResultRow, FAILED, RESULT_HEADERS } from './bankResults';
import { aBatch, aStep } from './batches';
import { aFamily, aFamilyInput, aMember, anAccount, aStudent, aVisit } from './families';
import type { Office } from './office';
import { aRun } from './payments';
import { anApplicationInput, anAward } from './relief';

/** What stands in the place of each text that people write, by its column. */
export type Writing = (column: string) => string;

const YEAR = 2019;
const on = businessDate;

/** Files in several states. @returns the ids of three on the register */
export async function registerOf(office: Office, w: Writing): Promise<string[]> {
  const { caseworker, head } = office;
  const f = (name: string) => w(`families.${name}`);
  const m = (name: string) => w(`family_members.${name}`);
  const written = () =>
    aFamilyInput({
      members: [
        aMember({
          name: m('name'),
          ethnicGroup: m('ethnic_group'),
          illness: m('illness'),
          health: 'major_illness',
        }),
        aStudent({ name: m('name'), school: m('school') }),
      ],
      address: f('address'),
      phone: f('phone'),
      workUnit: f('work_unit'),
      remarks: f('remarks'),
      bank: { bankName: f('bank_name'), accountHolder: m('name'), account: anAccount() },
      certificateNumber: f('certificate_number'),
      postcode: f('postcode'),
      otherContact: f('other_contact'),
      industry: f('industry'),
      exclusions: { private_car: w('family_exclusions.evidence') },
    });
  const made = [
    await aFamily(office, written()),
    await aFamily(office, written()),
    await aFamily(office, written()),
  ];
  const ids = made.map(({ id }) => id);
  const { id: visited } = await aFamily(office, { ...written(), state: 'submitted' });
  await visitFamily(caseworker, {
    ...aVisit({
      visitors: [f('visitors'), f('visitors')],
      housing: f('visit_housing'),
      residents: f('visit_residents'),
      note: f('visit_note'),
    }),
    id: visited,
  });
  await publiciseFamilies(caseworker, {
    ids: [visited],
    on: on('2019-01-08'),
    place: w('public_notices.place'),
  });
  const { id } = await recordObjection(caseworker, {
    id: visited,
    on: on('2019-01-09'),
    content: w('objections.content'),
  });
  await handleObjection(head, {
    familyId: visited,
    id,
    on: on('2019-01-09'),
    outcome: 'dismissed',
    handling: w('objections.handling'),
  });
  const { id: returned } = await aFamily(office, { ...written(), state: 'submitted' });
  await returnFamily(head, { id: returned, reason: f('decision_note') });
  const { id: overridden } = await aFamily(office, { ...written(), state: 'publicised' });
  await approveFamily(head, {
    id: overridden,
    on: earliestApproval(on('2019-01-08')),
    category: 'sudden_hardship',
    overrideReason: f('override_reason'),
    note: f('decision_note'),
  });
  await reviewFamily(head, {
    id: ids[0]!,
    on: on('2019-12-30'),
    category: 'sudden_hardship',
    overrideReason: w('family_reviews.override_reason'),
    note: w('family_reviews.note'),
  });
  await decideDuplicate(caseworker, {
    familyId: ids[0]!,
    otherId: ids[1]!,
    verdict: 'other_person',
    reason: w('duplicate_verdicts.reason'),
  });
  const papers = thePaperStore();
  const send = (shade: number) =>
    uploadPapers(caseworker, {
      familyId: ids[0]!,
      kind: 'id_card',
      papers,
      files: [{ name: w('papers.file_name'), bytes: new Uint8Array(samplePng(shade)) }],
    });
  await send(1);
  await send(2);
  const [paper] = await head.store.read((read) => read.select().from(schema.papers).limit(1));
  await removePaper(caseworker, {
    familyId: ids[0]!,
    paperId: paper!.id,
    reason: w('papers.removed_reason'),
  });
  const a = (name: string) => w(`account_changes.${name}`);
  const { account } = made[1]!.input.bank;
  const ownAccount = anAccount();
  for (const [familyId, end] of [
    [ids[0]!, 'none'],
    [ids[1]!, 'rejected'],
    [ids[2]!, 'confirmed'],
  ] as const) {
    const changeId = await proposeAccount(caseworker, {
      familyId,
      bankName: a('bank_name'),
      accountHolder: m('name'),
      account: (end === 'rejected' ? ownAccount : account) as typeof ownAccount,
      reason: a('reason'),
      noPaperReason: a('no_paper_reason'),
      sharedReason: a('shared_reason'),
    });
    const decision = { familyId, changeId, note: a('decision_note') };
    if (end === 'rejected') await rejectAccount(head, decision);
    if (end === 'confirmed') await confirmAccount(head, { ...decision, sharedReason: a('shared_confirmed') });
  }
  return ids;
}

/** Cases of two of them, and a campaign. */
export async function reliefOf(office: Office, w: Writing, [one, two]: string[]): Promise<void> {
  const { caseworker, finance, head, secondHead } = office;
  const a = (name: string) => w(`applications.${name}`);
  const day = on('2019-03-01');
  const input = await anApplicationInput(office, { year: YEAR, familyId: one!, type: 'schooling', place: 1 });
  const id = await submitApplication(caseworker, { ...input, reason: a('reason') });
  await reviewApplications(finance, { ids: [id], on: day, outcome: 'pass', note: a('review_note') });
  await setExtraLevel(head, { year: YEAR, levelFen: fen(1) });
  await decideApplications(head, {
    commandId: newId(),
    ids: [id],
    on: day,
    outcome: 'approve',
    note: a('decision_note'),
  });
  await confirmApplications(secondHead, {
    commandId: newId(),
    ids: [id],
    on: day,
    outcome: 'confirm',
    note: a('confirmation_note'),
  });
  await setExtraLevel(head, { year: YEAR, levelFen: null });
  const { id: awardId } = await anAward(office, { year: YEAR, familyId: two!, amountFen: 10_000 });
  await releaseAward(head, { commandId: newId(), awardId, on: day, reason: w('awards.release_reason') });
  const { id: campaignId } = await startCampaign(caseworker, {
    commandId: newId(),
    projectYear: YEAR,
    type: 'living',
    name: w('campaigns.name'),
    amountFen: fen(10_000),
    startedOn: on('2019-03-04'),
  });
  const people = await head.store.read((read) =>
    read.select().from(schema.campaignCandidates).where(eq(schema.campaignCandidates.campaignId, campaignId)),
  );
  await excludeCandidate(caseworker, {
    campaignId,
    candidateId: people[0]!.id,
    reason: w('campaign_candidates.exception_reason'),
  });
  const drawn = await head.store.read((read) =>
    read.select().from(schema.applications).where(eq(schema.applications.campaignId, campaignId)),
  );
  const ids = drawn.filter(({ status }) => status === 'submitted').map((row) => row.id);
  await reviewApplications(finance, { ids, on: on('2019-03-04'), outcome: 'pass', note: '' });
  await decideApplications(head, {
    commandId: newId(),
    ids,
    on: on('2019-03-04'),
    outcome: 'approve',
    note: '',
  });
  await publishRecipients(caseworker, {
    campaignId,
    on: on('2019-03-04'),
    place: w('campaigns.notice_place'),
  });
}

/** Payments, batches and answers of the bank. */
export async function bankOf(office: Office, w: Writing): Promise<void> {
  const { finance, head } = office;
  await recordPayingAccount(finance, {
    accountHolder: w('paying_accounts.account_holder'),
    bankName: w('paying_accounts.bank_name'),
    account: '888800000000001',
  });
  await defineLayout(finance, {
    name: w('bank_layouts.name'),
    columns: [{ header: w('bank_layouts.columns'), field: 'text', text: w('bank_layouts.columns') }],
  });
  const made = async () => {
    const { id: familyId } = await aFamily(office, {
      members: [aMember({ name: w('instructions.account_holder') })],
      bank: {
        bankName: w('instructions.bank_name'),
        accountHolder: w('instructions.account_holder'),
        account: anAccount(),
      },
    });
    return anAward(office, { year: YEAR, familyId, type: 'medical', amountFen: 1_000 });
  };
  const run = {
    on: on('2019-06-03'),
    bankReference: w('payments.bank_reference'),
    remarks: w('payments.remarks'),
  };
  await recordPayments(finance, aRun((await made()).id, run));
  for (const state of ['draft', 'cancelled']) {
    const awardIds = [(await made()).id];
    const { id } = await makeBatch(finance, { commandId: newId(), title: w('batches.title'), awardIds });
    if (state === 'cancelled')
      await cancelBatch(finance, { ...(await aStep(office, id)), reason: w('batches.cancel_reason') });
  }
  const draft = await aBatch(office, [(await made()).id], 'submitted');
  await returnBatch(head, { ...(await aStep(office, draft)), note: w('batches.return_note') });
  const { id: batchId, lines } = await anExportedBatch(office, [(await made()).id, (await made()).id]);
  const failed = { ...FAILED, 失败原因: w('instructions.failure_text').replaceAll(',', '，') };
  const paid = { 流水号: w('instructions.bank_reference') };
  const first = await aResult(finance, batchId, {
    rows: [aResultRow(lines[0]!, failed), aResultRow(lines[1]!, paid)],
  });
  await applySeen(finance, { batchId, resultId: first });
  await aResult(finance, batchId, {
    rows: [aResultRow(lines[0]!, { 流水号: w('bank_contradictions.reference') })],
  });
  const [open] = await head.store.read((read) => read.select().from(schema.bankContradictions));
  await settleContradiction(finance, { id: open!.id, reason: w('bank_contradictions.settled_reason') });
  const bytes = aCsv([
    [...RESULT_HEADERS, w('result_layouts.headers')],
    [...aResultRow(lines[0]!, failed), ''],
  ]);
  const { id: resultId } = await uploadResult(finance, {
    batchId,
    bytes,
    fileName: w('bank_results.file_name'),
  });
  await mapResult(finance, { batchId, resultId, mapping: guessMapping(RESULT_HEADERS) });
  await voidResult(finance, {
    batchId,
    resultId,
    reason: w('bank_results.void_reason'),
    contradictionsSeen: 0,
  });
}
