import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import type { IconName } from './Icon';
import { TONE_SURFACE } from './tone';
import type { Tone } from './tone';

const TONE_ICON: Record<Tone, IconName> = {
  neutral: 'info',
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'danger',
};

interface AlertProps {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  /** Something has just gone wrong: screen readers interrupt for it. */
  live?: boolean;
  /** Something has just been done: screen readers tell it in passing. */
  polite?: boolean;
  /** As high as a line, for one beside a heading. */
  slim?: boolean;
}

/** A message that stays on the page: what is the matter, and what to do. */
export function Alert({ tone, title, children, live, polite, slim }: AlertProps) {
  const role = live ? 'alert' : polite ? 'status' : undefined;
  return (
    <div
      role={role}
      className={clsx(
        'flex gap-2.5 rounded border',
        slim ? 'px-2.5 text-sm' : 'px-3.5 py-2.5',
        TONE_SURFACE[tone],
      )}
    >
      <Icon name={TONE_ICON[tone]} className="mt-[3px]" />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className={clsx(title && 'mt-0.5 text-ink-800')}>{children}</div> : null}
      </div>
    </div>
  );
}
