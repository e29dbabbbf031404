import { Tag, type Tone } from '../ui';
import { APPLICATION_STATUS_LABELS } from '../zh/relief';
import type { ApplicationStatus } from './application';

const TONES: Record<ApplicationStatus, Tone> = {
  submitted: 'info',
  reviewed: 'info',
  confirming: 'warning',
  approved: 'success',
  rejected: 'danger',
  returned: 'warning',
  withdrawn: 'neutral',
};

/** Where an application stands, in its colour and in words. */
export function ApplicationStatusTag({ status }: { status: ApplicationStatus }) {
  return <Tag tone={TONES[status]}>{APPLICATION_STATUS_LABELS[status]}</Tag>;
}
