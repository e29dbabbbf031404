import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { familyMembers } from '../../db/schema';
import { wholeCount, type KeyPage } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { beneficiarySearch } from '../relief/people.server';
import { coverageUnits, type CoverageUnit } from './coverage';
import { DUE_REASONS, type DueQuestion, type DueReason } from './due';
import { NO_RECORD, openRecords, type DueStanding, type OpenRecords } from './dueRecords.server';
import { peopleOf, type EvidencePerson } from './evidence.server';
import { yearFacts, yearHead, type YearHead, type YearQuestion } from './facts.server';
import {
  REGISTER_TYPES,
  registerOf,
  stateCounts,
  stateRuns,
  type RegisterAsked,
  type RegisterPerson,
  type RegisterType,
} from './registerPeople.server';
import { narrowedRun, pageOfRuns, runOfKnown, type Run } from './runs.server';
import { searchedRows } from './searchedRows.server';
import { countedOf, isPaidBefore } from './sumCounts.server';
import { medicalUnits, unpaidAmong, unpaidUnits } from './unpaidPeople.server';

export type DueRow = Pick<CoverageUnit, 'type' | 'familyId' | 'memberId'> & EvidencePerson & DueStanding;

export interface DueList extends KeyPage<DueRow> {
  /** How many the question leaves; null where somebody is searched for and found on several pages. */
  total: number | null;
  /** Of all, and within the type that is looked at. */
  byType: Record<ReliefType, number>;
  byReason: Record<DueReason, number>;
  asOf: string;
}

const ROWS_A_PAGE = 50;

/**
 * One page of the people who are due relief of a project-year and were not paid, by the definition of the coverage
 * metric (应补尽补率), each with what stands in the way.
 * @throws Refusal project.not_found
 */
export async function dueList(read: Read, question: DueQuestion & YearQuestion): Promise<DueList> {
  const { head, parts } = await duePartsOf(read, question);
  const counts = new Map<ReliefType, ReasonCounts>();
  for (const { type, counted } of parts) counts.set(type, await counted());
  const { type, reason, search } = question;
  const ofType = [...counts].filter(([one]) => !type || one === type).map(([, own]) => own);
  const byReason = byKey(DUE_REASONS, (one) => sum(ofType.map((own) => own[one] ?? 0)));
  const page = await pageOf(read, { head, parts, question });
  return {
    ...page,
    total: search ? wholeCount(page) : sum(reason ? [byReason[reason]] : Object.values(byReason)),
    byType: byKey(RELIEF_TYPES, (one) => sum(Object.values(counts.get(one) ?? {}))),
    byReason,
    asOf: head.asOf,
  };
}

/**
 * One page of the same people, without counting them.
 * @throws Refusal project.not_found
 */
export async function duePage(read: Read, question: DueQuestion & YearQuestion): Promise<KeyPage<DueRow>> {
  const { head, parts } = await duePartsOf(read, question);
  return pageOf(read, { head, parts, question });
}

type ReasonCounts = Partial<Record<DueReason, number>>;

/** Somebody who is due; with the file and what the records say, where that is known already. */
interface DuePerson extends RegisterPerson<ReliefType> {
  known?: KnownUnit;
}

type KnownUnit = CoverageUnit & { standing: DueStanding };

/** Who is due relief of a type. */
interface DuePart {
  type: ReliefType;
  counted: () => Promise<ReasonCounts>;
  runs: (reason: DueReason | undefined) => Promise<Run<DuePerson>[]>;
}

async function duePartsOf(
  read: Read,
  question: DueQuestion & YearQuestion,
): Promise<{ head: YearHead; parts: DuePart[] }> {
  const head = await yearHead(read, question);
  const search = beneficiarySearch(question.search);
  const records = await openRecords(read, head.project.id);
  const known = (type: ReliefType, units: readonly CoverageUnit[]) =>
    knownPart(read, { type, search, records, units });
  if (await isPaidBefore(read, countedOf(head))) {
    const all = coverageUnits(await yearFacts(read, { year: head.project.year, asOf: head.asOf }));
    return {
      head,
      parts: RELIEF_TYPES.map((type) =>
        known(
          type,
          all.filter((unit) => unit.type === type),
        ),
      ),
    };
  }
  const register = (type: RegisterType) =>
    registerPart(read, { head, records, register: registerOf(head, { type, search }) });
  return {
    head,
    parts: [
      await register('living'),
      await register('schooling'),
      known('medical', await medicalUnits(read, head)),
    ],
  };
}

interface KnownPart {
  type: ReliefType;
  search: SQL | undefined;
  records: OpenRecords;
  units: readonly CoverageUnit[];
}

/** Of people who are few enough to be held. */
function knownPart(read: Read, { type, search, records, units }: KnownPart): DuePart {
  const all = records.withStandings(units.filter(({ state }) => state === 'unpaid'));
  return {
    type,
    counted: async () => countsOf(await all),
    runs: async (reason) => [knownRun(type, await searchedRows(read, await all, search), reason)],
  };
}

