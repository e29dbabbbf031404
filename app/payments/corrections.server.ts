import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { awards, endedReleases, instructions, payments } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { maxDate, type BusinessDate } from '../calendar/date';
import { once } from '../fund/commands.server';
import { requireBudget, requireReceived } from '../fund/fund.server';
import { comparableReference } from '../fund/reference';
import { newId } from '../ids.server';
import { fen, sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { unpaidRest } from '../relief/award';
import type { Award } from '../relief/awards.server';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import { requireDay } from '../relief/days';
import type { Desk, StaffActor } from '../staff/staff.server';
import { requireNoAccount } from './accountAsReference.server';
import type { PaperRow } from './bankAgainstLedger';
import { compareResults } from './comparedResults.server';
import { ledgerFault, netsOf, ownNet, recoveryAbove } from './ledger';
import { ledgersOf } from './payables.server';
import { CORRECTION_RULES, isLaterReversal, type AfterRecovery, type CorrectionKind } from './payment';
import { paymentRow, type Payment } from './paymentRow.server';
import { doubtsOf } from './releases.server';

/** 退票, 冲正, 追回: new rows of the opposite sign that name what they correct, and what becomes of the award. */

export interface Correction {
  commandId: string;
  /** The row to correct: a payment, or a correction that was itself a mistake (reversal only). */
  paymentId: string;
  kind: CorrectionKind;
  /** Above 0; all that is left of the row when left out. */
  amountFen?: Fen;
  on: BusinessDate;
  bankReference: string;
  remarks: string;
  /** Of a recovery; the award is taken back where it is left out. */
  afterwards?: AfterRecovery | undefined;
  /** 1 where it was seen that a reversal has a later day than its record; nobody is asked where it is left out. */
  laterSeen?: number | undefined;
  /** Why this is another correction than one that looks the same; nobody is asked where it is null. */
  anotherReason?: string | null | undefined;
}

export interface CorrectedPayment extends Record<string, string | number | boolean> {
  id: string;
  /** Signed, of the new row. */
  amountFen: number;
  /** Whether the award counts as taken back by it. */
  isTakenBack: boolean;
}

/**
 * Corrects a row by a new one of the opposite sign that names it. What was returned or reversed stays committed, and
 * can be paid again; a recovery takes the award back unless it is said to be paid again. The reversal of a mistaken
 * correction counts as paid again and keeps to the same limits as a payment.
 * @throws Refusal payment.not_found, payment.correction_not_allowed, payment.correction_too_large,
 * payment.return_whole, payment.before_corrected, payment.later_reversal {paidOn, on}, payment.breaks_chain,
 * payment.overpays_award, payment.in_batch, payment.recovery_in_batch, payment.recovery_doubted,
 * payment.corrected_alike, payment.own_reference, payment.account_as_reference, award.released,
 * relief.date_in_future, fund.over_received, fund.over_budget, command.changed
 */
export async function correctPayment(
  { store, actor }: Desk,
  { commandId, ...correction }: Correction,
): Promise<CorrectedPayment> {
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'payment.correct', content: correction }, async () => {
      const { awardId } = await paymentRow(write, correction.paymentId);
      await requireNoAccount(write, { ...correction, awardIds: [awardId] });
      return insertCorrection(write, actor, { commandId, ...correction });
    }),
  );
}

/**
 * The same within a write that does more.
 * @throws Refusal as correctPayment, but command.changed
 */
export async function insertCorrection(
  write: Write,
  actor: StaffActor,
  { commandId, ...correction }: Correction,
): Promise<CorrectedPayment> {
  const target = await paymentRow(write, correction.paymentId);
  const [award] = await write.select().from(awards).where(eq(awards.id, target.awardId));
  const ledger = (await ledgersOf(write, [target.awardId])).get(target.awardId) ?? [];
  const row = await correctingRow(write, { target, award: award!, ledger, correction });
  const recordedAt = new Date().toISOString();
  const change = releaseChange(award!, { ledger: [...ledger, { ...row, recordedAt }], row, correction });
  await requireCovered(write, { award: award!, ledger, row, change });
  await write.insert(payments).values({ ...row, commandId, recordedBy: actor.staffId, recordedAt });
  const { kind, on, bankReference, remarks, anotherReason } = correction;
  await audit(write, actor, {
    action: 'payment.corrected',
    subject: { type: 'payment', id: target.id },
    detail: {
      correctionId: row.id,
      kind,
      on,
      amountFen: row.amountFen,
      bankReference,
      remarks,
      ...(anotherReason ? { anotherReason } : {}),
    },
  });
  await changeRelease(write, actor, { award: award!, change });
  await compareLineOf(write, target.originalId);
  return { id: row.id, amountFen: row.amountFen, isTakenBack: change?.is === 'taken_back' };
}

