import { Tag, type Tone } from '../ui';
import { AWARD_STATUS_LABELS } from '../zh/relief';
import type { AwardStatus } from './award';

const TONES: Record<AwardStatus, Tone> = {
  unpaid: 'info',
  partly_paid: 'info',
  sent_back: 'warning',
  paid: 'success',
  taken_back: 'neutral',
  released: 'neutral',
};

/** Where an award stands, in its colour and in words. */
export function AwardStatusTag({ status }: { status: AwardStatus }) {
  return <Tag tone={TONES[status]}>{AWARD_STATUS_LABELS[status]}</Tag>;
}

interface DueDayProps {
  award: { dueOn: string; outOfWindow: boolean; restFen: number };
  today: string;
}

/** By when an award is to be paid; marked when that day has gone by and something is still to be paid. */
export function DueDay({ award, today }: DueDayProps) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5 tabular-nums">
      <span className="whitespace-nowrap">{award.dueOn}</span>
      {award.restFen > 0 && award.dueOn < today ? <Tag tone="danger">已逾期</Tag> : null}
      {award.outOfWindow ? <Tag tone="warning">批准时已过发放期</Tag> : null}
    </span>
  );
}
