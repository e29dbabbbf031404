import clsx from 'clsx';
import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

interface PaperProps {
  title: string;
  subtitle?: ReactNode;
  landscape?: boolean;
  children: ReactNode;
}

/** A sheet that prints as it stands, on A4. */
export function Paper({ title, subtitle, landscape, children }: PaperProps) {
  return (
    <article
      className={clsx(
        'rounded-lg border border-ink-200 bg-white px-4 py-6 shadow-card sm:px-8 print:border-0 print:p-0',
        landscape ? 'landscape' : 'portrait',
      )}
    >
      <h2 className="text-center text-xl font-semibold">{title}</h2>
      {subtitle ? <div className="mt-1 text-center text-ink-600">{subtitle}</div> : null}
      <div className="mt-4 flex flex-col gap-4 [&>*]:min-w-0">{children}</div>
    </article>
  );
}

/** Prints the page. It needs JavaScript, so it shows itself only where there is some; its place is kept. */
export function PrintButton({ children = '打印' }: { children?: ReactNode }) {
  const isReady = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return (
    <button
      type="button"
      onClick={() => window.print()}
      className={clsx(
        'no-print inline-flex min-h-control items-center gap-1.5 whitespace-nowrap rounded border border-ink-300 bg-white px-3.5 py-1.5 font-medium text-ink-800 hover:border-ink-400 hover:bg-ink-50',
        !isReady && 'invisible',
      )}
    >
      <Icon name="print" />
      {children}
    </button>
  );
}

/** Whether there is JavaScript is settled once and for all by hydration. */
function neverChanges() {
  return () => undefined;
}
