import type { Read } from '../../db/client.server';
import { auditOf } from '../audit/audit.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { familyRow, type FamilyRow } from './familyRows.server';
import { earliestByEntry, lateSteps, type EnteredStep, type EnteredStepKind } from './lateEntry';
import { beganIn } from './noticeEnd.server';
import { noticeRow } from './notices.server';

/** What whoever decides on a file is told of the days on which its steps were entered. */
export interface LateEntries {
  steps: EnteredStep[];
  /** From when on an approval is beyond doubt, where the notice was entered after it was put up. */
  earliestByEntry: BusinessDate | null;
}

/** Of the round that the file is in: what an earlier one found out was done anew. */
const ENTERED_BY: Record<EnteredStepKind, string> = {
  submitted: 'family.submitted',
  visited: 'family.visited',
  publicised: 'family.publicised',
};

const ENTRIES_LOOKED_AT = 200;

/**
 * The steps of a file that were entered later than they are dated.
 * @throws Refusal record.not_found
 */
export async function lateEntriesOf(read: Read, familyId: string): Promise<LateEntries> {
  const row = await familyRow(read, familyId);
  const { submittedOn, visitedOn, publicisedOn } = row;
  const entries = await auditOf(read, { type: 'family', id: familyId }, ENTRIES_LOOKED_AT);
  const stated = { submitted: submittedOn, visited: visitedOn, publicised: publicisedOn };
  const steps = Object.entries(stated).flatMap(([name, on]): EnteredStep[] => {
    const kind = name as EnteredStepKind;
    const entry = entries.find(({ action }) => action === ENTERED_BY[kind]);
    return on && entry ? [{ kind, on, enteredOn: dayOf(entry.recordedAt) }] : [];
  });
  return { steps: lateSteps(steps), earliestByEntry: await earliestByEntryOf(read, row) };
}

/** From when on the approval of a file is beyond doubt, where its notice was entered after it was put up. */
export async function earliestByEntryOf(
  read: Read,
  { noticeId }: Pick<FamilyRow, 'noticeId'>,
): Promise<BusinessDate | null> {
  if (!noticeId) return null;
  const { publishedOn: publicisedOn, recordedAt } = await noticeRow(read, noticeId);
  return earliestByEntry({ publicisedOn, enteredOn: dayOf(recordedAt), beganIn: await beganIn(read) });
}

function dayOf(instant: string): BusinessDate {
  return todayInChina(new Date(instant));
}
