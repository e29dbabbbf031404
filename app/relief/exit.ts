import type { ExitReason } from '../families/family';
import type { ReliefType } from '../fund/project';
import type { OpenBatch } from './awardsInBatches.server';

/** An award that counts when its family leaves the register: not released, or paid. */
export interface AwardAtExit {
  awardId: string;
  type: ReliefType;
  name: string;
  approvedOn: string;
  amountFen: number;
  /** What is still to be paid; 0 for one that is paid or released. */
  restFen: number;
  /** The batch in which it waits for the bank. */
  batch: OpenBatch | null;
}

/** That the family of an award is off the register. */
export interface ExitMark {
  exitedOn: string;
  reason: ExitReason | null;
  /** Whether it was awarded on a day from the exit on: a case of the compliance check. */
  wasOffRegister: boolean;
}

/** The mark of an award whose family has left; null of others. */
export function exitMark({
  exitedOn,
  exitReason,
  approvedOn,
}: {
  exitedOn: string | null;
  exitReason: ExitReason | null;
  approvedOn: string;
}): ExitMark | null {
  return exitedOn ? { exitedOn, reason: exitReason, wasOffRegister: approvedOn >= exitedOn } : null;
}

/** How many awards, and what they come to. */
export function totalOf(awards: readonly AwardAtExit[], what: 'restFen' | 'amountFen') {
  return { count: awards.length, amountFen: awards.reduce((sum, award) => sum + award[what], 0) };
}

/** Awards of which something is still to be paid. */
export function openAtExit<Award extends AwardAtExit>(awards: readonly Award[]): Award[] {
  return awards.filter(({ restFen }) => restFen > 0);
}

/**
 * Awards of a day on which the family would not have been on the register: the day of exit does not count as one on it
 * (the compliance check "not on register" finds the same).
 */
export function offRegisterFrom<Award extends AwardAtExit>(
  awards: readonly Award[],
  exitedOn: string | undefined,
): Award[] {
  return exitedOn ? awards.filter(({ approvedOn }) => approvedOn >= exitedOn) : [];
}
