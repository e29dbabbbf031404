import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes the whole row. */
  wide?: boolean;
}

const COLUMNS = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-2 xl:grid-cols-3' };
const WIDE = { 1: '', 2: 'sm:col-span-2', 3: 'sm:col-span-2 xl:col-span-3' };

/** A record's particulars as a description list; an absent value shows a dash. */
export function Facts({ items, columns = 2 }: { items: Fact[]; columns?: 1 | 2 | 3 }) {
  return (
    <dl className={clsx('grid grid-cols-1 gap-x-8 gap-y-2 print:grid-cols-2', COLUMNS[columns])}>
      {items.map((item) => (
        <div key={item.label} className={clsx('flex min-w-0 gap-3', item.wide && WIDE[columns])}>
          <dt className="w-[7em] shrink-0 text-ink-500">{item.label}</dt>
          <dd className="min-w-0 flex-1 break-words">{isAbsent(item.value) ? <Dash /> : item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function isAbsent(value: ReactNode): boolean {
  return value === null || value === undefined || value === '';
}

function Dash() {
  return <span className="text-ink-500">—</span>;
}
