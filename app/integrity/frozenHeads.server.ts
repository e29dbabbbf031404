import { asc, eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { auditEntries, reportFreezes } from '../../db/schema';
import type { FrozenModel } from '../reports/frozen';
import { auditHeadIn } from '../zh/reports';
import type { Finding } from './invariants.server';

/**
 * The log as the frozen reports saw it: each names the last entry there was. A chain that was cut off at its end, or
 * written anew from its beginning, still fits in itself; with what was printed it does not.
 */
export async function frozenHeads(read: Read): Promise<Finding> {
  const frozen = await read
    .select({ id: reportFreezes.id, model: reportFreezes.model })
    .from(reportFreezes)
    .orderBy(asc(reportFreezes.id));
  const offending: string[] = [];
  let count = 0;
  for (const { id, model } of frozen) {
    const head = headOf(model);
    if (!head) continue;
    count += 1;
    const [entry] = await read
      .select({ hash: auditEntries.hash })
      .from(auditEntries)
      .where(eq(auditEntries.sequence, head.sequence));
    if (entry?.hash !== head.hash) offending.push(id);
  }
  return { count, offending };
}

/** Papers that were frozen earlier name no entry. */
function headOf(model: string): ReturnType<typeof auditHeadIn> {
  const { report } = JSON.parse(model) as { report: Partial<FrozenModel['report']> };
  return auditHeadIn(report.auditHeadText ?? '');
}
