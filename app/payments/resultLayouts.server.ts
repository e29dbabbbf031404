import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { bankResults, resultLayouts } from '../../db/schema';
import { newId } from '../ids.server';
import type { StaffActor } from '../staff/staff.server';
import type { ResultMapping } from './bankResult';

/** How files of the same headers are read: as somebody said of the last one. */

/** How files with these headers were read before. */
export async function knownMapping(read: Read, headers: readonly string[]): Promise<ResultMapping | null> {
  const [layout] = await read
    .select({ mapping: resultLayouts.mapping })
    .from(resultLayouts)
    .where(eq(resultLayouts.headers, JSON.stringify(headers)));
  // The bank's day of another file says nothing about this one.
  return layout ? { ...(JSON.parse(layout.mapping) as ResultMapping), defaultOn: null } : null;
}

/** Keeps a mapping with its file, and for the next one. */
export async function keepMapping(
  write: Write,
  actor: StaffActor,
  { resultId, headers, mapping }: { resultId: string; headers: readonly string[]; mapping: ResultMapping },
): Promise<void> {
  await write
    .update(bankResults)
    .set({ mapping: JSON.stringify(mapping) })
    .where(eq(bankResults.id, resultId));
  const key = JSON.stringify(headers);
  const values = {
    mapping: JSON.stringify({ ...mapping, defaultOn: null }),
    changedBy: actor.staffId,
    changedAt: new Date().toISOString(),
  };
  if (await knownMapping(write, headers)) {
    await write.update(resultLayouts).set(values).where(eq(resultLayouts.headers, key));
  } else {
    await write.insert(resultLayouts).values({ id: newId(), headers: key, ...values });
  }
}
