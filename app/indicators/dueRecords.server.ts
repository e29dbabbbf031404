import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import {
  applications,
  awardGroups,
  awards,
  awardSums,
  batches,
  families,
  familyMembers,
  instructions,
} from '../../db/schema';
import type { ReliefType } from '../fund/project';
import type { ApplicationStatus } from '../relief/application';
import { restIn, type AwardRest } from '../relief/awardHistory';
import type { CoverageUnit } from './coverage';
import { APPLICATION_RANK, dueReason, TELLING_STATUSES, type DueReason } from './due';

/** What the records of a year say of people who are due: what is open, not what is paid. */

/** What stands in the way of a due person, and the records that it is in. */
export interface DueStanding {
  reason: DueReason;
  applicationId: string | null;
  awardId: string | null;
  batch: { id: string; number: string } | null;
}

interface Keyed {
  type: ReliefType;
  familyId: string;
  personId: string;
}

type Application = Keyed & { id: string; status: ApplicationStatus };
type Award = Keyed & { id: string; isSentBack: boolean };

/** Of whom no record says anything. */
export const NO_RECORD: DueStanding = {
  reason: 'no_application',
  applicationId: null,
  awardId: null,
  batch: null,
};

export interface OpenRecords {
  /** Everybody of a type of whom a record says something, by the ID number, or by the file. */
  people: (type: ReliefType) => string[];
  families: (type: ReliefType) => string[];
  withStandings: (units: readonly CoverageUnit[]) => Promise<(CoverageUnit & { standing: DueStanding })[]>;
}

/** By ID number across files, of living relief by file as well; of several records the one that has come furthest. */
export async function openRecords(read: Read, projectId: string): Promise<OpenRecords> {
  const asked = await openApplications(read, projectId);
  const irregular = await irregularAwards(read, projectId);
  const waiting = [...(await unpaidAwards(read, projectId)), ...irregular.waiting];
  const { recovered } = irregular;
  const all: Keyed[] = [...asked, ...waiting, ...recovered];
  const applicationOf = keyed(asked, ({ status }) => APPLICATION_RANK[status]);
  const awardOf = keyed(waiting, () => 0);
  const takenBackOf = keyed(recovered, () => 0);
  const idsOf = (type: ReliefType, id: 'personId' | 'familyId') => [
    ...new Set(all.filter((row) => row.type === type).map((row) => row[id])),
  ];
  return {
    people: (type) => idsOf(type, 'personId'),
    families: (type) => (type === 'living' ? idsOf(type, 'familyId') : []),
    withStandings: async (units) => {
      const waitingUnits = units.filter((unit) => awardOf(unit) !== null);
      const lines = await latestLines(
        read,
        waitingUnits.map((unit) => awardOf(unit)!.id),
      );
      const accounts = await familiesWithAccount(
        read,
        waitingUnits.map(({ familyId }) => familyId),
      );
      const said = (unit: CoverageUnit): Said => ({
        application: applicationOf(unit),
        award: awardOf(unit),
        takenBack: takenBackOf(unit),
        line: lines.get(awardOf(unit)?.id ?? ''),
        hasAccount: accounts.has(unit.familyId),
      });
      return units.map((unit) => ({ ...unit, standing: standingOf(said(unit)) }));
    },
  };
}

interface Said {
  application: Application | null;
  award: Award | null;
  takenBack: { id: string } | null;
  line: BankLine | undefined;
  hasAccount: boolean;
}

function standingOf({ application, award, takenBack, line, hasAccount }: Said): DueStanding {
  const hasFailed = line?.status === 'failed';
  const batch = line && !hasFailed ? { id: line.batchId, number: line.number } : null;
  return {
    reason: dueReason({ application, award, batch, hasFailed, isTakenBack: takenBack !== null, hasAccount }),
    applicationId: application?.id ?? null,
    awardId: award?.id ?? takenBack?.id ?? null,
    batch,
  };
}

function keyed<Row extends Keyed & { id: string }>(
  rows: readonly Row[],
  rankOf: (row: Row) => number,
): (unit: Keyed) => Row | null {
  const known = new Map<string, Row>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const before = known.get(key);
      if (!before || rankOf(row) >= rankOf(before)) known.set(key, row);
    }
  }
  return (unit) =>
    keysOf(unit)
      .map((key) => known.get(key) ?? null)
      .find((row) => row !== null) ?? null;
}

function keysOf({ type, familyId, personId }: Keyed): string[] {
  const person = `${type} person ${personId}`;
  return type === 'living' ? [person, `${type} family ${familyId}`] : [person];
}

/** Those that wait for somebody, or were not agreed to; the later ones come last. */
async function openApplications(read: Read, projectId: string): Promise<Application[]> {
  return read
    .select({
      id: applications.id,
      type: applications.type,
      familyId: applications.familyId,
      personId: familyMembers.idFingerprint,
      status: applications.status,
    })
    .from(applications)
    .innerJoin(familyMembers, eq(familyMembers.id, applications.memberId))
    .where(and(eq(applications.projectId, projectId), inArray(applications.status, TELLING_STATUSES)))
    .orderBy(applications.id);
}

