import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

interface PagerProps {
  /** From 1. */
  page: number;
  pageCount: number;
  total: number;
  unit?: string;
  to: (page: number) => string;
}

/** How many there are, which page this is, and the pages beside it. */
export function Pager({ page, pageCount, total, unit = '条', to }: PagerProps) {
  return (
    <nav
      aria-label="分页"
      className="flex flex-wrap items-center justify-between gap-3 px-3 py-2 text-sm text-ink-600"
    >
      <p className="tabular-nums">
        共 {total.toLocaleString('zh-CN')} {unit}
        {pageCount > 1 ? `，第 ${page} / ${pageCount} 页` : ''}
      </p>
      {pageCount > 1 ? (
        <ul className="no-print flex items-center gap-1.5">
          <PageLink to={page > 1 ? to(1) : null}>首页</PageLink>
          <PageLink to={page > 1 ? to(page - 1) : null} rel="prev">
            上一页
          </PageLink>
          <PageLink to={page < pageCount ? to(page + 1) : null} rel="next">
            下一页
          </PageLink>
          <PageLink to={page < pageCount ? to(pageCount) : null}>末页</PageLink>
        </ul>
      ) : null}
    </nav>
  );
}

/** A link to another page; null is one that does not exist, which keeps its place. */
export function PageLink({ to, rel, children }: { to: string | null; rel?: string; children: ReactNode }) {
  const box = 'inline-block rounded border px-2.5 py-0.5';
  return (
    <li>
      {to === null ? (
        <span className={`${box} border-ink-200 text-ink-500`}>{children}</span>
      ) : (
        <Link
          to={to}
          rel={rel}
          className={`${box} border-ink-300 bg-white text-ink-800 hover:border-ink-400 hover:bg-ink-50`}
        >
          {children}
        </Link>
      )}
    </li>
  );
}
