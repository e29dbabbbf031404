import { and, count, eq, inArray } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { batches, instructions } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { once } from '../fund/commands.server';
import { requireReceived, type Project } from '../fund/fund.server';
import { newId } from '../ids.server';
import { fen, sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { Matching } from '../relief/selection';
import { campaignCounts, requireNoticesSeen, type CampaignCounts } from '../relief/unnoticed.server';
import type { Desk } from '../staff/staff.server';
import { requireDoubtsSeen } from './accountDoubts.server';
import { batchStepFrom, statusesBefore, type BatchAction, type BatchStatus } from './batch';
import { batchCandidates, type Candidate, type LeftOut } from './batchCandidates.server';
import { requireFaultless } from './batchFaults.server';
import { requireBatchNoticed } from './batchNotices.server';
import { batchLines, batchRow, linesDigest, type Batch, type Instruction } from './batchRows.server';
import { requireBatchInWindow } from './batchWindows.server';
import { requireClaimsOfBatchSeen, requireClaimsSeen } from './claimsSeen.server';
import { requireExitsSeen } from './exitedLines.server';

/** 发放批次 from the awards to the bank; what the bank answers is applied elsewhere. */

export type BatchOrder = ({ awardIds: readonly string[] } | { matching: Matching }) & {
  commandId: string;
  title: string;
  /** How many were seen whose list of recipients has not been public long enough; nobody is asked where it is left out. */
  noticeSeen?: number | undefined;
  /** How many were seen that the bank says it has paid; nobody is asked where it is left out. */
  claimsSeen?: number | undefined;
};

export interface MadeBatch extends Record<string, string | number> {
  id: string;
  number: string;
  count: number;
  amountFen: number;
}

/**
 * Makes a batch of awards of one year: each with what is unpaid of it and the account as it stands now. All of what
 * was chosen goes in, or nothing.
 * @throws Refusal batch.nothing_selected, batch.two_years, batch.award_unfit {name, fileNumber, reason, batchNumber, more},
 * batch.selection_changed {expected, found}, batch.unnoticed {count, name}, batch.paid_claims {count, name, fileNumber},
 * award.not_found, project.not_found, command.changed
 */
export async function makeBatch(
  { store, actor }: Desk,
  { commandId, ...order }: BatchOrder,
): Promise<MadeBatch> {
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'batch.make', content: order }, async () => {
      const { project, candidates } = await chosenCandidates(write, order);
      const counts = await campaignCounts(
        write,
        candidates.map(({ payable }) => payable.awardId),
      );
      const notices = await requireNoticesSeen(write, {
        counts,
        seen: order.noticeSeen,
        code: 'batch.unnoticed',
      });
      const lines = candidates.map(({ payable }) => payable);
      const claims = await requireClaimsSeen(write, { lines, seen: order.claimsSeen });
      const made = {
        id: newId(),
        number: await nextNumber(write, project),
        count: candidates.length,
        amountFen: sumFen(candidates.map(({ payable }) => payable.restFen)),
      };
      await write.insert(batches).values({
        id: made.id,
        projectId: project.id,
        number: made.number,
        title: order.title,
        campaignId: commonCampaign(counts),
        status: 'draft',
        madeBy: actor.staffId,
        madeAt: new Date().toISOString(),
        version: 1,
      });
      await insertLines(write, { batchId: made.id, candidates });
      const { id, ...detail } = made;
      await audit(write, actor, {
        action: 'batch.made',
        subject: { type: 'batch', id },
        detail: { ...detail, title: order.title, ...notices, ...claims },
      });
      return made;
    }),
  );
}

/** A step of a batch that was looked at in a version of it. */
export interface BatchStepInput {
  commandId: string;
  batchId: string;
  version: number;
}

/** A step towards the bank. */
export interface BatchForward extends BatchStepInput {
  /** How many lines of families off the register were seen; nobody is asked where it is left out. */
  exitedSeen?: number | undefined;
  /** How many lines to doubtful accounts were seen; nobody is asked where it is left out. */
  accountsSeen?: number | undefined;
  /** How many lines were seen that the bank says it has paid; nobody is asked where it is left out. */
  claimsSeen?: number | undefined;
}

interface BatchApproval extends BatchForward {
  /** How many lines were seen to lie outside their window; nobody is asked where it is left out. */
  windowSeen?: number | undefined;
  /** How many were seen whose list of recipients has not been public long enough; nobody is asked where it is left out. */
  noticeSeen?: number | undefined;
}

