import { and, between, count, eq, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { alias } from '../../db/engine/kit';
import {
  awards,
  dueDays,
  families,
  familyMembers,
  familySums,
  helpedDays,
  moneyDays,
  personSums,
  turns,
} from '../../db/schema';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { together } from '../together';
import type { Day } from './coverage';
import type { YearHead } from './facts.server';
import { unreleasedAsOf } from './releases.server';
import type { Measure } from './score';

/** Counts over the sums beside the records (db/schema/sums.ts): as many rows are read as days differ. */

/** The payments that count: those of a project from a day until a day. */
export interface Counted {
  projectId: string;
  from: string;
  until: string;
}

/** Those that count as of the day: inside the project's dates. */
export function countedOf({ project, asOf }: Pick<YearHead, 'project' | 'asOf'>): Counted {
  const until = asOf < project.endOn ? asOf : project.endOn;
  return { projectId: project.id, from: project.startOn, until };
}

/**
 * Whether a payment is dated before the first day that counts. No rule lets one in; with one the sums, which know no
 * first day, say nothing of the year.
 */
export async function isPaidBefore(read: Read, { projectId, from }: Counted): Promise<boolean> {
  const [early] = await read
    .select({ rows: total(moneyDays.ledgerRows) })
    .from(moneyDays)
    .where(and(eq(moneyDays.projectId, projectId), lt(moneyDays.day, from)));
  return early!.rows > 0;
}

/** How many people or families have a net above 0, by type. */
export async function helpedUnits(
  read: Read,
  counted: Counted,
  basis: 'persons' | 'families',
): Promise<Record<ReliefType, number>> {
  const rows = await read
    .select({ type: helpedDays.type, units: total(helpedDays.change) })
    .from(helpedDays)
    .where(
      and(
        eq(helpedDays.projectId, counted.projectId),
        eq(helpedDays.basis, basis),
        inArray(helpedDays.type, RELIEF_TYPES),
        lte(helpedDays.day, counted.until),
      ),
    )
    .groupBy(helpedDays.type);
  const unitsOf = (type: ReliefType) => rows.find((row) => row.type === type)?.units ?? 0;
  return Object.fromEntries(RELIEF_TYPES.map((type) => [type, unitsOf(type)])) as Record<ReliefType, number>;
}

/** How many people have a net above 0 over all types. */
export async function peoplePaid(read: Read, { projectId, until }: Counted): Promise<number> {
  const [row] = await read
    .select({ people: total(helpedDays.change) })
    .from(helpedDays)
    .where(
      and(
        eq(helpedDays.projectId, projectId),
        eq(helpedDays.basis, 'people'),
        eq(helpedDays.type, 'all'),
        lte(helpedDays.day, until),
      ),
    );
  return row!.people;
}

/** How many families have a net above 0 over all types: those with one of some type, for no net is below 0. */
export async function familiesPaid(read: Read, { projectId, until }: Counted): Promise<number> {
  const plain = read
    .select({ id: familySums.familyId })
    .from(familySums)
    .where(
      and(
        eq(familySums.projectId, projectId),
        inArray(familySums.type, RELIEF_TYPES),
        eq(familySums.isPlain, true),
        lte(familySums.firstPaidOn, until),
      ),
    );
  const others = read
    .select({ id: turns.unitId })
    .from(turns)
    .where(and(eq(turns.projectId, projectId), eq(turns.basis, 'families'), lte(turns.day, until)))
    .groupBy(turns.unitId, turns.type)
    .having(sql`sum(${turns.change}) > 0`);
  const [row] = await read.select({ families: count() }).from(plain.union(others).as('families_paid'));
  return row!.families;
}

/** Living relief of the main persons, schooling of the students: due by the register on a day, and paid until one. */
export async function registerCoverage(
  read: Read,
  counted: Counted,
  { type, day }: { type: 'living' | 'schooling'; day: Day },
): Promise<Measure> {
  if (!day.windowOpen) return { numerator: 0, denominator: 0 };
  const { projectId, until } = counted;
  const { active, paid } = await together({
    active: dueUntil(read, { projectId: '', type, on: day.on, until: '' }),
    paid: dueUntil(read, { projectId, type, on: day.on, until }),
  });
  // Who was paid and has left since stays in both.
  return { numerator: paid.entered, denominator: active.active + paid.entered - paid.active };
}

async function dueUntil(
  read: Read,
  {
    projectId,
    type,
    on,
    until,
  }: { projectId: string; type: 'living' | 'schooling'; on: string; until: string },
) {
  const [row] = await read
    .select({ entered: total(dueDays.entered), active: total(dueDays.active) })
    .from(dueDays)
    .where(
      and(
        eq(dueDays.projectId, projectId),
        eq(dueDays.type, type),
        lte(dueDays.registerDay, on),
        lte(dueDays.paidDay, until),
      ),
    );
  return row!;
}

/** Medical relief: the people with an approved award that is paid, or waits in a file that has not exited. */
export async function medicalCoverage(
  read: Read,
  { counted, asOf, on }: { counted: Counted; asOf: string; on: string },
): Promise<Measure> {
  const isApproved = sql`${awards.approvedOn} <= ${asOf}`;
  const waits = sql`${isApproved} and ${unreleasedAsOf(asOf)} and (${families.exitedOn} is null or ${families.exitedOn} > ${on})`;
  const approved = read
    .select({
      personId: familyMembers.idFingerprint,
      waiting: sql<number>`max(case when ${waits} then 1 else 0 end)`.as('waiting'),
    })
    .from(awards)
    // Joined to the left: the awards come first then, which are few.
    .leftJoin(familyMembers, eq(familyMembers.id, awards.memberId))
    .leftJoin(families, eq(families.id, awards.familyId))
    // The day is asked of each person afterwards: an index by day would be led through all awards of the year.
    .where(and(eq(awards.projectId, counted.projectId), eq(awards.type, 'medical')))
    .groupBy(familyMembers.idFingerprint)
    .having(sql`max(case when ${isApproved} then 1 else 0 end) = 1`)
    .as('approved');
  const plainly = alias(personSums, 'plainly');
  const others = paidAfterAll(read, counted).as('others');
  const isPaid = sql`(${plainly.personId} is not null or ${others.personId} is not null)`;
  const [row] = await read
    .select({
      numerator: sql<number>`coalesce(sum(case when ${isPaid} then 1 else 0 end), 0)`.mapWith(Number),
      denominator:
        sql<number>`coalesce(sum(case when ${isPaid} or ${approved.waiting} = 1 then 1 else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(approved)
    .leftJoin(
      plainly,
      and(
        eq(plainly.personId, approved.personId),
        eq(plainly.projectId, counted.projectId),
        eq(plainly.type, 'medical'),
        eq(plainly.isPlain, true),
        between(plainly.firstPaidOn, counted.from, counted.until),
      ),
    )
    .leftJoin(others, eq(others.personId, approved.personId));
  return row!;
}

/** Who has medical relief left of which something was taken back. */
function paidAfterAll(read: Read, { projectId, until }: Counted) {
  return read
    .select({ personId: turns.unitId })
    .from(turns)
    .where(
      and(
        eq(turns.projectId, projectId),
        eq(turns.basis, 'persons'),
        eq(turns.type, 'medical'),
        lte(turns.day, until),
      ),
    )
    .groupBy(turns.unitId)
    .having(sql`sum(${turns.change}) > 0`);
}

function total(
  column:
    typeof helpedDays.change | typeof dueDays.entered | typeof dueDays.active | typeof moneyDays.ledgerRows,
) {
  return sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);
}
