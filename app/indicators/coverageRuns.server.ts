import { and, eq, inArray, isNull, lte, notExists, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { duePeople, families, familyMembers, payments, personSums } from '../../db/schema';
import { coverageId, coverageRow, EVIDENCE_PARTS } from './evidence';
import {
  groupOf,
  joinedSources,
  knownSource,
  runName,
  type EvidenceAsked,
  type EvidenceKind,
  type EvidenceRun,
  type EvidenceSource,
  type EvidenceUnit,
} from './evidenceRuns.server';
import { countSums, leftOver, sumRun, type SumRun } from './helpedRuns.server';
import {
  REGISTER_TYPES,
  registerOf,
  stateCounts,
  stateRuns,
  statesOn,
  type RegisterAsked,
  type RegisterPerson,
  type RegisterState,
} from './registerPeople.server';
import type { Run } from './runs.server';
import { medicalUnits } from './unpaidPeople.server';

/** Who is due relief of any type, who of them was paid, and who is not due with the reason. */
export async function coverageSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const { head, search } = asked;
  const units = await medicalUnits(read, head);
  const { runs, counted } = joinedSources([
    ...REGISTER_TYPES.map((type) => registerSource(read, asked, registerOf(head, { type, search }))),
    await knownSource(read, units.map(coverageRow), asked),
  ]);
  const place = ({ part }: EvidenceKind) => EVIDENCE_PARTS.indexOf(part);
  return {
    runs: runs.sort((one, other) => place(one.group) - place(other.group)),
    counted: async () => (await counted()).sort((one, other) => place(one) - place(other)),
  };
}

const KINDS: Record<RegisterState, Pick<EvidenceKind, 'part' | 'reason'>> = {
  paid: { part: 'both', reason: null },
  unpaid: { part: 'denominator', reason: null },
  window_not_open: { part: 'excluded', reason: 'window_not_open' },
  exited_unpaid: { part: 'excluded', reason: 'exited_unpaid' },
  registered_later: { part: 'excluded', reason: 'registered_later' },
};

function registerSource(read: Read, asked: EvidenceAsked, register: RegisterAsked): EvidenceSource {
  const states = statesOn(register.day).map((state) => ({
    state,
    kind: { ...KINDS[state], type: register.type },
  }));
  const due: EvidenceSource = {
    runs: states.flatMap(({ state, kind }) =>
      stateRuns(read, register, { state, name: runName(kind) }).map((run) => ofUnits(run, kind)),
    ),
    counted: async () => {
      const counts = await stateCounts(read, register);
      return states.flatMap(({ state, kind }) => (counts[state] ? [groupOf(kind, counts[state])] : []));
    },
  };
  return joinedSources([due, undueSource(read, asked, register)]);
}

function ofUnits(run: Run<RegisterPerson>, group: EvidenceKind): EvidenceRun {
  return {
    ...run,
    group,
    fetch: async (seek) => {
      const placed = await run.fetch(seek);
      return placed.map(({ key, row }) => ({
        key,
        row: { kind: 'unit', id: coverageId(row) } satisfies EvidenceUnit,
      }));
    },
  };
}

/** Paid although nothing of the type was due: neither to the person, nor, of living relief, to the file. */
function undueSource(read: Read, asked: EvidenceAsked, { type }: RegisterAsked): EvidenceSource {
  const group: EvidenceKind = { part: 'excluded', reason: 'paid_not_due', type };
  const people = { ...asked, type, basis: 'persons' as const };
  const undue = and(
    isNoCandidate(read, type),
    type === 'living' ? isPaidOffRegister(read, people) : undefined,
  );
  const runs: SumRun[] = [
    { kind: group, name: runName(group), isPlain: true, where: undue },
    {
      kind: group,
      name: runName(group, 'corrected'),
      isPlain: false,
      where: and(sql`${leftOver(people)} > 0`, undue),
    },
  ];
  const idOf = (personId: string) => coverageId({ type, personId });
  return {
    runs: runs.map((run) => sumRun(read, people, { ...run, idOf })),
    counted: async () => {
      let rows = 0;
      for (const run of runs) rows += await countSums(read, people, run);
      return rows === 0 ? [] : [groupOf(group, rows)];
    },
  };
}

function isNoCandidate(read: Read, type: RegisterAsked['type']): SQL {
  return notExists(
    read
      .select({ one: sql`1` })
      .from(duePeople)
      .where(and(sql`${duePeople.personId} = ${personSums.personId}`, eq(duePeople.type, type))),
  );
}

/** Through a file that never was on the register: what a file on it got is its main person's. */
function isPaidOffRegister(read: Read, { counted }: EvidenceAsked): SQL {
  const paid = read
    .select({ id: familyMembers.idFingerprint })
    .from(families)
    // The families come first, of which few were paid.
    .crossJoin(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(
      and(
        isNull(families.registeredOn),
        eq(payments.familyId, families.id),
        eq(payments.projectId, counted.projectId),
        eq(payments.type, 'living'),
        lte(payments.paidOn, counted.until),
      ),
    )
    .groupBy(familyMembers.idFingerprint)
    .having(sql`sum(${payments.amountFen}) > 0`);
  return inArray(personSums.personId, paid);
}
