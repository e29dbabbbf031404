import { and, eq, isNotNull, or, sql, type AnyColumn, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import {
  awardGroups,
  awards,
  awardSums,
  dueDays,
  endedReleases,
  families,
  familyMembers,
  helpedDays,
  moneyDays,
  payments,
} from '../../db/schema';
import { historiesDiffer } from './awardHistories.server';

/** What the sums of the indicators add up to by day, derived once more from the records and compared both ways. */
export async function daysDiffer(read: Read): Promise<string[]> {
  return [
    ...(await groupsDiffer(read)),
    ...(await moneyDiffers(read)),
    ...(await historiesDiffer(read)),
    ...(await helpedDiffer(read, 'persons')),
    ...(await helpedDiffer(read, 'families')),
    ...(await helpedDiffer(read, 'people')),
    ...(await dueDiffer(read)),
  ];
}

async function groupsDiffer(read: Read): Promise<string[]> {
  const { projectId, type, approvedDay, releasedDay, paidDay } = awardGroups;
  const keys = [projectId, type, approvedDay, releasedDay, paidDay];
  const kept = () =>
    read
      .select({
        id: keyOf(keys),
        awards: total(awardGroups.awards),
        amountFen: total(awardGroups.amountFen),
      })
      .from(awardGroups)
      .groupBy(...keys)
      .having(sql`sum(${awardGroups.awards}) <> 0`);
  const released = sql`coalesce(${awardSums.releasedOn}, '')`;
  const paid = sql`coalesce(${awardSums.paidOn}, '')`;
  const days = [awardSums.projectId, awardSums.type, awardSums.approvedOn, released, paid];
  const derived = () =>
    read
      .select({
        id: keyOf(days),
        awards: sql<number>`count(*)`,
        amountFen: total(awardSums.amountFen),
      })
      .from(awardSums)
      .where(eq(awardSums.isPlain, true))
      .groupBy(...days);
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

async function moneyDiffers(read: Read): Promise<string[]> {
  const { projectId, type, day, paidFen, ledgerRows, committedFen } = moneyDays;
  const keys = [projectId, type, day];
  const kept = () =>
    read
      .select({
        id: keyOf(keys),
        paidFen: total(paidFen),
        ledgerRows: total(ledgerRows),
        committedFen: total(committedFen),
      })
      .from(moneyDays)
      .groupBy(...keys)
      .having(sql`sum(${ledgerRows}) <> 0 or sum(${committedFen}) <> 0`);
  const derived = () => {
    const all = moneyEvents(read).as('money_events');
    return read
      .select({
        id: all.id,
        paidFen: total(all.paidFen),
        ledgerRows: total(all.ledgerRows),
        committedFen: total(all.committedFen),
      })
      .from(all)
      .groupBy(sql`${all.id}`)
      .having(sql`sum(${all.ledgerRows}) <> 0 or sum(${all.committedFen}) <> 0`);
  };
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

/** Each payment on its day; each award from its approval until its release, less what was paid of it meanwhile. */
function moneyEvents(read: Read) {
  const releasedOn = notBeforeApproval(awards.releasedOn);
  const paidOn = notBeforeApproval(payments.paidOn);
  const isOpen = sql`(${awards.releasedOn} is null or ${paidOn} < ${releasedOn})`;
  const endedFrom = notBeforeApproval(endedReleases.releasedOn);
  const endedUntil = notBeforeApproval(endedReleases.givenBackOn);
  const row = (
    { projectId, type }: { projectId: AnyColumn; type: AnyColumn },
    day: SQLWrapper,
    fen: { paid?: SQLWrapper; committed?: SQLWrapper },
  ) => ({
    id: keyOf([projectId, type, day]).as('id'),
    paidFen: sql<number>`${fen.paid ?? sql`0`}`.as('paid'),
    ledgerRows: sql<number>`${fen.paid ? sql`1` : sql`0`}`.as('ledger_rows'),
    committedFen: sql<number>`${fen.committed ?? sql`0`}`.as('committed'),
  });
  const ofPayments = (day: SQLWrapper, committed: SQLWrapper) =>
    read
      .select(row(awards, day, { committed }))
      .from(payments)
      .innerJoin(awards, eq(awards.id, payments.awardId));
  const ofEnded = (day: SQLWrapper, committed: SQLWrapper) =>
    read
      .select(row(awards, day, { committed }))
      .from(endedReleases)
      .innerJoin(awards, eq(awards.id, endedReleases.awardId));
  const paidMeanwhile = (day: SQLWrapper, committed: SQLWrapper) =>
    ofPayments(day, committed)
      .innerJoin(endedReleases, eq(endedReleases.awardId, awards.id))
      .where(sql`${paidOn} < ${endedUntil}`);
  return read
    .select(row(payments, payments.paidOn, { paid: payments.amountFen }))
    .from(payments)
    .unionAll(read.select(row(awards, awards.approvedOn, { committed: awards.amountFen })).from(awards))
    .unionAll(
      read
        .select(row(awards, releasedOn, { committed: sql`-${awards.amountFen}` }))
        .from(awards)
        .where(isNotNull(awards.releasedOn)),
    )
    .unionAll(ofPayments(paidOn, sql`-${payments.amountFen}`).where(isOpen))
    .unionAll(
      ofPayments(releasedOn, sql`${payments.amountFen}`).where(and(isOpen, isNotNull(awards.releasedOn))),
    )
    .unionAll(ofEnded(endedFrom, sql`-${awards.amountFen}`))
    .unionAll(ofEnded(endedUntil, awards.amountFen))
    .unionAll(
      paidMeanwhile(
        sql`case when ${paidOn} < ${endedFrom} then ${endedFrom} else ${paidOn} end`,
        payments.amountFen,
      ),
    )
    .unionAll(paidMeanwhile(endedUntil, sql`-${payments.amountFen}`));
}

/** A day of an award, which commits nothing before its approval. */
function notBeforeApproval(day: AnyColumn): SQL {
  return sql`case when ${day} < ${awards.approvedOn} then ${awards.approvedOn} else ${day} end`;
}

async function helpedDiffer(read: Read, basis: 'persons' | 'families' | 'people'): Promise<string[]> {
  const { projectId, type, day, change } = helpedDays;
  const kept = () =>
    read
      .select({ id: keyOf([projectId, type, day]), change: total(change) })
      .from(helpedDays)
      .where(eq(helpedDays.basis, basis))
      .groupBy(projectId, type, day)
      .having(sql`sum(${change}) <> 0`);
  const derived = () => {
    const turned = turnsOf(read, helpedRows(read, basis));
    return read
      .select({
        id: keyOf([turned.projectId, turned.type, turned.day]),
        change: total(turned.change),
      })
      .from(turned)
      .groupBy(sql`${turned.projectId}`, sql`${turned.type}`, sql`${turned.day}`)
      .having(sql`sum(${turned.change}) <> 0`);
  };
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

function helpedRows(read: Read, basis: 'persons' | 'families' | 'people') {
  const unitId = basis === 'families' ? payments.familyId : familyMembers.idFingerprint;
  const type = basis === 'people' ? sql<string>`'all'` : sql<string>`${payments.type}`;
  return read
    .select({
      unitId: sql<string>`${unitId}`.as('unit_id'),
      projectId: sql<string>`${payments.projectId}`.as('project_id'),
      type: type.as('type'),
      day: sql<string>`${payments.paidOn}`.as('day'),
      amountFen: sql<number>`${payments.amountFen}`.as('amount_fen'),
    })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .as('paid');
}

/** When the net of each unit turns above 0 and back. */
function turnsOf(read: Read, paid: ReturnType<typeof helpedRows>) {
  const byDay = read
    .select({
      unitId: paid.unitId,
      projectId: paid.projectId,
      type: paid.type,
      day: paid.day,
      amountFen: sql<number>`sum(${paid.amountFen})`.as('by_day_fen'),
    })
    .from(paid)
    .groupBy(sql`${paid.unitId}`, sql`${paid.projectId}`, sql`${paid.type}`, sql`${paid.day}`)
    .as('by_day');
  const unit = sql`partition by ${byDay.unitId}, ${byDay.projectId}, ${byDay.type} order by ${byDay.day}`;
  const nets = read
    .select({
      unitId: byDay.unitId,
      projectId: byDay.projectId,
      type: byDay.type,
      day: byDay.day,
      netFen: sql<number>`sum(${byDay.amountFen}) over (${unit})`.as('net_fen'),
    })
    .from(byDay)
    .as('nets');
  return read
    .select({
      unitId: nets.unitId,
      projectId: nets.projectId,
      type: nets.type,
      day: nets.day,
      change: turnOf(
        nets.netFen,
        sql`partition by ${nets.unitId}, ${nets.projectId}, ${nets.type} order by ${nets.day}`,
      ).as('change'),
    })
    .from(nets)
    .as('turned');
}

function turnOf(running: SQLWrapper, unit: SQL): SQL<number> {
  const before = sql`coalesce(lag(${running}) over (${unit}), 0)`;
  return sql<number>`case when ${running} > 0 then 1 else 0 end - case when ${before} > 0 then 1 else 0 end`;
}

async function dueDiffer(read: Read): Promise<string[]> {
  const { projectId, type, registerDay, paidDay, entered, active } = dueDays;
  const keys = [projectId, type, registerDay, paidDay];
  const kept = () =>
    read
      .select({ id: keyOf(keys), entered: total(entered), active: total(active) })
      .from(dueDays)
      .groupBy(...keys)
      .having(sql`sum(${entered}) <> 0 or sum(${active}) <> 0`);
  // A union of its own: without brackets `except` would take away its first half alone.
  const derived = () => {
    const all = registerDays(read).unionAll(paidTurns(read)).as('derived');
    return read.select({ id: all.id, entered: all.entered, active: all.active }).from(all);
  };
  return ids([...(await kept().except(derived())), ...(await derived().except(kept()))]);
}

function registerDays(read: Read) {
  const days = registerTurns(read).as('register_days');
  const { entered, active } = days;
  return read
    .select({
      id: keyOf([sql`''`, days.type, days.day, sql`''`]).as('id'),
      entered: total(entered).as('all_entered'),
      active: total(active).as('all_active'),
    })
    .from(days)
    .groupBy(sql`${days.type}`, sql`${days.day}`)
    .having(sql`sum(${entered}) <> 0 or sum(${active}) <> 0`);
}

function paidTurns(read: Read) {
  const days = registerTurns(read).as('due_days_of');
  const turned = turnsOf(read, duePayments(read));
  const entered = sql`${days.entered} * ${turned.change}`;
  const active = sql`${days.active} * ${turned.change}`;
  return read
    .select({
      id: keyOf([turned.projectId, days.type, days.day, turned.day]).as('id'),
      entered: total(entered).as('all_entered'),
      active: total(active).as('all_active'),
    })
    .from(days)
    .innerJoin(turned, and(eq(turned.unitId, days.personId), eq(turned.type, days.type)))
    .groupBy(sql`${turned.projectId}`, sql`${days.type}`, sql`${days.day}`, sql`${turned.day}`)
    .having(sql`sum(${entered}) <> 0 or sum(${active}) <> 0`);
}

const isDue = sql`((due.type = 'living' and ${familyMembers.position} = 0) or (due.type = 'schooling' and ${familyMembers.employment} = 'student'))`;

/** The days on which somebody comes onto the register for the first time, and is on it or no longer. */
function registerTurns(read: Read) {
  const types = sql`(select 'living' as type union all select 'schooling') as due`;
  const last = sql`case when ${families.exitedOn} > ${families.registeredOn} then ${families.exitedOn} else ${families.registeredOn} end`;
  const event = (day: SQLWrapper, files: number, open: number) =>
    read
      .select({
        personId: sql<string>`${familyMembers.idFingerprint}`.as('person_id'),
        type: sql<string>`due.type`.as('type'),
        day: sql<string>`${day}`.as('day'),
        files: sql<number>`${sql.raw(String(files))}`.as('files'),
        open: sql<number>`${sql.raw(String(open))}`.as('open'),
      })
      .from(familyMembers)
      .innerJoin(families, and(eq(families.id, familyMembers.familyId), isNotNull(families.registeredOn)))
      .innerJoin(types, isDue);
  const events = event(families.registeredOn, 1, 1)
    .unionAll(event(last, 0, -1).where(isNotNull(families.exitedOn)))
    .as('events');
  const byDay = read
    .select({
      personId: events.personId,
      type: events.type,
      day: events.day,
      files: sql<number>`sum(${events.files})`.as('files_by_day'),
      open: sql<number>`sum(${events.open})`.as('open_by_day'),
    })
    .from(events)
    .groupBy(sql`${events.personId}`, sql`${events.type}`, sql`${events.day}`)
    .as('register_by_day');
  const own = sql`partition by ${byDay.personId}, ${byDay.type} order by ${byDay.day}`;
  const running = read
    .select({
      personId: byDay.personId,
      type: byDay.type,
      day: byDay.day,
      files: sql<number>`sum(${byDay.files}) over (${own})`.as('files_now'),
      open: sql<number>`sum(${byDay.open}) over (${own})`.as('open_now'),
    })
    .from(byDay)
    .as('running');
  const unit = sql`partition by ${running.personId}, ${running.type} order by ${running.day}`;
  return read
    .select({
      personId: sql<string>`${running.personId}`.as('due_person_id'),
      type: sql<string>`${running.type}`.as('due_type'),
      day: sql<string>`${running.day}`.as('due_day'),
      entered: turnOf(running.files, unit).as('entered'),
      active: turnOf(running.open, unit).as('active'),
    })
    .from(running);
}

/** What was paid to somebody who may be due, and of living relief to a file; a payment that is both, once. */
function duePayments(read: Read) {
  const columns = {
    id: payments.id,
    unitId: sql<string>`${familyMembers.idFingerprint}`.as('unit_id'),
    projectId: sql<string>`${payments.projectId}`.as('project_id'),
    type: sql<string>`${payments.type}`.as('type'),
    day: sql<string>`${payments.paidOn}`.as('day'),
    amountFen: sql<number>`${payments.amountFen}`.as('amount_fen'),
  };
  return read
    .selectDistinct(columns)
    .from(payments)
    .innerJoin(
      familyMembers,
      or(
        eq(familyMembers.id, payments.memberId),
        and(
          eq(familyMembers.familyId, payments.familyId),
          eq(familyMembers.position, 0),
          eq(payments.type, 'living'),
          sql`exists (select 1 from ${families} where ${families.id} = ${payments.familyId} and ${families.registeredOn} is not null)`,
        ),
      ),
    )
    .as('paid') as unknown as ReturnType<typeof helpedRows>;
}

function keyOf(parts: readonly SQLWrapper[]): SQL<string> {
  return sql<string>`${sql.join([...parts], sql` || ' ' || `)}`;
}

/** Of counts and fen, as both engines compare it. */
function total(column: AnyColumn | SQLWrapper): SQL<number> {
  return sql<number>`cast(sum(${column}) as bigint)`;
}

function ids(rows: readonly { id: string }[]): string[] {
  return [...new Set(rows.map(({ id }) => id))];
}
