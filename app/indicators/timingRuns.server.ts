import { and, eq, exists, inArray, isNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { partOf, type Seek } from '../../db/engine/keyset';
import { awards, awardSums, familyMembers } from '../../db/schema';
import type { Key } from '../cursor';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { membersFound } from '../relief/people.server';
import { TIMING_PARTS } from './evidence';
import {
  groupOf,
  runName,
  type EvidenceAsked,
  type EvidenceKind,
  type EvidenceRun,
  type EvidenceSource,
  type EvidenceUnit,
} from './evidenceRuns.server';
import { isRowOfDivision } from './ofDivision.server';
import { narrowedRun, type Placed, type Run } from './runs.server';
import { divisionGroups, irregularAwards, plainGroups } from './sumAwards.server';
import { judgedGroups, timedAwards, TIMING_REASONS, type AwardGroup, type AwardTiming } from './timeliness';

type Verdict = Pick<AwardTiming, 'state' | 'reason'>;
type Kind = EvidenceKind & { type: ReliefType };

/** Awards by how they were judged: those that agree in their days are judged once for all of them. */
export async function timingSource(read: Read, asked: EvidenceAsked): Promise<EvidenceSource> {
  const plain = await plainKinds(read, asked);
  const irregular = await irregularKinds(read, asked);
  const rows = new Map<string, number>();
  for (const { kind, awards } of [...plain.groups, ...irregular.groups]) {
    rows.set(runName(kind), (rows.get(runName(kind)) ?? 0) + awards);
  }
  const kinds = KINDS.filter((kind) => rows.has(runName(kind)));
  const kindOf = (row: SumRow) => (row.isPlain ? plain.kindOf(row) : irregular.kindOf(row));
  return {
    counted: () => Promise.resolve(kinds.map((kind) => groupOf(kind, rows.get(runName(kind))!))),
    runs: kinds.flatMap((kind) =>
      asked.search
        ? [judgedRun(read, asked, { kind, name: runName(kind), kindOf })]
        : [
            groupedRun(read, asked, { kind, groups: plain.groups.filter((one) => one.kind === kind) }),
            judgedRun(read, asked, { kind, name: runName(kind, 'corrected'), isPlain: false, kindOf }),
          ],
    ),
  };
}

const STATES = {
  paid_in_time: 'on_time',
  paid_late: 'late',
  paid_before_window: 'late',
  overdue: 'late',
  not_due_yet: 'left_out',
  released: 'left_out',
  recovered: 'left_out',
} as const satisfies Record<AwardTiming['reason'], AwardTiming['state']>;

/** In the order in which they are listed. */
const KINDS: readonly Kind[] = TIMING_REASONS.flatMap((reason) =>
  RELIEF_TYPES.map((type) => ({ part: TIMING_PARTS[STATES[reason]], reason, type })),
);

function kindOfVerdict({ reason }: Verdict, type: ReliefType): Kind {
  return KINDS.find((kind) => kind.reason === reason && kind.type === type)!;
}

type SumRow = Pick<
  typeof awardSums.$inferSelect,
  'awardId' | 'type' | 'approvedOn' | 'releasedOn' | 'paidOn' | 'history' | 'isPlain'
>;

interface Judged<Group> {
  groups: (Group & { kind: Kind; awards: number })[];
  kindOf: (row: SumRow) => Kind | undefined;
}

async function plainKinds(
  read: Read,
  { head, counted, filter }: EvidenceAsked,
): Promise<Judged<{ group: AwardGroup }>> {
  const division = filter?.division ?? null;
  const all =
    division === null ? await plainGroups(read, counted) : await divisionGroups(read, { counted, division });
  const groups = judgedGroups(head, all)
    .filter(({ group }) => group.awards > 0)
    .map(({ group, ...verdict }) => ({
      group,
      awards: group.awards,
      kind: kindOfVerdict(verdict, group.type),
    }));
  const nameOf = ({ type, approvedOn, releasedOn, paidOn }: Omit<AwardGroup, 'awards' | 'amountFen'>) =>
    JSON.stringify([type, approvedOn, releasedOn, paidOn]);
  const known = new Map(groups.map(({ group, kind }) => [nameOf(group), kind]));
  return { groups, kindOf: (row) => known.get(nameOf(row)) };
}

async function irregularKinds(read: Read, { head, filter }: EvidenceAsked): Promise<Judged<object>> {
  const { facts, timesOf, idOf } = await irregularAwards(read, head, filter?.division);
  const groups = timedAwards(facts).map(({ award, ...verdict }) => ({
    id: award.id,
    awards: timesOf(award.id),
    kind: kindOfVerdict(verdict, award.type),
  }));
  const known = new Map(groups.map(({ id, kind }) => [id, kind]));
  return { groups, kindOf: (row) => known.get(idOf(row) ?? '') };
}

/** What stands in an address where an award was not released, or not paid. */
const NEVER = '-';

/** Awards that nothing was taken back of, by their days; a page reads as many of those as it needs. */
function groupedRun(
  read: Read,
  asked: EvidenceAsked,
  { kind, groups }: { kind: Kind; groups: readonly { group: AwardGroup }[] },
): EvidenceRun {
  const ordered = groups
    .map(({ group }) => ({ group, key: daysKey(group) }))
    .sort((one, other) => compareKeys(one.key, other.key));
  return {
    group: kind,
    name: runName(kind),
    shape: ['text', 'text', 'text', 'text'],
    fetch: async ({ from, isBackwards, limit }) => {
      const sign = isBackwards ? -1 : 1;
      const beyond = ordered.filter(({ key }) => !from || sign * compareKeys(key, from) >= 0);
      if (isBackwards) beyond.reverse();
      const found: Placed<EvidenceUnit>[] = [];
      for (const { group, key } of beyond) {
        if (found.length >= limit) break;
        const isBegun = from !== null && compareKeys(key, from) === 0;
        const seek = { from: isBegun ? [from[3]!] : null, isBackwards, limit: limit - found.length };
        for (const id of await awardsOfGroup(read, asked, { group, seek })) {
          found.push({ key: [...key, id], row: { kind: 'unit', id } });
        }
      }
      return found;
    },
  };
}

function daysKey({ approvedOn, releasedOn, paidOn }: AwardGroup): string[] {
  return [approvedOn, releasedOn ?? NEVER, paidOn ?? NEVER];
}

/** By the days; what follows them decides nothing. */
function compareKeys(one: Key, other: Key): number {
  const at = [0, 1, 2].find((index) => one[index] !== other[index]);
  if (at === undefined) return 0;
  return one[at]! < other[at]! ? -1 : 1;
}

async function awardsOfGroup(
  read: Read,
  asked: EvidenceAsked,
  { group, seek }: { group: AwardGroup; seek: Seek<Key> },
): Promise<string[]> {
  const { type, approvedOn, releasedOn, paidOn } = group;
  const part = partOf({ columns: [awardSums.awardId], direction: 'asc' }, seek);
  const rows = await read
    .select({ id: awardSums.awardId })
    .from(awardSums)
    .where(
      and(
        eq(awardSums.projectId, asked.counted.projectId),
        eq(awardSums.isPlain, true),
        eq(awardSums.type, type),
        eq(awardSums.approvedOn, approvedOn),
        releasedOn === null ? isNull(awardSums.releasedOn) : eq(awardSums.releasedOn, releasedOn),
        paidOn === null ? isNull(awardSums.paidOn) : eq(awardSums.paidOn, paidOn),
        ofDivision(read, asked),
        part.where,
      ),
    )
    .orderBy(...part.orderBy)
    .limit(part.limit);
  return rows.map(({ id }) => id);
}

/** Awards that are looked at one by one: those that are not plain, which are few, or those that a search finds. */
function judgedRun(
  read: Read,
  asked: EvidenceAsked,
  {
    kind,
    name,
    isPlain,
    kindOf,
  }: {
    kind: Kind;
    name: string;
    isPlain?: boolean | undefined;
    kindOf: (row: SumRow) => Kind | undefined;
  },
): EvidenceRun {
  const all: Run<SumRow> = {
    name,
    shape: ['text', 'text'],
    fetch: async (seek) => {
      const rows = await sumRows(read, asked, { kind, isPlain, seek });
      return rows.map((row) => ({ key: [row.approvedOn, row.awardId], row }));
    },
  };
  const judged = narrowedRun(all, (row) => kindOf(row) === kind);
  return {
    ...judged,
    group: kind,
    fetch: async (seek) => {
      const placed = await judged.fetch(seek);
      return placed.map(({ key, row }) => ({ key, row: { kind: 'unit', id: row.awardId } }));
    },
  };
}

function sumRows(
  read: Read,
  asked: EvidenceAsked,
  { kind, isPlain, seek }: { kind: Kind; isPlain: boolean | undefined; seek: Seek<Key> },
): Promise<SumRow[]> {
  const { head, counted, search } = asked;
  const part = partOf({ columns: [awardSums.approvedOn, awardSums.awardId], direction: 'asc' }, seek);
  return read
    .select({
      awardId: awardSums.awardId,
      type: awardSums.type,
      approvedOn: awardSums.approvedOn,
      releasedOn: awardSums.releasedOn,
      paidOn: awardSums.paidOn,
      history: awardSums.history,
      isPlain: awardSums.isPlain,
    })
    .from(awardSums)
    .where(
      and(
        eq(awardSums.projectId, counted.projectId),
        isPlain === undefined ? undefined : eq(awardSums.isPlain, isPlain),
        eq(awardSums.type, kind.type),
        lte(awardSums.approvedOn, head.asOf),
        search ? inArray(awardSums.awardId, awardsFound(read, search)) : undefined,
        ofDivision(read, asked),
        part.where,
      ),
    )
    .orderBy(...part.orderBy)
    .limit(part.limit);
}

function awardsFound(read: Read, search: SQL) {
  return read
    .select({ id: awards.id })
    .from(awards)
    .where(inArray(awards.memberId, membersFound(read, familyMembers.id, search)));
}

/** Asked of each award in its turn: a page reads on until it is full. */
function ofDivision(read: Read, asked: EvidenceAsked): SQL | undefined {
  const isOwn = isRowOfDivision(read, asked, awards.familyId);
  if (!isOwn) return undefined;
  return exists(
    read
      .select({ one: sql`1` })
      .from(awards)
      .where(and(eq(awards.id, awardSums.awardId), isOwn)),
  );
}
