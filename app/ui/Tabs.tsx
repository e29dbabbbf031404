import { Link, NavLink } from '@remix-run/react';
import clsx from 'clsx';

export interface Tab {
  to: string;
  label: string;
  count?: number;
  /** Said when the tab is a search parameter; left out, the path decides. */
  current?: boolean;
}

/** Views of one thing, as links. */
export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav aria-label={label} className="no-print overflow-x-auto border-b border-ink-300">
      <ul className="flex min-w-max gap-1">
        {items.map((tab) => (
          <li key={tab.to}>
            <TabLink tab={tab} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function TabLink({ tab }: { tab: Tab }) {
  const content = (
    <>
      {tab.label}
      {tab.count === undefined ? null : (
        <span className="ml-1.5 text-sm tabular-nums text-ink-500">{tab.count}</span>
      )}
    </>
  );
  if (tab.current === undefined) {
    return (
      <NavLink to={tab.to} end className={({ isActive }) => tabLook(isActive)}>
        {content}
      </NavLink>
    );
  }
  return (
    <Link to={tab.to} aria-current={tab.current ? 'page' : undefined} className={tabLook(tab.current)}>
      {content}
    </Link>
  );
}

function tabLook(isCurrent: boolean): string {
  return clsx(
    'block border-b-2 px-3 py-2 -outline-offset-2',
    isCurrent
      ? 'border-accent-600 font-semibold text-accent-700'
      : 'border-transparent text-ink-600 hover:border-ink-300 hover:text-ink-900',
  );
}
