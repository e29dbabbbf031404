import { PageLink } from './Pager';

interface KeyPagerProps {
  /** Left out where counting would cost more than the page. */
  total?: number;
  unit?: string;
  /** Null on the first page, and where there is no such page. */
  first: string | null;
  previous: string | null;
  next: string | null;
}

/** How many there are, and the pages beside this one, of a list that pages by key. */
export function KeyPager({ total, unit = '条', first, previous, next }: KeyPagerProps) {
  return (
    <nav
      aria-label="分页"
      className="flex flex-wrap items-center justify-between gap-3 px-3 py-2 text-sm text-ink-600"
    >
      <p className="tabular-nums">
        {total === undefined ? null : `共 ${total.toLocaleString('zh-CN')} ${unit}`}
      </p>
      {previous || next ? (
        <ul className="no-print flex items-center gap-1.5">
          <PageLink to={first}>首页</PageLink>
          <PageLink to={previous} rel="prev">
            上一页
          </PageLink>
          <PageLink to={next} rel="next">
            下一页
          </PageLink>
        </ul>
      ) : null}
    </nav>
  );
}
