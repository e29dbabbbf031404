import type { ReliefType } from '../fund/project';
import { EVIDENCE_PARTS, type EvidencePart, type EvidenceReason, type EvidenceRow } from './evidence';

/** Rows behind a figure that are alike: they count in the same way, for the same reason. */
export interface EvidenceGroup {
  part: EvidencePart;
  type: ReliefType | null;
  reason: EvidenceReason | null;
  rows: number;
  /** What the rows add to the numerator and to the denominator: 1 each, or fen. */
  numerator: number;
  denominator: number;
}

/** Which of the rows are looked at; what is left out filters nothing. */
export interface EvidenceFilter {
  part?: EvidencePart;
  type?: ReliefType;
  reason?: EvidenceReason;
}

/** All rows in groups, those that count first; the groups add up to what the rows add up to. */
export function evidenceGroups(rows: readonly EvidenceRow[]): EvidenceGroup[] {
  const groups = new Map<string, EvidenceGroup>();
  for (const row of rows) {
    const { part, type, reason } = row;
    const key = `${part} ${type} ${reason}`;
    const group = groups.get(key) ?? { part, type, reason, rows: 0, numerator: 0, denominator: 0 };
    group.rows += 1;
    if (part === 'numerator' || part === 'both') group.numerator += row.adds;
    if (part === 'denominator' || part === 'both') group.denominator += row.adds;
    groups.set(key, group);
  }
  const order = ({ part }: EvidenceGroup) => EVIDENCE_PARTS.indexOf(part);
  return [...groups.values()].sort((left, right) => order(left) - order(right));
}

/** Whether a filter leaves the rows of a group. */
export function isWanted(
  group: Pick<EvidenceGroup, 'part' | 'type' | 'reason'>,
  { part, type, reason }: EvidenceFilter,
): boolean {
  return (
    (part === undefined || group.part === part) &&
    (type === undefined || group.type === type) &&
    (reason === undefined || group.reason === reason)
  );
}

/** How many rows of a part there are for each reason, whatever their type. */
export function rowsByReason(
  groups: readonly EvidenceGroup[],
  part: EvidencePart,
): { reason: EvidenceReason; rows: number }[] {
  const counts = new Map<EvidenceReason, number>();
  for (const group of groups) {
    if (group.part !== part || group.reason === null) continue;
    counts.set(group.reason, (counts.get(group.reason) ?? 0) + group.rows);
  }
  return [...counts].map(([reason, rows]) => ({ reason, rows }));
}
