import type { Read } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import { Refusal } from '../refusal';
import { APPROVAL_DOUBTS, doubtsOn, type ApprovalFacts, type DoubtsSeen } from './bulkDoubts';
import { withOpenDuplicates } from './duplicates.server';
import type { FamilyListRow } from './familyList.server';
import { lateEntriesOf } from './lateEntries.server';
import { missingOf } from './papers.server';
import { neededToApprove } from './requiredPapers';

/** What the page of its own approval would warn of, for each of some files, in their order. */
export async function approvalFacts(
  read: Read,
  rows: readonly Pick<FamilyListRow, 'id' | 'fileNumber' | 'mainPerson'>[],
): Promise<ApprovalFacts[]> {
  const ids = rows.map(({ id }) => id);
  const doubled = await withOpenDuplicates(read, ids);
  const missing = await missingOf(read, ids);
  const found: ApprovalFacts[] = [];
  for (const { id, fileNumber, mainPerson } of rows) {
    const { steps, earliestByEntry } = await lateEntriesOf(read, id);
    found.push({
      id,
      fileNumber,
      name: mainPerson.name,
      isDoubled: doubled.has(id),
      papersMissing: neededToApprove(missing.get(id) ?? []).length,
      lateSteps: steps,
      earliestByEntry,
    });
  }
  return found;
}

/** @throws Refusal family.doubts_not_seen {kind, count, seen} unless of each kind as many were seen as there are */
export function requireDoubtsSeen(
  facts: readonly ApprovalFacts[],
  { on, seen }: { on: BusinessDate; seen: DoubtsSeen },
): void {
  const doubts = doubtsOn(facts, on);
  for (const kind of APPROVAL_DOUBTS) {
    const count = doubts[kind].length;
    const field = `${kind}Seen` as const;
    if (seen[field] !== count)
      throw new Refusal('family.doubts_not_seen', { kind, count, seen: seen[field] }, field);
  }
}
