import type { Write } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import {
  payablesByIds,
  paymentFault,
  type Payable,
  type PayableMoney,
  type TakenBack,
} from '../payments/payables.server';
import type { CorrectionKind } from '../payments/payment';
import { insertCorrection, recordBankPayments } from '../payments/payments.server';
import { Refusal } from '../refusal';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import type { LedgerTaking } from '../relief/ledgerAwards.server';
import type { DayOutcome, LedgerDay } from './ledgerDay.server';
import { referenceKey, type AwardGroup, type LedgerEntries, type LedgerEntry } from './ledgerEntries.server';
import { makeAwards, newAwardsOf, type NewAward } from './ledgerNewAwards.server';
import { reached } from './ledgerReach.server';
import { knownRows, paymentsByReference, type ReferredPayment } from './ledgerRecords.server';

/** What the bank did on one day, in whatever order the rows stand. */

interface PayDay {
  write: Write;
  taking: LedgerTaking;
  on: BusinessDate;
  outcome: DayOutcome;
  all: LedgerEntries;
  /** Awards that are not on record yet; one that is made is in the outcome too. */
  missing: ReadonlyMap<AwardGroup, NewAward>;
}

type PaidEntry = LedgerEntry & { payment: NonNullable<LedgerEntry['payment']> };

/**
 * Corrections go before payments: what came back can be paid again on the same day. A payment that is taken back on its
 * own day goes before those that replace it.
 */
export async function payDay(
  write: Write,
  taking: LedgerTaking,
  { day, ...rest }: { day: LedgerDay; outcome: DayOutcome; all: LedgerEntries },
): Promise<void> {
  const paid = day.paid.filter(isPaid);
  const missing = await missingAwards(write, paid, rest.outcome);
  const context: PayDay = { write, taking, on: day.on, missing, ...rest };
  await settleRecorded(context, paid);
  for (let left = pending(context, day); left.length > 0; left = pending(context, day)) {
    const ready = left.filter((entry) => isReady(context, entry));
    const wanted = new Set(left.flatMap(({ payment }) => payment.originalReference || []));
    const payments = left.filter(({ payment }) => payment.kind === 'payment');
    const first = payments.filter(({ payment }) => wanted.has(payment.reference));
    if (ready.length > 0) await correct(context, ready);
    else if (first.length > 0) await pay(context, onceForEachAward(first));
    else if (payments.length > 0) await pay(context, onceForEachAward(payments));
    else for (const entry of left) context.outcome.refuse(entry, whyWithoutOriginal(context, entry));
  }
}

function isPaid(entry: LedgerEntry): entry is PaidEntry {
  return entry.payment !== null;
}

/** The rows of the day that nothing has been said about yet. */
function pending({ outcome }: PayDay, { paid }: LedgerDay): PaidEntry[] {
  return paid.filter(isPaid).filter((entry) => !outcome.isSettled(entry));
}

function isReady({ outcome }: PayDay, { payment }: PaidEntry): boolean {
  return payment.kind !== 'payment' && outcome.paymentOf(payment.originalReference) !== undefined;
}

/** A payment is held against what is left of its award: of several for one award, each in its turn. */
function onceForEachAward(entries: readonly PaidEntry[]): PaidEntry[] {
  return [...new Map([...entries].reverse().map((entry) => [entry.award, entry])).values()].reverse();
}

/** Refuses what was paid before it was decided, and looks up the awards of the others. */
function missingAwards(
  write: Write,
  paid: readonly PaidEntry[],
  outcome: DayOutcome,
): Promise<PayDay['missing']> {
  const open = paid.filter((entry) => !outcome.isSettled(entry));
  const early = open.filter(({ award, payment }) => payment.paidOn < award.approvedOn);
  for (const entry of early) {
    const { approvedOn } = entry.award;
    outcome.refuse(entry, new Refusal('payment.before_approval', { approvedOn }, 'paidOn'));
  }
  const groups = open.filter((entry) => !outcome.isSettled(entry)).map(({ award }) => award);
  return newAwardsOf(write, groups, outcome);
}

/**
 * Settles what needs no record: rows of refused awards, and what people recorded on the screens. Finds the payments
 * that corrections name.
 */
async function settleRecorded(context: PayDay, paid: readonly PaidEntry[]): Promise<void> {
  const { write, outcome } = context;
  for (const entry of paid) {
    if (outcome.isSettled(entry)) continue;
    const award = outcome.awardOf(entry.award);
    if (award && 'refusal' in award) outcome.refuse(entry, award.refusal);
  }
  const open = paid.filter((entry) => !outcome.isSettled(entry));
  await findOriginals(context, open);
  const older = open.filter(({ award }) => isOnRecord(context, award));
  if (older.length === 0) return;
  const awardIds = older.map(({ award }) => awardIdOf(context, award));
  const recorded = await paymentsByReference(write, awardIds);
  const waiting = await openBatchesOf(write, awardIds);
  for (const entry of older) {
    const { payment } = entry;
    const awardId = awardIdOf(context, entry.award);
    const same = recorded.get(`${awardId} ${payment.reference}`);
    const original = recorded.get(`${awardId} ${payment.originalReference}`);
    const batch = waiting.get(awardId);
    if (original && payment.originalReference) outcome.payments.set(payment.originalReference, original);
    if (same) settleSame(outcome, entry, same);
    else if (batch && payment.kind === 'payment')
      outcome.refuse(entry, new Refusal('payment.in_batch', { number: batch.number }));
  }
}

