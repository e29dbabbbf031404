import { Link } from '@remix-run/react';
import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface LinkItem {
  to: string;
  label: string;
}

interface PageProps {
  title: string;
  /** The ancestors only: the page itself is the heading. */
  crumbs?: LinkItem[];
  subtitle?: ReactNode;
  /** Beside the heading: the status of what the page is about. */
  tag?: ReactNode;
  actions?: ReactNode;
  /** Leaves the heading off paper, where a `Paper` brings its own. */
  screenHeader?: boolean;
  children: ReactNode;
}

/** The content of a route: where one is, what this is, what can be done, and then the thing itself. */
export function Page({ title, crumbs = [], subtitle, tag, actions, screenHeader, children }: PageProps) {
  return (
    <>
      <header className={clsx('mb-4', screenHeader && 'no-print')}>
        {crumbs.length > 0 ? <Crumbs items={crumbs} /> : null}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="text-xl font-semibold text-ink-900">{title}</h1>
              {tag}
            </div>
            {subtitle ? <div className="mt-0.5 text-ink-500">{subtitle}</div> : null}
          </div>
          {actions ? <div className="no-print flex flex-wrap items-center gap-2">{actions}</div> : null}
        </div>
      </header>
      <Stack>{children}</Stack>
    </>
  );
}

function Crumbs({ items }: { items: LinkItem[] }) {
  return (
    <nav aria-label="当前位置" className="no-print mb-1">
      <ol className="flex flex-wrap items-center text-sm text-ink-500">
        {items.map((crumb, place) => (
          <li key={crumb.to} className="flex items-center">
            <Link to={crumb.to} className="hover:text-accent-700 hover:underline hover:underline-offset-4">
              {crumb.label}
            </Link>
            {place < items.length - 1 ? (
              <span aria-hidden="true" className="mx-1.5 text-ink-400">
                /
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface SectionProps {
  title: string;
  actions?: ReactNode;
  description?: ReactNode;
  id?: string;
  /** No padding around the content, for a table. */
  flush?: boolean;
  level?: 2 | 3;
  children: ReactNode;
}

/** A card with a heading. */
export function Section({ title, actions, description, id, flush, level = 2, children }: SectionProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section id={id} className="rounded-lg border border-ink-200 bg-white shadow-card print:border-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-ink-200 px-4 py-2.5 print:px-0">
        <div className="min-w-0 py-0.5">
          <Heading className="text-lg font-semibold leading-6 text-ink-900">{title}</Heading>
          {description ? <div className="text-sm text-ink-500">{description}</div> : null}
        </div>
        {actions ? <div className="no-print flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      <div className={clsx(!flush && 'px-4 py-3.5 print:px-0')}>{children}</div>
    </section>
  );
}

/** A card without a heading, for instance around the table of a list. */
export function Card({ padded, children }: { padded?: boolean; children: ReactNode }) {
  return (
    <div
      className={clsx(
        'rounded-lg border border-ink-200 bg-white shadow-card print:border-0',
        padded && 'p-4',
      )}
    >
      {children}
    </div>
  );
}

const COLUMN_COUNT = { 2: 'lg:grid-cols-2', 3: 'lg:grid-cols-3', 4: 'sm:grid-cols-2 xl:grid-cols-4' };

/** Equal columns, below one another on a narrow screen. */
export function Columns({ count = 2, children }: { count?: 2 | 3 | 4; children: ReactNode }) {
  return (
    <div className={clsx('grid grid-cols-1 items-start gap-4 [&>*]:min-w-0', COLUMN_COUNT[count])}>
      {children}
    </div>
  );
}

/** The thing itself, and beside it what belongs to it. */
export function Split({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem] print:grid-cols-1">
      <Stack>{children}</Stack>
      <Stack>{aside}</Stack>
    </div>
  );
}

/** Things below one another, evenly apart. */
export function Stack({ gap = 'normal', children }: { gap?: 'small' | 'normal'; children: ReactNode }) {
  return (
    <div className={clsx('flex min-w-0 flex-col [&>*]:min-w-0', gap === 'small' ? 'gap-2' : 'gap-4')}>
      {children}
    </div>
  );
}
