import { and, count, eq, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, awardSums, payments } from '../../db/schema';
import type { AwardFact, PaymentFact } from './facts';
import type { Counted } from './sumCounts.server';
import type { AwardGroup } from './timeliness';

/** The awards of a project that are not paid, or paid by one payment in full: as many groups as days differ. */
export async function awardGroups(read: Read, { projectId }: Counted): Promise<AwardGroup[]> {
  const { type, approvedOn, releasedOn, paidOn } = awardSums;
  return read
    .select({
      ...{ type, approvedOn, releasedOn, paidOn },
      awards: count(),
      amountFen: sql<number>`sum(${awardSums.amountFen})`.mapWith(Number),
    })
    .from(awardSums)
    .where(and(eq(awardSums.projectId, projectId), eq(awardSums.isPlain, true)))
    .groupBy(type, approvedOn, releasedOn, paidOn);
}

/** The other awards of the project, with their payments: paid in parts, or with something taken back. */
export async function irregularAwards(
  read: Read,
  projectId: string,
): Promise<{ awards: AwardFact[]; payments: PaymentFact[] }> {
  const rows = await read
    .select({
      award: {
        id: awardSums.awardId,
        type: awardSums.type,
        amountFen: awardSums.amountFen,
        approvedOn: awardSums.approvedOn,
        releasedOn: awardSums.releasedOn,
        takenBackBy: awards.takenBackBy,
      },
      payment: {
        kind: payments.kind,
        originalId: payments.originalId,
        amountFen: payments.amountFen,
        paidOn: payments.paidOn,
      },
    })
    .from(awardSums)
    .innerJoin(awards, eq(awards.id, awardSums.awardId))
    .leftJoin(payments, eq(payments.awardId, awardSums.awardId))
    .where(and(eq(awardSums.projectId, projectId), eq(awardSums.isPlain, false)));
  const known = new Map(
    rows.map(({ award: { takenBackBy, ...award } }) => [
      award.id,
      { ...award, ...NOBODY, isTakenBack: takenBackBy !== null },
    ]),
  );
  return {
    awards: [...known.values()],
    // A payment is its own original; what id a correction has decides nothing.
    payments: rows.flatMap(({ award, payment }) =>
      payment ? [{ ...payment, ...NOBODY, id: payment.originalId, awardId: award.id, type: award.type }] : [],
    ),
  };
}

/** Whose they are is counted elsewhere. */
const NOBODY = { familyId: '', memberId: '', personId: '' };