function settleSame(
  outcome: DayOutcome,
  entry: PaidEntry,
  { paymentId, awardId, amountFen, paidOn }: ReferredPayment,
): void {
  const { payment } = entry;
  const isSame = Math.abs(amountFen) === payment.amountFen && paidOn === payment.paidOn;
  outcome.payments.set(payment.reference, { paymentId, awardId });
  if (isSame) outcome.settled.set(entry, 'unchanged');
  else outcome.refuse(entry, new Refusal('ledger.recorded_differently', { paidOn, amountFen }, 'reference'));
}

/** Whether an award was there before this import. */
function isOnRecord({ outcome }: PayDay, group: AwardGroup): boolean {
  const award = outcome.awardOf(group);
  return award !== undefined && 'awardId' in award && !award.isOwn;
}

/** Null for an award that is still to be made. */
function madeAwardId({ outcome }: PayDay, group: AwardGroup): string | null {
  const award = outcome.awardOf(group);
  return award && 'awardId' in award ? award.awardId : null;
}

function awardIdOf(context: PayDay, group: AwardGroup): string {
  const awardId = madeAwardId(context, group);
  if (awardId === null) throw new Error('a row is settled before the award it belongs to');
  return awardId;
}

/** Finds the payments of earlier imports that the rows of the day correct. */
async function findOriginals({ write, outcome }: PayDay, open: readonly PaidEntry[]): Promise<void> {
  const missing = new Map(
    open.flatMap(({ payment: { originalReference, written } }): [string, string][] =>
      originalReference && !outcome.paymentOf(originalReference)
        ? [[originalReference, written.originalReference]]
        : [],
    ),
  );
  const rows = await knownRows(write, [...new Set([...missing].flat().map(referenceKey))]);
  for (const [reference, written] of missing) {
    const row = rows.get(referenceKey(reference)) ?? rows.get(referenceKey(written));
    if (row?.paymentId) outcome.payments.set(reference, { paymentId: row.paymentId, awardId: row.awardId });
  }
}

async function correct(context: PayDay, entries: readonly PaidEntry[]): Promise<void> {
  const { write, outcome, taking, on } = context;
  for (const entry of entries) {
    const { kind, amountFen, written, originalReference } = entry.payment;
    const original = outcome.paymentOf(originalReference)!;
    const awardId = madeAwardId(context, entry.award);
    if (awardId === null || original.awardId !== awardId) {
      outcome.refuse(
        entry,
        new Refusal('ledger.original_elsewhere', { reference: originalReference }, 'originalReference'),
      );
      continue;
    }
    const done = await insertCorrection(write, taking.actor, {
      commandId: taking.importId,
      paymentId: original.paymentId,
      kind: kind as CorrectionKind,
      amountFen,
      on,
      bankReference: written.reference,
      remarks: entry.remarks,
      afterwards: isPaidAfter(entry) ? 'paid_again' : 'taken_back',
      // Rows of a ledger are told apart by their reference already.
      anotherReason: null,
    }).catch(refusalOnly);
    if (done instanceof Refusal) outcome.refuse(entry, done);
    else outcome.accept(entry, { awardId, paymentId: done.id, importId: taking.importId });
  }
}

/** A ledger that goes on to pay the award says itself that what was recovered was to be paid again. */
function isPaidAfter({ award, payment: { paidOn, originalReference } }: PaidEntry): boolean {
  return award.entries
    .filter(isPaid)
    .some(
      ({ payment }) =>
        payment.kind === 'payment' && payment.reference !== originalReference && payment.paidOn >= paidOn,
    );
}

async function pay(context: PayDay, entries: readonly PaidEntry[]): Promise<void> {
  const fit = await fitting(context, entries);
  for (const projectId of new Set(fit.map((one) => one.projectId)))
    await payOf(
      context,
      fit.filter((one) => one.projectId === projectId),
    );
}

/** Those that the rules of payment have nothing against, held against their awards as these are or are to be. */
async function fitting(context: PayDay, entries: readonly PaidEntry[]): Promise<Fit[]> {
  const held = await heldAgainst(context, entries);
  return entries.flatMap((entry, index): Fit[] => {
    const { money, ...award } = held[index]!;
    const asked = { amountFen: entry.payment.amountFen, paidOn: context.on };
    const fault = paymentFault(money, asked);
    if (!fault) return [{ entry, ...award, backs: [] }];
    // What came back is in its place again already: this payment is told of late, and goes in with what took it back.
    const backs = backsOf(context, entry);
    if (backs.length > 0 && !paymentFault(money, { ...asked, takenBack: backs.map(takenBack) }))
      return [{ entry, ...award, backs }];
    context.outcome.refuse(entry, fault);
    return [];
  });
}

