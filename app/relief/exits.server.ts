import type { Read } from '../../db/client.server';
import { leaveRegister, type Exit } from '../families/familySteps.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { reliefOfFamily, type ReliefRow } from './applicationQueries.server';
import type { ApplicationStatus } from './application';
import type { AwardStatus } from './award';
import { openBatchesOf } from './awardsInBatches.server';
import { offRegisterFrom, openAtExit, totalOf, type AwardAtExit } from './exit';

/** What a person said to have looked at; nobody is asked where a number is left out. */
interface Seen {
  openSeen?: number | undefined;
  offRegisterSeen?: number | undefined;
}

/**
 * Takes a family off the register. What was awarded while it was on it may still be paid (relief is decided on that
 * day), and an exit that is learned late may lie before an award: both are done only by who says to have seen how many.
 * @throws Refusal as leaveRegister; exit.open_awards {count, amountFen}, exit.off_register {count, amountFen, on}
 */
export async function exitFamily(
  { store, actor }: Desk,
  { openSeen, offRegisterSeen, ...exit }: Exit & Seen,
) {
  await store.write(async (write) => {
    const { awards } = await reliefAtExit(write, exit.id);
    const open = openAtExit(awards);
    const off = offRegisterFrom(awards, exit.on);
    const told = {
      ...(open.length > 0 ? { openAwards: open.length } : {}),
      ...(off.length > 0 ? { offRegisterAwards: off.length } : {}),
    };
    await leaveRegister(write, actor, { ...exit, told });
    if (openSeen !== undefined && openSeen !== open.length)
      throw new Refusal('exit.open_awards', totalOf(open, 'restFen'), 'openSeen');
    if (offRegisterSeen !== undefined && offRegisterSeen !== off.length) {
      const data = { ...totalOf(off, 'amountFen'), on: exit.on };
      throw new Refusal('exit.off_register', data, 'offRegisterSeen');
    }
  });
}

/** What whoever takes a family off the register should see of its relief. */
export interface ReliefAtExit {
  awards: AwardAtExit[];
  /** Applications that can no longer be approved on a day from the exit on. */
  waiting: ReliefRow[];
}

const WAITING: readonly ApplicationStatus[] = ['submitted', 'reviewed', 'confirming', 'returned'];

/** The relief of a family that is to leave the register. */
export async function reliefAtExit(read: Read, familyId: string): Promise<ReliefAtExit> {
  const rows = await reliefOfFamily(read, familyId);
  return {
    awards: await awardsAmong(read, rows),
    waiting: rows.filter(({ status }) => WAITING.includes(status)),
  };
}

const RELEASED: readonly AwardStatus[] = ['released', 'taken_back'];

async function awardsAmong(read: Read, rows: readonly ReliefRow[]): Promise<AwardAtExit[]> {
  const awarded = rows.flatMap((row) => {
    const { awardId, approvedOn, awardFen, awardStatus: status } = row;
    return awardId && approvedOn && awardFen !== null && status
      ? [{ ...row, awardId, approvedOn, awardFen, isReleased: RELEASED.includes(status) }]
      : [];
  });
  const counting = awarded.filter(({ isReleased, netFen }) => !isReleased || netFen > 0);
  const batches = await openBatchesOf(
    read,
    counting.map(({ awardId }) => awardId),
  );
  return counting.map(({ awardId, type, name, approvedOn, awardFen, netFen, isReleased }) => ({
    ...{ awardId, type, name, approvedOn },
    amountFen: awardFen,
    restFen: isReleased ? 0 : Math.max(0, awardFen - netFen),
    batch: batches.get(awardId) ?? null,
  }));
}
