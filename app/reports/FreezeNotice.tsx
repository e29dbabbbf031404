import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Alert, TextLink } from '../ui';
import { freezeName } from '../zh/closing';
import type { FreezeSummary } from './freezes.server';

interface FreezeNoticeProps {
  year: number;
  freezes: readonly FreezeSummary[];
  /** What the page below is, beside the frozen papers. */
  children: ReactNode;
}

/** That a year is closed, with the way to each of its frozen papers; nothing while it is open. */
export function FreezeNotice({ year, freezes, children }: FreezeNoticeProps) {
  if (freezes.length === 0) return null;
  return (
    <div className="no-print">
      <Alert tone="info" title={`${year} 年度已定稿`}>
        <ul className="list-disc pl-5">
          {freezes.map(({ position, frozenBy, frozenAt }) => (
            <li key={position}>
              <TextLink to={paths.reportFrozen(year, position)}>{freezeName(position)}</TextLink>：{frozenBy}
              ，{frozenAt}
            </li>
          ))}
        </ul>
        <p className="mt-1">{children}</p>
      </Alert>
    </div>
  );
}
