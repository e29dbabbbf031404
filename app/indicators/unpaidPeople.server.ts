import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { awards, duePeople, dueSums, dueTurns, familyMembers } from '../../db/schema';
import { coverageUnits, decidingDay, registerUnits, type CoverageUnit, type Day } from './coverage';
import {
  awardFacts,
  fileFacts,
  paymentFacts,
  yearFacts,
  type YearHead,
  type YearQuestion,
  yearHead,
} from './facts.server';
import type { YearFacts } from './facts';
import { isPaidBefore, type Counted } from './sumCounts.server';

type RegisterType = 'living' | 'schooling';

/** Everybody who is due relief of a year and was not paid; the records of those who were are not looked at. */
interface UnpaidPeople {
  head: YearHead;
  units: CoverageUnit[];
}

/**
 * @throws Refusal project.not_found
 */
export async function unpaidPeople(read: Read, question: YearQuestion): Promise<UnpaidPeople> {
  const head = await yearHead(read, question);
  const { project, asOf } = head;
  const until = asOf < project.endOn ? asOf : project.endOn;
  const counted = { projectId: project.id, from: project.startOn, until };
  const units = (await isPaidBefore(read, counted))
    ? coverageUnits(await yearFacts(read, { year: project.year, asOf }))
    : [
        ...(await unpaidOf(read, head, { counted, type: 'living' })),
        ...(await unpaidOf(read, head, { counted, type: 'schooling' })),
        ...(await medicalUnits(read, head)),
      ];
  return { head, units: units.filter(({ state }) => state === 'unpaid') };
}

async function unpaidOf(
  read: Read,
  head: YearHead,
  { counted, type }: { counted: Counted; type: RegisterType },
): Promise<CoverageUnit[]> {
  const day = decidingDay(head, type);
  if (!day.windowOpen) return [];
  const people = unpaidIds(read, { counted, type, day });
  const ids = new Set((await people).map(({ personId }) => personId));
  if (ids.size === 0) return [];
  const files = await fileFacts(
    read,
    inArray(familyMembers.idFingerprint, unpaidIds(read, { counted, type, day })),
  );
  const facts: YearFacts = {
    ...head,
    ...NOTHING,
    files: files.map((file) => ({
      ...file,
      students: file.students.filter(({ personId }) => ids.has(personId)),
    })),
  };
  // Nothing is left of what they may have been paid: no payment has to be looked at.
  return registerUnits(facts, { type, payments: [] }).filter(({ personId }) => ids.has(personId));
}

const NOTHING = { awards: [], payments: [], answers: [] };

/** On the register on the day, and with nothing left of what was paid until then. */
function unpaidIds(read: Read, { counted, type, day }: { counted: Counted; type: RegisterType; day: Day }) {
  const signed = (value: string) => sql<number>`${sql.raw(value)}`.as('standing');
  const active = <Row extends typeof duePeople | typeof dueSums>(row: Row) =>
    and(
      eq(row.type, type),
      eq(row.isPlain, true),
      lte(row.registeredOn, day.on),
      or(isNull(row.exitedOn), gt(row.exitedOn, day.on)),
    );
  const turned = (projectId: string, until: string) =>
    and(
      eq(dueTurns.projectId, projectId),
      eq(dueTurns.type, type),
      lte(dueTurns.registerDay, day.on),
      lte(dueTurns.paidDay, until),
    );
  const all = read
    .select({ personId: sql<string>`${duePeople.personId}`.as('person_id'), standing: signed('1') })
    .from(duePeople)
    .where(active(duePeople))
    .unionAll(
      read
        .select({
          personId: sql<string>`${dueTurns.personId}`.as('person_id'),
          standing: sql<number>`${dueTurns.active}`.as('standing'),
        })
        .from(dueTurns)
        .where(turned('', '')),
    )
    .unionAll(
      read
        .select({ personId: sql<string>`${dueSums.personId}`.as('person_id'), standing: signed('-1') })
        .from(dueSums)
        .where(
          and(
            eq(dueSums.projectId, counted.projectId),
            active(dueSums),
            lte(dueSums.firstPaidOn, counted.until),
          ),
        ),
    )
    .unionAll(
      read
        .select({
          personId: sql<string>`${dueTurns.personId}`.as('person_id'),
          standing: sql<number>`-${dueTurns.active}`.as('standing'),
        })
        .from(dueTurns)
        .where(turned(counted.projectId, counted.until)),
    )
    .as('standings');
  return read
    .select({ personId: all.personId })
    .from(all)
    .groupBy(sql`${all.personId}`)
    .having(sql`sum(${all.standing}) > 0`);
}

/** Medical relief is decided one by one: its awards and payments are few. */
async function medicalUnits(read: Read, head: YearHead): Promise<CoverageUnit[]> {
  const { id } = head.project;
  const families = read
    .select({ id: awards.familyId })
    .from(awards)
    .where(and(eq(awards.projectId, id), eq(awards.type, 'medical')));
  const facts: YearFacts = {
    ...head,
    answers: [],
    awards: await awardFacts(read, { projectId: id, type: 'medical' }),
    payments: await paymentFacts(read, { projectId: id, type: 'medical' }),
    files: await fileFacts(read, inArray(familyMembers.familyId, families)),
  };
  return coverageUnits(facts).filter(({ type }) => type === 'medical');
}
