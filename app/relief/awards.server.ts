import { eq, max, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, payments } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { once } from '../fund/commands.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { AWARD_WORKFLOW, awardStatus, unpaidRest } from './award';
import { openBatchesOf } from './awardsInBatches.server';
import { requireDay } from './days';

export { awardPage, listAwards } from './awardQueries.server';

export type Award = typeof awards.$inferSelect;

/** An award with its payments summed. */
export interface AwardWithNet extends Award {
  netFen: number;
  /** The day of its latest payment or correction. */
  latestOn: string | null;
}

/**
 * One award.
 * @throws Refusal award.not_found
 */
export async function awardWithNet(read: Read, id: string): Promise<AwardWithNet> {
  const [award] = await read.select().from(awards).where(eq(awards.id, id));
  if (!award) throw new Refusal('award.not_found');
  const [paid] = await read
    .select({
      netFen: sql<number>`coalesce(sum(${payments.amountFen}), 0)`.mapWith(Number),
      latestOn: max(payments.paidOn),
    })
    .from(payments)
    .where(eq(payments.awardId, id));
  return { ...award, netFen: paid?.netFen ?? 0, latestOn: paid?.latestOn ?? null };
}

/** The first day on which an award may be released: not before it was approved, nor before money last moved. */
export function earliestRelease({
  approvedOn,
  latestOn,
}: Pick<AwardWithNet, 'approvedOn' | 'latestOn'>): string {
  return latestOn && latestOn > approvedOn ? latestOn : approvedOn;
}

export interface Release {
  commandId: string;
  awardId: string;
  on: BusinessDate;
  reason: string;
}

/**
 * Releases an award (撤销): what is unpaid of it goes back to the fund, and it is never paid again.
 * @returns what was given back
 * @throws Refusal award.not_found, award.released, award.nothing_to_release, award.release_before, award.in_batch,
 * relief.date_in_future, command.changed
 */
export async function releaseAward(
  { store, actor }: Desk,
  { commandId, ...release }: Release,
): Promise<{ amountFen: number }> {
  const { awardId, on, reason } = release;
  return store.write((write) =>
    once(write, actor, { id: commandId, name: 'award.release', content: release }, async () => {
      const award = await awardWithNet(write, awardId);
      requireReleasable(award, on);
      const batch = (await openBatchesOf(write, [awardId])).get(awardId);
      if (batch) throw new Refusal('award.in_batch', { number: batch.number });
      const amountFen = unpaidRest(award);
      await write
        .update(awards)
        .set({ releasedOn: on, releaseReason: reason, takenBackBy: null })
        .where(eq(awards.id, awardId));
      await audit(write, actor, {
        action: 'award.released',
        subject: { type: 'award', id: awardId },
        detail: { on, amountFen, reason },
      });
      return { amountFen };
    }),
  );
}

function requireReleasable(award: AwardWithNet, on: BusinessDate): void {
  if (award.releasedOn) throw new Refusal('award.released', { releasedOn: award.releasedOn });
  // Whether something came back makes no difference here: the rest counts.
  const status = awardStatus({ ...award, grossFen: award.netFen });
  if (!AWARD_WORKFLOW[status].release) throw new Refusal('award.nothing_to_release');
  requireDay(on);
  const earliestOn = earliestRelease(award);
  if (on < earliestOn) throw new Refusal('award.release_before', { earliestOn }, 'on');
}
