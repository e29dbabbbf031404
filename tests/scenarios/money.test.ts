import { asc, count } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { addDays, businessDate, type BusinessDate } from '../../app/calendar/date';
import { adjustBudget, correctReceipt, fundBalance, recordReceipt } from '../../app/fund/fund.server';
import { RECEIPT_SOURCES, RELIEF_TYPES } from '../../app/fund/project';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import { CORRECTION_KINDS } from '../../app/payments/payment';
import { correctPayment, recordPayments } from '../../app/payments/payments.server';
import { releaseAward } from '../../app/payments/releases.server';
import { decideApplications } from '../../app/relief/applications.server';
import type { Read, Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import type { Office } from '../factories/office';
import { aCorrectionInput, aRun } from '../factories/payments';
import { anApplication } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { slowBalance, slowFaults, type MoneyRows } from '../oracle/slowLedger';
import { refused } from '../refused';

/**
 * Random sequences of everything that moves money, on a real database: after each command, done or refused, no rule
 * of money is broken, and a refused command has left nothing behind.
 */

const RUNS = Number(process.env.MONEY_RUNS ?? 10);
const SEED = Number(process.env.MONEY_SEED ?? 2019);
const COMMANDS = 40;
const FIRST_YEAR = 2015;
const FAMILIES = 3;

const pick = fc.nat({ max: 1000 });
/** All that is left, a part of it, or more than there is. */
const share = fc.constantFrom('all', 'all', 'all', 'part', 'above');
/** The day that the sequence has come to, or one before or after. */
const shift = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: -15, max: 3 }));
const amountFen = fc.integer({ min: 1, max: 120_000 });

const aCommand = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      name: fc.constant('approve'),
      type: fc.constantFrom(...RELIEF_TYPES),
      pick,
      amountFen,
      /** Of medical relief what the patient paid. */
      billFen: fc.integer({ min: 60_000, max: 400_000 }),
      shift,
    }),
  },
  { weight: 5, arbitrary: fc.record({ name: fc.constant('pay'), pick, share, shift }) },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('payAll'), shift }) },
  {
    weight: 8,
    arbitrary: fc.record({
      name: fc.constant('correct'),
      kind: fc.constantFrom(...CORRECTION_KINDS),
      pick,
      share,
      shift,
    }),
  },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('release'), pick, shift }) },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('receive'),
      source: fc.constantFrom(...RECEIPT_SOURCES),
      amountFen: fc.integer({ min: 1, max: 60_000 }),
      shift,
    }),
  },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('takeBack'), pick, share, shift }) },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('adjust'),
      amountFen: fc.integer({ min: -90_000, max: 60_000 }),
      shift,
    }),
  },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('repeat'), pick }) },
);
type RandomCommand = typeof aCommand extends fc.Arbitrary<infer Command> ? Command : never;

let store: Store;
let office: Office;
const familyIds: string[] = [];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  for (let number = 0; number < FAMILIES; number += 1) {
    familyIds.push((await aFamily(office, { appliedOn: businessDate(`${FIRST_YEAR}-01-06`) })).id);
  }
});

