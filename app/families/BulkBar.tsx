import { paths } from '../paths';
import { Button, KeptTicks } from '../ui';
import { BULK_LABELS } from '../zh/familyList';
import { MOST_AT_ONCE, type BulkAct } from './bulk';

interface BulkBarProps {
  /** Under which name the tab keeps the ticks. */
  list: string;
  acts: readonly BulkAct[];
  /** What the list is narrowed by; sent along for those who choose all of it. */
  filters: Record<string, string | null>;
  total: number;
  /** The file numbers on the page. */
  onPage: string[];
}

/** What can be done with the ticked files, or with all that the filter leaves; stands in the form around the list. */
export function BulkBar({ list, acts, filters, total, onPage }: BulkBarProps) {
  return (
    <div className="no-print flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-ink-200 px-3 py-2 text-sm">
      {Object.entries(filters).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <span className="flex flex-wrap items-center gap-2">
        批量办理：
        {acts.map((act) => (
          <Button key={act} size="small" formAction={paths.familiesBulk(act)}>
            {BULK_LABELS[act].button}
          </Button>
        ))}
      </span>
      <label className="inline-flex items-center gap-2">
        <input type="checkbox" name="all" value="yes" className="h-4 w-4" />
        符合条件的全部 {total.toLocaleString('zh-CN')} 户
      </label>
      <KeptTicks list={list} name="family" onPage={onPage} unit="户" most={MOST_AT_ONCE} />
    </div>
  );
}
