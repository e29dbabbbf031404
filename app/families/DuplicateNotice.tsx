import { paths } from '../paths';
import { Alert, TextLink } from '../ui';
import { DUPLICATE_SIGN_LABELS } from '../zh/duplicates';
import { FAMILY_STATUS_LABELS } from '../zh/families';
import type { DuplicateOf } from './duplicates.server';

interface DuplicateNoticeProps {
  familyId: string;
  duplicates: DuplicateOf[];
  /** What it means for what is done on this page. */
  children?: string;
}

/** The files that may be the same family's, each with the page that compares the two. */
export function DuplicateNotice({ familyId, duplicates, children }: DuplicateNoticeProps) {
  if (duplicates.length === 0) return null;
  return (
    <Alert tone="warning" title="可能重复">
      {children ? <p>{children}</p> : null}
      <ul className="mt-1 space-y-0.5">
        {duplicates.map(({ id, fileNumber, name, status, signs, verdict }) => (
          <li key={id}>
            {fileNumber} {name}（{FAMILY_STATUS_LABELS[status]}）：
            {signs.map((sign) => DUPLICATE_SIGN_LABELS[sign]).join('，')}
            {verdict ? '；已核对为同一人，其中一份应办理退出或不予认定' : ''}{' '}
            <TextLink to={paths.familyCompare(familyId, id)}>对比核对</TextLink>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
