import { and, count, eq, exists, gt, gte, inArray, isNull, lte, not, or, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { partOf } from '../../db/engine/keyset';
import { duePeople, dueSums, dueTurns, families, familyMembers } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import { membersFound } from '../relief/people.server';
import { decidingDay, type Day } from './coverage';
import type { YearHead } from './facts.server';
import { memberOf, personKey } from './personKey.server';
import type { Run } from './runs.server';
import { countedOf, type Counted } from './sumCounts.server';

/**
 * Who is due living or schooling relief by the register, as conditions on the sums beside the records. Together they
 * say what `registerUnits` says of all the files and payments; the oracle tests compare both.
 */

export const REGISTER_TYPES = ['living', 'schooling'] as const;
export type RegisterType = (typeof REGISTER_TYPES)[number];

export interface RegisterAsked {
  counted: Counted;
  type: RegisterType;
  day: Day;
  /** Who enters the register until this day belongs to the year. */
  lastEntryOn: string;
  search?: SQL;
}

/** What the year asks of the register for a type. */
export function registerOf(
  head: YearHead,
  { type, search }: { type: RegisterType; search?: SQL },
): RegisterAsked {
  const { asOf, project } = head;
  return {
    type,
    counted: countedOf(head),
    day: decidingDay(head, type),
    lastEntryOn: asOf < project.endOn ? asOf : project.endOn,
    ...(search ? { search } : {}),
  };
}

export type RegisterState = 'paid' | 'unpaid' | 'window_not_open' | 'exited_unpaid' | 'registered_later';

/** The states that are possible while the window of the type is open, or before. */
export function statesOn({ windowOpen }: Day): RegisterState[] {
  return windowOpen ? ['paid', 'unpaid', 'exited_unpaid', 'registered_later'] : ['window_not_open'];
}

/** People with one file are told by its days, others by what was kept of each day. */
export function stateIs(read: Read, asked: RegisterAsked, state: RegisterState): (isPlain: boolean) => SQL {
  const { day, lastEntryOn } = asked;
  const paid = isPaid(read, asked);
  const entered = lte(duePeople.registeredOn, day.on);
  return (isPlain) => {
    const active = isActive(asked, isPlain);
    const conditions: Record<RegisterState, SQL | undefined> = {
      paid: and(entered, paid),
      unpaid: and(active, not(paid)),
      window_not_open: or(active, paid),
      exited_unpaid: and(entered, exitedSince(read, asked, isPlain), not(active), not(paid)),
      registered_later: and(
        gt(duePeople.registeredOn, day.on),
        or(lte(duePeople.registeredOn, lastEntryOn), paid),
      ),
    };
    return conditions[state]!;
  };
}

/** Something is left of what was paid until the day. */
function isPaid(read: Read, { counted, type }: RegisterAsked): SQL {
  const left = sql`(select sum(${dueTurns.entered}) from ${dueTurns} where ${and(
    sql`${dueTurns.personId} = ${duePeople.personId}`,
    eq(dueTurns.projectId, counted.projectId),
    eq(dueTurns.type, type),
    lte(dueTurns.paidDay, counted.until),
  )})`;
  return exists(
    read
      .select({ one: sql`1` })
      .from(dueSums)
      .where(
        and(
          sql`${dueSums.personId} = ${duePeople.personId}`,
          eq(dueSums.projectId, counted.projectId),
          eq(dueSums.type, type),
          lte(dueSums.firstPaidOn, counted.until),
          or(eq(dueSums.isPlain, true), sql`${left} > 0`),
        ),
      ),
  );
}

/** On the register on the day. */
function isActive({ type, day }: RegisterAsked, isPlain: boolean): SQL {
  if (isPlain) {
    const { registeredOn, exitedOn } = duePeople;
    return and(lte(registeredOn, day.on), or(isNull(exitedOn), gt(exitedOn, day.on)))!;
  }
  return sql`coalesce((select sum(${dueTurns.active}) from ${dueTurns} where ${and(
    sql`${dueTurns.personId} = ${duePeople.personId}`,
    eq(dueTurns.projectId, ''),
    eq(dueTurns.type, type),
    lte(dueTurns.registerDay, day.on),
  )}), 0) > 0`;
}

/** A file was left since the window opened. */
function exitedSince(read: Read, { type, day }: RegisterAsked, isPlain: boolean): SQL {
  if (isPlain) return gte(duePeople.exitedOn, day.windowStartOn);
  return exists(
    read
      .select({ one: sql`1` })
      .from(familyMembers)
      .innerJoin(families, eq(families.id, familyMembers.familyId))
      .where(
        and(
          sql`${familyMembers.idFingerprint} = ${duePeople.personId}`,
          type === 'living' ? eq(familyMembers.position, 0) : eq(familyMembers.employment, 'student'),
          lte(families.registeredOn, day.on),
          gte(families.exitedOn, day.windowStartOn),
        ),
      ),
  );
}

export interface RegisterPerson<Type extends ReliefType = RegisterType> {
  type: Type;
  personId: string;
}

interface PeopleRun {
  name: string;
  isPlain: boolean;
  /** On `due_people`. */
  where: SQL | undefined;
}

/** People by the day on which they came onto the register. */
export function registerRun(
  read: Read,
  { type, search }: Pick<RegisterAsked, 'type' | 'search'>,
  { name, isPlain, where }: PeopleRun,
): Run<RegisterPerson> {
  const { personId, registeredOn } = duePeople;
  const order = { columns: [registeredOn, personId], direction: 'asc' } as const;
  const found = search && inArray(personId, membersFound(read, familyMembers.idFingerprint, search));
  return {
    name,
    shape: ['text', 'text'],
    fetch: async (seek) => {
      const part = partOf(order, personKey(seek));
      const rows = await read
        .select({ personId, registeredOn, memberId: memberOf(personId) })
        .from(duePeople)
        .where(and(eq(duePeople.type, type), eq(duePeople.isPlain, isPlain), where, found, part.where))
        .orderBy(...part.orderBy)
        .limit(part.limit);
      return rows.map((row) => ({
        key: [row.registeredOn, row.memberId],
        row: { type, personId: row.personId },
      }));
    },
  };
}

/** Runs of the people in a state: those with one file, and the others. */
export function stateRuns(
  read: Read,
  asked: RegisterAsked,
  { state, name, where }: { state: RegisterState; name: string; where?: SQL },
): Run<RegisterPerson>[] {
  const condition = stateIs(read, asked, state);
  return [true, false].map((isPlain) =>
    registerRun(read, asked, {
      name: isPlain ? name : `${name}-files`,
      isPlain,
      where: and(condition(isPlain), where),
    }),
  );
}

/** How many people are in each state that is possible on the day. */
export async function stateCounts(
  read: Read,
  asked: RegisterAsked,
): Promise<Partial<Record<RegisterState, number>>> {
  const counts: Partial<Record<RegisterState, number>> = {};
  for (const state of statesOn(asked.day)) {
    if (state !== 'paid' && state !== 'unpaid') counts[state] = await countOf(read, asked, state);
  }
  return asked.day.windowOpen ? { ...counts, ...(await paidAndUnpaid(read, asked)) } : counts;
}

async function countOf(read: Read, asked: RegisterAsked, state: RegisterState): Promise<number> {
  const condition = stateIs(read, asked, state);
  let people = 0;
  for (const isPlain of [true, false]) {
    people += await countPeople(read, asked, and(eq(duePeople.isPlain, isPlain), condition(isPlain)));
  }
  return people;
}

async function countPeople(read: Read, { type }: RegisterAsked, where: SQL | undefined): Promise<number> {
  const [row] = await read
    .select({ people: count() })
    .from(duePeople)
    .where(and(eq(duePeople.type, type), where));
  return row!.people;
}

/** Of the plain ones no row is looked up: who is on the register, less who of them was paid. */
async function paidAndUnpaid(read: Read, asked: RegisterAsked): Promise<{ paid: number; unpaid: number }> {
  const active = await countPeople(read, asked, and(eq(duePeople.isPlain, true), isActive(asked, true)));
  const plain = await plainlyPaid(read, asked);
  const corrected = await correctedPaid(read, asked);
  const several = (state: RegisterState) =>
    countPeople(read, asked, and(eq(duePeople.isPlain, false), stateIs(read, asked, state)(false)));
  return {
    paid: plain.paid + corrected.paid + (await several('paid')),
    unpaid: active - plain.active - corrected.active + (await several('unpaid')),
  };
}

const stillThere = (on: string) =>
  sql<number>`coalesce(sum(case when ${dueSums.exitedOn} is null or ${dueSums.exitedOn} > ${on} then 1 else 0 end), 0)`.mapWith(
    Number,
  );

/** With one file, of which nothing was taken back: of the index alone. */
function plainlyPaid(read: Read, asked: RegisterAsked) {
  const paid = lte(dueSums.firstPaidOn, asked.counted.until);
  return paidWithOneFile(read, asked, and(eq(dueSums.isPlain, true), paid));
}

/** With one file, of which something was taken back. */
function correctedPaid(read: Read, asked: RegisterAsked) {
  const { counted, type } = asked;
  const left = sql`(select sum(${dueTurns.entered}) from ${dueTurns} where ${and(
    sql`${dueTurns.personId} = ${dueSums.personId}`,
    eq(dueTurns.projectId, counted.projectId),
    eq(dueTurns.type, type),
    lte(dueTurns.paidDay, counted.until),
  )})`;
  return paidWithOneFile(read, asked, and(eq(dueSums.isPlain, false), sql`${left} > 0`));
}

async function paidWithOneFile(read: Read, { counted, type, day }: RegisterAsked, isPaid: SQL | undefined) {
  const [row] = await read
    .select({ paid: count(), active: stillThere(day.on) })
    .from(dueSums)
    .where(
      and(
        eq(dueSums.projectId, counted.projectId),
        eq(dueSums.type, type),
        eq(dueSums.hasOneFile, true),
        isPaid,
        lte(dueSums.registeredOn, day.on),
      ),
    );
  return row!;
}
