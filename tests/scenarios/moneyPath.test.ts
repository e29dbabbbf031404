import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, businessDate } from '../../app/calendar/date';
import { readLedgerFile } from '../../app/exchange/ledgerFile.server';
import { importLedger } from '../../app/exchange/ledgerImport.server';
import { adjustBudget, correctReceipt, fundBalance, recordReceipt } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { plainYuan } from '../../app/money/yuan';
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
  applicationPage,
  changeApplication,
  confirmApplications,
  decideApplications,
  reviewApplications,
} from '../../app/relief/applications.server';
import { allCandidates, excludeCandidate } from '../../app/relief/campaignCandidates.server';
import { startCampaign } from '../../app/relief/campaigns.server';
import { setExtraLevel } from '../../app/relief/reliefSettings.server';
import { commandLineDesk, type Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { aResult, aResultRow, applySeen, bankLinesOf, FAILED } from '../factories/bankResults';
import { aStep } from '../factories/batches';
import { aFamily, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { ledgerWorkbook } from '../factories/ledgerSheet';
import type { Office } from '../factories/office';
import { aCorrectionInput, aRun } from '../factories/payments';
import { anApplication } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { MoneyModel, openLines } from '../oracle/moneyModel';
import { refused } from '../refused';

/**
 * A long random sequence of everything on the path of money, from the application to what the bank sends back, beside
 * a model in memory: what the model allows is done, what it does not is refused, and the sums agree to the fen.
 */

process.env.DATA_DIR = mkdtempSync(path.join(tmpdir(), 'bangfu-money-path-'));
afterAll(() => rmSync(process.env.DATA_DIR!, { recursive: true, force: true }));

const SEED = Number(process.env.MONEY_SEED ?? 2019);
const YEAR = 2019;
const BUDGET_FEN = 160_000;
const RECEIVED_FEN = 140_000;
const ON = businessDate('2019-03-12');
/** Of the year: more commands than that would put two rows of a ledger on one day. */
const DAYS_LEFT = 280;
const COMMANDS = Number(process.env.MONEY_PATH_COMMANDS ?? DAYS_LEFT);

/** How often each is tried. */
const WEIGHTS = {
  award: 4,
  campaign: 3,
  level: 3,
  ledger: 2,
  pay: 4,
  correct: 5,
  release: 3,
  receive: 2,
  takeBack: 3,
  adjust: 3,
  make: 4,
  submit: 4,
  approve: 4,
  return: 1,
  cancel: 2,
  export: 4,
  result: 3,
  byHand: 3,
};
/** What is seldom possible is tried first, half of the time. */
const SELDOM = { confirm: 4, handInAgain: 4, payAgain: 4, takeOut: 2 };
type Name = keyof typeof WEIGHTS | keyof typeof SELDOM;
const NAMES = [...Object.keys(WEIGHTS), ...Object.keys(SELDOM)] as Name[];

const oneOf = (weights: Partial<Record<Name, number>>) =>
  fc.oneof(
    ...(Object.entries(weights) as [Name, number][]).map(([name, weight]) => ({
      weight,
      arbitrary: fc.constant(name),
    })),
  );
const aCommand = fc.record({
  name: oneOf(WEIGHTS),
  first: fc.option(oneOf(SELDOM), { freq: 2 }),
  pick: fc.nat(1000),
  amountFen: fc.integer({ min: 1, max: 40_000 }),
  kind: fc.constantFrom('return' as const, 'reversal' as const, 'recovery' as const),
  isWhole: fc.boolean(),
});
type Command = typeof aCommand extends fc.Arbitrary<infer Made> ? Made : never;

let store: Store;
let office: Office;
let machine: Desk;
let projectId: string;
let families: MadeFamily[];
const model = new MoneyModel(BUDGET_FEN, RECEIVED_FEN);
const receipts: { id: string; amountFen: number }[] = [];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  machine = await commandLineDesk(store);
  projectId = (await aProject(office, { year: YEAR, budgetFen: BUDGET_FEN, receivedFen: RECEIVED_FEN })).id;
  families = [await aFamily(office), await aFamily(office)];
});