it('keeps every rule of money, whatever is tried in whatever order', { timeout: 180_000 }, async () => {
  let year = FIRST_YEAR - 1;
  const seen = new Set<string>();
  const sequences = fc.array(aCommand, { minLength: COMMANDS, maxLength: COMMANDS });
  await fc.assert(
    fc.asyncProperty(sequences, async (commands) => {
      year += 1;
      const { id } = await aProject(office, { year, budgetFen: 250_000, receivedFen: 100_000 });
      await play(commands, { year, projectId: id, seen });
    }),
    // Each sequence takes a year of its own, of which there are too few to look for a shorter one.
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  if (SEED === 2019 && RUNS === 10) expect([...seen]).toEqual(expect.arrayContaining(VARIETY));
});

/** The test tries something: every command was done at least once, and the limits of money were met. */
const VARIETY = [
  ...['approve', 'pay', 'payAll', 'correct', 'release', 'receive', 'takeBack', 'adjust'],
  'fund.over_budget',
  'fund.over_received',
  'payment.above_rest',
  'payment.already_paid',
  'payment.correction_too_large',
  'payment.overlaps',
  'payment.overpays_award',
  'relief.over_cap',
];

interface Game {
  year: number;
  projectId: string;
  seen: Set<string>;
}

type Attempt = () => Promise<unknown>;

async function play(commands: readonly RandomCommand[], game: Game): Promise<void> {
  const done: { attempt: Attempt; answer: unknown }[] = [];
  const note = (outcome: Record<string, unknown> | null) => {
    if (outcome) game.seen.add(String(outcome.code));
  };
  let on = businessDate(`${game.year}-02-01`);
  let now = await store.read(everything);
  for (const [index, command] of commands.entries()) {
    const told = `${index}: ${JSON.stringify(command)}`;
    if (command.name === 'repeat') {
      const earlier = done[command.pick % Math.max(1, done.length)];
      if (!earlier) continue;
      expect(await earlier.attempt(), told).toEqual(earlier.answer);
      expect(await store.read(everything), told).toEqual(now);
      continue;
    }
    on = addDays(on, command.shift > 0 ? command.shift : index % 2);
    const scene = { ...game, rows: now, on: addDays(on, Math.min(0, command.shift)) };
    let attempt: Attempt | null = null;
    note(await refused(prepared(command, scene).then((made) => void (attempt = made))));
    if (command.name === 'approve') now = await store.read(everything);
    if (!attempt) continue;
    const before = now;
    const { refusal, answer } = await tried(attempt);
    note(refusal ?? { code: command.name });
    now = await store.read(everything);
    if (refusal) expect(now, told).toEqual(before);
    else {
      done.push({ attempt, answer });
      await expectSound(now, { projectId: game.projectId, told });
    }
  }
}

async function tried(attempt: Attempt) {
  let answer: unknown;
  const refusal = await refused(attempt().then((given) => void (answer = given)));
  return { refusal, answer };
}

async function expectSound(rows: MoneyRows, { projectId, told }: { projectId: string; told: string }) {
  expect(slowFaults(rows), told).toEqual([]);
  const balance = await store.read((read) => fundBalance(read, { projectId }));
  expect(balance, told).toMatchObject(slowBalance(rows, projectId));
  await expectInvariants(store, told);
}

/**
 * The command with what it is about chosen, as a form would send it; null where there is nothing to choose from. For
 * an approval the application is handed in and reviewed here, which may already be refused.
 */
async function prepared(
  command: Exclude<RandomCommand, { name: 'repeat' }>,
  { year, projectId, rows, on }: Game & { rows: MoneyRows; on: BusinessDate },
): Promise<Attempt | null> {
  const commandId = newId();
  const ofProject = <Row extends { projectId: string }>(all: readonly Row[]) =>
    all.filter((row) => row.projectId === projectId);
  const awards = ofProject(rows.awards);
  const netOf = (awardId: string) =>
    rows.payments.reduce((net, row) => (row.awardId === awardId ? net + row.amountFen : net), 0);
  /** Half of the time one of the latest, so that corrections are corrected. */
  const chosen = <Row>(all: readonly Row[], number: number) => {
    const some = number % 2 === 0 ? all : all.slice(-3);
    return some[Math.floor(number / 2) % Math.max(1, some.length)];
  };
  const open = awards.filter((award) => !award.releasedOn && netOf(award.id) < award.amountFen);

  switch (command.name) {
    case 'approve': {
      const familyId = familyIds[command.pick % FAMILIES]!;
      const place = command.type === 'schooling' ? 2 : 0;
      const { type } = command;
      const medical = { totalFen: fen(command.billFen), reimbursedFen: fen(0) };
      const wish = { year, familyId, type, place, medical, amountFen: command.amountFen, appliedOn: on };
      const id = await anApplication(office, { ...wish, state: 'reviewed' });
      const decision = { commandId, ids: [id], on, outcome: 'approve', note: '' } as const;
      return () => decideApplications(office.head, decision);
    }
    case 'pay': {
      const award = chosen(command.share === 'all' ? open : awards, command.pick);
      if (!award) return null;
      const rest = award.amountFen - netOf(award.id);
      const run = aRun(award.id, { on, commandId, amountFen: shareOf(rest, command.share) });
      return () => recordPayments(office.finance, run);
    }
    case 'payAll': {
      const run = aRun(
        open.map(({ id }) => id),
        { on, commandId },
      );
      return () => recordPayments(office.finance, run);
    }
    case 'correct': {
      const row = chosen(ofProject(rows.payments), command.pick);
      if (!row) return null;
      const amount = command.share === 'all' ? undefined : shareOf(Math.abs(row.amountFen), command.share);
      const { kind } = command;
      const correction = aCorrectionInput(row.id, { kind, on, commandId, amountFen: amount });
      return () => correctPayment(office.finance, correction);
    }
    case 'release': {
      const award = chosen(awards, command.pick);
      return award
        ? () => releaseAward(office.head, { commandId, awardId: award.id, on, reason: '样例' })
        : null;
    }
    case 'receive': {
      const { source } = command;
      const receipt = { commandId, year, source, receivedOn: on, voucher: '样例', remarks: '' };
      return () => recordReceipt(office.finance, { ...receipt, amountFen: fen(command.amountFen) });
    }
    case 'takeBack': {
      const receipt = chosen(ofProject(rows.receipts), command.pick)!;
      const taken = fen(shareOf(Math.abs(receipt.amountFen), command.share));
      const correction = { commandId, receiptId: receipt.id, correctedOn: on, voucher: '', remarks: '样例' };
      return () => correctReceipt(office.finance, { ...correction, amountFen: taken });
    }
    case 'adjust': {
      const adjustment = { commandId, year, adjustedOn: on, document: '样例', reason: '样例' };
      return () => adjustBudget(office.head, { ...adjustment, amountFen: fen(command.amountFen) });
    }
  }
}

function shareOf(amount: number, name: string): number {
  if (name === 'above') return amount + 1;
  return Math.max(1, name === 'part' ? Math.ceil(amount / 3) : amount);
}

async function moneyRows(read: Read): Promise<MoneyRows> {
  return {
    projects: await read.select().from(schema.projects).orderBy(asc(schema.projects.id)),
    adjustments: await read.select().from(schema.budgetAdjustments).orderBy(asc(schema.budgetAdjustments.id)),
    receipts: await read.select().from(schema.receipts).orderBy(asc(schema.receipts.id)),
    awards: await read.select().from(schema.awards).orderBy(asc(schema.awards.id)),
    payments: await read.select().from(schema.payments).orderBy(asc(schema.payments.id)),
  };
}

/** What a refused command must leave as it was. */
async function everything(read: Read) {
  const countOf = async (table: typeof schema.commands | typeof schema.auditEntries) =>
    (await read.select({ count: count() }).from(table))[0]!.count;
  return {
    ...(await moneyRows(read)),
    applications: await read.select().from(schema.applications).orderBy(asc(schema.applications.id)),
    commands: await countOf(schema.commands),
    audited: await countOf(schema.auditEntries),
  };
}
