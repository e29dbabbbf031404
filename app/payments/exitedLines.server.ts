import { and, eq, gt, inArray, isNotNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { auditEntries, awards, families } from '../../db/schema';
import { latestOf } from '../audit/audit.server';
import { Refusal } from '../refusal';
import { exitMark, type ExitMark } from '../relief/exit';
import { accountLinesOfBatch, type AccountLine } from './sharedLines.server';

/** Whom a line is for. */
export type RecipientLine = Omit<AccountLine, 'accountFingerprint'>;

/** A payment to a family that has left the register since it was awarded. */
export type ExitedLine = RecipientLine & ExitMark;

/** Of some lines those of families that are off the register, in their order. */
export async function exitedLines(read: Read, lines: readonly RecipientLine[]): Promise<ExitedLine[]> {
  const exits = await exitsOf(read, [...new Set(lines.map(({ familyId }) => familyId))]);
  const exited = lines.filter(({ familyId }) => exits.has(familyId));
  const approvals = await approvalDays(
    read,
    exited.map(({ awardId }) => awardId),
  );
  return exited.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const mark = exitMark({ ...exits.get(familyId)!, approvedOn: approvals.get(awardId) ?? '' });
    return mark ? [{ awardId, familyId, name, fileNumber, ...mark }] : [];
  });
}

async function exitedLinesOfBatch(read: Read, batchId: string): Promise<ExitedLine[]> {
  return exitedLines(read, await accountLinesOfBatch(read, batchId, isNotNull(families.exitedOn)));
}

/**
 * Of the lines of a batch that waits to be sent to the bank those whose family has left since it was approved: who
 * approved it did not see them.
 */
export async function leftSinceApproval(read: Read, batchId: string): Promise<ExitedLine[]> {
  const approval = await latestOf(read, {
    action: 'batch.approved',
    subject: { type: 'batch', id: batchId },
  });
  const exited = await exitedLinesOfBatch(read, batchId);
  if (!approval || exited.length === 0) return [];
  const left = await leftAfter(read, { sequence: approval.sequence, lines: exited });
  return exited.filter(({ familyId }) => left.has(familyId));
}

/** Which of the families left after an entry of the log. */
async function leftAfter(
  read: Read,
  { sequence, lines }: { sequence: number; lines: readonly ExitedLine[] },
): Promise<Set<string>> {
  const left = new Set<string>();
  for (const chunk of chunksOf([...new Set(lines.map(({ familyId }) => familyId))])) {
    const rows = await read
      .select({ familyId: auditEntries.subjectId })
      .from(auditEntries)
      .where(
        and(
          eq(auditEntries.subjectType, 'family'),
          inArray(auditEntries.subjectId, chunk),
          eq(auditEntries.action, 'family.exited'),
          gt(auditEntries.sequence, sequence),
        ),
      );
    for (const { familyId } of rows) left.add(familyId);
  }
  return left;
}

/**
 * Holds a batch until whoever sends it on has seen each of its lines to a family off the register: what was awarded
 * while it was on may be paid, but not unseen.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal batch.exited_lines {count, name, fileNumber}
 */
export async function requireExitsSeen(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ exitedLines?: number }> {
  const exited = await exitedLinesOfBatch(read, batchId);
  return requireSeen(exited, { seen, code: 'batch.exited_lines' });
}

/**
 * Holds an approved batch back from the bank until whoever sends it has seen each line whose family has left since.
 * @param seen as above
 * @throws Refusal batch.left_since {count, name, fileNumber}
 */
export async function requireLeftSeen(
  read: Read,
  { batchId, seen }: { batchId: string; seen: number | undefined },
): Promise<{ exitedLines?: number }> {
  return requireSeen(await leftSinceApproval(read, batchId), { seen, code: 'batch.left_since' });
}

/**
 * Holds what is recorded by hand until whoever does it has seen each payment to a family off the register.
 * @param seen as above
 * @throws Refusal payment.exited_lines {count, name, fileNumber}
 */
export async function requireExitsOfRunSeen(
  read: Read,
  { lines, seen }: { lines: readonly RecipientLine[]; seen: number | undefined },
): Promise<{ exitedLines?: number }> {
  return requireSeen(await exitedLines(read, lines), { seen, code: 'payment.exited_lines' });
}

function requireSeen(
  { length: count, 0: first }: readonly ExitedLine[],
  {
    seen,
    code,
  }: {
    seen: number | undefined;
    code: 'batch.exited_lines' | 'batch.left_since' | 'payment.exited_lines';
  },
): { exitedLines?: number } {
  if (seen !== undefined && seen !== count) {
    const { name = null, fileNumber = null } = first ?? {};
    throw new Refusal(code, { count, name, fileNumber }, 'exitedSeen');
  }
  return count > 0 ? { exitedLines: count } : {};
}

type Exit = Pick<typeof families.$inferSelect, 'exitedOn' | 'exitReason'>;

async function exitsOf(read: Read, familyIds: readonly string[]): Promise<Map<string, Exit>> {
  const exits = new Map<string, Exit>();
  for (const chunk of chunksOf(familyIds)) {
    const rows = await read
      .select({ id: families.id, exitedOn: families.exitedOn, exitReason: families.exitReason })
      .from(families)
      .where(and(inArray(families.id, chunk), isNotNull(families.exitedOn)));
    for (const { id, ...exit } of rows) exits.set(id, exit);
  }
  return exits;
}

async function approvalDays(read: Read, awardIds: readonly string[]): Promise<Map<string, string>> {
  const days = new Map<string, string>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({ id: awards.id, approvedOn: awards.approvedOn })
      .from(awards)
      .where(inArray(awards.id, chunk));
    for (const { id, approvedOn } of rows) days.set(id, approvedOn);
  }
  return days;
}
