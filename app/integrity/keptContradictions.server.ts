import { eq, inArray, isNotNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  auditEntries,
  awards,
  bankContradictions,
  bankResults,
  families,
  instructions,
} from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import { differencesIn } from '../payments/comparedResults.server';
import { detailOf } from './auditedMoney.server';
import type { Finding } from './invariants.server';

/**
 * Contradictions of the bank as its files tell them: each is kept, none beside them, and none is settled that the log
 * does not tell of. One that was taken away beside the product, or its file, would let an award be paid twice unasked.
 */
export async function contradictionsAsTold(read: Read): Promise<Finding> {
  const kept = await read
    .select({
      id: bankContradictions.id,
      outcome: bankContradictions.outcome,
      isSettled: isNotNull(bankContradictions.settledAt).mapWith(Boolean),
      batchId: instructions.batchId,
      lineNumber: instructions.lineNumber,
    })
    .from(bankContradictions)
    .innerJoin(instructions, eq(instructions.id, bankContradictions.lineId));
  const told = await toldSettled(read);
  const untold = kept.filter((one) => one.isSettled && !told.has(keyOf(one)));
  const offending = untold.map(({ id }) => id);
  const answered = await read
    .selectDistinct({ batchId: bankResults.batchId })
    .from(bankResults)
    .where(eq(bankResults.isCompared, true));
  for (const { batchId } of answered) {
    const { missing, gone, otherwise } = await differencesIn(read, { batchId });
    offending.push(...missing.map(({ lineId }) => lineId), ...[...gone, ...otherwise].map(({ id }) => id));
  }
  offending.push(...(await emptiedFiles(read)));
  return { count: kept.length, offending };
}

/** Files that hold nothing any more, and were neither taken away, as the log tells, nor erased with a family. */
async function emptiedFiles(read: Read): Promise<string[]> {
  const erased = read
    .select({ batchId: instructions.batchId })
    .from(instructions)
    .innerJoin(awards, eq(awards.id, instructions.awardId))
    .innerJoin(families, eq(families.id, awards.familyId))
    .where(isNotNull(families.erasedAt));
  const empty = await read
    .select({
      id: bankResults.id,
      batchId: bankResults.batchId,
      sha256: bankResults.sha256,
      isVoided: isNotNull(bankResults.voidedAt).mapWith(Boolean),
      isErased: inArray(bankResults.batchId, erased).mapWith(Boolean),
    })
    .from(bankResults)
    .where(eq(bankResults.contentSealed, ''));
  if (empty.length === 0) return [];
  const entries = await entriesOf(read, VOIDED);
  const told = new Set(entries.map(({ batchId, detail }) => `${batchId} ${String(detail.sha256)}`));
  return empty
    .filter(({ batchId, sha256, isVoided, isErased }) =>
      isVoided ? !told.has(`${batchId} ${sha256}`) : !isErased,
    )
    .map(({ id }) => id);
}

interface SettledLine {
  batchId: string;
  lineNumber: number;
  outcome: string;
}

const SETTLED: AuditAction = 'batch.contradiction_settled';
const VOIDED: AuditAction = 'batch.result_voided';

async function toldSettled(read: Read): Promise<Set<string>> {
  const entries = await entriesOf(read, SETTLED);
  return new Set(
    entries.map(({ batchId, detail }) => {
      const { lineNumber = 0, outcome = '' }: Partial<SettledLine> = detail;
      return keyOf({ batchId, lineNumber, outcome });
    }),
  );
}

/** What the log tells of batches. */
async function entriesOf(read: Read, action: AuditAction) {
  const entries = await read
    .select({ batchId: auditEntries.subjectId, detail: auditEntries.detail })
    .from(auditEntries)
    .where(eq(auditEntries.action, action));
  return entries.map(({ batchId, detail }) => ({ batchId, detail: detailOf(detail) }));
}

function keyOf({ batchId, lineNumber, outcome }: SettledLine): string {
  return `${batchId} ${lineNumber} ${outcome}`;
}
