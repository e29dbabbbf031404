import { Money, Tag, type Tone } from '../ui';
import { BATCH_STATUS_LABELS, INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import type { BatchStatus, InstructionStatus } from './batch';
import type { ComingBack } from './ledger';

const BATCH_TONES: Record<BatchStatus, Tone> = {
  draft: 'neutral',
  submitted: 'warning',
  approved: 'info',
  exported: 'info',
  closed: 'success',
  cancelled: 'neutral',
};

const LINE_TONES: Record<InstructionStatus, Tone> = {
  queued: 'neutral',
  sent: 'info',
  succeeded: 'success',
  failed: 'danger',
  withdrawn: 'neutral',
};

/** Where a batch stands. */
export function BatchStatusTag({ status }: { status: BatchStatus }) {
  return <Tag tone={BATCH_TONES[status]}>{BATCH_STATUS_LABELS[status]}</Tag>;
}

/** What the bank has said of a line. */
export function InstructionStatusTag({ status }: { status: InstructionStatus }) {
  return <Tag tone={LINE_TONES[status]}>{INSTRUCTION_STATUS_LABELS[status]}</Tag>;
}

/** That a line is paid again, and after which correction. */
export function ComingBackTag({ comingBack }: { comingBack: ComingBack | null }) {
  if (!comingBack) return null;
  const { kind, on, amountFen } = comingBack;
  return (
    <span className="block whitespace-nowrap text-sm text-ink-800">
      <Tag tone="warning">再发</Tag> {on} {PAYMENT_KIND_LABELS[kind]} <Money fen={amountFen} />
    </span>
  );
}
