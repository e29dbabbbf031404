import clsx from 'clsx';
import type { ReactNode } from 'react';
import { TONE_SURFACE } from './tone';
import type { Tone } from './tone';

/** A status: a colour with its word. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-block whitespace-nowrap rounded border px-1.5 align-middle text-xs leading-[1.125rem]',
        TONE_SURFACE[tone],
      )}
    >
      {children}
    </span>
  );
}
