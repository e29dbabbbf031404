import { count } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { confirmAccount, proposeAccount, rejectAccount } from '../../app/families/accountChanges.server';
import { adjustBudget, correctReceipt, recordReceipt } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { applyResult } from '../../app/payments/bankAnswers.server';
import { exportBatch } from '../../app/payments/batchExport.server';
import {
  approveBatch,
  cancelBatch,
  makeBatch,
  returnBatch,
  submitBatch,
} from '../../app/payments/batches.server';
import { takeOutLines } from '../../app/payments/batchTakeOut.server';
import { confirmLineFailed, confirmLinePaid } from '../../app/payments/lineAnswers.server';
import { correctPayment, recordPayments } from '../../app/payments/payments.server';
import { releaseAward } from '../../app/payments/releases.server';
import {
  confirmApplications,
  decideApplications,
  reviewApplications,
  withdrawApplication,
} from '../../app/relief/applications.server';
import { campaignAct, type CampaignActQuestion } from '../../app/relief/campaignActs.server';
import { startCampaign } from '../../app/relief/campaigns.server';
import { setExtraLevel } from '../../app/relief/reliefSettings.server';
import type { Desk } from '../../app/staff/staff.server';
import type { Read, Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { freshDatabase } from '../database';
import { aResult, aResultRow, anExportedBatch } from '../factories/bankResults';
import { aBatch, aStep, batchLinesOf } from '../factories/batches';
import { aFamily, anAccount, type MadeFamily } from '../factories/families';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrectionInput, aPayment, aRun } from '../factories/payments';
import { anApplication, anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/**
 * Two people do what cannot both be done, at once, from two processes: one wins and the other is told why. Each pair
 * is tried in both orders, so that each of the two wins and loses.
 */

const YEAR = 2019;
/** Each has money for one: a scene takes two of them. */
const POOR_YEARS = [2015, 2016, 2017, 2018, 2020, 2021, 2022, 2023, 2024, 2025];
const AWARD_FEN = 60_000;
const ON = businessDate('2019-03-12');
const LATER = businessDate('2019-03-20');

let store: Store;
let office: Office;
/** The same people at the desks of a second process. */
let elsewhere: Office;
let family: MadeFamily;
/** On the register long before, so that there are years enough. */
let early: MadeFamily;

beforeAll(async () => {
  const database = await freshDatabase();
  store = await database.open();
  office = await anOffice(store);
  const other = await database.open();
  elsewhere = Object.fromEntries(
    Object.entries(office).map(([name, desk]) => [name, { ...desk, store: other }]),
  ) as Office;
  await aProject(office, { year: YEAR, budgetFen: 1_000_000_000 });
  family = await aFamily(office);
  early = await aFamily(office, { appliedOn: businessDate('2015-01-05') });
});

/** What one of the two tries. */
type Try = (desks: Office) => Promise<unknown>;

interface Scene {
  one: Try;
  other: Try;
  /** The refusal of either, where it came second. */
  told: { one: string; other: string };
}

/** Medical awards repeat for one patient. */
const award = async (given: { year?: number; familyId?: string; amountFen?: number } = {}) =>
  (
    await anAward(office, {
      year: YEAR,
      type: 'medical',
      familyId: family.id,
      amountFen: AWARD_FEN,
      ...given,
    })
  ).id;

const pay =
  (awardId: string): Try =>
  ({ finance }) =>
    recordPayments(finance, aRun(awardId, { on: ON, amountFen: AWARD_FEN }));
const make =
  (awardIds: string[]): Try =>
  ({ finance }) =>
    makeBatch(finance, { commandId: newId(), title: '样例批次', awardIds });
const release =
  (awardId: string): Try =>
  ({ head }) =>
    releaseAward(head, { commandId: newId(), awardId, on: LATER, reason: '样例' });
const correct =
  (paymentId: string, kind: 'return' | 'reversal' | 'recovery'): Try =>
  ({ finance }) =>
    correctPayment(finance, aCorrectionInput(paymentId, { kind, on: '2019-03-13' }));
const toBank =
  (batchId: string): Try =>
  ({ finance }) =>
    exportBatch(finance, { batchId, layoutId: 'generic', format: 'csv_utf8' });
const decide =
  (id: string, outcome: 'approve' | 'return' | 'reject', who: 'head' | 'secondHead' = 'head'): Try =>
  (desks) =>
    decideApplications(desks[who], { commandId: newId(), ids: [id], on: ON, outcome, note: '样例' });

const confirm =
  (id: string, outcome: 'confirm' | 'return' | 'reject'): Try =>
  ({ secondHead }) =>
    confirmApplications(secondHead, { commandId: newId(), ids: [id], on: ON, outcome, note: '样例' });

/** A campaign of the whole register that was reviewed, and what is said of all of it. */
async function aReviewedCampaign() {
  const { id: campaignId } = await startCampaign(office.caseworker, {
    commandId: newId(),
    projectYear: YEAR,
    type: 'living',
    name: `样例活动 ${newId()}`,
    amountFen: fen(100),
    startedOn: businessDate('2019-03-01'),
  });
  /** All that wait for a step, as somebody sees them now. */
  const everyone = async (step: CampaignActQuestion['step']) => {
    const { staffId } = office.auditor.actor;
    const question = { campaignId, step, staffId, on: ON, except: [], withoutBlocked: false, page: 1 };
    const { chosen, rows } = await store.read((read) => campaignAct(read, question));
    return { matching: { year: YEAR, campaignId, except: [], ...chosen }, ids: rows.map(({ id }) => id) };
  };
  const { matching, ids } = await everyone('review');
  await reviewApplications(office.finance, { matching, on: ON, outcome: 'pass', note: '' });
  const word = () => ({ commandId: newId(), matching, on: ON, note: '样例' });
  return {
    ids,
    word,
    decideAll: (outcome: 'approve' | 'return', who: 'head' | 'secondHead' = 'head'): Try => {
      return (desks) => decideApplications(desks[who], { ...word(), outcome });
    },
    confirmAll: (outcome: 'confirm' | 'reject'): Try => {
      return ({ secondHead }) => confirmApplications(secondHead, { ...word(), outcome });
    },
  };
}

/** The same, above the extra level, approved by one head. */
async function aCampaignPutUp() {
  const campaign = await aReviewedCampaign();
  await setExtraLevel(office.head, { year: YEAR, levelFen: fen(1) });
  await campaign.decideAll('approve')(office);
  await setExtraLevel(office.head, { year: YEAR, levelFen: null });
  return campaign;
}

/** Another account of a family on the register, proposed by the caseworker or still to be proposed. */
async function anotherAccount({ isProposed }: { isProposed: boolean }) {
  const { id: familyId, input } = await aFamily(office);
  const { accountHolder } = input.bank;
  const proposal = {
    familyId,
    accountHolder,
    bankName: '样本银行',
    account: anAccount(),
    reason: '样例',
    noPaperReason: '样例',
  };
  const changeId = isProposed ? await proposeAccount(office.caseworker, proposal) : '';
  const decision = { familyId, changeId, note: '样例' };
  return {
    propose:
      (who: 'caseworker' | 'secondCaseworker'): Try =>
      (desks) =>
        proposeAccount(desks[who], { ...proposal, account: anAccount() }),
    confirmIt:
      (who: 'finance' | 'head'): Try =>
      (desks) =>
        confirmAccount(desks[who], decision),
    rejectIt: ({ head }: Office) => rejectAccount(head, decision),
  };
}

async function batchIn(state: 'draft' | 'submitted' | 'approved', awardIds?: string[]) {
  const id = await aBatch(office, awardIds ?? [await award()], state);
  // The version that both looked at.
  const { version } = await aStep(office, id);
  const step = () => ({ commandId: newId(), batchId: id, version });
  return {
    id,
    submit: ({ finance }: Office) => submitBatch(finance, step()),
    approve: ({ head }: Office) => approveBatch(head, step()),
    approveToo: ({ secondHead }: Office) => approveBatch(secondHead, step()),
    giveBack: ({ head }: Office) => returnBatch(head, { ...step(), note: '样例' }),
    cancel: ({ finance }: Office) => cancelBatch(finance, { ...step(), reason: '样例' }),
    takeOut:
      (lineId: string): Try =>
      ({ finance }) =>
        takeOutLines(finance, { ...step(), lineIds: [lineId] }),
  };
}

/** A batch with the bank, one line, and a file that says it was paid. */
async function answered() {
  const { id, lines } = await anExportedBatch(office, [await award()]);
  const [line] = lines;
  const resultId = await aResult(office.finance, id, { rows: [aResultRow(line!)] });
  const seen = { batchId: id, resultId, succeeded: 1, failed: 0, amountFen: AWARD_FEN, causes: [] };
  const byHand = { batchId: id, lineId: line!.id, on: ON, note: '银行回单' };
  return {
    seen,
    apply:
      (who: 'finance' | 'head' = 'finance'): Try =>
      (desks) =>
        applyResult(desks[who], { ...seen, commandId: newId() }),
    sayPaid: ({ finance }: Office) =>
      confirmLinePaid(finance, { ...byHand, commandId: newId(), bankReference: 'HD-1' }),
    sayFailed: ({ finance }: Office) =>
      confirmLineFailed(finance, { ...byHand, commandId: newId(), cause: 'account_closed' }),
  };
}

/** A year with money for one award and one fen too little for two. */
async function aPoorYear({ received }: { received: boolean }) {
  const year = POOR_YEARS.shift()!;
  const limits = received ? { budgetFen: 10_000_000, receivedFen: 0 } : { budgetFen: 2 * AWARD_FEN - 1 };
  await aProject(office, { year, ...limits });
  const on = businessDate(`${year}-03-12`);
  const receive = (amountFen: number) =>
    recordReceipt(office.finance, {
      commandId: newId(),
      year,
      source: 'local',
      receivedOn: businessDate(`${year}-02-01`),
      amountFen: fen(amountFen),
      voucher: '样例-009',
      remarks: '',
    });
  return { year, familyId: early.id, on, receive };
}

const SCENES: [string, () => Promise<Scene>][] = [
  [
    'approve one application',
    async () => {
      const id = await anApplication(office, { year: YEAR, ...medical(), state: 'reviewed' });
      return {
        one: decide(id, 'approve'),
        other: decide(id, 'approve', 'secondHead'),
        told: { one: 'application.wrong_status', other: 'application.wrong_status' },
      };
    },
  ],
  [
    'approve and reject one application',
    async () => {
      const id = await anApplication(office, { year: YEAR, ...medical(), state: 'reviewed' });
      return {
        one: decide(id, 'approve'),
        other: decide(id, 'reject', 'secondHead'),
        told: { one: 'application.wrong_status', other: 'application.wrong_status' },
      };
    },
  ],
  [
    'return and reject one application',
    async () => {
      const id = await anApplication(office, { year: YEAR, ...medical() });
      return {
        one: ({ finance }) =>
          reviewApplications(finance, { ids: [id], on: ON, outcome: 'return', note: '样例' }),
        other: ({ secondHead }) =>
          reviewApplications(secondHead, { ids: [id], on: ON, outcome: 'reject', note: '样例' }),
        told: { one: 'application.wrong_status', other: 'application.wrong_status' },
      };
    },
  ],
  [
    'review and withdraw one application',
    async () => {
      const id = await anApplication(office, { year: YEAR, ...medical() });
      return {
        one: ({ finance }) => reviewApplications(finance, { ids: [id], on: ON, outcome: 'pass', note: '' }),
        other: ({ caseworker }) => withdrawApplication(caseworker, { id }),
        told: { one: 'application.wrong_status', other: 'application.wrong_status' },
      };
    },
  ],
  [
    'confirm one application above the extra level, twice',
    async () => {
      const id = await anApplication(office, { year: YEAR, ...medical(), state: 'confirming' });
      return {
        one: confirm(id, 'confirm'),
        other: confirm(id, 'confirm'),
        told: { one: 'application.wrong_status', other: 'application.wrong_status' },
      };
    },
  ],
  [
    'confirm and reject one application above the extra level',
    async () => {
      const id = await anApplication(office, { year: YEAR, ...medical(), state: 'confirming' });
      return {
        one: confirm(id, 'confirm'),
        other: confirm(id, 'reject'),
        told: { one: 'application.wrong_status', other: 'application.wrong_status' },
      };
    },
  ],
  [
    'approve a whole campaign',
    async () => {
      const { decideAll } = await aReviewedCampaign();
      return {
        one: decideAll('approve'),
        other: decideAll('approve', 'secondHead'),
        told: { one: 'relief.selection_changed', other: 'relief.selection_changed' },
      };
    },
  ],
  [
    'approve a whole campaign and return it',
    async () => {
      const { decideAll } = await aReviewedCampaign();
      return {
        one: decideAll('approve'),
        other: decideAll('return', 'secondHead'),
        told: { one: 'relief.selection_changed', other: 'relief.selection_changed' },
      };
    },
  ],
  [
    'approve a whole campaign and reject one of its people',
    async () => {
      const { decideAll, ids } = await aReviewedCampaign();
      return {
        one: decideAll('approve'),
        other: decide(ids[0]!, 'reject', 'secondHead'),
        told: { one: 'relief.selection_changed', other: 'application.wrong_status' },
      };
    },
  ],
  [
    'confirm and reject a whole campaign above the extra level',
    async () => {
      const { confirmAll } = await aCampaignPutUp();
      return {
        one: confirmAll('confirm'),
        other: confirmAll('reject'),
        told: { one: 'relief.selection_changed', other: 'relief.selection_changed' },
      };
    },
  ],
  [
    'propose two accounts of one family',
    async () => {
      const { propose } = await anotherAccount({ isProposed: false });
      return {
        one: propose('caseworker'),
        other: propose('secondCaseworker'),
        told: { one: 'account.waiting', other: 'account.waiting' },
      };
    },
  ],
  [
    'confirm one account',
    async () => {
      const { confirmIt } = await anotherAccount({ isProposed: true });
      return {
        one: confirmIt('finance'),
        other: confirmIt('head'),
        told: { one: 'account.decided', other: 'account.decided' },
      };
    },
  ],
  [
    'confirm and reject one account',
    async () => {
      const { confirmIt, rejectIt } = await anotherAccount({ isProposed: true });
      return {
        one: confirmIt('finance'),
        other: rejectIt,
        told: { one: 'account.decided', other: 'account.decided' },
      };
    },
  ],
  [
    'start a campaign of one name',
    async () => {
      const name = `样例活动 ${newId()}`;
      const start = ({ caseworker }: Office) =>
        startCampaign(caseworker, {
          commandId: newId(),
          projectYear: YEAR,
          type: 'living',
          name,
          amountFen: fen(100),
          startedOn: ON,
        });
      return { one: start, other: start, told: { one: 'campaign.name_taken', other: 'campaign.name_taken' } };
    },
  ],
  [
    'approve the last of the budget',
    async () => {
      const { year, familyId, on } = await aPoorYear({ received: false });
      const wish = {
        year,
        type: 'medical' as const,
        familyId,
        amountFen: AWARD_FEN,
        state: 'reviewed' as const,
      };
      const ids = [await anApplication(office, wish), await anApplication(office, wish)];
      const approve =
        (id: string): Try =>
        ({ head }) =>
          decideApplications(head, { commandId: newId(), ids: [id], on, outcome: 'approve', note: '' });
      return {
        one: approve(ids[0]!),
        other: approve(ids[1]!),
        told: { one: 'fund.over_budget', other: 'fund.over_budget' },
      };
    },
  ],
  [
    'approve from the budget and cut it',
    async () => {
      const { year, familyId, on } = await aPoorYear({ received: false });
      const wish = {
        year,
        type: 'medical' as const,
        familyId,
        amountFen: AWARD_FEN,
        state: 'reviewed' as const,
      };
      const id = await anApplication(office, wish);
      return {
        one: ({ head }) =>
          decideApplications(head, { commandId: newId(), ids: [id], on, outcome: 'approve', note: '' }),
        other: ({ head }) =>
          adjustBudget(head, {
            commandId: newId(),
            year,
            adjustedOn: on,
            document: '样例',
            reason: '样例',
            amountFen: fen(-AWARD_FEN),
          }),
        told: { one: 'fund.over_budget', other: 'fund.below_committed' },
      };
    },
  ],
  [
    'pay one award',
    async () => {
      const id = await award();
      return {
        one: pay(id),
        other: pay(id),
        told: { one: 'payment.already_paid', other: 'payment.already_paid' },
      };
    },
  ],
  [
    'pay the last of what came in',
    async () => {
      const { receive, on, ...wish } = await aPoorYear({ received: true });
      await receive(2 * AWARD_FEN - 1);
      const ids = [await award(wish), await award(wish)];
      const payIt =
        (id: string): Try =>
        ({ finance }) =>
          recordPayments(finance, aRun(id, { on }));
      return {
        one: payIt(ids[0]!),
        other: payIt(ids[1]!),
        told: { one: 'fund.over_received', other: 'fund.over_received' },
      };
    },
  ],
  [
    'pay what came in and take it back',
    async () => {
      const { receive, on, ...wish } = await aPoorYear({ received: true });
      const receiptId = await receive(AWARD_FEN);
      const id = await award(wish);
      return {
        one: ({ finance }) => recordPayments(finance, aRun(id, { on })),
        other: ({ finance }) =>
          correctReceipt(finance, {
            commandId: newId(),
            receiptId,
            correctedOn: on,
            amountFen: fen(AWARD_FEN),
            voucher: '',
            remarks: '样例',
          }),
        told: { one: 'fund.over_received', other: 'fund.below_paid' },
      };
    },
  ],
  [
    'pay one award and release it',
    async () => {
      const id = await award();
      return {
        one: pay(id),
        other: release(id),
        told: { one: 'payment.award_released', other: 'award.nothing_to_release' },
      };
    },
  ],
  [
    'pay one award and put it into a batch',
    async () => {
      const id = await award();
      return {
        one: pay(id),
        other: make([id]),
        told: { one: 'payment.in_batch', other: 'batch.award_unfit' },
      };
    },
  ],
  [
    'release one award and put it into a batch',
    async () => {
      const id = await award();
      return {
        one: release(id),
        other: make([id]),
        told: { one: 'award.in_batch', other: 'batch.award_unfit' },
      };
    },
  ],
  [
    'return and reverse one payment',
    async () => {
      const { id } = await aPayment(office, { awardId: await award(), on: ON });
      return {
        one: correct(id, 'return'),
        other: correct(id, 'reversal'),
        told: { one: 'payment.correction_too_large', other: 'payment.correction_too_large' },
      };
    },
  ],
  [
    'undo a return and pay the award again',
    async () => {
      const awardId = await award();
      const { id } = await aPayment(office, { awardId, on: ON });
      const returned = aCorrectionInput(id, { kind: 'return', on: '2019-03-12' });
      const { id: returnId } = await correctPayment(office.finance, returned);
      return {
        one: correct(returnId, 'reversal'),
        other: ({ finance }) => recordPayments(finance, aRun(awardId, { on: LATER, amountFen: AWARD_FEN })),
        told: { one: 'payment.overpays_award', other: 'payment.already_paid' },
      };
    },
  ],
  [
    'undo a return and put the award into a batch',
    async () => {
      const awardId = await award();
      const { id } = await aPayment(office, { awardId, on: ON });
      const returned = aCorrectionInput(id, { kind: 'return', on: '2019-03-12' });
      const { id: returnId } = await correctPayment(office.finance, returned);
      return {
        one: correct(returnId, 'reversal'),
        other: make([awardId]),
        told: { one: 'payment.in_batch', other: 'batch.award_unfit' },
      };
    },
  ],
  [
    'make two batches that share an award',
    async () => {
      const [first, shared, last] = [await award(), await award(), await award()];
      return {
        one: make([first, shared]),
        other: make([shared, last]),
        told: { one: 'batch.award_unfit', other: 'batch.award_unfit' },
      };
    },
  ],
  [
    'submit and cancel one batch',
    async () => {
      const { submit, cancel } = await batchIn('draft');
      return { one: submit, other: cancel, told: { one: 'batch.not_now', other: 'batch.not_now' } };
    },
  ],
  [
    'submit a batch and take a line out of it',
    async () => {
      const { id, submit, takeOut } = await batchIn('draft', [await award(), await award()]);
      const [line] = await batchLinesOf(office, id);
      return {
        one: submit,
        other: takeOut(line!.id),
        told: { one: 'batch.changed_meanwhile', other: 'batch.not_now' },
      };
    },
  ],
  [
    'approve one batch',
    async () => {
      const { approve, approveToo } = await batchIn('submitted');
      return { one: approve, other: approveToo, told: { one: 'batch.not_now', other: 'batch.not_now' } };
    },
  ],
  [
    'approve and return one batch',
    async () => {
      const { approveToo, giveBack } = await batchIn('submitted');
      return {
        one: approveToo,
        other: giveBack,
        // An approved batch can be returned too, by whoever looked at the approval.
        told: { one: 'batch.not_now', other: 'batch.changed_meanwhile' },
      };
    },
  ],
  [
    'approve two batches of which the money carries one',
    async () => {
      const { receive, on: _, ...wish } = await aPoorYear({ received: true });
      await receive(2 * AWARD_FEN - 1);
      const one = await batchIn('submitted', [await award(wish)]);
      const other = await batchIn('submitted', [await award(wish)]);
      return {
        one: one.approve,
        other: other.approveToo,
        told: { one: 'fund.over_received', other: 'fund.over_received' },
      };
    },
  ],
  [
    'send a batch to the bank and return it',
    async () => {
      const { id, giveBack } = await batchIn('approved');
      return { one: toBank(id), other: giveBack, told: { one: 'batch.not_now', other: 'batch.not_now' } };
    },
  ],
  [
    'apply one result file',
    async () => {
      const { apply } = await answered();
      return {
        one: apply(),
        other: apply('head'),
        told: { one: 'result.recorded', other: 'result.recorded' },
      };
    },
  ],
  [
    'apply a result file and answer its line by hand',
    async () => {
      const { apply, sayPaid } = await answered();
      return {
        one: apply(),
        other: sayPaid,
        // Its number is another than the file's: the row is still to be looked at, as another than was seen.
        told: { one: 'result.changed', other: 'batch.line_answered' },
      };
    },
  ],
  [
    'apply a result file that paid and say that it failed',
    async () => {
      const { apply, sayFailed } = await answered();
      return {
        one: apply(),
        other: sayFailed,
        told: { one: 'result.nothing_new', other: 'batch.line_answered' },
      };
    },
  ],
  [
    'say of one line that it was paid and that it failed',
    async () => {
      const { sayPaid, sayFailed } = await answered();
      return {
        one: sayPaid,
        other: sayFailed,
        told: { one: 'batch.line_answered', other: 'batch.line_answered' },
      };
    },
  ],
];

function medical() {
  return { type: 'medical' as const, familyId: family.id, amountFen: AWARD_FEN };
}

/** One form, sent from two windows or by a network that sends again. */
const SENT_TWICE: [string, () => Promise<Try>][] = [
  [
    'a decision',
    async () => {
      const ids = [await anApplication(office, { year: YEAR, ...medical(), state: 'reviewed' })];
      const sent = { commandId: newId(), ids, on: ON, outcome: 'approve', note: '' } as const;
      return ({ head }) => decideApplications(head, sent);
    },
  ],
  [
    'the word of a second head',
    async () => {
      const ids = [await anApplication(office, { year: YEAR, ...medical(), state: 'confirming' })];
      const sent = { commandId: newId(), ids, on: ON, outcome: 'confirm', note: '' } as const;
      return ({ secondHead }) => confirmApplications(secondHead, sent);
    },
  ],
  [
    'the decision of a campaign',
    async () => {
      const { word } = await aReviewedCampaign();
      const sent = { ...word(), outcome: 'approve' } as const;
      return ({ head }) => decideApplications(head, sent);
    },
  ],
  [
    'a payment',
    async () => {
      const run = aRun(await award(), { on: ON });
      return ({ finance }) => recordPayments(finance, run);
    },
  ],
  [
    'a reversal',
    async () => {
      const { id } = await aPayment(office, { awardId: await award(), on: ON });
      const input = aCorrectionInput(id, { kind: 'reversal', on: '2019-03-13' });
      return ({ finance }) => correctPayment(finance, input);
    },
  ],
  [
    'the approval of a batch',
    async () => {
      const step = await aStep(office, await aBatch(office, [await award()], 'submitted'));
      return ({ head }) => approveBatch(head, step);
    },
  ],
  [
    'the answer of the bank',
    async () => {
      const { seen } = await answered();
      const sent = { ...seen, commandId: newId() };
      return ({ finance }) => applyResult(finance, sent);
    },
  ],
];

describe('two at once', () => {
  it.each(SCENES)('%s: one wins, the other is told', async (name, prepare) => {
    for (const isFirst of ['one', 'other'] as const) {
      const { one, other, told } = await prepare();
      // The first to ask usually wins, and need not: it is the answers that have to fit each other.
      const asked = isFirst === 'one' ? [one(office), other(elsewhere)] : [other(office), one(elsewhere)];
      const answers = await Promise.all(asked.map(refused));
      const [ofOne, ofOther] = isFirst === 'one' ? answers : [...answers].reverse();
      const codes = [ofOne?.code ?? null, ofOther?.code ?? null];
      expect([
        [null, told.other],
        [told.one, null],
      ]).toContainEqual(codes);
      await expectInvariants(store, name);
    }
  });

  it('export one file, which is the same for both', async () => {
    const { id } = await batchIn('approved');
    const files = await Promise.all([toBank(id)(office), toBank(id)(elsewhere)]);
    expect(files[1]).toEqual(files[0]);
    await expectInvariants(store, 'exported twice');
  });

  it('release an award that is just exported: the bank has it', async () => {
    const awardId = await award();
    const { id } = await batchIn('approved', [awardId]);
    const answers = await Promise.all([refused(toBank(id)(office)), refused(release(awardId)(elsewhere))]);
    expect(answers).toMatchObject([null, { code: 'award.in_batch' }]);
    await expectInvariants(store, 'released while exported');
  });

  it('change an account whose batch is just exported: the bank is told what was approved, or nothing', async () => {
    const owner = await aFamily(office);
    const { accountHolder } = owner.input.bank;
    const { id } = await batchIn('approved', [await award({ familyId: owner.id })]);
    const proposal = { familyId: owner.id, accountHolder, bankName: '样本银行', account: anAccount() };
    const changeId = await proposeAccount(office.caseworker, {
      ...proposal,
      reason: '样例',
      noPaperReason: '样例',
    });
    const confirm = (desk: Desk) => confirmAccount(desk, { familyId: owner.id, changeId, note: '样例' });
    const [exported, confirmed] = await Promise.all([
      refused(toBank(id)(office)),
      refused(confirm(elsewhere.head)),
    ]);
    expect(confirmed).toBeNull();
    expect([null, 'batch.line_faulty']).toContain(exported?.code ?? null);
    const [line] = await batchLinesOf(office, id);
    expect(line).toMatchObject({
      status: exported ? 'queued' : 'sent',
      accountLast4: owner.input.bank.account.slice(-4),
    });
    await expectInvariants(store, 'account changed while exported');
  });

  it.each(SENT_TWICE)(
    'send one command, %s: it is done once, and both hear the same',
    async (name, prepare) => {
      const send = await prepare();
      const before = await store.read(written);
      const answers = await Promise.all([send(office), send(elsewhere)]);
      expect(answers[1]).toEqual(answers[0]);
      const after = await store.read(written);
      expect(after.commands - before.commands).toBe(1);
      await send(office);
      expect(await store.read(written)).toEqual(after);
      await expectInvariants(store, name);
    },
  );
});

/** How much was written that a command done twice would write twice. */
async function written(read: Read) {
  const countOf = async (
    table: typeof schema.commands | typeof schema.auditEntries | typeof schema.payments,
  ) => (await read.select({ count: count() }).from(table))[0]!.count;
  return {
    commands: await countOf(schema.commands),
    audited: await countOf(schema.auditEntries),
    payments: await countOf(schema.payments),
  };
}
