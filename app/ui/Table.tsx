import { Link } from '@remix-run/react';
import clsx from 'clsx';
import { createContext, useContext } from 'react';
import type { HTMLAttributes, ReactNode, TdHTMLAttributes, ThHTMLAttributes } from 'react';
import { Hidden } from './Text';
import type { Tone } from './tone';

interface TableProps {
  /** Names the table and its scroll region for screen readers. */
  label: string;
  /** A visible line above the table. */
  caption?: ReactNode;
  dense?: boolean;
  /** For lists longer than a screen: the header stays while the page scrolls (from 1280 px). */
  sticky?: boolean;
  /** For many columns: a scroll box of its own, header and first column stay. */
  wide?: boolean;
  /** A full grid, like a paper form. */
  bordered?: boolean;
  /** On a telephone each row stands as lines below one another, named by the `label` of their cells. */
  stacked?: boolean;
  children: ReactNode;
}

interface TableLook {
  dense: boolean;
  bordered: boolean;
  stacked: boolean;
}

const Look = createContext<TableLook>({ dense: false, bordered: false, stacked: false });

/** A table in a region that scrolls sideways when it must. Rows are plain elements, so long tables stay fast. */
export function Table({
  label,
  caption,
  dense = false,
  sticky,
  wide,
  bordered = false,
  stacked = false,
  children,
}: TableProps) {
  return (
    <Look.Provider value={{ dense, bordered, stacked }}>
      <section
        aria-label={label}
        tabIndex={0}
        className={clsx(
          'table-region relative -outline-offset-2',
          sticky ? 'sticky-table' : 'overflow-x-auto',
          wide && 'wide-table overflow-y-auto',
          stacked && 'stacked-table',
        )}
      >
        <table
          className={clsx(
            'w-full text-left',
            // Collapsed borders get lost under a sticky header; on paper separate ones run past the last row.
            bordered ? 'border-collapse' : 'border-separate border-spacing-0',
          )}
        >
          {caption ? (
            <caption className="px-3 py-2 text-left text-ink-600">{caption}</caption>
          ) : (
            <caption className="sr-only">{label}</caption>
          )}
          {children}
        </table>
      </section>
    </Look.Provider>
  );
}

export function THead({ children }: { children: ReactNode }) {
  return <thead>{children}</thead>;
}

export function TBody({ children }: { children: ReactNode }) {
  return <tbody className="[&>tr:hover>*]:bg-accent-50">{children}</tbody>;
}

/** The totals under a table. */
export function TFoot({ children }: { children: ReactNode }) {
  return (
    <tfoot className="font-semibold [&>tr>th]:font-semibold [&>tr>*]:border-t [&>tr>*]:border-t-ink-300 [&>tr>*]:bg-ink-50">
      {children}
    </tfoot>
  );
}

interface TrProps extends HTMLAttributes<HTMLTableRowElement> {
  selected?: boolean;
  tone?: Tone;
}

const ROW_TONE: Record<Tone, string> = {
  neutral: '',
  info: '[&>*]:bg-info-50',
  success: '[&>*]:bg-success-50',
  warning: '[&>*]:bg-warning-50',
  danger: '[&>*]:bg-danger-50',
};

/** One row; `tone` tints it, `selected` marks the row the page is about. */
export function Tr({ selected, tone = 'neutral', className, ...rest }: TrProps) {
  return (
    <tr
      {...rest}
      aria-current={selected ? 'true' : undefined}
      className={clsx(ROW_TONE[tone], selected && '[&>*]:bg-accent-100', className)}
    />
  );
}

export interface Sort {
  to: string;
  direction?: 'asc' | 'desc' | null;
}

interface ThProps extends ThHTMLAttributes<HTMLTableCellElement> {
  /** Names a box that stays in sight over a `stacked` table. */
  label?: string;
  numeric?: boolean;
  /** Makes the heading a link that sorts. */
  sort?: Sort;
  /** Heads several columns. */
  group?: boolean;
  /** Heads the column of buttons and links; not printed, like that column. */
  actions?: boolean;
}

/** A column heading. */
export function Th({ label, numeric, sort, group, actions, className, children, ...rest }: ThProps) {
  const cell = useCellLook();
  return (
    <th
      {...rest}
      scope={group ? 'colgroup' : 'col'}
      data-label={label}
      aria-sort={ariaSort(sort)}
      className={clsx(
        cell,
        'whitespace-nowrap bg-ink-100 align-bottom text-sm font-semibold text-ink-700',
        numeric && 'text-right',
        group && 'text-center',
        actions && 'no-print text-right',
        className,
      )}
    >
      {sort ? <SortLink sort={sort}>{children}</SortLink> : children}
    </th>
  );
}

function ariaSort(sort: Sort | undefined): 'ascending' | 'descending' | 'none' | undefined {
  if (!sort) return undefined;
  if (sort.direction === 'asc') return 'ascending';
  return sort.direction === 'desc' ? 'descending' : 'none';
}

function SortLink({ sort, children }: { sort: Sort; children: ReactNode }) {
  const arrow = sort.direction === 'asc' ? '▲' : sort.direction === 'desc' ? '▼' : '↕';
  return (
    <Link
      to={sort.to}
      className="inline-flex items-center gap-1 hover:text-accent-700 hover:underline hover:underline-offset-4"
    >
      {children}
      <span
        aria-hidden="true"
        className={clsx('no-print text-xs', sort.direction ? 'text-accent-600' : 'text-ink-500')}
      >
        {arrow}
      </span>
      <Hidden>（点击排序）</Hidden>
    </Link>
  );
}

interface TdProps extends TdHTMLAttributes<HTMLTableCellElement> {
  /** The heading of its column, for a `stacked` table. */
  label?: string;
  numeric?: boolean;
  muted?: boolean;
  /** The cell that names its row. */
  header?: boolean;
  nowrap?: boolean;
  strong?: boolean;
  /** Buttons or links at the end of the row; not printed. */
  actions?: boolean;
}

/** A cell. Amounts are `numeric`: right-aligned, with figures of one width. */
export function Td({
  label,
  numeric,
  muted,
  header,
  nowrap,
  strong,
  actions,
  className,
  children,
  ...rest
}: TdProps) {
  const cell = useCellLook();
  const { stacked } = useContext(Look);
  const classes = clsx(
    cell,
    'align-baseline',
    numeric && 'whitespace-nowrap text-right tabular-nums',
    muted && 'text-ink-500',
    nowrap && 'whitespace-nowrap',
    strong && 'font-semibold',
    actions && 'no-print',
    className,
  );
  if (header) {
    return (
      <th {...rest} scope="row" className={clsx(classes, !strong && 'font-medium')}>
        {children}
      </th>
    );
  }
  return (
    <td {...rest} data-label={label} className={classes}>
      {actions ? (
        <div className="flex justify-end gap-3 whitespace-nowrap">{children}</div>
      ) : stacked ? (
        <div>{children}</div>
      ) : (
        children
      )}
    </td>
  );
}

function useCellLook(): string {
  const { dense, bordered } = useContext(Look);
  return clsx(
    dense ? 'px-2 py-1' : 'px-3 py-1.5',
    bordered ? 'border border-ink-300 print:border-black' : 'border-b border-ink-200',
  );
}
