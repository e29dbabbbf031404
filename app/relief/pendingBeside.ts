import type { ApplicationStatus } from './application';
import type { CapAnswer } from './standards';
import type { ReliefType } from '../fund/project';

/** Applications that wait beside the one that is looked at: nothing of them counts against its cap yet. */
export interface PendingBeside {
  count: number;
  /** What they come to as they stand: decided by the first of two, proposed by a review, or asked for. */
  amountFen: number;
  /** By how much all of them with this one would go beyond the cap; 0 while they do not, or where no cap is known. */
  overFen: number;
}

export interface LookedAt {
  application: { id: string; type: ReliefType };
  member: { name: string };
  cap: Pick<CapAnswer, 'ok'> & { cap?: { capFen: number; earlierFen: number; amountFen: number } };
  /** Of the same person by ID number, and of the same family. */
  earlier: readonly {
    applicationId: string;
    type: ReliefType;
    status: ApplicationStatus;
    name: string;
    /** As it stands. */
    standingFen: number;
  }[];
}

const WAITING: readonly ApplicationStatus[] = ['submitted', 'reviewed', 'confirming'];

/** Living relief is capped for the whole family, the others for the person; null where nothing waits. */
export function pendingBeside({ application, member, cap, earlier }: LookedAt): PendingBeside | null {
  const { id, type } = application;
  const waiting = earlier.filter(
    (row) =>
      row.applicationId !== id &&
      row.type === type &&
      WAITING.includes(row.status) &&
      (type === 'living' || row.name === member.name),
  );
  if (waiting.length === 0) return null;
  const amountFen = waiting.reduce((sum, { standingFen }) => sum + standingFen, 0);
  // Each bill has a cap of its own.
  const shared = type === 'medical' ? null : cap.cap;
  const together = shared ? shared.earlierFen + shared.amountFen + amountFen - shared.capFen : 0;
  return { count: waiting.length, amountFen, overFen: Math.max(0, together) };
}
