import { inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications } from '../../db/schema';
import { stepPagesFor, type StepPage } from './workflow';

/** The step that a person can take on each of some applications, by id; those that are not theirs to move on are left out. */
export async function offeredSteps(
  read: Read,
  { ids, person }: { ids: readonly string[]; person: Parameters<typeof stepPagesFor>[1] },
): Promise<Record<string, StepPage>> {
  const offered: Record<string, StepPage> = {};
  for (const chunk of chunksOf([...new Set(ids)])) {
    const rows = await read
      .select({
        id: applications.id,
        status: applications.status,
        recordedBy: applications.recordedBy,
        reviewedBy: applications.reviewedBy,
        decidedBy: applications.decidedBy,
      })
      .from(applications)
      .where(inArray(applications.id, chunk));
    for (const row of rows) {
      const step = stepPagesFor(row, person).find((page) => page !== 'withdraw');
      if (step) offered[row.id] = step;
    }
  }
  return offered;
}