/**
 * Hands a batch in for approval.
 * @throws Refusal batch.not_found, batch.not_now, batch.changed_meanwhile, batch.empty, batch.line_faulty,
 * batch.exited_lines, batch.account_doubts, batch.paid_claims, command.changed
 */
export async function submitBatch(desk: Desk, input: BatchForward): Promise<void> {
  await takeStep(desk, 'submit', input, async (write, { batch, lines }) => {
    await requireFaultless(write, lines);
    const exits = await requireExitsSeen(write, { batchId: batch.id, seen: input.exitedSeen });
    const doubts = await requireDoubtsSeen(write, { batchId: batch.id, seen: input.accountsSeen });
    const claims = await requireClaimsOfBatchSeen(write, { batchId: batch.id, seen: input.claimsSeen });
    const set = { submittedAt: new Date().toISOString(), returnNote: null };
    return { set, detail: { ...totals(lines), ...exits, ...doubts, ...claims } };
  });
}

/**
 * Approves a batch: every line is looked at once more, and the money for it must have come in. From here on its lines
 * are sealed by their digest.
 * @throws Refusal batch.own, batch.not_found, batch.not_now, batch.changed_meanwhile, batch.line_faulty,
 * batch.exited_lines, batch.account_doubts, batch.paid_claims, payment.outside_window, batch.unnoticed_at_approval,
 * fund.over_received, command.changed
 */
export async function approveBatch(desk: Desk, input: BatchApproval): Promise<void> {
  await takeStep(desk, 'approve', input, async (write, { batch, lines }) => {
    if (batch.madeBy === desk.actor.staffId) throw new Refusal('batch.own');
    await requireFaultless(write, lines);
    const exits = await requireExitsSeen(write, { batchId: batch.id, seen: input.exitedSeen });
    const doubts = await requireDoubtsSeen(write, { batchId: batch.id, seen: input.accountsSeen });
    const claims = await requireClaimsOfBatchSeen(write, { batchId: batch.id, seen: input.claimsSeen });
    const window = await requireBatchInWindow(write, { batchId: batch.id, seen: input.windowSeen });
    const notices = await requireBatchNoticed(write, { batchId: batch.id, seen: input.noticeSeen });
    const { amountFen } = totals(lines);
    const approvedOn = todayInChina(new Date());
    await requireReceived(write, { projectId: batch.projectId, amountFen, on: approvedOn });
    const approvedDigest = linesDigest(lines);
    return {
      set: { approvedBy: desk.actor.staffId, approvedOn, approvedDigest },
      detail: {
        ...totals(lines),
        ...exits,
        ...doubts,
        ...claims,
        ...window,
        ...notices,
        digest: approvedDigest,
      },
    };
  });
}

/**
 * Gives a batch that was not sent yet back to whoever made it; an approval is undone.
 * @throws Refusal batch.not_found, batch.not_now, batch.changed_meanwhile, command.changed
 */
export async function returnBatch(
  desk: Desk,
  { note, ...input }: BatchStepInput & { note: string },
): Promise<void> {
  await takeStep(desk, 'return', { ...input, note }, async () => ({
    set: { returnNote: note, approvedBy: null, approvedOn: null, approvedDigest: null, submittedAt: null },
    detail: { note },
  }));
}

/**
 * Gives a draft up: its awards can go into another batch.
 * @throws Refusal batch.not_found, batch.not_now, batch.changed_meanwhile, command.changed
 */
export async function cancelBatch(
  desk: Desk,
  { reason, ...input }: BatchStepInput & { reason: string },
): Promise<void> {
  await takeStep(desk, 'cancel', { ...input, reason }, async (write, { batch }) => {
    await write
      .update(instructions)
      .set({ status: 'withdrawn' })
      .where(
        and(eq(instructions.batchId, batch.id), inArray(instructions.status, statusesBefore('withdrawn'))),
      );
    return { set: { cancelReason: reason }, detail: { reason } };
  });
}

interface Step {
  set: Partial<Batch>;
  detail: Record<string, unknown>;
}

const STEP_AUDIT = {
  submit: 'batch.submitted',
  approve: 'batch.approved',
  return: 'batch.returned',
  cancel: 'batch.cancelled',
} as const;

