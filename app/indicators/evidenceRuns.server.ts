import type { SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import type { IndicatorFilter } from '../fund/indicatorFilter';
import type { CountBasis, Metric } from '../fund/target';
import type { EvidenceRow } from './evidence';
import { evidenceGroups, type EvidenceGroup } from './evidenceGroups';
import type { YearHead } from './facts.server';
import { runOfKnown, type Run } from './runs.server';
import { searchedRows } from './searchedRows.server';
import type { Counted } from './sumCounts.server';

/** What is to be shown as a row: one that is known already, a payment, or what else the metric counts. */
export type EvidenceUnit = { kind: 'row'; row: EvidenceRow } | { kind: 'payment' | 'unit'; id: string };

/** Rows that count alike. */
export type EvidenceKind = Pick<EvidenceGroup, 'part' | 'type' | 'reason'>;

export interface EvidenceRun extends Run<EvidenceUnit> {
  group: EvidenceKind;
}

/** The rows of a figure: how they are read, and how many they are, in groups with at least one; those that count first. */
export interface EvidenceSource {
  runs: EvidenceRun[];
  counted: () => Promise<EvidenceGroup[]>;
}

export interface EvidenceAsked {
  head: YearHead;
  counted: Counted;
  metric: Metric;
  basis: CountBasis;
  /** What the indicator counts only a part of. */
  filter: IndicatorFilter | null;
  /** Narrows the rows, by member and file; it changes no count. */
  search: SQL | undefined;
  /** The same as it was typed: it finds by name who stands in no file. */
  searchName?: string | undefined;
}

/** Of rows that are few enough to be held. */
export async function knownSource(
  read: Read,
  rows: readonly EvidenceRow[],
  { search, searchName }: Pick<EvidenceAsked, 'search' | 'searchName'>,
): Promise<EvidenceSource> {
  const groups = evidenceGroups(rows);
  const members = new Set(await searchedRows(read, rows, search));
  const found = rows.filter((row) => members.has(row) || isNamed(row, searchName));
  const unitsOf = (group: EvidenceKind) =>
    found.filter((row) => isAlike(row, group)).map((row): EvidenceUnit => ({ kind: 'row', row }));
  return {
    counted: () => Promise.resolve(groups),
    runs: groups.map((group) => ({ group, ...runOfKnown(runName(group), unitsOf(group)) })),
  };
}

function isNamed({ memberId, record }: EvidenceRow, name: string | undefined): boolean {
  return Boolean(name) && memberId === null && record.kind === 'service' && record.personName.includes(name!);
}

/** Several one after the other. */
export function joinedSources(sources: readonly EvidenceSource[]): EvidenceSource {
  return {
    runs: sources.flatMap(({ runs }) => runs),
    counted: async () => {
      const groups: EvidenceGroup[] = [];
      for (const { counted } of sources) groups.push(...(await counted()));
      return groups;
    },
  };
}

/** Those of its groups that are kept. */
export function narrowedSource(
  { runs, counted }: EvidenceSource,
  isKept: (group: EvidenceKind) => boolean,
): EvidenceSource {
  return {
    runs: runs.filter(({ group }) => isKept(group)),
    counted: async () => (await counted()).filter(isKept),
  };
}

/** Whether rows count alike. */
export function isAlike(one: EvidenceKind, other: EvidenceKind): boolean {
  return one.part === other.part && one.type === other.type && one.reason === other.reason;
}

/** What a run is called in an address. */
export function runName({ part, type, reason }: EvidenceKind, more = ''): string {
  const words = [part, type, reason, more].filter(Boolean);
  return words.join('-').replaceAll('_', '-');
}

/** A group of so many rows, each of which adds 1, or which add so many fen. */
export function groupOf({ part, type, reason }: EvidenceKind, rows: number, adds = rows): EvidenceGroup {
  return {
    ...{ part, type, reason, rows },
    numerator: part === 'numerator' || part === 'both' ? adds : 0,
    denominator: part === 'denominator' || part === 'both' ? adds : 0,
  };
}
