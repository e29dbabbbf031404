import { Link, useNavigation } from '@remix-run/react';
import type { LinkProps } from '@remix-run/react';
import clsx from 'clsx';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode } from 'react';
import { Icon } from './Icon';
import type { IconName } from './Icon';

export type ButtonTone = 'primary' | 'plain' | 'danger' | 'quiet';
export type ButtonSize = 'normal' | 'small';

interface ButtonLook {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: IconName;
}

const TONES: Record<ButtonTone, string> = {
  primary: 'border-accent-600 bg-accent-600 text-white hover:border-accent-700 hover:bg-accent-700',
  plain: 'border-ink-300 bg-white text-ink-800 hover:border-ink-400 hover:bg-ink-50',
  danger: 'border-danger-700 bg-white text-danger-700 hover:bg-danger-50',
  quiet: 'border-transparent bg-transparent text-accent-600 hover:bg-accent-50 hover:text-accent-800',
};

const SIZES: Record<ButtonSize, string> = {
  normal: 'min-h-control px-3.5 py-1.5',
  small: 'min-h-[1.75rem] px-2.5 py-0.5 text-sm',
};

function look({ tone = 'plain', size = 'normal' }: ButtonLook): string {
  return clsx(
    'no-print inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded border font-medium no-underline',
    'disabled:cursor-not-allowed disabled:border-ink-200 disabled:bg-ink-100 disabled:text-ink-500',
    'aria-disabled:cursor-not-allowed aria-disabled:border-ink-200 aria-disabled:bg-ink-100 aria-disabled:text-ink-500',
    TONES[tone],
    SIZES[size],
  );
}

export type ButtonProps = ButtonLook & ButtonHTMLAttributes<HTMLButtonElement>;

/** A button; submits its form unless `type` says otherwise. */
export function Button({ tone, size, icon, type = 'submit', className, children, ...rest }: ButtonProps) {
  return (
    <button onMouseDown={keepFocus} {...rest} type={type} className={clsx(look({ tone, size }), className)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </button>
  );
}

/**
 * Leaves the focus in the field while the mouse is pressed: a message that appears when the field is left would
 * move the button away from under the mouse, and the press would be lost.
 */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/**
 * The button that sends a form: once only, since it does nothing while the form is on its way and until the page after
 * it is there. It is not `disabled` then, which would take the keyboard's place on the page away.
 */
export function SubmitButton({
  pendingText = '正在提交…',
  tone = 'primary',
  children,
  ...rest
}: ButtonProps & { pendingText?: string }) {
  const { state, formMethod } = useNavigation();
  const busy = state === 'submitting' || (state === 'loading' && formMethod === 'POST');
  return (
    <Button {...rest} tone={tone} {...(busy ? { 'aria-disabled': true, onClick: doNothing } : {})}>
      {busy ? pendingText : children}
    </Button>
  );
}

function doNothing(event: MouseEvent): void {
  event.preventDefault();
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ tone, size, icon, className, children, ...rest }: ButtonLook & LinkProps) {
  return (
    <Link {...rest} className={clsx(look({ tone, size }), className)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </Link>
  );
}

/** Several buttons in a line. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="no-print flex flex-wrap items-center gap-2">{children}</div>;
}
