import { inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { programmes } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import { Refusal } from '../refusal';
import { countMissed, missedWindows, type PayWindow } from './payWindow';

/** Awards, or what may become one, that are alike in what their window depends on. */
export interface WindowUse {
  projectId: string;
  type: ReliefType;
  /** How many of them; 1 when left out. */
  count?: number;
}

/** The windows in which some awards are to be paid, each with how many. */
export async function payWindows(read: Read, uses: readonly WindowUse[]): Promise<PayWindow[]> {
  const counts = new Map<string, number>();
  for (const { projectId, type, count = 1 } of uses) {
    const key = `${projectId} ${type}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  const projectIds = [...new Set(uses.map(({ projectId }) => projectId))];
  const plans = await read.select().from(programmes).where(inArray(programmes.projectId, projectIds));
  return plans.flatMap(({ projectId, type, windowStartOn: startOn, windowEndOn: endOn }) => {
    const count = counts.get(`${projectId} ${type}`) ?? 0;
    return count > 0 ? [{ type, startOn, endOn, count }] : [];
  });
}

/**
 * Holds money until whoever sends it on has seen how much of it would be paid outside the window: it may be, but not
 * unseen.
 * @param seen how many were seen; nobody is asked where it is left out
 * @returns what the audit keeps of it
 * @throws Refusal payment.outside_window {count, type, startOn, endOn}
 */
export async function requireWindowsSeen(
  read: Read,
  { uses, on, seen }: { uses: readonly WindowUse[]; on: string; seen: number | undefined },
): Promise<{ outsideWindow?: number }> {
  const missed = missedWindows(await payWindows(read, uses), on);
  const count = countMissed(missed);
  if (seen !== undefined && seen !== count) {
    const { type = null, startOn = null, endOn = null } = missed[0] ?? {};
    throw new Refusal('payment.outside_window', { count, on, type, startOn, endOn }, 'windowSeen');
  }
  return count > 0 ? { outsideWindow: count } : {};
}
