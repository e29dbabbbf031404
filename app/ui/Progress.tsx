import clsx from 'clsx';
import type { ReactNode } from 'react';
import { TONE_FILL } from './tone';
import type { Tone } from './tone';

interface ProgressProps {
  label: ReactNode;
  valueText: string;
  /** 0 to 1; what lies outside is drawn as the nearer end. */
  ratio: number;
  tone?: Tone;
  /** A mark on the bar, 0 to 1, such as how much of the year has gone. */
  mark?: number;
  hideLabel?: boolean;
}

/** How far something has come, as a bar beside its words. Drawn as a picture so that it prints. */
export function Progress({ label, valueText, ratio, tone = 'info', mark, hideLabel }: ProgressProps) {
  return (
    <div>
      <div className={clsx('mb-1 flex items-baseline justify-between gap-3 text-sm', hideLabel && 'sr-only')}>
        <span className="text-ink-600">{label}</span>
        <span className="font-medium tabular-nums text-ink-900">{valueText}</span>
      </div>
      <svg
        aria-hidden="true"
        viewBox="0 0 100 6"
        preserveAspectRatio="none"
        className="block h-2 w-full rounded-sm"
      >
        <rect width="100" height="6" className="fill-ink-200" />
        <rect width={clamp(ratio) * 100} height="6" className={TONE_FILL[tone]} />
        {mark === undefined ? null : (
          <rect x={clamp(mark) * 99.4} width="0.6" height="6" className="fill-ink-900" />
        )}
      </svg>
    </div>
  );
}

function clamp(ratio: number): number {
  return Math.min(1, Math.max(0, ratio));
}
