import { and, eq, inArray, or } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { awards, duePeople, familyMembers, payments } from '../../db/schema';
import { coverageUnits, registerUnits, type CoverageUnit } from './coverage';
import { awardFacts, fileFacts, paymentFacts, type YearHead } from './facts.server';
import type { YearFacts } from './facts';
import { stateIs, type RegisterAsked } from './registerPeople.server';

/** People who are due relief and were not paid, with the file they are shown by. */

const NOTHING = { awards: [], payments: [], files: [], answers: [], services: [] };

/** Some people of whom it is known that they are due by the register and were not paid; in their order. */
export async function unpaidUnits(
  read: Read,
  { head, type }: { head: YearHead; type: RegisterAsked['type'] },
  personIds: readonly string[],
): Promise<CoverageUnit[]> {
  const units = new Map<string, CoverageUnit>();
  for (const chunk of chunksOf(personIds)) {
    const files = await fileFacts(read, inArray(familyMembers.idFingerprint, chunk));
    // Nothing is left of what they may have been paid: no payment has to be looked at.
    const facts: YearFacts = { ...head, ...NOTHING, files };
    for (const unit of registerUnits(facts, { type, payments: [] })) units.set(unit.personId, unit);
  }
  return personIds.map((id) => units.get(id)!);
}

/** Those of some people who are due by the register and were not paid. */
export async function unpaidAmong(
  read: Read,
  asked: RegisterAsked,
  personIds: readonly string[],
): Promise<string[]> {
  const isUnpaid = stateIs(read, asked, 'unpaid');
  const found: string[] = [];
  for (const chunk of chunksOf(personIds)) {
    const rows = await read
      .select({ id: duePeople.personId })
      .from(duePeople)
      .where(
        and(
          inArray(duePeople.personId, chunk),
          eq(duePeople.type, asked.type),
          or(
            and(eq(duePeople.isPlain, true), isUnpaid(true)),
            and(eq(duePeople.isPlain, false), isUnpaid(false)),
          ),
        ),
      );
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** Medical relief is decided one by one: its awards and payments are few. */
export async function medicalUnits(read: Read, head: YearHead): Promise<CoverageUnit[]> {
  const { id } = head.project;
  const isMedical = and(eq(awards.projectId, id), eq(awards.type, 'medical'));
  const own = read.select({ id: awards.id }).from(awards).where(isMedical);
  const families = read.select({ id: awards.familyId }).from(awards).where(isMedical);
  const facts: YearFacts = {
    ...head,
    answers: [],
    services: [],
    awards: await awardFacts(read, { projectId: id, type: 'medical' }),
    payments: await paymentFacts(read, { fits: inArray(payments.awardId, own) }),
    files: await fileFacts(read, inArray(familyMembers.familyId, families)),
  };
  return coverageUnits(facts).filter(({ type }) => type === 'medical');
}
