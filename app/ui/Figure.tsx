import { Link } from '@remix-run/react';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { TONE_TEXT } from './tone';
import type { Tone } from './tone';

interface FigureProps {
  label: string;
  value: ReactNode;
  unit?: string;
  /** Where the rows behind the figure are. */
  to?: string;
  tone?: Tone;
  note?: ReactNode;
}

/** A row of figures that one reads at a glance; holds `Figure`s only. */
export function FigureRow({ children }: { children: ReactNode }) {
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-lg border border-ink-200 bg-ink-200 shadow-card">
      {children}
    </dl>
  );
}

/** One figure with its label; with `to`, the figure opens the rows it was counted from. */
export function Figure({ label, value, unit, to, tone = 'neutral', note }: FigureProps) {
  const figure = (
    <>
      <span className="text-xl font-semibold tabular-nums xl:text-2xl">
        {typeof value === 'number' ? value.toLocaleString('zh-CN') : value}
      </span>
      {unit ? <span className="ml-1 text-sm">{unit}</span> : null}
    </>
  );
  return (
    <div className="relative min-w-0 flex-[1_1_100%] bg-white px-4 py-3 min-[420px]:flex-[1_1_45%] xl:flex-[1_1_11rem] print:flex-[1_1_0]">
      <dt className="text-sm text-ink-500">{label}</dt>
      <dd className={clsx('mt-0.5 break-words', TONE_TEXT[tone])}>
        {to ? (
          <Link
            to={to}
            className="after:absolute after:inset-0 after:content-[''] hover:underline hover:decoration-1 hover:underline-offset-4 hover:after:bg-accent-600/5"
          >
            {figure}
          </Link>
        ) : (
          figure
        )}
      </dd>
      {note ? <dd className="mt-0.5 text-sm text-ink-500">{note}</dd> : null}
    </div>
  );
}
