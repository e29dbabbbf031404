import type { Read } from '../../db/client.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { deskLimitsOf } from './deskLimits.server';
import { LATE_DESK_CODES, LATE_STATES, type LateDesk, type LateState } from './late';
import { awardLanes, applicationLane, familyLane, type Lane, type LateCase } from './lateLanes.server';

/** 将逾期与已逾期: what lies at a desk longer than it is given, or soon will. */

export type { LateCase };

interface Question {
  /** null is every desk. */
  desks?: readonly LateDesk[] | null;
  /** Without what this person took an earlier step of; null is all of it. */
  notBy?: string | null;
  /** null is both. */
  state?: LateState | null;
  today?: BusinessDate;
}

export interface LatePage {
  /** Of all these desks, in either state. */
  counts: Record<LateState, number>;
  /** In the state that was asked for. */
  total: number;
  page: number;
  pageCount: number;
  rows: LateCase[];
}

/** Everything that is late or soon will be, what is due first first. */
export async function lateCases(read: Read, { state = null, ...asked }: Question = {}): Promise<LateCase[]> {
  return firstCases(await lanesOf(read, asked), { state });
}

/** A page of that by its number, the last one for a number beyond it; what the page does not show is counted only. */
export async function latePage(
  read: Read,
  { state = null, page: wanted = 1, size, ...asked }: Question & { page?: number; size: number },
): Promise<LatePage> {
  const lanes = await lanesOf(read, asked);
  const countOf = (one: LateState) => lanes.reduce((sum, { counts }) => sum + counts[one], 0);
  const counts = { late: countOf('late'), soon: countOf('soon') };
  const total = state ? counts[state] : counts.late + counts.soon;
  const pageCount = Math.max(1, Math.ceil(total / size));
  const page = Math.min(pageCount, Math.max(1, Math.floor(wanted) || 1));
  const rows = (await firstCases(lanes, { state, first: page * size })).slice((page - 1) * size);
  return { counts, total, page, pageCount, rows };
}

/** The desks at which anything lies that long, each with how much it is. */
async function lanesOf(
  read: Read,
  { desks, notBy = null, today = todayInChina(new Date()) }: Pick<Question, 'desks' | 'notBy' | 'today'>,
): Promise<Lane[]> {
  const limits = await deskLimitsOf(read);
  const lanesAt = (desk: LateDesk) => {
    if (desk === 'payment') return awardLanes(read, today);
    const asked = { limit: limits[desk], today, notBy };
    return desk === 'visit' || desk === 'publicising' || desk === 'approval'
      ? familyLane(read, { desk, ...asked })
      : applicationLane(read, { desk, ...asked });
  };
  return (await Promise.all((desks ?? LATE_DESK_CODES).map(lanesAt))).flat();
}

/** Within a desk what came first is due first: of each no more than that many can be among the first of all. */
async function firstCases(
  lanes: readonly Lane[],
  { state, first }: { state: LateState | null; first?: number },
): Promise<LateCase[]> {
  const held = lanes.filter(({ counts }) =>
    LATE_STATES.some((one) => counts[one] > 0 && (state === null || state === one)),
  );
  const found = await Promise.all(held.map(({ fetch }) => fetch(state, first)));
  return found.flat().sort(byDueDay).slice(0, first);
}

function byDueDay(one: LateCase, other: LateCase): number {
  return inOrder(one.dueOn, other.dueOn) || inOrder(one.since, other.since) || inOrder(one.id, other.id);
}

function inOrder(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
