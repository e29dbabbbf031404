import { and, count, eq, exists, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { partOf } from '../../db/engine/keyset';
import { alias } from '../../db/engine/kit';
import { awards, awardSums, familyMembers, familySums, payments, personSums, turns } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import { membersFound } from '../relief/people.server';
import { ownFamilies } from './divisionCounts.server';
import {
  groupOf,
  joinedSources,
  runName,
  type EvidenceAsked,
  type EvidenceKind,
  type EvidenceRun,
  type EvidenceSource,
} from './evidenceRuns.server';
import type { EvidenceGroup } from './evidenceGroups';
import { isOfDivision, isRowOfDivision } from './ofDivision.server';
import { leftOutSource, paymentRun } from './paymentRuns.server';
import { memberOf, personKey } from './personKey.server';
import { unitsOfDivision, unitsSource } from './unitRuns.server';

type Asked = EvidenceAsked & { type: ReliefType };

/** Whom relief of a type reached, on the basis that is looked at, and the payment rows that do not count. */
export function helpedSource(read: Read, asked: Asked): EvidenceSource {
  return joinedSources([helpedUnits(read, asked), leftOutSource(read, asked, [asked.type])]);
}

function helpedUnits(read: Read, asked: Asked): EvidenceSource {
  const { basis, type, filter } = asked;
  if (basis === 'person_times') return timesSource(read, asked);
  if (!filter?.division) return sumsSource(read, asked);
  const units = unitsOfDivision(read, asked, { type, division: filter.division });
  return unitsSource(read, asked, { type, units });
}

function kindsOf(type: ReliefType): Record<'counts' | 'takenBack', EvidenceKind & { type: ReliefType }> {
  return {
    counts: { part: 'numerator', reason: null, type },
    takenBack: { part: 'excluded', reason: 'taken_back', type },
  };
}

/** People or families of which nothing was taken back, or the others, as the sums keep them. */
export interface SumRun {
  kind: EvidenceKind;
  name: string;
  isPlain: boolean;
  where?: SQL | undefined;
  /** What a row is called among the rows of the figure; as the sums call it when left out. */
  idOf?: (unitId: string) => string;
}

function sumsSource(read: Read, asked: Asked): EvidenceSource {
  const { counts, takenBack } = kindsOf(asked.type);
  const left = leftOver(asked);
  const plain: SumRun = { kind: counts, name: runName(counts), isPlain: true };
  const corrected: SumRun = {
    kind: counts,
    name: runName(counts, 'corrected'),
    isPlain: false,
    where: sql`${left} > 0`,
  };
  const back: SumRun = {
    kind: takenBack,
    name: runName(takenBack),
    isPlain: false,
    where: sql`${left} <= 0`,
  };
  return {
    runs: [plain, corrected, back].map((one) => sumRun(read, asked, one)),
    counted: async () =>
      groupsOf(asked.type, {
        counts: (await countSums(read, asked, plain)) + (await countSums(read, asked, corrected)),
        takenBack: await countSums(read, asked, back),
      }),
  };
}

function groupsOf(type: ReliefType, rows: Record<'counts' | 'takenBack', number>): EvidenceGroup[] {
  const { counts, takenBack } = kindsOf(type);
  return [groupOf(counts, rows.counts), groupOf(takenBack, rows.takenBack)].filter((group) => group.rows > 0);
}

function sumsOf({ basis }: Asked) {
  return basis === 'families'
    ? { table: familySums, unitId: familySums.familyId, firstPaidOn: familySums.firstPaidOn }
    : { table: personSums, unitId: personSums.personId, firstPaidOn: personSums.firstPaidOn };
}

/** How often the net of a unit turned above 0 by the day, less how often it turned back: 1, or 0. */
export function leftOver(asked: Asked): SQL {
  const { unitId } = sumsOf(asked);
  const { projectId, until } = asked.counted;
  return sql`coalesce((select sum(${turns.change}) from ${turns} where ${and(
    sql`${turns.unitId} = ${unitId}`,
    eq(turns.projectId, projectId),
    eq(turns.basis, asked.basis === 'families' ? 'families' : 'persons'),
    eq(turns.type, asked.type),
    lte(turns.day, until),
  )}), 0)`;
}

function sumsWhere(asked: Asked, { isPlain, where }: SumRun): SQL | undefined {
  const { table, firstPaidOn } = sumsOf(asked);
  return and(
    eq(table.projectId, asked.counted.projectId),
    eq(table.type, asked.type),
    eq(table.isPlain, isPlain),
    lte(firstPaidOn, asked.counted.until),
    where,
  );
}

export async function countSums(read: Read, asked: Asked, run: SumRun): Promise<number> {
  const [row] = await read.select({ rows: count() }).from(sumsOf(asked).table).where(sumsWhere(asked, run));
  return row!.rows;
}

export function sumRun(read: Read, asked: Asked, run: SumRun): EvidenceRun {
  const { table, unitId, firstPaidOn } = sumsOf(asked);
  const isFamily = asked.basis === 'families';
  const searched =
    asked.search &&
    inArray(
      unitId,
      membersFound(read, isFamily ? familyMembers.familyId : familyMembers.idFingerprint, asked.search),
    );
  return {
    group: run.kind,
    name: run.name,
    shape: ['text', 'text'],
    fetch: async (seek) => {
      const part = partOf(
        { columns: [firstPaidOn, unitId], direction: 'asc' },
        isFamily ? seek : personKey(seek),
      );
      const rows = await read
        .select({
          id: unitId,
          firstPaidOn,
          shown: isFamily ? unitId : memberOf(unitId),
        })
        .from(table)
        .where(and(sumsWhere(asked, run), searched, part.where))
        .orderBy(...part.orderBy)
        .limit(part.limit);
      return rows.map(({ id, firstPaidOn: day, shown }) => ({
        key: [day, shown],
        row: { kind: 'unit', id: run.idOf?.(id) ?? id },
      }));
    },
  };
}

const corrections = alias(payments, 'corrections');

/** Payments with what their corrections left of them by the day. */
export function timesSource(read: Read, asked: Asked): EvidenceSource {
  const { counted, type } = asked;
  const { counts, takenBack } = kindsOf(type);
  const within = and(
    eq(payments.kind, 'payment'),
    sql`${payments.paidOn} between ${counted.from} and ${counted.until}`,
  );
  const isOwn = isOfDivision(read, asked, payments.familyId);
  const isOwnRow = isRowOfDivision(read, asked, payments.familyId);
  const awardIs = (isPlain: boolean) =>
    read
      .select({ one: sql`1` })
      .from(awardSums)
      .where(and(sql`${awardSums.awardId} = ${payments.awardId}`, eq(awardSums.isPlain, isPlain)));
  const leftFen = sql`(select sum(${corrections.amountFen}) from ${payments} as corrections where ${corrections.awardId} = ${payments.awardId} and ${corrections.originalId} = ${payments.id} and ${corrections.paidOn} <= ${counted.until})`;
  const irregular = inArray(
    payments.awardId,
    read
      .select({ id: awardSums.awardId })
      .from(awardSums)
      .where(
        and(
          eq(awardSums.projectId, counted.projectId),
          eq(awardSums.isPlain, false),
          eq(awardSums.type, type),
        ),
      ),
  );
  const plain = { kind: counts, name: runName(counts), where: and(within, isOwn, exists(awardIs(true))) };
  const corrected = {
    kind: counts,
    name: runName(counts, 'corrected'),
    isSparse: true,
    where: and(within, irregular, isOwnRow, sql`${leftFen} > 0`),
  };
  const back = {
    kind: takenBack,
    name: runName(takenBack),
    isSparse: true,
    where: and(within, irregular, isOwnRow, sql`${leftFen} <= 0`),
  };
  return {
    runs: [plain, corrected, back].map((run) => paymentRun(read, asked, { ...run, as: 'unit' })),
    counted: async () =>
      groupsOf(type, {
        counts: (await plainlyPaid(read, asked)) + (await countTimes(read, corrected.where)),
        takenBack: await countTimes(read, back.where),
      }),
  };
}

async function countTimes(read: Read, where: SQL | undefined): Promise<number> {
  const [row] = await read.select({ rows: count() }).from(payments).where(where);
  return row!.rows;
}

/** Awards that one payment paid in full: as many payments. */
async function plainlyPaid(read: Read, { counted, type, filter }: Asked): Promise<number> {
  const isPaid = and(
    eq(awardSums.isPlain, true),
    eq(awardSums.type, type),
    sql`${awardSums.paidOn} between ${counted.from} and ${counted.until}`,
  );
  if (filter?.division) {
    // The families come first, then their awards: by the type or the day all of the year would be read.
    const own = ownFamilies(read, filter.division);
    const [row] = await read
      .select({ rows: count() })
      .from(own)
      .crossJoin(awards)
      .crossJoin(awardSums)
      .where(
        and(
          eq(awards.familyId, own.id),
          eq(awards.projectId, counted.projectId),
          eq(awardSums.awardId, awards.id),
          isPaid,
        ),
      );
    return row!.rows;
  }
  const [row] = await read
    .select({ rows: count() })
    .from(awardSums)
    .where(and(eq(awardSums.projectId, counted.projectId), isPaid));
  return row!.rows;
}
