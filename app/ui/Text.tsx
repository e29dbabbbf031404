import { Link } from '@remix-run/react';
import type { LinkProps } from '@remix-run/react';
import clsx from 'clsx';
import type { ReactNode } from 'react';

/** Words for screen readers only. */
export function Hidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>;
}

/** The link within text and tables. Say `reloadDocument` for a download. */
export function TextLink({ className, ...rest }: LinkProps) {
  return (
    <Link
      {...rest}
      className={clsx(
        'text-accent-600 underline decoration-accent-200 underline-offset-[3px] hover:text-accent-800 hover:decoration-current',
        className,
      )}
    />
  );
}
