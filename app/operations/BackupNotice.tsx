import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { Alert, TextLink } from '../ui';
import { BACKUP_LABELS } from '../zh/backups';
import type { BackupConcern } from './health';

const TITLES: Record<BackupConcern, string> = {
  backup_old: BACKUP_LABELS.old,
  backup_missing: BACKUP_LABELS.none,
  backup_damaged: BACKUP_LABELS.damaged,
  backup_unopened: BACKUP_LABELS.noneOpened,
};

interface BackupNoticeProps {
  concern: { is: BackupConcern; madeAt: string | null };
  /** Whether the reader makes backups, or asks whoever does. */
  mayMake: boolean;
  slim?: boolean;
}

/** That there is no good backup of late, or a damaged one, beside the work of those who answer for the records. */
export function BackupNotice({ concern: { is, madeAt }, mayMake, slim }: BackupNoticeProps) {
  const last = madeAt ? `最近一份可用的做于 ${formatInstant(madeAt)}。` : '';
  return (
    <Alert tone="warning" slim={slim}>
      <strong className="mr-2 font-semibold">{TITLES[is]}</strong>
      {last}
      {mayMake ? '请查明原因，并立即备份一次。' : '请管理员查明原因，并立即备份一次。'}
      <TextLink to={paths.backups}>数据备份</TextLink>
    </Alert>
  );
}