it('the path of money is that of the model', { timeout: 300_000 }, async () => {
  const done = new Map<Name, { done: number; refused: number }>();
  for (const [index, command] of fc.sample(aCommand, { numRuns: COMMANDS, seed: SEED }).entries()) {
    const told = `${index}: ${JSON.stringify(command)}`;
    const { name, attempt } = nextOf(command, index);
    if (!attempt) continue;
    const refusal = await refused(attempt.work());
    expect(refusal === null, `${told} ${String(refusal?.code)}`).toBe(attempt.isAllowed);
    const seen = done.get(name) ?? { done: 0, refused: 0 };
    done.set(name, seen);
    seen[refusal ? 'refused' : 'done'] += 1;
    await expectAsModelled(told);
    await expectInvariants(store, told);
  }
  await expectInvariants(store, 'the whole path');
  if (SEED !== 2019 || COMMANDS !== DAYS_LEFT) return;
  // The test tries something: of everything one was done, and the limits were met.
  const those = (outcome: 'done' | 'refused') => NAMES.filter((name) => (done.get(name)?.[outcome] ?? 0) > 0);
  expect(those('done')).toEqual(NAMES);
  expect(those('refused')).toEqual(
    expect.arrayContaining(['award', 'campaign', 'pay', 'correct', 'release']),
  );
  expect(those('refused')).toEqual(
    expect.arrayContaining(['takeBack', 'adjust', 'make', 'takeOut', 'approve', 'export', 'confirm']),
  );
});

async function expectAsModelled(told: string): Promise<void> {
  const { budgetFen, receivedFen, committedFen, paidFen } = model;
  const balance = await store.read((read) => fundBalance(read, { projectId }));
  expect(balance, told).toMatchObject({ budgetFen, receivedFen, committedFen, paidFen });
  const rows = await store.read((read) => read.select().from(schema.payments));
  expect(rows, told).toHaveLength(model.rows.size);
  for (const [awardId, { netFen }] of model.awards) {
    const own = rows.filter((row) => row.awardId === awardId);
    expect(
      own.reduce((net, { amountFen }) => net + amountFen, 0),
      told,
    ).toBe(netFen);
  }
  const kept = await store.read((read) => read.select().from(schema.batches));
  const statuses = new Map(kept.map(({ id, status }) => [id, status]));
  expect(statuses, told).toEqual(new Map([...model.batches].map(([id, { status }]) => [id, status])));
}

interface Attempt {
  /** What the model says. */
  isAllowed: boolean;
  /** Does it, and tells the model what came of it. */
  work: () => Promise<void>;
}

function nextOf(command: Command, index: number): { name: Name; attempt: Attempt | null } {
  const { first, name } = command;
  const seldom = first && prepared({ ...command, name: first }, index);
  return seldom ? { name: first, attempt: seldom } : { name, attempt: prepared(command, index) };
}

function prepared(command: Command, index: number): Attempt | null {
  const { name } = command;
  switch (name) {
    case 'award':
    case 'campaign':
    case 'ledger':
      return { award: anAwardOf, campaign: aCampaignOf, ledger: aLedgerOf }[name](command, index);
    case 'receive':
    case 'takeBack':
    case 'adjust':
      return { receive, takeBack, adjust }[name](command, index);
    case 'level':
    case 'confirm':
    case 'handInAgain':
      return { level, confirm, handInAgain }[name](command);
    case 'pay':
    case 'payAgain':
    case 'release':
    case 'correct':
      return { pay, payAgain, release, correct }[name](command);
    case 'make':
      return make(command);
    case 'takeOut':
      return takeOut(command);
    case 'submit':
    case 'approve':
    case 'return':
    case 'cancel':
    case 'export':
    case 'result':
    case 'byHand':
      return stepOf(command, name);
  }
}

function chosen<T>(all: Iterable<T>, pick: number): T | undefined {
  const list = [...all];
  // Half of the time one of the latest.
  const some = pick % 2 === 0 ? list : list.slice(-4);
  return some[Math.floor(pick / 2) % Math.max(1, some.length)];
}

