import type { ReactNode } from 'react';

/** Details that open on demand, natively. */
export function Disclosure({
  summary,
  children,
  open,
}: {
  summary: ReactNode;
  children: ReactNode;
  open?: boolean;
}) {
  return (
    <details open={open} className="rounded border border-ink-200 bg-white">
      <summary className="rounded px-3.5 py-2 font-medium text-accent-700 hover:bg-accent-50">
        {summary}
      </summary>
      <div className="border-t border-ink-200 px-3.5 py-3">{children}</div>
    </details>
  );
}
