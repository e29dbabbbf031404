import { and, eq, inArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { unindexed } from '../../db/engine/keyset';
import { alias } from '../../db/engine/kit';
import { awards, familyMembers, payments } from '../../db/schema';
import { RELIEF_TYPES } from '../fund/project';
import { typeOfMetric } from './compute';
import { evidenceRows, type EvidenceRow } from './evidence';
import type { EvidenceAsked, EvidenceUnit } from './evidenceRuns.server';
import type { YearFacts } from './facts';
import { awardFacts, fileFacts, paymentFacts } from './facts.server';
import { isRowOfDivision } from './ofDivision.server';

/** What some units say as rows, by the records of those units alone; in their order. */
export async function rowsOfUnits(
  read: Read,
  asked: EvidenceAsked,
  units: readonly EvidenceUnit[],
): Promise<EvidenceRow[]> {
  const rows = new Map<string, EvidenceRow>();
  for (const kind of ['unit', 'payment'] as const) {
    const ids = units.flatMap((unit) => (unit.kind === kind ? unit.id : []));
    for (const chunk of chunksOf(ids)) {
      const wanted = new Set(chunk);
      const facts = { ...asked.head, ...NOTHING, ...(await FACTS[kind](read, asked, chunk)) };
      for (const row of evidenceRows(facts, asked)) if (wanted.has(row.unitId)) rows.set(row.unitId, row);
    }
  }
  return units.map((unit) => (unit.kind === 'row' ? unit.row : rows.get(unit.id)!));
}

const NOTHING = { awards: [], payments: [], files: [], answers: [], services: [] };

type Records = Partial<Pick<YearFacts, 'awards' | 'payments' | 'files'>>;
type FactsOf = (read: Read, asked: EvidenceAsked, ids: string[]) => Promise<Records>;

const FACTS: Record<'unit' | 'payment', FactsOf> = {
  payment: async (read, _, ids) => ({
    payments: await paymentFacts(read, { fits: inArray(payments.id, ids) }),
  }),
  unit: (read, asked, ids) => {
    if (typeOfMetric(asked.metric)) return helpedFacts(read, asked, ids);
    return asked.metric === 'timeliness' ? awardsWithPayments(read, asked, ids) : dueFacts(read, asked, ids);
  },
};

const helpedFacts: FactsOf = async (read, whole, ids) => {
  const { metric, basis } = whole;
  const { projectId } = whole.counted;
  const type = RELIEF_TYPES.find((one) => one === typeOfMetric(metric));
  const asked: Record<typeof basis, Parameters<typeof paymentFacts>[1]> = {
    persons: {
      fits: and(
        inArray(familyMembers.idFingerprint, ids),
        // The index of payments is led to by the file; by the project it would be led through all of the year.
        eq(payments.familyId, familyMembers.familyId),
        eq(unindexed(payments.projectId), projectId),
        type && eq(unindexed(payments.type), type),
        isRowOfDivision(read, whole, payments.familyId),
      )!,
    },
    // The payment at the root of a chain is of the project and of the type.
    person_times: { fits: inArray(payments.originalId, ids) },
    families: { projectId, ...(type ? { type } : {}), fits: inArray(payments.familyId, ids) },
  };
  return { payments: await paymentFacts(read, asked[basis]) };
};

const awardsWithPayments: FactsOf = async (read, _, ids) => ({
  awards: await awardFacts(read, { fits: inArray(awards.id, ids) }),
  payments: await paymentFacts(read, { fits: inArray(payments.awardId, ids) }),
});

const relatives = alias(familyMembers, 'relatives');

/** Of the files that the people stand in, with whoever else of them is due, and what those files got. */
const dueFacts: FactsOf = async (read, { counted }, ids) => {
  const people = [...new Set(ids.map(personOf))];
  const theirFiles = read
    .select({ id: familyMembers.familyId })
    .from(familyMembers)
    .where(inArray(familyMembers.idFingerprint, people));
  const everybody = await read
    .selectDistinct({ id: relatives.idFingerprint })
    .from(relatives)
    .where(inArray(relatives.familyId, theirFiles));
  const fingerprints = everybody.map(({ id }) => id);
  const files = filesOfPeople(read, fingerprints);
  return {
    files: await fileFacts(read, inArray(familyMembers.idFingerprint, fingerprints)),
    payments: await paymentFacts(read, {
      projectId: counted.projectId,
      fits: inArray(payments.familyId, files),
    }),
  };
};

/** The files in which some people stand. */
function filesOfPeople(read: Read, fingerprints: readonly string[]) {
  return read
    .select({ id: relatives.familyId })
    .from(relatives)
    .where(inArray(relatives.idFingerprint, [...fingerprints]));
}

/** @see coverageId */
function personOf(unitId: string): string {
  return unitId.slice(unitId.indexOf(' ') + 1);
}
