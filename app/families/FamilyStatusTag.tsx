import { Tag, type Tone } from '../ui';
import { FAMILY_STATUS_LABELS } from '../zh/families';
import type { FamilyStatus } from './family';

const TONES: Record<FamilyStatus, Tone> = {
  draft: 'neutral',
  submitted: 'info',
  visited: 'info',
  publicised: 'info',
  approved: 'success',
  rejected: 'danger',
  returned: 'warning',
  exited: 'neutral',
};

/** The status of a file in its colour, in words. */
export function FamilyStatusTag({ status }: { status: FamilyStatus }) {
  return <Tag tone={TONES[status]}>{FAMILY_STATUS_LABELS[status]}</Tag>;
}
