import { businessDate, formatDate } from '../calendar/date';
import { Alert, FilterBar, LinkButton } from '../ui';

interface AsOfChooserProps {
  /** The address of the page without a day. */
  action: string;
  asOf: string;
  today: string;
  /** The days that are usually wanted, each with its address. */
  days: { day: string; to: string }[];
  /** Why another day than the wanted one is shown. */
  refusedText: string | null;
  /** Sent along unchanged. */
  keep?: Record<string, string>;
}

/** The day that the figures are computed for: any day, or one of the usual ones. */
export function AsOfChooser({ action, asOf, today, days, refusedText, keep }: AsOfChooserProps) {
  return (
    <>
      {refusedText ? (
        <Alert tone="danger" title="截至日期没有采用" live>
          {refusedText}
        </Alert>
      ) : null}
      <div className="no-print flex flex-wrap items-end gap-x-3 gap-y-2">
        <FilterBar
          label="截至日期"
          action={action}
          dates={[{ name: 'asOf', label: '数据截至', value: asOf }]}
          keep={keep}
          submitLabel="重新计算"
        />
        <nav aria-label="常用截至日期" className="flex flex-wrap gap-1">
          {days.map(({ day, to }) => (
            <LinkButton
              key={day}
              to={to}
              tone={day === asOf ? 'plain' : 'quiet'}
              aria-current={day === asOf ? 'date' : undefined}
            >
              {day === today ? '今天' : formatDate(businessDate(day))}
            </LinkButton>
          ))}
        </nav>
      </div>
    </>
  );
}
