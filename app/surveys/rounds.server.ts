import { randomInt } from 'node:crypto';
import { and, asc, between, desc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { alias } from '../../db/engine/kit';
import {
  familyMembers,
  payments,
  projects,
  staff,
  surveyAnswers,
  surveyPeople,
  surveyRounds,
  surveyWithdrawals,
} from '../../db/schema';
import { audit } from '../audit/audit.server';
import { minDate, todayInChina, type BusinessDate } from '../calendar/date';
import { projectOfYear, type Project } from '../fund/fund.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { drawSample, LARGEST_SEED, sampleSize } from './sample';
import { isRating, isSatisfied, type SampleUnit, type SurveyMethod } from './survey';

/** Rounds of the satisfaction survey and the samples that they ask. */

export type Round = typeof surveyRounds.$inferSelect;

/** What a round is by that was withdrawn (作废). */
export interface Withdrawal {
  reason: string;
  withdrawnByName: string;
  /** An instant, ISO in UTC. */
  withdrawnAt: string;
}

/** Of a query over rounds: those that were not withdrawn. */
export const isStanding = sql`not exists (select 1 from ${surveyWithdrawals} where ${surveyWithdrawals.roundId} = ${surveyRounds.id})`;

export interface NewRound {
  year: number;
  name: string;
  method: SurveyMethod;
  startOn: BusinessDate;
  endOn: BusinessDate;
  /** The sample is of the people paid up to this day. */
  paidUntilOn: BusinessDate;
  sampleWish: number;
  sampleUnit: SampleUnit;
  seed: number;
}

/**
 * Draws the sample of a new round and freezes it.
 * @returns the id of the round
 * @throws Refusal project.not_found, survey.outside_project {startOn, endOn}, survey.paid_after_end,
 * survey.date_in_future, survey.nobody_paid {on}, survey.name_taken {name}
 */
export async function drawSurvey({ store, actor }: Desk, { year, ...round }: NewRound): Promise<string> {
  return store.write(async (write) => {
    const project = await projectOfYear(write, year);
    requirePeriod(project, round);
    await requireNewName(write, { projectId: project.id, name: round.name });
    const people = await peoplePaid(write, { project, until: round.paidUntilOn });
    if (people.size === 0) throw new Refusal('survey.nobody_paid', { on: round.paidUntilOn }, 'paidUntilOn');
    const size = sampleSize({ people: people.size, wish: round.sampleWish, unit: round.sampleUnit });
    const drawn = drawSample([...people.keys()], { size, seed: round.seed });
    const id = newId();
    await write.insert(surveyRounds).values({
      id,
      projectId: project.id,
      ...round,
      drawnFrom: people.size,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    const rows = drawn.map((fingerprint, index) => ({
      id: newId(),
      roundId: id,
      position: index + 1,
      ...people.get(fingerprint)!,
    }));
    for (const chunk of chunksOf(rows)) await write.insert(surveyPeople).values(chunk);
    await audit(write, actor, {
      action: 'survey.drawn',
      subject: { type: 'survey', id },
      detail: { year, ...round, drawnFrom: people.size, sampleSize: drawn.length },
    });
    return id;
  });
}

function requirePeriod(
  project: Project,
  { startOn, endOn, paidUntilOn }: Pick<NewRound, 'startOn' | 'endOn' | 'paidUntilOn'>,
): void {
  const { startOn: first, endOn: last } = project;
  if (startOn < first || startOn > last) {
    throw new Refusal('survey.outside_project', { startOn: first, endOn: last }, 'startOn');
  }
  if (endOn > last) throw new Refusal('survey.outside_project', { startOn: first, endOn: last }, 'endOn');
  if (paidUntilOn > endOn) throw new Refusal('survey.paid_after_end', {}, 'paidUntilOn');
  if (paidUntilOn > todayInChina(new Date())) throw new Refusal('survey.date_in_future', {}, 'paidUntilOn');
}

async function requireNewName(
  read: Read,
  { projectId, name }: { projectId: string; name: string },
): Promise<void> {
  const [taken] = await read
    .select({ id: surveyRounds.id })
    .from(surveyRounds)
    .where(and(eq(surveyRounds.projectId, projectId), eq(surveyRounds.name, name), isStanding));
  if (taken) throw new Refusal('survey.name_taken', { name }, 'name');
}

/** Whoever was paid net of corrections by a day, once a person, with the file they were last entered in. */
async function peoplePaid(
  read: Read,
  { project, until }: { project: Pick<Project, 'id' | 'startOn' | 'endOn'>; until: BusinessDate },
): Promise<Map<string, { memberId: string; familyId: string }>> {
  const rows = await read
    .select({ person: familyMembers.idFingerprint, memberId: max(familyMembers.id) })
    .from(payments)
    .innerJoin(familyMembers, eq(familyMembers.id, payments.memberId))
    .where(
      and(
        eq(payments.projectId, project.id),
        between(payments.paidOn, project.startOn, minDate(until, project.endOn as BusinessDate)),
      ),
    )
    .groupBy(familyMembers.idFingerprint)
    .having(sql`sum(${payments.amountFen}) > 0`);
  const members = await read
    .selectDistinct({ memberId: payments.memberId, familyId: payments.familyId })
    .from(payments)
    .where(eq(payments.projectId, project.id));
  const familyOf = new Map(members.map(({ memberId, familyId }) => [memberId, familyId]));
  return new Map(
    rows.map(({ person, memberId }) => [person, { memberId: memberId!, familyId: familyOf.get(memberId!)! }]),
  );
}

/** How many people a sample could be drawn from. */
export async function countPeoplePaid(read: Read, project: Project, until: BusinessDate): Promise<number> {
  return (await peoplePaid(read, { project, until })).size;
}

/** A seed that nobody chose. */
export function newSeed(): number {
  return randomInt(1, LARGEST_SEED);
}

export interface RoundCounts {
  /** People of the sample. */
  sample: number;
  /** With a rating; people who could not be reached or declined have none. */
  answered: number;
  satisfied: number;
  unreached: number;
  declined: number;
  /** Nobody has tried yet. */
  open: number;
}

export interface RoundView {
  round: Round;
  year: number;
  recordedByName: string;
  /** null of a round that stands. */
  withdrawal: Withdrawal | null;
  counts: RoundCounts;
}

/** The rounds of a year, the latest first. */
export async function roundsOfYear(read: Read, year: number): Promise<RoundView[]> {
  const rows = await roundRows(read)
    .where(eq(projects.year, year))
    .orderBy(desc(surveyRounds.startOn), desc(surveyRounds.id));
  const views: RoundView[] = [];
  for (const row of rows)
    views.push({ ...withWithdrawal(row), counts: await countsOfRound(read, row.round.id) });
  return views;
}

/** The rounds of all years that stand, the latest first. */
export function standingRounds(read: Read): Promise<Round[]> {
  return read
    .select()
    .from(surveyRounds)
    .where(isStanding)
    .orderBy(desc(surveyRounds.startOn), desc(surveyRounds.id));
}

/**
 * One round.
 * @throws Refusal record.not_found
 */
export async function roundView(read: Read, id: string): Promise<RoundView> {
  return { ...(await roundRow(read, id)), counts: await countsOfRound(read, id) };
}

/**
 * One round that takes answers.
 * @throws Refusal record.not_found, survey.withdrawn {name}
 */
export async function roundToFill(read: Read, id: string): Promise<RoundView> {
  return { ...(await standingRound(read, id)), counts: await countsOfRound(read, id) };
}

/**
 * One round without its counts.
 * @throws Refusal record.not_found
 */
export async function roundRow(read: Read, id: string): Promise<Omit<RoundView, 'counts'>> {
  const [row] = await roundRows(read).where(eq(surveyRounds.id, id));
  if (!row) throw new Refusal('record.not_found');
  return withWithdrawal(row);
}

/**
 * The same of a round that takes answers.
 * @throws Refusal record.not_found, survey.withdrawn {name}
 */
export async function standingRound(read: Read, id: string): Promise<Omit<RoundView, 'counts'>> {
  const row = await roundRow(read, id);
  if (row.withdrawal) throw new Refusal('survey.withdrawn', { name: row.round.name });
  return row;
}

function roundRows(read: Read) {
  const withdrawer = alias(staff, 'withdrawer');
  return read
    .select({
      round: surveyRounds,
      year: projects.year,
      recordedByName: staff.name,
      reason: surveyWithdrawals.reason,
      withdrawnAt: surveyWithdrawals.withdrawnAt,
      withdrawnByName: withdrawer.name,
    })
    .from(surveyRounds)
    .innerJoin(projects, eq(projects.id, surveyRounds.projectId))
    .innerJoin(staff, eq(staff.id, surveyRounds.recordedBy))
    .leftJoin(surveyWithdrawals, eq(surveyWithdrawals.roundId, surveyRounds.id))
    .leftJoin(withdrawer, eq(withdrawer.id, surveyWithdrawals.withdrawnBy));
}

type RoundRow = Awaited<ReturnType<typeof roundRows>>[number];

function withWithdrawal({
  reason,
  withdrawnAt,
  withdrawnByName,
  ...row
}: RoundRow): Omit<RoundView, 'counts'> {
  const isWithdrawn = reason !== null && withdrawnAt !== null && withdrawnByName !== null;
  return { ...row, withdrawal: isWithdrawn ? { reason, withdrawnAt, withdrawnByName } : null };
}

async function countsOfRound(read: Read, roundId: string): Promise<RoundCounts> {
  const people = await read
    .select({ id: surveyPeople.id })
    .from(surveyPeople)
    .where(eq(surveyPeople.roundId, roundId));
  const answers = [...(await answersOfRound(read, roundId)).values()];
  const countOf = (matches: (answer: Answer) => boolean) => answers.filter(matches).length;
  return {
    sample: people.length,
    answered: countOf(({ outcome }) => isRating(outcome)),
    satisfied: countOf(({ outcome }) => isSatisfied(outcome)),
    unreached: countOf(({ outcome }) => outcome === 'unreached'),
    declined: countOf(({ outcome }) => outcome === 'declined'),
    open: people.length - answers.length,
  };
}

export type Answer = typeof surveyAnswers.$inferSelect;

/** The answer that counts of each person of a round who has one, by the id in the sample. */
export async function answersOfRound(read: Read, roundId: string): Promise<Map<string, Answer>> {
  const rows = await read
    .select()
    .from(surveyAnswers)
    .where(and(eq(surveyAnswers.roundId, roundId), isNull(surveyAnswers.replacedAt)))
    .orderBy(asc(surveyAnswers.answeredOn), asc(surveyAnswers.id));
  // A later row takes the place of an earlier one.
  return new Map(rows.map((row) => [row.personId, row]));
}
