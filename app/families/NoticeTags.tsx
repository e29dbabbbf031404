import { Tag, type Tone } from '../ui';
import { NOTICE_STATE_LABELS, OBJECTION_OUTCOME_LABELS } from '../zh/notice';
import type { NoticeState, ObjectionOutcome } from './notice';

const TONES: Record<NoticeState, Tone> = { running: 'info', expired: 'warning', taken_down: 'neutral' };

/** Where a notice stands, in words. */
export function NoticeStateTag({ state }: { state: NoticeState }) {
  return <Tag tone={TONES[state]}>{NOTICE_STATE_LABELS[state]}</Tag>;
}

/** What became of an objection. */
export function ObjectionTag({ outcome }: { outcome: ObjectionOutcome | null }) {
  if (!outcome) return <Tag tone="warning">待处理</Tag>;
  return <Tag tone={outcome === 'upheld' ? 'danger' : 'neutral'}>{OBJECTION_OUTCOME_LABELS[outcome]}</Tag>;
}
