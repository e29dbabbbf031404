import { eq, isNotNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries, bankContradictions, bankResults, instructions } from '../../db/schema';
import type { AuditAction } from '../audit/audit';
import { differencesIn } from '../payments/comparedResults.server';
import { detailOf } from './auditedMoney.server';
import type { Finding } from './invariants.server';

/**
 * Contradictions of the bank as its files tell them: each is kept, none beside them, and none is settled that the log
 * does not tell of. One that was taken away beside the product would let an award be paid twice unasked.
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
    const { missing, gone } = await differencesIn(read, { batchId });
    offending.push(...missing.map(({ lineId }) => lineId), ...gone.map(({ id }) => id));
  }
  return { count: kept.length, offending };
}

interface SettledLine {
  batchId: string;
  lineNumber: number;
  outcome: string;
}

const SETTLED: AuditAction = 'batch.contradiction_settled';

async function toldSettled(read: Read): Promise<Set<string>> {
  const entries = await read
    .select({ batchId: auditEntries.subjectId, detail: auditEntries.detail })
    .from(auditEntries)
    .where(eq(auditEntries.action, SETTLED));
  return new Set(
    entries.map(({ batchId, detail }) => {
      const { lineNumber = 0, outcome = '' }: Partial<SettledLine> = detailOf(detail);
      return keyOf({ batchId, lineNumber, outcome });
    }),
  );
}

function keyOf({ batchId, lineNumber, outcome }: SettledLine): string {
  return `${batchId} ${lineNumber} ${outcome}`;
}
