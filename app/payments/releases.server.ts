import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards } from '../../db/schema';
import { audit } from '../audit/audit.server';
import type { BusinessDate } from '../calendar/date';
import { once } from '../fund/commands.server';
import { Refusal } from '../refusal';
import { AWARD_WORKFLOW, awardStatus, unpaidRest } from '../relief/award';
import { awardWithNet, earliestRelease, type AwardWithNet } from '../relief/awards.server';
import { openBatchesOf } from '../relief/awardsInBatches.server';
import { requireDay } from '../relief/days';
import type { Desk } from '../staff/staff.server';
import { isOpen, type Contradiction } from './contradiction';
import { contradictionsOfAward } from './contradictions.server';

/** Giving up what is unpaid of an award (撤销). It stands here because what the bank says may be in its way. */

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
 * award.doubted, relief.date_in_future, command.changed
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
      await requireUndoubted(write, awardId);
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

/** What the bank says against the books of an award, not cleared up yet: once released, nothing could be recorded of it. */
export async function doubtsOf(read: Read, awardId: string): Promise<Contradiction[]> {
  return (await contradictionsOfAward(read, awardId)).filter(isOpen);
}

/** Those of some awards of which there is any. */
export async function doubtedAmong(read: Read, awardIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const awardId of awardIds) if ((await doubtsOf(read, awardId)).length > 0) found.push(awardId);
  return found;
}

async function requireUndoubted(read: Read, awardId: string): Promise<void> {
  const [first] = await doubtsOf(read, awardId);
  if (!first) return;
  throw new Refusal('award.doubted', { number: first.batch.number, lineNumber: first.lineNumber });
}
