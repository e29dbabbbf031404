import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import { Hidden } from './Text';

export type StepState = 'done' | 'current' | 'todo';

export interface Step {
  label: string;
  state: StepState;
  note?: ReactNode;
}

const STATE_WORD: Record<StepState, string> = { done: '已完成', current: '进行中', todo: '未开始' };

const STATE_DOT: Record<StepState, string> = {
  done: 'border-accent-600 bg-accent-600 text-white',
  current: 'border-accent-600 bg-white text-accent-700',
  todo: 'border-ink-300 bg-white text-ink-500',
};

/** How far a piece of work has come: done, current and still to do. */
export function Steps({ label, items }: { label: string; items: Step[] }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-3 md:flex-row md:gap-0 print:flex-row">
      {items.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="relative flex min-w-0 gap-2.5 md:flex-1 md:pr-3"
        >
          <span
            aria-hidden="true"
            className={clsx(
              'flex h-6 w-6 shrink-0 items-center justify-center rounded-full border-2 text-xs font-semibold',
              STATE_DOT[step.state],
            )}
          >
            {step.state === 'done' ? <Icon name="check" className="h-3.5 w-3.5" /> : index + 1}
          </span>
          <span className="min-w-0 pt-px">
            <span
              className={clsx(
                'block',
                step.state === 'current' && 'font-semibold',
                step.state === 'todo' && 'text-ink-500',
              )}
            >
              {step.label}
              <Hidden>（{STATE_WORD[step.state]}）</Hidden>
            </span>
            {step.note ? <span className="block text-sm text-ink-500">{step.note}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