function countsOf(units: readonly KnownUnit[]): ReasonCounts {
  const counts: ReasonCounts = {};
  for (const { standing } of units) counts[standing.reason] = (counts[standing.reason] ?? 0) + 1;
  return counts;
}

function knownRun(
  type: ReliefType,
  units: readonly KnownUnit[],
  reason: DueReason | undefined,
): Run<DuePerson> {
  return runOfKnown(
    `${type}-known`,
    units
      .filter(({ standing }) => reason === undefined || standing.reason === reason)
      .map((known): DuePerson => ({ type, personId: known.personId, known })),
  );
}

interface RegisterPart {
  head: YearHead;
  records: OpenRecords;
  register: RegisterAsked;
}

/** By the register: those of whom a record says something are held, the others are read page by page. */
async function registerPart(read: Read, { head, records, register }: RegisterPart): Promise<DuePart> {
  const { type, day, search } = register;
  if (!day.windowOpen) return { type, counted: () => Promise.resolve({}), runs: () => Promise.resolve([]) };
  const told = await toldUnits(read, { head, records, register });
  const toldOf = new Map(told.map((unit) => [unit.personId, unit]));
  const everybody = () =>
    stateRuns(read, register, { state: 'unpaid', name: type }).map((run) => withKnown(run, toldOf));
  return {
    type,
    counted: async () => {
      const { unpaid = 0 } = await stateCounts(read, register);
      const counts = countsOf(told);
      return { ...counts, no_application: (counts.no_application ?? 0) + unpaid - told.length };
    },
    runs: async (reason) => {
      if (reason === undefined) return everybody();
      if (reason !== 'no_application') {
        return [knownRun(type, await searchedRows(read, told, search), reason)];
      }
      return everybody().map((run) =>
        narrowedRun(run, ({ known }) => !known || known.standing.reason === reason),
      );
    },
  };
}

function withKnown(run: Run<RegisterPerson>, toldOf: ReadonlyMap<string, KnownUnit>): Run<DuePerson> {
  return {
    ...run,
    fetch: async (seek) => {
      const placed = await run.fetch(seek);
      return placed.map(({ key, row }) => {
        const known = toldOf.get(row.personId);
        return { key, row: { ...row, ...(known ? { known } : {}) } };
      });
    },
  };
}

/** The due people of whom a record of the year says something. */
async function toldUnits(read: Read, { head, records, register }: RegisterPart): Promise<KnownUnit[]> {
  const { type } = register;
  const mains = await mainPeople(read, records.families(type));
  const told = [...new Set([...records.people(type), ...mains])].sort();
  const unpaid = await unpaidAmong(read, register, told);
  return records.withStandings(await unpaidUnits(read, { head, type }, unpaid));
}

async function mainPeople(read: Read, familyIds: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const chunk of chunksOf(familyIds)) {
    const rows = await read
      .select({ id: familyMembers.idFingerprint })
      .from(familyMembers)
      .where(and(inArray(familyMembers.familyId, chunk), eq(familyMembers.position, 0)));
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

interface AskedPage {
  head: YearHead;
  parts: readonly DuePart[];
  question: DueQuestion;
}

async function pageOf(read: Read, { head, parts, question }: AskedPage): Promise<KeyPage<DueRow>> {
  const { type, reason, after, before, size = ROWS_A_PAGE } = question;
  const runs: Run<DuePerson>[] = [];
  for (const part of parts) if (!type || part.type === type) runs.push(...(await part.runs(reason)));
  const page = await pageOfRuns(runs, { cursor: { after, before }, size });
  return { ...page, rows: await rowsOf(read, head, page.rows) };
}

async function rowsOf(read: Read, head: YearHead, people: readonly DuePerson[]): Promise<DueRow[]> {
  const units = new Map<string, KnownUnit>();
  const nameOf = ({ type, personId }: RegisterPerson<ReliefType>) => `${type} ${personId}`;
  for (const type of REGISTER_TYPES) {
    const asked = people.filter((one) => one.type === type && !one.known).map(({ personId }) => personId);
    for (const unit of await unpaidUnits(read, { head, type }, asked)) {
      units.set(nameOf(unit), { ...unit, standing: NO_RECORD });
    }
  }
  const shown = people.map((one) => one.known ?? units.get(nameOf(one))!);
  const named = await peopleOf(
    read,
    shown.map(({ memberId }) => memberId),
  );
  return shown.map(({ type, familyId, memberId, standing }) => ({
    ...{ type, familyId, memberId },
    ...named.get(memberId)!,
    ...standing,
  }));
}

function byKey<Key extends string>(keys: readonly Key[], of: (key: Key) => number): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, number>;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