/** What the bank says of the line of a payment may go against what is left of it now. */
async function compareLineOf(write: Write, paymentId: string): Promise<void> {
  const [line] = await write
    .select({ id: instructions.id, batchId: instructions.batchId })
    .from(instructions)
    .where(eq(instructions.paymentId, paymentId));
  if (line) await compareResults(write, { batchId: line.batchId, lineId: line.id });
}

type NewRow = Omit<Payment, 'commandId' | 'recordedBy' | 'recordedAt'>;

interface Correcting {
  target: Payment;
  award: Award;
  ledger: readonly PaperRow[];
  correction: Omit<Correction, 'commandId'>;
}

async function correctingRow(
  write: Write,
  { target, award, ledger, correction }: Correcting,
): Promise<NewRow> {
  const { kind, on, bankReference, remarks } = correction;
  if (!CORRECTION_RULES[kind].corrects.includes(target.kind)) {
    throw new Refusal('payment.correction_not_allowed', {}, 'kind');
  }
  requireDay(on);
  if (on < target.paidOn) throw new Refusal('payment.before_corrected', { paidOn: target.paidOn }, 'on');
  requireLaterSeen(correction, target);
  const leftFen = Math.abs(ownNet(ledger, target.id));
  const amountFen = correction.amountFen ?? fen(leftFen);
  requireCorrectable(target, { kind, amountFen, leftFen });
  refuseAlike(ledger, { target, correction: { ...correction, amountFen } });
  const row: NewRow = {
    id: newId(),
    awardId: target.awardId,
    projectId: target.projectId,
    type: target.type,
    familyId: target.familyId,
    memberId: target.memberId,
    kind,
    correctsId: target.id,
    originalId: target.originalId,
    amountFen: fen(target.amountFen > 0 ? -amountFen : amountFen),
    paidOn: on,
    bankReference,
    remarks,
  };
  if (row.amountFen > 0) requireUnreleased(award, { ledger, target });
  requireSoundLedger([...ledger, row], award.amountFen);
  if (row.amountFen > 0) await requireOutsideBatch(write, target.awardId);
  return row;
}

function requireCorrectable(
  target: Payment,
  { kind, amountFen, leftFen }: { kind: CorrectionKind; amountFen: number; leftFen: number },
): void {
  if (amountFen <= 0 || amountFen > leftFen) {
    throw new Refusal('payment.correction_too_large', { leftFen }, 'amountFen');
  }
  if (!CORRECTION_RULES[kind].partial && amountFen !== target.amountFen) {
    throw new Refusal('payment.return_whole', { amountFen: target.amountFen }, 'amountFen');
  }
}

/** A reversal says that its record was a mistake from the first day on: whoever gives it another day has thought of it. */
function requireLaterSeen({ kind, on, laterSeen }: Omit<Correction, 'commandId'>, { paidOn }: Payment): void {
  if (laterSeen === 0 && isLaterReversal({ kind, on }, { paidOn }))
    throw new Refusal('payment.later_reversal', { paidOn, on }, 'laterSeen');
}

/** The same paper typed in twice: a person says whether it is another one. */
function refuseAlike(
  ledger: readonly PaperRow[],
  { target, correction }: { target: Payment; correction: Omit<Correction, 'commandId'> },
): void {
  const { kind, amountFen, on, anotherReason } = correction;
  if (anotherReason || anotherReason === null) return;
  const reference = comparableReference(correction.bankReference);
  const nets = netsOf(ledger);
  const alike = ledger.find((row) => {
    if (row.kind === 'payment' || nets.get(row.id) === 0) return false;
    if (reference !== '' && comparableReference(row.bankReference) === reference) return true;
    const isSameStep = row.correctsId === target.id && row.kind === kind && row.paidOn === on;
    return isSameStep && Math.abs(row.amountFen) === amountFen;
  });
  if (alike) {
    const { kind: alikeKind, paidOn, bankReference, amountFen: signedFen } = alike;
    const data = { kind: alikeKind, on: paidOn, amountFen: Math.abs(signedFen), reference: bankReference };
    throw new Refusal('payment.corrected_alike', data, 'anotherReason');
  }
  // A slip of the pen has no paper of the bank of its own; money that came back has.
  const isOwn = reference !== '' && comparableReference(target.bankReference) === reference;
  if (isOwn && kind !== 'reversal')
    throw new Refusal('payment.own_reference', { reference: target.bankReference }, 'anotherReason');
}

/** Nothing of a released award is paid again, but a recovery that was a mistake may be undone. */
function requireUnreleased(
  { releasedOn, takenBackBy }: Award,
  { ledger, target }: { ledger: readonly PaperRow[]; target: Payment },
): void {
  if (!releasedOn) return;
  if (
    takenBackBy &&
    recoveryAbove(
      ledger,
      ledger.find(({ id }) => id === target.id)!,
    )
  )
    return;
  throw new Refusal('award.released', { releasedOn });
}

