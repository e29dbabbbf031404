import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { projects } from '../../db/schema';
import { fen, subtractFen, sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { committedByType, projectOfYear, type Project } from './balance.server';
import { lowestCash, type FundCash } from './cash.server';

/** 上年结转: what a year has left for the next one. */

/** What a form begins with that carries on what the year before left. */
export interface CarryForward extends CarryStand {
  fromYear: number;
  receivedOn: string;
}

interface CarryStand {
  /** Of the year before, on the day from then on that has the least to pay from. */
  cash: FundCash;
  /** Approved there, and neither paid nor with the bank: it will be paid from that year's money. */
  reservedFen: Fen;
  /** What is proposed: 可用于发放 less that; 0 where it needs all. */
  proposedFen: Fen;
}

/**
 * What the year before has left for a year. Null where there is no year before.
 * @throws Refusal project.not_found
 */
export async function carryForwardTo(read: Read, year: number, today: string): Promise<CarryForward | null> {
  const project = await projectOfYear(read, year);
  const source = await projectBefore(read, project);
  if (!source) return null;
  const receivedOn = project.startOn < today ? project.startOn : today;
  return { fromYear: source.year, receivedOn, ...(await carryStand(read, { source, on: receivedOn })) };
}

/** What can be carried on from a year on a day, and what ought to stay for what it has approved. */
export async function carryStand(
  read: Read,
  { source, on }: { source: Pick<Project, 'id'>; on: string },
): Promise<CarryStand> {
  const cash = await lowestCash(read, { projectId: source.id, on });
  const committedFen = sumFen(Object.values(await committedByType(read, { projectId: source.id })));
  const reservedFen = fen(Math.max(0, committedFen - cash.waitingFen));
  return {
    cash,
    reservedFen,
    proposedFen: fen(Math.max(0, subtractFen(cash.usableFen, reservedFen))),
  };
}

/**
 * What is carried on must be there to pay from. What leaves too little for approved awards is asked about first, where
 * somebody can be asked (domain: an approved award commits money).
 * @throws Refusal receipt.carried_too_much {year, leftFen, cashFen, waitingFen} beside amountFen;
 * receipt.carried_reserved {year, reservedFen, proposedFen, shortFen} beside takesReserved
 */
export async function requireLeftOver(
  write: Write,
  source: Project,
  wish: { amountFen: Fen; receivedOn: string; takesReserved?: boolean | undefined },
): Promise<void> {
  const { year } = source;
  const { cash, reservedFen, proposedFen } = await carryStand(write, { source, on: wish.receivedOn });
  const { cashFen, waitingFen } = cash;
  const leftFen = Math.max(0, cash.usableFen);
  if (wish.amountFen > leftFen)
    throw new Refusal('receipt.carried_too_much', { year, leftFen, cashFen, waitingFen }, 'amountFen');
  if (wish.takesReserved === false && wish.amountFen > proposedFen) {
    const shortFen = subtractFen(wish.amountFen, proposedFen);
    const figures = { year, reservedFen, proposedFen, shortFen };
    throw new Refusal('receipt.carried_reserved', figures, 'takesReserved');
  }
}

/** The project of the year before; null where there is none. */
export async function projectBefore(read: Read, { year }: Pick<Project, 'year'>): Promise<Project | null> {
  const [before] = await read
    .select()
    .from(projects)
    .where(eq(projects.year, year - 1));
  return before ?? null;
}
