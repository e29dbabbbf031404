import { eq, max, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, payments } from '../../db/schema';
import { Refusal } from '../refusal';

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
