import type { Read } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import type { Line } from '../families/classification';
import { lineOn } from '../families/families.server';
import { fen, sumFen, type Fen } from '../money/fen';
import { amountOf, type ReliefCase } from './cases.server';
import { earlierAwards, type EarlierAwards } from './earlierAwards.server';
import { capOf, type CapAnswer, type MedicalBill, type Standard } from './standards';
import { confirmedStandards } from './standardSets.server';
import { together } from '../together';

/** The caps of applications and of people who may get one, from lines, standards and earlier awards. */

export interface ReliefFacts {
  on: string;
  earlier: EarlierAwards;
  lines: Lines;
  standards: readonly Standard[];
}

/** The cap of one application as of a day, with the figures that explain it. */
export async function capFor(read: Read, one: CapCase, on: string): Promise<CapAnswer> {
  const found = await together({
    earlier: earlierAwards(read, [one]),
    standards: confirmedStandards(read),
  });
  return capAnswer(one, { ...found, on, lines: linesOn(read, on) });
}

/** `capFor` for somebody who has no application yet; the amount counts, and everything awarded before. */
export type ProspectiveCase = Pick<
  ReliefCase,
  'id' | 'projectId' | 'type' | 'familyId' | 'fingerprint' | 'division' | 'hukouKind'
> & { amountFen: Fen };

/** The ids of those among these that would be above their cap. */
export async function overCapAmong(
  read: Read,
  prospects: readonly ProspectiveCase[],
  on: string,
): Promise<Set<string>> {
  const lines = linesOn(read, on);
  const earlier = await earlierAwards(read, prospects);
  const standards = await confirmedStandards(read);
  const found = new Set<string>();
  for (const one of prospects) {
    const answer = await capAnswer(
      {
        ...one,
        reviewedFen: null,
        decidedFen: null,
        requestedFen: one.amountFen,
        medicalTotalFen: null,
        medicalReimbursedFen: null,
      },
      { on, earlier, lines, standards },
    );
    if (answer.ok && answer.cap.overFen > 0) found.add(one.id);
  }
  return found;
}

type CapCase = Pick<
  ReliefCase,
  | 'id'
  | 'projectId'
  | 'type'
  | 'familyId'
  | 'fingerprint'
  | 'division'
  | 'hukouKind'
  | 'reviewedFen'
  | 'decidedFen'
  | 'requestedFen'
  | 'medicalTotalFen'
  | 'medicalReimbursedFen'
>;

export async function capAnswer(
  one: CapCase,
  { on, earlier, lines, standards }: ReliefFacts,
): Promise<CapAnswer> {
  const line = one.type === 'medical' ? null : await lines(one);
  const facts = {
    type: one.type,
    on,
    amountFen: amountOf(one),
    earlierFen: sumFen(earlier.of(one).map(({ amountFen }) => fen(amountFen))),
    lineMonthlyFen: line?.monthlyFen ?? null,
    lineIsSample: line?.isConfirmed === false,
    medical: billOf(one),
  };
  return capOf(facts, standards);
}

/** The bill of a medical application. */
export function billOf({
  medicalTotalFen,
  medicalReimbursedFen,
}: Pick<ReliefCase, 'medicalTotalFen' | 'medicalReimbursedFen'>): MedicalBill | null {
  if (medicalTotalFen === null || medicalReimbursedFen === null) return null;
  return { totalFen: fen(medicalTotalFen), reimbursedFen: fen(medicalReimbursedFen) };
}

export type Lines = (one: Pick<ReliefCase, 'division' | 'hukouKind'>) => Promise<Line | null>;

/** The subsistence line of a region and kind on a day, each looked up once. */
export function linesOn(read: Read, on: string): Lines {
  const known = new Map<string, Line | null>();
  return async ({ division, hukouKind }) => {
    const key = `${division} ${hukouKind}`;
    if (!known.has(key)) {
      known.set(key, await lineOn(read, { division, hukouKind, on: on as BusinessDate }));
    }
    return known.get(key) ?? null;
  };
}

/** How many of these have a cap that rests on an example line (示例), which nobody has confirmed yet. */
export async function countOnSampleLines(
  read: Read,
  cases: readonly Pick<ReliefCase, 'type' | 'division' | 'hukouKind'>[],
  on: string,
): Promise<number> {
  const lines = linesOn(read, on);
  let found = 0;
  for (const one of cases) {
    const line = one.type === 'medical' ? null : await lines(one);
    if (line && !line.isConfirmed) found += 1;
  }
  return found;
}
