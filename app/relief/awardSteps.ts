import { AWARD_STEP_LABELS as LABELS } from '../zh/relief';
import type { AwardStatus } from './award';

interface AwardStep {
  label: string;
  state: 'done' | 'current' | 'todo';
  note?: string;
}

interface Progress {
  award: { approvedOn: string; releasedOn: string | null; takenBackBy: string | null };
  approvedByName: string;
  status: AwardStatus;
  latestOn: string | null;
}

/** How far an award has come: approved, on its way to the recipient, settled one way or the other. */
export function awardSteps({ award, approvedByName, status, latestOn }: Progress): AwardStep[] {
  const approved: AwardStep = {
    label: LABELS.approved,
    state: 'done',
    note: `${approvedByName} ${award.approvedOn}`,
  };
  if (award.releasedOn) {
    const label = LABELS[award.takenBackBy ? 'takenBack' : 'released'];
    return [approved, { label, state: 'done', note: award.releasedOn }];
  }
  const isPaid = status === 'paid';
  const paying: AwardStep = {
    label: LABELS[status === 'sent_back' ? 'payingAgain' : 'paying'],
    state: isPaid ? 'done' : 'current',
    note: latestOn ? `${LABELS.latest} ${latestOn}` : LABELS.byFinance,
  };
  return [approved, paying, { label: LABELS.paid, state: isPaid ? 'done' : 'todo' }];
}
