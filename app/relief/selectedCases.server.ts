import type { Read } from '../../db/client.server';
import { Refusal } from '../refusal';
import type { ApplicationStatus } from './application';
import { casesByIds, matchingCases, totalOf, type ReliefCase } from './cases.server';
import { obstaclesTo, type Act } from './obstacles.server';
import type { Selection } from './selection';

/** A selection of applications; of what a filter matches, those that something stands in the way of may be left out. */
export type CaseSelection = Selection & { withoutBlocked?: boolean };

interface Wanted {
  /** What a filter looks for; ticked ones are given whatever their status is now. */
  status: ApplicationStatus;
  /** What the obstacles of the list that was looked at stood in the way of. */
  seenFor: Act;
}

/**
 * The applications of a selection, in order of application.
 * @throws Refusal relief.nothing_selected, relief.selection_changed, application.not_found, project.not_found
 */
export async function selectedCases(
  read: Read,
  selection: CaseSelection,
  { status, seenFor }: Wanted,
): Promise<ReliefCase[]> {
  if ('ids' in selection) return casesByIds(read, selection.ids);
  const { matching, withoutBlocked } = selection;
  const matched = without(await matchingCases(read, matching, status), new Set(matching.except));
  const blocked = withoutBlocked ? await obstaclesTo(read, matched, seenFor) : new Map<string, Refusal>();
  const found = without(matched, blocked);
  if (found.length !== matching.count || totalOf(found) !== matching.amountFen) {
    throw new Refusal('relief.selection_changed', { expected: matching.count, found: found.length });
  }
  if (found.length === 0) throw new Refusal('relief.nothing_selected');
  return found;
}

/** The applications whose ids are not in a set or map. */
export function without(cases: readonly ReliefCase[], ids: { has(id: string): boolean }): ReliefCase[] {
  return cases.filter(({ id }) => !ids.has(id));
}
