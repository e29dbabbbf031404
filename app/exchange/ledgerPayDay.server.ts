import type { Write } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import { sumFen } from '../money/fen';
import { payablesByIds, paymentFault, type Payable, type TakenBack } from '../payments/payables.server';
import type { CorrectionKind } from '../payments/payment';
import { insertCorrection, recordBankPayments } from '../payments/payments.server';
import { Refusal } from '../refusal';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import type { LedgerTaking } from '../relief/ledgerAwards.server';
import type { DayOutcome, LedgerDay } from './ledgerDay.server';
import { referenceKey, type LedgerEntries, type LedgerEntry } from './ledgerEntries.server';
import { knownRows, paymentsByReference, type ReferredPayment } from './ledgerRecords.server';

/** What the bank did on one day, in whatever order the rows stand. */

interface PayDay {
  write: Write;
  taking: LedgerTaking;
  on: BusinessDate;
  outcome: DayOutcome;
  all: LedgerEntries;
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
  const context: PayDay = { write, taking, on: day.on, ...rest };
  await settleRecorded(context, day.paid.filter(isPaid));
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

/**
 * Settles what needs no record: rows of refused awards, and what people recorded on the screens. Finds the payments
 * that corrections name.
 */
async function settleRecorded(context: PayDay, paid: readonly PaidEntry[]): Promise<void> {
  const { write, outcome } = context;
  for (const entry of paid) {
    if (outcome.isSettled(entry)) continue;
    const award = outcome.awardOf(entry.award);
    const { approvedOn } = entry.award;
    if (!award) outcome.refuse(entry, new Refusal('payment.before_approval', { approvedOn }, 'paidOn'));
    else if ('refusal' in award) outcome.refuse(entry, award.refusal);
  }
  const open = paid.filter((entry) => !outcome.isSettled(entry));
  await findOriginals(context, open);
  const older = open.filter(({ award }) => !isOwnAward(context, award));
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

function isOwnAward({ outcome }: PayDay, group: LedgerEntry['award']): boolean {
  const award = outcome.awardOf(group);
  return award !== undefined && 'awardId' in award && award.isOwn;
}

function awardIdOf({ outcome }: PayDay, group: LedgerEntry['award']): string {
  const award = outcome.awardOf(group);
  if (!award || 'refusal' in award) throw new Error('a row is settled before the award it belongs to');
  return award.awardId;
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
    const awardId = awardIdOf(context, entry.award);
    if (original.awardId !== awardId) {
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
  const { write, outcome, on } = context;
  const payables = await payablesByIds(
    write,
    entries.map(({ award }) => awardIdOf(context, award)),
  );
  const fit = entries.flatMap((entry, index): Fit[] => {
    const payable = payables[index]!;
    const asked = { amountFen: entry.payment.amountFen, paidOn: on };
    const fault = paymentFault(payable, asked);
    if (!fault) return [{ entry, payable, backs: [] }];
    // What came back is in its place again already: this payment is told of late, and goes in with what took it back.
    const backs = backsOf(context, entry);
    if (backs.length > 0 && !paymentFault(payable, { ...asked, takenBack: backs.map(takenBack) }))
      return [{ entry, payable, backs }];
    outcome.refuse(entry, fault);
    return [];
  });
  for (const projectId of new Set(fit.map(({ payable }) => payable.projectId))) {
    const own = fit.filter(({ payable }) => payable.projectId === projectId);
    const refusal = await record(context, own);
    if (refusal) await record(context, withinReceived(context, refusal, own));
  }
}

/** Records payments, all or none. @returns why none, where the money that had come in is too little for all */
async function record(context: PayDay, fit: readonly Fit[]): Promise<Refusal | null> {
  const { write, outcome, taking, on } = context;
  if (fit.length === 0) return null;
  const paid = await recordBankPayments(write, taking.actor, {
    commandId: taking.importId,
    paidOn: on,
    remarks: '',
    isAnswer: false,
    lines: fit.map(({ entry, payable, backs }) => ({
      awardId: payable.awardId,
      takenBack: backs.map(takenBack),
      amountFen: entry.payment.amountFen,
      bankReference: entry.payment.written.reference,
      remarks: entry.remarks,
    })),
  }).catch(refusalOnly);
  if (paid instanceof Refusal && typeof paid.data.shortFen === 'number') return paid;
  fit.forEach(({ entry, payable: { awardId } }, index) => {
    if (paid instanceof Refusal) outcome.refuse(entry, paid);
    else outcome.accept(entry, { awardId, paymentId: paid[index]!.id, importId: taking.importId });
  });
  if (!(paid instanceof Refusal)) await takeBackAtOnce(context, fit);
  return null;
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
  payable: Payable;
  backs: PaidEntry[];
}

/** Those that the money reaches that had come in, in the order of the file; a smaller one after them may still fit. */
function withinReceived({ outcome }: PayDay, { code, data, field }: Refusal, fit: readonly Fit[]): Fit[] {
  const askedFen = sumFen(fit.map(({ entry }) => entry.payment.amountFen));
  let leftFen = askedFen - Number(data.shortFen);
  return fit.filter(({ entry }) => {
    const needFen = entry.payment.amountFen;
    if (needFen <= leftFen) {
      leftFen -= needFen;
      return true;
    }
    outcome.refuse(entry, new Refusal(code, { ...data, shortFen: needFen - leftFen }, field));
    return false;
  });
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
