import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { insertRows } from '../../db/engine/insertRows';
import { payments, projects } from '../../db/schema';
import { auditAll, type AuditEvent } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { once } from '../fund/commands.server';
import { requireAnswerCovered, requireReceived, type Project } from '../fund/fund.server';
import { newId } from '../ids.server';
import { sumFen, type Fen } from '../money/fen';
import { Refusal, type RefusalData } from '../refusal';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import { requireDay } from '../relief/days';
import { requireWindowsSeen } from '../relief/payWindows.server';
import type { Matching } from '../relief/selection';
import type { Desk, StaffActor } from '../staff/staff.server';
import {
  matchingPayables,
  payablesByIds,
  paymentFault,
  type Payable,
  type TakenBack,
} from './payables.server';
import { requireNoAccount } from './accountAsReference.server';
import { isToldTogether, requireClaimsOfRunSeen } from './claimsSeen.server';
import { requireClaimsAsShown } from './claimsShown.server';
import { requireExitsOfRunSeen } from './exitedLines.server';
import { requireFailuresSeen } from './failedSince.server';
import type { Payment } from './paymentRow.server';
import { recountFilesOf } from './uncheckedFiles.server';
import { requireUnusedOnDay } from './usedReference.server';

export { correctPayment, insertCorrection, type Correction } from './corrections.server';
export type { Payment } from './paymentRow.server';
export { listPayments, paymentPage, paymentsOfAward, paymentsOfFamily } from './paymentQueries.server';

/** The only place that pays. Rows are added, never changed: the database refuses anything else. */

export interface PaymentLine {
  awardId: string;
  /** Above 0; the unpaid rest of the award when left out. */
  amountFen?: Fen;
}

export type PaymentRun = ({ lines: readonly PaymentLine[] } | { matching: Matching }) & {
  commandId: string;
  /** The bank's date. */
  paidOn: BusinessDate;
  bankReference: string;
  remarks: string;
  /** How many were seen to lie outside their window; nobody is asked where it is left out. */
  windowSeen?: number | undefined;
  /** How many payments to families off the register were seen; nobody is asked where it is left out. */
  exitedSeen?: number | undefined;
  /** How many were seen that the bank tells of with another day or number; nobody is asked where it is left out. */
  claimsSeen?: number | undefined;
  /** How many were seen that are booked as failed on a later day; nobody is asked where it is left out. */
  failedSeen?: number | undefined;
  /** What was shown of what the bank tells of them; nobody is asked where it is left out. */
  claimsShown?: string | undefined;
  /** Why it is another payment than the one of that day with its reference; nobody is asked where it is left out. */
  anotherReason?: string | undefined;
};

/**
 * Records that the bank has paid: one row for each award, all of them or none.
 * @returns how many, what they come to, and the project-year of the first: the one they are listed under, whatever the
 * day of the bank
 * @throws Refusal payment.nothing_selected, payment.line_repeated, payment.selection_changed, award.not_found,
 * payment.in_batch, relief.date_in_future, relief.date_outside, payment.award_released, payment.already_paid,
 * payment.above_rest, payment.before_approval, payment.overlaps, fund.over_received {shortFen},
 * payment.account_as_reference, payment.outside_window, payment.exited_lines, payment.paid_claims,
 * payment.failed_since, payment.claims_changed, payment.used_reference, command.changed
 */
export async function recordPayments(
  { store, actor }: Desk,
  { commandId, ...run }: PaymentRun,
): Promise<{ count: number; amountFen: number; year: number }> {
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'payments.record', content: run }, async () => {
      const lines = await payableLines(write, run);
      await refuseInBatch(write, lines);
      const {
        windowSeen,
        exitedSeen,
        claimsSeen,
        failedSeen,
        claimsShown: shown,
        anotherReason,
        ...told
      } = run;
      const { paidOn: on, bankReference } = run;
      const uses = lines.map(({ payable }) => payable);
      await requireNoAccount(write, { bankReference, awardIds: uses.map(({ awardId }) => awardId) });
      await requireClaimsAsShown(write, { lines: uses, shown });
      const seen = async () => ({
        ...(await requireWindowsSeen(write, { uses, on, seen: windowSeen })),
        ...(await requireExitsOfRunSeen(write, { lines: uses, seen: exitedSeen })),
        ...(await requireClaimsOfRunSeen(write, { lines: uses, seen: claimsSeen })),
        ...(await requireFailuresSeen(write, { lines: uses, on, seen: failedSeen })),
        ...(anotherReason ? { anotherReason } : {}),
      });
      const isTogether = await isToldTogether(write, { lines: uses, on, reference: bankReference });
      if (anotherReason === '' && !isTogether)
        await requireUnusedOnDay(write, { commandId, bankReference, on });
      const ticked = 'lines' in run;
      await payLines(write, actor, { ...told, commandId, lines, ticked, isAnswer: false, seen });
      const [first] = await projectTotals(write, lines);
      const amountFen = sumFen(lines.map((line) => line.amountFen));
      return { count: lines.length, amountFen, year: first!.project.year };
    }),
  );
}

