import { FAMILY_PROGRESS_LABELS as LABELS, waitingText } from '../zh/familyProgress';
import type { FamilyStatus } from './family';

/** The dates and people that the course of a file shows. */
export interface ProgressFacts {
  status: FamilyStatus;
  appliedOn: string;
  submittedOn: string | null;
  visitedOn: string | null;
  publicisedOn: string | null;
  /** When the notice that it is decided on is over. */
  noticeEndsOn: string | null;
  registeredOn: string | null;
  rejectedOn: string | null;
  exitedOn: string | null;
  /** Who took each step last, by the audited action. */
  takenBy: Partial<Record<string, string>>;
}

interface ProgressStep {
  label: string;
  state: 'done' | 'current' | 'todo';
  note?: string;
}

/** How many of the five steps are done in each status; of a closed file, those that were taken. */
const DONE: Record<FamilyStatus, number | null> = {
  draft: 1,
  returned: 1,
  submitted: 2,
  visited: 3,
  publicised: 4,
  approved: 5,
  exited: 5,
  rejected: null,
};

/** The course of a file: what was done when and by whom, what it waits for, what is still to come. */
export function familyProgress(facts: ProgressFacts): ProgressStep[] {
  const { takenBy } = facts;
  const isTakenOver = takenBy['family.imported'] !== undefined && !facts.submittedOn && facts.registeredOn;
  const steps = [
    {
      label: LABELS.recorded,
      on: facts.appliedOn,
      by: takenBy['family.recorded'] ?? takenBy['family.imported'],
    },
    { label: LABELS.submitted, on: facts.submittedOn, by: takenBy['family.submitted'] },
    { label: LABELS.visited, on: facts.visitedOn, by: takenBy['family.visited'] },
    { label: LABELS.publicised, on: facts.publicisedOn, by: takenBy['family.publicised'] },
    { label: LABELS.approved, on: facts.registeredOn, by: takenBy['family.approved'] },
    // An earlier register does not tell how a family came onto it.
  ].filter(({ on }) => !isTakenOver || on);
  const done = isTakenOver ? steps.length : (DONE[facts.status] ?? steps.filter(({ on }) => on).length);
  const course = steps.map(({ label, on, by }, index): ProgressStep => {
    if (index < done) return { label, state: 'done', note: noteOf(on, by) };
    if (index > done) return { label, state: 'todo' };
    return { label, state: 'current', note: waitingText(facts.status, facts.noticeEndsOn) };
  });
  return [...course.slice(0, facts.status === 'rejected' ? done : undefined), ...ending(facts)];
}

/** The last step of a closed file. */
function ending({ status, rejectedOn, exitedOn, takenBy }: ProgressFacts): ProgressStep[] {
  if (status === 'rejected') {
    return [{ label: LABELS.rejected, state: 'done', note: noteOf(rejectedOn, takenBy['family.rejected']) }];
  }
  if (status === 'exited') {
    return [{ label: LABELS.exited, state: 'done', note: noteOf(exitedOn, takenBy['family.exited']) }];
  }
  return [];
}

function noteOf(on: string | null, by: string | undefined): string {
  return [on, by].filter(Boolean).join(' ');
}
