import { and, asc, between, count, desc, eq, gt, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { partOf, unindexed } from '../../db/engine/keyset';
import { familyMembers, moneyDays, payments } from '../../db/schema';
import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { membersFound } from '../relief/people.server';
import { ownFamilies } from './divisionCounts.server';
import {
  groupOf,
  runName,
  type EvidenceAsked,
  type EvidenceKind,
  type EvidenceRun,
  type EvidenceSource,
} from './evidenceRuns.server';
import { isOfDivision } from './ofDivision.server';

type Verdict = Pick<EvidenceKind, 'part' | 'reason'>;

const VERDICTS = [
  { part: 'numerator', reason: null },
  { part: 'excluded', reason: 'after_day' },
  { part: 'excluded', reason: 'outside_project' },
] as const satisfies Verdict[];

/** The payment rows of a project, all of them. */
export function paymentSource(read: Read, asked: EvidenceAsked): EvidenceSource {
  const kinds = VERDICTS.flatMap((verdict) => RELIEF_TYPES.map((type) => ({ ...verdict, type })));
  return sourceOf(read, asked, kinds);
}

/** Those of some types that do not count: dated after the day, or outside the project's dates. */
export function leftOutSource(
  read: Read,
  asked: EvidenceAsked,
  types: readonly ReliefType[],
): EvidenceSource {
  const kinds = VERDICTS.filter(({ part }) => part === 'excluded');
  return sourceOf(
    read,
    asked,
    kinds.flatMap((verdict) => types.map((type) => ({ ...verdict, type }))),
  );
}

type Kind = Verdict & { type: ReliefType };

function sourceOf(read: Read, asked: EvidenceAsked, kinds: readonly Kind[]): EvidenceSource {
  return {
    runs: kinds.map((kind) => runOf(read, asked, kind)),
    counted: async () => {
      const totals = await totalsOf(read, asked);
      return kinds.flatMap((kind) => {
        const { rows, fen } = totals[verdictName(kind)][kind.type];
        return rows === 0 ? [] : [groupOf(kind, rows, fen)];
      });
    },
  };
}

type VerdictName = 'counted' | 'after_day' | 'outside_project';

function verdictName({ reason }: Verdict): VerdictName {
  return reason === 'after_day' || reason === 'outside_project' ? reason : 'counted';
}

/** Which days a verdict is about. Nothing is dated before the project: that is asked before. */
function daysOf({ head, counted }: EvidenceAsked, day: SQL): Record<VerdictName, SQL> {
  const { asOf, project } = head;
  return {
    counted: between(day, counted.from, counted.until),
    after_day: gt(day, asOf),
    outside_project: and(lte(day, asOf), gt(day, project.endOn))!,
  };
}

type Totals = Record<ReliefType, { rows: number; fen: number }>;

async function totalsOf(read: Read, asked: EvidenceAsked): Promise<Record<VerdictName, Totals>> {
  const ofVerdict = asked.filter?.division ? divisionTotals : yearTotals;
  return {
    counted: await ofVerdict(read, asked, 'counted'),
    after_day: await ofVerdict(read, asked, 'after_day'),
    outside_project: await ofVerdict(read, asked, 'outside_project'),
  };
}

/** By the sums of each day. */
async function yearTotals(read: Read, asked: EvidenceAsked, verdict: VerdictName): Promise<Totals> {
  const rows = await read
    .select({
      type: moneyDays.type,
      rows: sql<number>`sum(${moneyDays.ledgerRows})`.mapWith(Number),
      fen: sql<number>`sum(${moneyDays.paidFen})`.mapWith(Number),
    })
    .from(moneyDays)
    .where(
      and(
        eq(moneyDays.projectId, asked.counted.projectId),
        inArray(moneyDays.type, [...RELIEF_TYPES]),
        daysOf(asked, sql`${moneyDays.day}`)[verdict],
      ),
    )
    .groupBy(moneyDays.type);
  return byType(rows);
}

/** The sums know no division: its payments are added up, which are found by its families. */
async function divisionTotals(read: Read, asked: EvidenceAsked, verdict: VerdictName): Promise<Totals> {
  const own = ownFamilies(read, asked.filter!.division!);
  const rows = await read
    .select({
      type: payments.type,
      rows: count(),
      fen: sql<number>`sum(${payments.amountFen})`.mapWith(Number),
    })
    .from(own)
    .crossJoin(payments)
    .where(
      and(
        eq(payments.familyId, own.id),
        eq(payments.projectId, asked.counted.projectId),
        daysOf(asked, unindexed(payments.paidOn))[verdict],
      ),
    )
    .groupBy(payments.type);
  return byType(rows);
}

function byType(rows: readonly { type: ReliefType; rows: number; fen: number }[]): Totals {
  const of = (type: ReliefType) => rows.find((row) => row.type === type) ?? { rows: 0, fen: 0 };
  return { living: of('living'), schooling: of('schooling'), medical: of('medical') };
}

function runOf(read: Read, asked: EvidenceAsked, kind: Kind): EvidenceRun {
  const within = daysOf(asked, sql`${payments.paidOn}`)[verdictName(kind)];
  const where = and(within, isOfDivision(read, asked, payments.familyId));
  return paymentRun(read, asked, { kind, name: runName(kind), where });
}

interface PaymentRun {
  kind: EvidenceKind & { type: ReliefType };
  name: string;
  /** Of the payment rows of the type. */
  where: SQL | undefined;
  /** What a row is shown as: itself, or what the metric counts by its payment. */
  as?: 'payment' | 'unit';
  /** Of the type, and so few that they are found by their awards rather than by the day. */
  isSparse?: boolean;
}

function ofType(projectId: string, type: ReliefType): SQL | undefined {
  return and(eq(payments.projectId, projectId), eq(payments.type, type));
}

function byDay(isBackwards: boolean): SQL {
  return isBackwards ? desc(unindexed(payments.paidOn)) : asc(unindexed(payments.paidOn));
}

const ORDER = { columns: [payments.paidOn, payments.id], direction: 'asc' } as const;

/** Payment rows of a type by the day. */
export function paymentRun(
  read: Read,
  { counted, search }: EvidenceAsked,
  { kind, name, where, as = 'payment', isSparse = false }: PaymentRun,
): EvidenceRun {
  return {
    group: kind,
    name,
    shape: ['text', 'text'],
    fetch: async (seek) => {
      const part = partOf(ORDER, seek);
      const rows = await read
        .select({ id: payments.id, paidOn: payments.paidOn })
        .from(payments)
        .where(
          and(
            isSparse ? undefined : ofType(counted.projectId, kind.type),
            where,
            search ? inArray(payments.memberId, membersFound(read, familyMembers.id, search)) : undefined,
            part.where,
          ),
        )
        .orderBy(...(isSparse ? [byDay(seek.isBackwards), part.orderBy[1]!] : part.orderBy))
        .limit(part.limit);
      return rows.map(({ id, paidOn }) => ({ key: [paidOn, id], row: { kind: as, id } }));
    },
  };
}
