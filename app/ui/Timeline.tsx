import clsx from 'clsx';
import type { ReactNode } from 'react';
import { TONE_FILL } from './tone';
import type { Tone } from './tone';

export interface TimelineItem {
  /** When, already as text. */
  at: string;
  who: string;
  text: ReactNode;
  tone?: Tone;
}

/** What happened, by whom and when. */
export function Timeline({ items }: { items: TimelineItem[] }) {
  return (
    <ol className="ml-1 border-l border-ink-200">
      {items.map((item, index) => (
        <li key={`${item.at} ${index}`} className="relative pb-3.5 pl-5 last:pb-0">
          <svg aria-hidden="true" viewBox="0 0 10 10" className="absolute -left-[5.5px] top-1.5 h-2.5 w-2.5">
            <circle
              cx="5"
              cy="5"
              r="4.2"
              className={clsx(TONE_FILL[item.tone ?? 'neutral'], 'stroke-white')}
            />
          </svg>
          <p className="text-sm text-ink-500">
            <span className="tabular-nums">{item.at}</span>
            <span className="ml-2">{item.who}</span>
          </p>
          <div>{item.text}</div>
        </li>
      ))}
    </ol>
  );
}