type Held = Pick<Fit, 'projectId' | 'payable'> & { money: PayableMoney };

async function heldAgainst(context: PayDay, entries: readonly PaidEntry[]): Promise<Held[]> {
  const ids = entries.map(({ award }) => madeAwardId(context, award));
  const made = await payablesByIds(
    context.write,
    ids.filter((id) => id !== null),
  );
  const byId = new Map(made.map((one) => [one.awardId, one]));
  return entries.map(({ award }, index): Held => {
    const payable = byId.get(ids[index] ?? '');
    if (payable) return { payable, projectId: payable.projectId, money: payable };
    const { approvedOn, awardFen } = award;
    const unpaid = { amountFen: awardFen, restFen: awardFen, netFen: 0, rows: [], releasedOn: null };
    return { projectId: context.missing.get(award)!.project.id, money: { approvedOn, ...unpaid } };
  });
}

/**
 * Pays what the money reaches. Awards are made only for those: what is refused must not leave one behind. Where one of
 * them may not be made, its money may reach those that were short: they wait for the next turn.
 */
async function payOf(context: PayDay, fit: readonly Fit[]): Promise<void> {
  const { write, on, outcome } = context;
  const { within, short } = await reached(write, { on, fit });
  await awardMissing(context, within);
  const paid = within.filter(({ entry }) => !outcome.isSettled(entry));
  if (paid.length === within.length) for (const { one, refusal } of short) outcome.refuse(one.entry, refusal);
  await record(context, paid);
}

/** Makes the awards that payments are the first of; refuses the payments of those that may not be made. */
async function awardMissing(context: PayDay, within: readonly Fit[]): Promise<void> {
  const { write, taking, outcome, missing } = context;
  const first = within.filter(({ entry }) => madeAwardId(context, entry.award) === null);
  const made = first.map(({ entry }) => missing.get(entry.award)!);
  await makeAwards(write, taking, { made, outcome });
  for (const { entry } of first) {
    const award = outcome.awardOf(entry.award)!;
    if ('refusal' in award) outcome.refuse(entry, award.refusal);
  }
}

async function record(context: PayDay, fit: readonly Fit[]): Promise<void> {
  const { write, outcome, taking, on } = context;
  if (fit.length === 0) return;
  const paid = await recordBankPayments(write, taking.actor, {
    commandId: taking.importId,
    paidOn: on,
    remarks: '',
    isAnswer: false,
    lines: fit.map(({ entry, payable, backs }) => ({
      awardId: awardIdOf(context, entry.award),
      payable,
      takenBack: backs.map(takenBack),
      amountFen: entry.payment.amountFen,
      bankReference: entry.payment.written.reference,
      remarks: entry.remarks,
    })),
  });
  for (const [index, { entry }] of fit.entries()) {
    const { id, awardId } = paid[index]!;
    outcome.accept(entry, { awardId, paymentId: id, importId: taking.importId });
  }
  await takeBackAtOnce(context, fit);
}

/** Corrections of a payment in the same ledger that fit it, and that nothing was said about yet. */
function backsOf({ outcome }: PayDay, { award, payment }: PaidEntry): PaidEntry[] {
  return award.entries.filter(isPaid).filter((entry) => {
    const { kind, originalReference, amountFen, paidOn } = entry.payment;
    if (originalReference !== payment.reference || outcome.isSettled(entry)) return false;
    return paidOn >= payment.paidOn && (kind !== 'return' || amountFen === payment.amountFen);
  });
}

function takenBack({ payment: { amountFen, paidOn: on } }: PaidEntry): TakenBack {
  return { amountFen, on };
}

/** A payment that only fits together with its corrections is never in without them. */
async function takeBackAtOnce(context: PayDay, covered: readonly Fit[]): Promise<void> {
  for (const { backs } of covered) {
    for (const back of backs) {
      await correct({ ...context, on: back.payment.paidOn }, [back]);
      if (context.outcome.isRefused(back))
        throw new Error('a correction that fitted its payment was refused');
    }
  }
}

interface Fit {
  entry: PaidEntry;
  projectId: string;
  /** The award as it stands, where it was made already. */
  payable?: Payable | undefined;
  backs: PaidEntry[];
}

/** Why a correction is left over at the end of its day. */
function whyWithoutOriginal({ all, outcome }: PayDay, { payment }: PaidEntry): Refusal {
  const reference = payment.originalReference;
  const field = 'originalReference';
  const row = all.refusedReferences.get(reference);
  if (row !== undefined) return new Refusal('ledger.original_refused', { row }, field);
  const original = all.byReference.get(reference);
  if (!original?.payment) return new Refusal('ledger.original_missing', { reference }, field);
  if (outcome.isRefused(original))
    return new Refusal('ledger.original_refused', { row: original.row }, field);
  if (original.payment.paidOn > payment.paidOn)
    return new Refusal('payment.before_corrected', { paidOn: original.payment.paidOn }, 'on');
  return new Refusal('ledger.original_missing', { reference }, field);
}

function refusalOnly(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}