function anAwardOf({ amountFen, pick }: Command): Attempt {
  const wish = {
    year: YEAR,
    type: 'medical',
    familyId: families[pick % 2]!.id,
    amountFen,
    appliedOn: ON,
  } as const;
  return {
    isAllowed: !model.isSettledBy(amountFen) || amountFen <= model.availableFen,
    work: async () => decided([await anApplication(office, { ...wish, state: 'reviewed' })], [amountFen]),
  };
}

/** For both families, or without the one that is taken off the list before the review. */
function aCampaignOf({ amountFen: given, isWhole }: Command, index: number): Attempt {
  const amountFen = Math.ceil(given / 2);
  const count = isWhole ? families.length : families.length - 1;
  return {
    isAllowed: !model.isSettledBy(amountFen) || count * amountFen <= model.availableFen,
    work: async () => {
      const plan = { projectYear: YEAR, type: 'living', amountFen: fen(amountFen), startedOn: ON } as const;
      const name = `样例活动 ${index}`;
      const { id: campaignId } = await startCampaign(office.caseworker, {
        ...plan,
        name,
        commandId: newId(),
      });
      if (!isWhole) await takeOff(campaignId);
      const matching = { year: YEAR, campaignId, except: [], count, amountFen: count * amountFen };
      await reviewApplications(office.finance, { matching, on: ON, outcome: 'pass', note: '' });
      const reviewed = await store.read((read) =>
        read.select().from(schema.applications).where(eq(schema.applications.campaignId, campaignId)),
      );
      const ids = reviewed.flatMap(({ id, status }) => (status === 'reviewed' ? [id] : []));
      expect(ids).toHaveLength(count);
      await decided(
        ids,
        ids.map(() => amountFen),
      );
    },
  };
}

async function takeOff(campaignId: string): Promise<void> {
  const [first] = await store.read((read) => allCandidates(read, campaignId));
  await excludeCandidate(office.caseworker, { campaignId, candidateId: first!.id, reason: '样例' });
}

/** One head approves; what is above the extra level waits for a second one instead of becoming an award. */
async function decided(ids: readonly string[], amounts: readonly number[]): Promise<void> {
  const decision = { commandId: newId(), on: ON, outcome: 'approve', note: '' } as const;
  await decideApplications(office.head, { ...decision, ids: [...ids] });
  await learnAwards(amounts.filter((amountFen) => model.isSettledBy(amountFen)));
  for (const [index, id] of ids.entries()) {
    if (!model.isSettledBy(amounts[index]!)) model.waiting.set(id, amounts[index]!);
  }
}

function level({ amountFen, pick }: Command): Attempt {
  const levelFen = pick % 2 === 0 ? Math.ceil(amountFen / 2) : null;
  return {
    isAllowed: true,
    work: async () => {
      await setExtraLevel(office.head, { year: YEAR, levelFen: levelFen === null ? null : fen(levelFen) });
      model.levelFen = levelFen;
    },
  };
}

/** The second head confirms, mostly; or gives back to be corrected, or says no. The first head may not. */
function confirm({ pick }: Command): Attempt | null {
  const found = chosen(model.waiting, pick);
  if (!found) return null;
  const [id, amountFen] = found;
  const isOwn = pick % 11 === 0;
  const outcome = pick % 3 === 0 ? 'return' : pick % 7 === 1 ? 'reject' : 'confirm';
  const desk = isOwn ? office.head : office.secondHead;
  return {
    isAllowed: !isOwn && (outcome !== 'confirm' || amountFen <= model.availableFen),
    work: async () => {
      await confirmApplications(desk, { commandId: newId(), ids: [id], on: ON, outcome, note: '样例' });
      model.waiting.delete(id);
      if (outcome === 'return') model.returned.add(id);
      await learnAwards(outcome === 'confirm' ? [amountFen] : []);
    },
  };
}

/** What was given back is handed in again with another amount, and goes the whole way once more. */
function handInAgain({ pick, amountFen: given }: Command): Attempt | null {
  const id = chosen(model.returned, pick);
  if (!id) return null;
  // A try that the budget refused left it reviewed; it is decided another time, with the amount of then.
  const amountFen = model.handedIn.get(id) ?? Math.ceil(given / 8);
  return {
    isAllowed: !model.isSettledBy(amountFen) || amountFen <= model.availableFen,
    work: async () => {
      if (!model.handedIn.has(id)) await correctApplication(id, amountFen);
      model.handedIn.set(id, amountFen);
      await decided([id], [amountFen]);
      model.returned.delete(id);
      model.handedIn.delete(id);
    },
  };
}