/** One step of the workflow table, taken once, on the version that was looked at. */
async function takeStep(
  { store, actor }: Desk,
  action: keyof typeof STEP_AUDIT,
  { commandId, ...input }: BatchForward & { note?: string; reason?: string },
  work: (write: Write, seen: { batch: Batch; lines: Instruction[] }) => Promise<Step>,
): Promise<void> {
  await store.write((write) =>
    once(write, actor, { id: commandId, name: `batch.${action}`, content: input }, async () => {
      const batch = await batchRow(write, input.batchId);
      const to = requireStep(batch, action);
      requireVersion(batch, input.version);
      const lines = await batchLines(write, batch.id);
      if (lines.length === 0 && action !== 'cancel') throw new Refusal('batch.empty');
      const { set, detail } = await work(write, { batch, lines });
      await write
        .update(batches)
        .set({ ...set, status: to, version: batch.version + 1 })
        .where(eq(batches.id, batch.id));
      await audit(write, actor, {
        action: STEP_AUDIT[action],
        subject: { type: 'batch', id: batch.id },
        detail: { number: batch.number, ...detail },
      });
      return null;
    }),
  );
}

/**
 * Where an action leads from the status that a batch has.
 * @throws Refusal batch.not_now {status}
 */
export function requireStep(
  { number, status }: Pick<Batch, 'number' | 'status'>,
  action: BatchAction,
): BatchStatus {
  const step = batchStepFrom(status, action);
  if (!step) throw new Refusal('batch.not_now', { number, status });
  return step.to;
}

/**
 * Holds whoever looked at another version of a batch.
 * @throws Refusal batch.changed_meanwhile
 */
export function requireVersion({ version }: Pick<Batch, 'version'>, seen: number): void {
  if (version !== seen) throw new Refusal('batch.changed_meanwhile');
}

async function chosenCandidates(
  read: Read,
  order: { awardIds: readonly string[] } | { matching: Matching },
): Promise<{ project: Project; candidates: Candidate[] }> {
  if ('matching' in order) {
    const { project, fit } = await batchCandidates(read, {
      ...order.matching,
      except: [...order.matching.except],
    });
    const amountFen = sumFen(fit.map(({ payable }) => payable.restFen));
    const { count: expected, amountFen: expectedFen } = order.matching;
    if (fit.length !== expected || amountFen !== expectedFen) {
      throw new Refusal('batch.selection_changed', { expected, found: fit.length });
    }
    if (fit.length === 0) throw new Refusal('batch.nothing_selected');
    return { project, candidates: fit };
  }
  const awardIds = [...new Set(order.awardIds)];
  if (awardIds.length === 0) throw new Refusal('batch.nothing_selected');
  const { project, fit, leftOut } = await batchCandidates(read, { awardIds, except: [] });
  refuseLeftOut(leftOut);
  return { project, candidates: fit };
}

function refuseLeftOut([first, ...others]: LeftOut[]): void {
  if (!first) return;
  const { payable, reason, batch } = first;
  throw new Refusal('batch.award_unfit', {
    name: payable.name,
    fileNumber: payable.fileNumber,
    reason,
    batchNumber: batch?.number ?? null,
    more: others.length,
  });
}

/** `2019-003`: batches of a year are counted and never deleted, so that no number is left out or given twice. */
async function nextNumber(write: Write, { id, year }: Project): Promise<string> {
  const [row] = await write.select({ count: count() }).from(batches).where(eq(batches.projectId, id));
  const number = `${year}-${String(row!.count + 1).padStart(3, '0')}`;
  // Looking for it by its key lets PostgreSQL tell two that are made at once apart, and run one of them again.
  await write.select({ id: batches.id }).from(batches).where(eq(batches.number, number));
  return number;
}

/** The campaign of all the awards, or null where they are not of one. */
function commonCampaign(counts: CampaignCounts): string | null {
  const [only = null, ...others] = counts.keys();
  return others.length === 0 ? only : null;
}

async function insertLines(
  write: Write,
  { batchId, candidates }: { batchId: string; candidates: readonly Candidate[] },
): Promise<void> {
  const rows = candidates.map(({ payable, account }, index) => ({
    id: newId(),
    batchId,
    lineNumber: index + 1,
    awardId: payable.awardId,
    amountFen: payable.restFen,
    ...account,
    status: 'queued' as const,
  }));
  for (const chunk of chunksOf(rows)) await write.insert(instructions).values(chunk);
}

function totals(lines: readonly Instruction[]): { count: number; amountFen: Fen } {
  return { count: lines.length, amountFen: sumFen(lines.map(({ amountFen }) => fen(amountFen))) };
}
