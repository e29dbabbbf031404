import type { Read } from '../../db/client.server';
import { installation } from '../../db/schema';
import { auditOf } from '../audit/audit.server';
import { businessDate, todayInChina, yearOf, type BusinessDate } from '../calendar/date';
import { familyRow } from './familyRows.server';
import { earliestByEntry, lateSteps, type EnteredStep, type EnteredStepKind } from './lateEntry';
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
  const { submittedOn, visitedOn, publicisedOn, noticeId } = await familyRow(read, familyId);
  const entries = await auditOf(read, { type: 'family', id: familyId }, ENTRIES_LOOKED_AT);
  const stated = { submitted: submittedOn, visited: visitedOn, publicised: publicisedOn };
  const steps = Object.entries(stated).flatMap(([name, on]): EnteredStep[] => {
    const kind = name as EnteredStepKind;
    const entry = entries.find(({ action }) => action === ENTERED_BY[kind]);
    return on && entry ? [{ kind, on, enteredOn: dayOf(entry.recordedAt) }] : [];
  });
  const notice = noticeId ? await noticeRow(read, noticeId) : null;
  return {
    steps: lateSteps(steps),
    earliestByEntry: notice
      ? earliestByEntry({
          publicisedOn: notice.publishedOn,
          enteredOn: dayOf(notice.recordedAt),
          beganIn: await beganIn(read),
        })
      : null,
  };
}

/** The year in which the office began with this product: earlier records are its paper history. */
export async function beganIn(read: Read): Promise<number | null> {
  const [row] = await read.select({ createdAt: installation.createdAt }).from(installation);
  return row ? yearOf(businessDate(dayOf(row.createdAt))) : null;
}

function dayOf(instant: string): BusinessDate {
  return todayInChina(new Date(instant));
}
