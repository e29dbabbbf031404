import { and, inArray, isNotNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { awards, families } from '../../db/schema';
import type { ExitReason } from '../families/family';
import { Refusal } from '../refusal';
import { accountLinesOfBatch, type AccountLine } from './sharedLines.server';

/** Whom a line is for. */
export type RecipientLine = Omit<AccountLine, 'accountFingerprint'>;

/** A payment to a family that has left the register since it was awarded. */
export interface ExitedLine extends RecipientLine {
  exitedOn: string;
  reason: ExitReason | null;
  /** Whether it was awarded on a day from the exit on: a case of the compliance check. */
  wasOffRegister: boolean;
}

/** Of some lines those of families that are off the register, in their order. */
export async function exitedLines(read: Read, lines: readonly RecipientLine[]): Promise<ExitedLine[]> {
  const exits = await exitsOf(read, [...new Set(lines.map(({ familyId }) => familyId))]);
  const found = lines.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const exit = exits.get(familyId);
    return exit ? [{ awardId, familyId, name, fileNumber, ...exit }] : [];
  });
  const approvals = await approvalDays(
    read,
    found.map(({ awardId }) => awardId),
  );
  return found.map((line) => ({
    ...line,
    wasOffRegister: (approvals.get(line.awardId) ?? '') >= line.exitedOn,
  }));
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
  const exited = await exitedLines(read, await accountLinesOfBatch(read, batchId));
  const { length: count, 0: first } = exited;
  if (seen !== undefined && seen !== count) {
    const { name = null, fileNumber = null } = first ?? {};
    throw new Refusal('batch.exited_lines', { count, name, fileNumber }, 'exitedSeen');
  }
  return count > 0 ? { exitedLines: count } : {};
}

async function exitsOf(
  read: Read,
  familyIds: readonly string[],
): Promise<Map<string, { exitedOn: string; reason: ExitReason | null }>> {
  const exits = new Map<string, { exitedOn: string; reason: ExitReason | null }>();
  for (const chunk of chunksOf(familyIds)) {
    const rows = await read
      .select({ id: families.id, exitedOn: families.exitedOn, reason: families.exitReason })
      .from(families)
      .where(and(inArray(families.id, chunk), isNotNull(families.exitedOn)));
    for (const { id, exitedOn, reason } of rows) exits.set(id, { exitedOn: exitedOn!, reason });
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