async function correctApplication(id: string, amountFen: number): Promise<void> {
  const { application } = await store.read((read) => applicationPage(read, id));
  const { memberId, type } = application;
  const bill = { totalFen: fen(amountFen * 20), reimbursedFen: fen(amountFen * 10) };
  await changeApplication(office.caseworker, {
    id,
    memberId,
    appliedOn: ON,
    requestedFen: fen(amountFen),
    ...(type === 'medical' ? { medical: bill } : {}),
    reason: '样例，已更正',
  });
  await reviewApplications(office.finance, { ids: [id], on: ON, outcome: 'pass', note: '' });
}

/** A paid row of an old ledger, each of a later day: two of a day would be one award. */
function aLedgerOf({ amountFen, pick }: Command, index: number): Attempt {
  const { fileNumber, input } = families[pick % 2]!;
  const [member] = input.members;
  const on = addDays(ON, (index % DAYS_LEFT) + 1);
  const amount = plainYuan(fen(amountFen));
  const line = { fileNumber, idNumber: member!.idNumber, name: member!.name, type: '生活救助' };
  const paid = {
    approvedOn: on,
    awardAmount: amount,
    paidOn: lateEnough(),
    amount,
    result: '成功',
    reference: `L${index}`,
  };
  return {
    isAllowed: true,
    work: async () => {
      const isAwarded = amountFen <= model.availableFen;
      const isPaid = isAwarded && amountFen <= model.cashFen;
      const { actor } = machine;
      const { accepted, refused: left } = await importLedger({
        store,
        file: await readLedgerFile('payments', await ledgerWorkbook('payments', [{ ...line, ...paid }])),
        fileName: '台账.xlsx',
        importId: newId(),
        actorIn: () => Promise.resolve(actor),
        approvedBy: { id: actor.staffId, name: actor.name },
        override: null,
      });
      expect([accepted, left]).toEqual(isPaid ? [1, 0] : [0, 1]);
      // A row is refused for its payment alone: what was decided stands.
      const [awardId] = await learnAwards(isAwarded ? [amountFen] : []);
      if (isPaid) await learnPayments([awardId!]);
    },
  };
}

function receive({ amountFen }: Command, index: number): Attempt {
  const receipt = {
    commandId: newId(),
    year: YEAR,
    source: 'donation',
    receivedOn: ON,
    remarks: '',
    confirmed: false,
  } as const;
  return {
    isAllowed: model.receivedFen + amountFen <= model.budgetFen,
    work: async () => {
      const voucher = `样例-${index}`;
      const id = await recordReceipt(office.finance, { ...receipt, voucher, amountFen: fen(amountFen) });
      receipts.push({ id, amountFen });
      model.receivedFen += amountFen;
    },
  };
}

function takeBack({ pick }: Command): Attempt | null {
  const receipt = chosen(receipts, pick);
  if (!receipt) return null;
  const { id: receiptId, amountFen } = receipt;
  const correction = { commandId: newId(), receiptId, correctedOn: ON, voucher: '', remarks: '样例' };
  return {
    isAllowed: amountFen > 0 && amountFen <= model.cashFen,
    work: async () => {
      await correctReceipt(office.finance, { ...correction, amountFen: fen(amountFen || 1) });
      receipt.amountFen = 0;
      model.receivedFen -= amountFen;
    },
  };
}

function adjust({ amountFen: given, pick }: Command): Attempt {
  const amountFen = pick % 2 === 0 ? given : -4 * given;
  return {
    isAllowed: model.availableFen + amountFen >= 0,
    work: async () => {
      const adjustment = { commandId: newId(), year: YEAR, adjustedOn: ON, document: '样例', reason: '样例' };
      await adjustBudget(office.head, { ...adjustment, amountFen: fen(amountFen) });
      model.budgetFen += amountFen;
    },
  };
}

function pay({ pick, isWhole, amountFen: given }: Command): Attempt | null {
  const awardId = chosen(model.awards.keys(), pick);
  if (!awardId) return null;
  return payment(awardId, isWhole ? Math.max(1, model.rest(awardId)) : given);
}