/** One payment of the bank, with its own reference. */
export interface BankLine extends Required<PaymentLine> {
  bankReference: string;
  remarks?: string;
  /** The award as the caller found it in the same write; looked up when left out. */
  payable?: Payable;
  /** What the caller takes off it again within the same write. */
  takenBack?: readonly TakenBack[];
}

/** What one file of the bank says was paid on one day. */
export interface BankPayments {
  commandId: string;
  lines: readonly BankLine[];
  paidOn: BusinessDate;
  remarks: string;
  /** Whether an approved batch asked for it: the money was set aside then. */
  isAnswer: boolean;
}

/**
 * Records within a write what the bank has paid of a batch, by the same rules as `recordPayments`: that the awards wait
 * in a batch is the very reason.
 * @returns the rows, in the order of the lines
 * @throws Refusal like `recordPayments`
 */
export async function recordBankPayments(
  write: Write,
  actor: StaffActor,
  { lines, isAnswer, ...run }: BankPayments,
): Promise<Payment[]> {
  const payable = await bankLines(write, lines);
  refuseRepeated(payable);
  const seen = () => Promise.resolve({});
  return payLines(write, actor, { ...run, bankReference: '', lines: payable, ticked: false, isAnswer, seen });
}

async function bankLines(write: Write, lines: readonly BankLine[]): Promise<PayableLine[]> {
  if (lines.length === 0) throw new Refusal('payment.nothing_selected');
  const unknown = lines.filter(({ payable }) => !payable).map(({ awardId }) => awardId);
  const looked = new Map((await payablesByIds(write, unknown)).map((one) => [one.awardId, one]));
  return lines.map(({ awardId, payable, amountFen, bankReference, remarks, takenBack }) => ({
    payable: payable ?? looked.get(awardId)!,
    amountFen,
    bankReference,
    remarks,
    takenBack,
  }));
}

interface PayableLine {
  payable: Payable;
  amountFen: Fen;
  /** Where each line has its own. */
  bankReference?: string;
  remarks?: string;
  takenBack?: readonly TakenBack[];
}

type Run = Pick<PaymentRun, 'commandId' | 'paidOn' | 'bankReference' | 'remarks'>;

interface PaidTogether {
  lines: readonly PayableLine[];
  ticked: boolean;
  isAnswer: boolean;
  /** Holds the run until what is doubtful of it was seen, once all else stands; what the log keeps of that. */
  seen: () => Promise<{
    outsideWindow?: number;
    exitedLines?: number;
    paidClaims?: number;
    failedSince?: number;
    anotherReason?: string;
  }>;
}

async function payLines(
  write: Write,
  actor: StaffActor,
  { lines, ticked, isAnswer, seen, ...run }: Run & PaidTogether,
): Promise<Payment[]> {
  const { paidOn } = run;
  const totals = await projectTotals(write, lines);
  // An award of the year may be paid after the year: it is late then, and outside the year's figures.
  requireDay(paidOn, { field: 'paidOn' });
  refuseFaults(lines, { paidOn, ticked });
  for (const { project, amountFen } of totals) {
    const use = { projectId: project.id, amountFen, on: paidOn, field: 'paidOn' };
    await (isAnswer ? requireAnswerCovered(write, use) : requireReceived(write, use));
  }
  const rows = await insertPayments(write, lines, { ...run, staffId: actor.staffId });
  await recountFilesOf(
    write,
    lines.map(({ payable }) => payable.awardId),
  );
  const doubts = await seen();
  await auditAll(
    write,
    actor,
    rows.map((row) => recorded(row, doubts)),
  );
  return rows;
}

