import { asc, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankFiles, bankResults, batches, staff } from '../../db/schema';

/** A file that went to the bank or came from it. */
export interface BankPaper {
  direction: 'sent' | 'received';
  batchNumber: string;
  fileName: string;
  sha256: string;
  by: string;
  /** An instant. */
  at: string;
}

/** The files of some batches: those made for the bank, and its answers that were applied; each in order of time. */
export async function bankPapersOf(read: Read, batchIds: readonly string[]): Promise<BankPaper[]> {
  if (batchIds.length === 0) return [];
  const sent = await read
    .select({
      batchNumber: batches.number,
      fileName: bankFiles.fileName,
      sha256: bankFiles.sha256,
      by: staff.name,
      at: bankFiles.exportedAt,
    })
    .from(bankFiles)
    .innerJoin(batches, eq(batches.id, bankFiles.batchId))
    .innerJoin(staff, eq(staff.id, bankFiles.exportedBy))
    .where(inArray(bankFiles.batchId, [...batchIds]))
    .orderBy(asc(bankFiles.exportedAt));
  const received = await read
    .select({
      batchNumber: batches.number,
      fileName: bankResults.fileName,
      sha256: bankResults.sha256,
      by: staff.name,
      at: bankResults.appliedAt,
    })
    .from(bankResults)
    .innerJoin(batches, eq(batches.id, bankResults.batchId))
    .innerJoin(staff, eq(staff.id, bankResults.appliedBy))
    .where(inArray(bankResults.batchId, [...batchIds]))
    .orderBy(asc(bankResults.appliedAt));
  return [
    ...sent.map((one) => ({ ...one, direction: 'sent' as const })),
    ...received.map((one) => ({ ...one, at: one.at ?? '', direction: 'received' as const })),
  ];
}