/** What was recovered of an award that stays to be paid goes out once more. */
function payAgain({ pick }: Command): Attempt | null {
  const recovered = [...model.rows.values()].filter(({ isRecovery }) => isRecovery);
  const waiting = [...new Set(recovered.map(({ awardId }) => awardId))].filter((id) => model.isFree(id));
  const awardId = chosen(waiting, pick);
  return awardId ? payment(awardId, model.rest(awardId)) : null;
}

function payment(awardId: string, amountFen: number): Attempt {
  return {
    isAllowed: model.mayPay(awardId, amountFen),
    work: async () => {
      await recordPayments(office.finance, aRun(awardId, { on: lateEnough(), amountFen }));
      await learnPayments([awardId]);
    },
  };
}

/** After everything else: no order of days stands in the way. */
function lateEnough() {
  return businessDate('2019-12-20');
}

function release({ pick }: Command): Attempt | null {
  const awardId = chosen(model.awards.keys(), pick);
  if (!awardId) return null;
  return {
    isAllowed: model.isFree(awardId),
    work: async () => {
      await releaseAward(office.head, { commandId: newId(), awardId, on: lateEnough(), reason: '样例' });
      model.awards.get(awardId)!.isReleased = true;
    },
  };
}

/** Nobody is asked here whether it is the same paper again. */
const ANOTHER = { anotherReason: '样例' };

function correct({ pick, kind, isWhole, amountFen: given }: Command): Attempt | null {
  const found = chosen(model.rows, pick);
  if (!found) return null;
  const [rowId, row] = found;
  const amountFen = isWhole ? Math.abs(row.amountFen) : given;
  const wish = { kind, amountFen, isPaidAgain: pick % 3 !== 1 };
  return {
    isAllowed: model.mayCorrect(rowId, wish),
    work: async () => {
      const afterwards = wish.isPaidAgain ? 'paid_again' : 'taken_back';
      const input = aCorrectionInput(rowId, { kind, on: lateEnough(), amountFen, afterwards, ...ANOTHER });
      const { id } = await correctPayment(office.finance, input);
      model.correct(id, { rowId, ...wish });
    },
  };
}

function make({ pick, isWhole }: Command): Attempt | null {
  const all = [...model.awards.keys()];
  const free = all.filter((id) => model.isFree(id));
  // Mostly those that can go in; now and then one that cannot is among them.
  const awardIds = pick % 5 === 0 ? all.slice(-3) : free.slice(isWhole ? -3 : 0, isWhole ? undefined : 2);
  if (awardIds.length === 0) return null;
  return {
    isAllowed: awardIds.every((id) => model.isFree(id)),
    work: async () => {
      const { id } = await makeBatch(office.finance, { commandId: newId(), title: '样例批次', awardIds });
      model.make(id, awardIds);
    },
  };
}

/** One line of a draft, or of a batch that is no draft any more, which keeps it. */
function takeOut({ pick }: Command): Attempt | null {
  const many = [...model.batches].filter(([, batch]) => openLines(batch).length > 1);
  const found = chosen(many, pick);
  if (!found) return null;
  const [batchId, batch] = found;
  const { awardId } = openLines(batch)[0]!;
  return {
    isAllowed: batch.status === 'draft',
    work: async () => {
      const lines = await bankLinesOf(office, batchId);
      const line = lines.find((one) => one.awardId === awardId)!;
      await takeOutLines(office.finance, { ...(await aStep(office, batchId)), lineIds: [line.id] });
      model.takeOut(batchId, awardId);
    },
  };
}

type StepName = 'submit' | 'approve' | 'return' | 'cancel' | 'export' | 'result' | 'byHand';
const STEPS_FROM: Record<StepName, readonly string[]> = {
  submit: ['draft'],
  approve: ['submitted'],
  return: ['submitted', 'approved'],
  cancel: ['draft'],
  export: ['approved', 'exported'],
  result: ['exported'],
  byHand: ['exported'],
};

