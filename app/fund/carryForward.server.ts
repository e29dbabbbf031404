import { eq } from 'drizzle-orm';
import type { Read, Write } from '../../db/client.server';
import { projects } from '../../db/schema';
import { fen, subtractFen, sumFen, type Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { committedByType, projectOfYear, type Project } from './balance.server';
import { fundCash, lowestCash, type FundCash } from './cash.server';

/** 上年结转: what a year has left for the next one. */

/** What a form begins with that carries on what the year before left. */
export interface CarryForward extends CarryStand {
  fromYear: number;
  receivedOn: string;
}

interface CarryStand {
  /** Of the year before, with everything recorded so far: the figures of its fund page. */
  cash: FundCash;
  /** The day from the carry-forward on that has the least to pay from: more than that cannot be carried on. */
  lowest: { on: string; usableFen: Fen };
  /** Approved there, and neither paid nor with the bank: it will be paid from that year's money. */
  reservedFen: Fen;
  /** What is proposed: 可用于发放 less that, at most what the lowest day has; 0 where nothing is left. */
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
  const cash = await fundCash(read, source.id);
  const { on: lowestOn, usableFen } = await lowestCash(read, { projectId: source.id, on });
  const committedFen = sumFen(Object.values(await committedByType(read, { projectId: source.id })));
  const reservedFen = fen(Math.max(0, committedFen - cash.waitingFen));
  return {
    cash,
    lowest: { on: lowestOn, usableFen },
    reservedFen,
    proposedFen: fen(Math.max(0, Math.min(usableFen, cash.usableFen - reservedFen))),
  };
}

/**
 * What is carried on must be there to pay from. What leaves too little for approved awards is asked about first, where
 * somebody can be asked (domain: an approved award commits money).
 * @throws Refusal receipt.carried_too_much {year, on, leftFen} beside amountFen;
 * receipt.carried_reserved {year, reservedFen, proposedFen, shortFen} beside takesReserved
 */
export async function requireLeftOver(
  write: Write,
  source: Project,
  wish: { amountFen: Fen; receivedOn: string; takesReserved?: boolean | undefined },
): Promise<void> {
  const { year } = source;
  const { lowest, reservedFen, proposedFen } = await carryStand(write, { source, on: wish.receivedOn });
  const leftFen = Math.max(0, lowest.usableFen);
  if (wish.amountFen > leftFen)
    throw new Refusal('receipt.carried_too_much', { year, on: lowest.on, leftFen }, 'amountFen');
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