function requireSoundLedger(rows: Parameters<typeof ledgerFault>[0], awardFen: number): void {
  const fault = ledgerFault(rows, awardFen);
  if (!fault) return;
  const { code, on, overFen } = fault;
  throw new Refusal(
    code === 'overpaid' ? 'payment.overpays_award' : 'payment.breaks_chain',
    { on, overFen },
    'on',
  );
}

/** A correction that counts as paid again would leave the batch with more than is still to be paid. */
async function requireOutsideBatch(read: Read, awardId: string): Promise<void> {
  const batch = (await openBatchesOf(read, [awardId])).get(awardId);
  if (batch) throw new Refusal('payment.in_batch', { number: batch.number });
}

/** What a correction makes of the release of its award. */
type ReleaseChange =
  | { is: 'taken_back'; by: string; on: BusinessDate; reason: string; amountFen: number }
  /** It was released by another recovery as well. */
  | { is: 'handed_on'; by: string }
  | { is: 'given_back'; on: BusinessDate; reason: string };

function releaseChange(
  award: Award,
  {
    ledger,
    row,
    correction,
  }: { ledger: readonly PaperRow[]; row: NewRow; correction: Omit<Correction, 'commandId'> },
): ReleaseChange | null {
  const recovery = recoveryAbove(
    ledger,
    ledger.find(({ id }) => id === row.id)!,
  );
  if (!recovery) return null;
  const { on, remarks: reason } = correction;
  const nets = netsOf(ledger);
  const stands = nets.get(recovery.id) !== 0;
  const isItsOwn = award.takenBackBy === recovery.id;
  if (stands && !award.releasedOn) {
    const isAsked = recovery.id === row.id && correction.afterwards !== 'paid_again';
    if (!isAsked && !isItsOwn) return null;
    const latestOn = ledger.reduce<BusinessDate>(
      (last, one) => maxDate(last, one.paidOn as BusinessDate),
      on,
    );
    const netFen = sumFen(ledger.map(({ amountFen }) => fen(amountFen)));
    const amountFen = unpaidRest({ ...award, netFen });
    return { is: 'taken_back', by: recovery.id, on: latestOn, reason, amountFen };
  }
  if (stands || !isItsOwn || !award.releasedOn) return null;
  // One that was recorded after it found the award taken back already.
  const other = ledger.find(({ id, kind }) => kind === 'recovery' && id > recovery.id && nets.get(id) !== 0);
  return other ? { is: 'handed_on', by: other.id } : { is: 'given_back', on, reason };
}

/** What goes out again must have come in, and for a released award must be free in the budget. */
async function requireCovered(
  write: Write,
  {
    award,
    ledger,
    row,
    change,
  }: { award: Award; ledger: readonly PaperRow[]; row: NewRow; change: ReleaseChange | null },
): Promise<void> {
  const { projectId, paidOn: on } = row;
  if (change?.is === 'taken_back') {
    const batch = (await openBatchesOf(write, [award.id])).get(award.id);
    if (batch) throw new Refusal('payment.recovery_in_batch', { number: batch.number }, 'afterwards');
    const claim = (await doubtsOf(write, award.id)).find(({ outcome }) => outcome === 'succeeded');
    if (claim) {
      const data = { number: claim.batch.number, lineNumber: claim.lineNumber };
      throw new Refusal('payment.recovery_doubted', data, 'afterwards');
    }
  }
  if (row.amountFen <= 0) return;
  await requireReceived(write, { projectId, amountFen: fen(row.amountFen), on, field: 'on' });
  if (!award.releasedOn) return;
  const netFen = sumFen(ledger.map(({ amountFen }) => fen(amountFen)));
  const amountFen = change?.is === 'given_back' ? fen(award.amountFen - netFen) : fen(row.amountFen);
  await requireBudget(write, { projectId, amountFen });
}

async function changeRelease(
  write: Write,
  actor: StaffActor,
  { award: { id, releasedOn }, change }: { award: Award; change: ReleaseChange | null },
): Promise<void> {
  if (!change) return;
  const subject = { type: 'award' as const, id };
  if (change.is === 'handed_on') {
    await write.update(awards).set({ takenBackBy: change.by }).where(eq(awards.id, id));
    return;
  }
  const { on, reason } = change;
  if (change.is === 'given_back') {
    // A figure as of a day between tells it as released; undone on that very day or before, it never was.
    if (releasedOn! < on)
      await write.insert(endedReleases).values({ awardId: id, releasedOn: releasedOn!, givenBackOn: on });
    // The name of the recovery stays: if undoing it was the mistake, the award is taken back once more.
    await write.update(awards).set({ releasedOn: null, releaseReason: null }).where(eq(awards.id, id));
    await audit(write, actor, { action: 'award.given_back', subject, detail: { on, reason } });
    return;
  }
  const { by, amountFen } = change;
  await write
    .update(awards)
    .set({ releasedOn: on, releaseReason: reason, takenBackBy: by })
    .where(eq(awards.id, id));
  await audit(write, actor, { action: 'award.taken_back', subject, detail: { on, amountFen, reason } });
}