/** Mostly of a batch for which it is time. */
function stepOf(command: Command, name: StepName): Attempt | null {
  const ready = [...model.batches].filter(([, { status }]) => STEPS_FROM[name].includes(status));
  const found = chosen(command.pick % 6 === 0 ? model.batches : ready, command.pick);
  if (!found) return null;
  const [batchId, batch] = found;
  const isTime = STEPS_FROM[name].includes(batch.status);
  if (name === 'result' || name === 'byHand') return isTime ? answersOf(command, { name, batchId }) : null;
  const step = () => aStep(office, batchId);
  const works = {
    submit: async () => {
      await submitBatch(office.finance, await step());
      batch.status = 'submitted';
    },
    approve: async () => {
      await approveBatch(office.head, await step());
      batch.status = 'approved';
    },
    return: async () => {
      await returnBatch(office.head, { ...(await step()), note: '样例' });
      batch.status = 'draft';
    },
    cancel: async () => {
      await cancelBatch(office.finance, { ...(await step()), reason: '样例' });
      model.cancel(batchId);
    },
    export: async () => {
      await exportBatch(office.finance, { batchId, layoutId: 'generic', format: 'csv_utf8' });
      batch.status = 'exported';
    },
  };
  return { isAllowed: name === 'approve' ? model.mayApproveBatch(batchId) : isTime, work: works[name] };
}

/** The bank pays some of the lines that it was sent, and not the others; a file answers all of them, a person one. */
function answersOf(
  { pick }: Command,
  { name, batchId }: { name: 'result' | 'byHand'; batchId: string },
): Attempt {
  const lines = openLines(model.batches.get(batchId)!).slice(0, name === 'byHand' ? 1 : undefined);
  const isPaid = (index: number) => (pick >> index) % 3 !== 0;
  const paid = lines.filter((_, index) => isPaid(index));
  const paidFen = paid.reduce((total, { amountFen }) => total + amountFen, 0);
  return {
    isAllowed: paid.length === 0 || model.paidFen + paidFen <= model.receivedFen,
    work: async () => {
      const sent = await bankLinesOf(office, batchId);
      const own = lines.map(({ awardId }) => sent.find((line) => line.awardId === awardId)!);
      if (name === 'result') {
        const on = { 交易日期: lateEnough() };
        const rows = own.map((line, index) => aResultRow(line, { ...on, ...(isPaid(index) ? {} : FAILED) }));
        await applySeen(office.finance, {
          batchId,
          resultId: await aResult(office.finance, batchId, { rows }),
        });
      } else {
        const answer = {
          commandId: newId(),
          batchId,
          lineId: own[0]!.id,
          on: lateEnough(),
          note: '银行回单',
        };
        if (isPaid(0)) await confirmLinePaid(office.finance, { ...answer, bankReference: 'HD-1' });
        else await confirmLineFailed(office.finance, { ...answer, cause: 'account_closed' });
      }
      for (const [index, { awardId }] of lines.entries()) {
        const rowId = isPaid(index) ? await newestRow(awardId) : null;
        model.answer(batchId, { awardId, rowId });
      }
    },
  };
}

/** Tells the model of the awards that were made, which have to be of these amounts. */
async function learnAwards(amounts: readonly number[]): Promise<string[]> {
  const all = await store.read((read) =>
    read.select().from(schema.awards).where(eq(schema.awards.projectId, projectId)),
  );
  const made = all.filter(({ id }) => !model.awards.has(id));
  expect(made.map(({ amountFen }) => amountFen)).toEqual(amounts);
  for (const { id, amountFen } of made) model.approve(id, amountFen);
  return made.map(({ id }) => id);
}

async function learnPayments(awardIds: readonly string[]): Promise<void> {
  for (const awardId of awardIds) {
    const rowId = await newestRow(awardId);
    const [row] = await store.read((read) =>
      read.select().from(schema.payments).where(eq(schema.payments.id, rowId)),
    );
    model.pay(rowId, row!);
  }
}

/** The one row of an award that the model does not know yet. */
async function newestRow(awardId: string): Promise<string> {
  const rows = await store.read((read) =>
    read.select().from(schema.payments).where(eq(schema.payments.awardId, awardId)),
  );
  const unknown = rows.filter(({ id }) => !model.rows.has(id));
  expect(unknown).toHaveLength(1);
  return unknown[0]!.id;
}