const awardColumns = {
  id: awards.id,
  type: awards.type,
  familyId: awards.familyId,
  personId: familyMembers.idFingerprint,
};

/** Of which nothing was paid yet, found by the days of their approval. */
async function unpaidAwards(read: Read, projectId: string): Promise<Award[]> {
  const days = await read
    .select({ type: awardGroups.type, day: awardGroups.approvedDay })
    .from(awardGroups)
    .where(
      and(eq(awardGroups.projectId, projectId), eq(awardGroups.releasedDay, ''), eq(awardGroups.paidDay, '')),
    )
    .groupBy(awardGroups.type, awardGroups.approvedDay)
    .having(sql`sum(${awardGroups.awards}) > 0`);
  const found: Award[] = [];
  for (const type of new Set(days.map((row) => row.type))) {
    for (const chunk of chunksOf(days.filter((row) => row.type === type).map(({ day }) => day))) {
      const rows = await read
        .select(awardColumns)
        .from(awardSums)
        .innerJoin(awards, eq(awards.id, awardSums.awardId))
        .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
        .where(
          and(
            eq(awardSums.projectId, projectId),
            eq(awardSums.isPlain, true),
            eq(awardSums.type, type),
            inArray(awardSums.approvedOn, chunk),
            isNull(awardSums.releasedOn),
            isNull(awardSums.paidOn),
          ),
        )
        .orderBy(awards.id);
      found.push(...rows.map((row) => ({ ...row, isSentBack: false })));
    }
  }
  return found;
}

/** Those that are not plain: of which something is still to be paid, and those that a recovery took back. */
async function irregularAwards(
  read: Read,
  projectId: string,
): Promise<{ waiting: Award[]; recovered: Award[] }> {
  const sums = await read
    .select({ id: awardSums.awardId, releasedOn: awardSums.releasedOn, history: awardSums.history })
    .from(awardSums)
    .where(and(eq(awardSums.projectId, projectId), eq(awardSums.isPlain, false)));
  // Most were paid again in full: whose they are is asked of the others only.
  const restOf = rests();
  const asked = new Map<string, { isRecovered: boolean; isSentBack: boolean }>();
  for (const { id, releasedOn, history } of sums) {
    const { isOpen, isSentBack, isTakenBack } = restOf(history!);
    const isRecovered = releasedOn !== null;
    if (isRecovered ? isTakenBack : isOpen) asked.set(id, { isRecovered, isSentBack });
  }
  const found: { waiting: Award[]; recovered: Award[] } = { waiting: [], recovered: [] };
  for (const chunk of chunksOf([...asked.keys()].sort())) {
    const rows = await read
      .select(awardColumns)
      .from(awards)
      .innerJoin(familyMembers, eq(familyMembers.id, awards.memberId))
      .where(inArray(awards.id, chunk))
      .orderBy(awards.id);
    for (const row of rows) {
      const { isRecovered, isSentBack } = asked.get(row.id)!;
      found[isRecovered ? 'recovered' : 'waiting'].push({ ...row, isSentBack });
    }
  }
  return found;
}

/** What histories say is left of an award, each text read once: those of a campaign are mostly the same. */
function rests(): (history: string) => AwardRest {
  const known = new Map<string, AwardRest>();
  return (history) => {
    const rest = known.get(history) ?? restIn(history);
    known.set(history, rest);
    return rest;
  };
}

interface BankLine {
  awardId: string;
  status: string;
  batchId: string;
  number: string;
}

/** The latest line of each award to the bank, those taken out of a batch left aside. */
async function latestLines(read: Read, awardIds: readonly string[]): Promise<Map<string, BankLine>> {
  const latest = new Map<string, BankLine>();
  for (const chunk of chunksOf(awardIds)) {
    const rows = await read
      .select({
        awardId: instructions.awardId,
        status: instructions.status,
        batchId: batches.id,
        number: batches.number,
      })
      .from(instructions)
      .innerJoin(batches, eq(batches.id, instructions.batchId))
      .where(
        and(inArray(instructions.awardId, chunk), inArray(instructions.status, ['queued', 'sent', 'failed'])),
      )
      .orderBy(desc(instructions.id));
    for (const row of rows) if (!latest.has(row.awardId)) latest.set(row.awardId, row);
  }
  return latest;
}

async function familiesWithAccount(read: Read, familyIds: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const chunk of chunksOf([...new Set(familyIds)])) {
    const rows = await read
      .select({ id: families.id })
      .from(families)
      .where(and(inArray(families.id, chunk), isNotNull(families.accountLast4)));
    for (const { id } of rows) found.add(id);
  }
  return found;
}