/** What waits for the bank is not paid by hand beside it: it would be paid twice. */
async function refuseInBatch(read: Read, lines: readonly PayableLine[]): Promise<void> {
  const waiting = await openBatchesOf(
    read,
    lines.map(({ payable }) => payable.awardId),
  );
  const first = lines.find(({ payable }) => waiting.has(payable.awardId));
  if (!first) return;
  const { number } = waiting.get(first.payable.awardId)!;
  const more = waiting.size - 1;
  throw new Refusal('payment.in_batch', {
    ...aboutLine(first.payable),
    number,
    ...(more > 0 ? { more } : {}),
  });
}

async function payableLines(
  write: Write,
  run: { lines: readonly PaymentLine[] } | { matching: Matching },
): Promise<PayableLine[]> {
  if ('matching' in run) {
    const found = await matchingPayables(write, run.matching);
    return found.map((payable) => ({ payable, amountFen: payable.restFen }));
  }
  if (run.lines.length === 0) throw new Refusal('payment.nothing_selected');
  const found = await payablesByIds(
    write,
    run.lines.map(({ awardId }) => awardId),
  );
  const lines = found.map((payable, index) => ({
    payable,
    amountFen: run.lines[index]!.amountFen ?? payable.restFen,
  }));
  refuseRepeated(lines);
  return lines;
}

function refuseRepeated(lines: readonly PayableLine[]): void {
  const seen = new Set<string>();
  for (const { payable } of lines) {
    if (seen.has(payable.awardId)) throw new Refusal('payment.line_repeated', aboutLine(payable));
    seen.add(payable.awardId);
  }
}

/** Refuses the run for the first line that cannot be paid, and says how many more there are. */
function refuseFaults(
  lines: readonly PayableLine[],
  { paidOn, ticked }: { paidOn: BusinessDate; ticked: boolean },
): void {
  const faults = lines.flatMap(({ payable, amountFen, takenBack = [] }, index) => {
    const fault = paymentFault(payable, { amountFen, paidOn, takenBack });
    return fault ? [{ fault, payable, index }] : [];
  });
  const [first] = faults;
  if (!first) return;
  const { fault, payable, index } = first;
  const more: RefusalData = faults.length > 1 ? { more: faults.length - 1 } : {};
  // Only ticked awards have a line of their own in the form; what a filter matched is refused as a whole.
  const line = ticked ? `lines[${index}].amountFen` : undefined;
  const field = fault.field === 'paidOn' ? 'paidOn' : line;
  const about = lines.length > 1 ? aboutLine(payable) : {};
  throw new Refusal(fault.code, { ...fault.data, ...about, ...more }, field);
}

function aboutLine({ name, fileNumber }: Payable) {
  return { name, fileNumber };
}

/** What the lines add up to, by project. */
async function projectTotals(
  read: Read,
  lines: readonly PayableLine[],
): Promise<{ project: Project; amountFen: Fen }[]> {
  const totals: { project: Project; amountFen: Fen }[] = [];
  for (const projectId of new Set(lines.map(({ payable }) => payable.projectId))) {
    const [project] = await read.select().from(projects).where(eq(projects.id, projectId));
    const own = lines.filter(({ payable }) => payable.projectId === projectId);
    totals.push({ project: project!, amountFen: sumFen(own.map(({ amountFen }) => amountFen)) });
  }
  return totals;
}

async function insertPayments(
  write: Write,
  lines: readonly PayableLine[],
  { paidOn, bankReference, remarks, commandId, staffId }: Run & { staffId: string },
): Promise<Payment[]> {
  const recordedAt = new Date().toISOString();
  const rows = lines.map(
    ({ payable, amountFen, bankReference: ownReference, remarks: ownRemarks }): Payment => {
      const id = newId();
      const { awardId, projectId, type, familyId, memberId } = payable;
      return {
        id,
        awardId,
        projectId,
        type,
        familyId,
        memberId,
        kind: 'payment',
        correctsId: null,
        originalId: id,
        amountFen,
        paidOn,
        bankReference: ownReference ?? bankReference,
        remarks: ownRemarks ?? remarks,
        commandId,
        recordedBy: staffId,
        recordedAt,
      };
    },
  );
  await insertRows(write, payments, rows);
  return rows;
}

/** `doubts` are those of the whole run that was recorded at once. */
function recorded(
  { id, awardId, amountFen, paidOn, bankReference }: Payment,
  doubts: Awaited<ReturnType<PaidTogether['seen']>>,
): AuditEvent {
  return {
    action: 'payment.recorded',
    subject: { type: 'payment', id },
    detail: { awardId, amountFen, paidOn, bankReference, ...doubts },
  };
}
