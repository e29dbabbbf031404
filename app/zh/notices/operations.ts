import type { Notices } from './notices';

export const OPERATIONS_NOTICES = {
  'backup.started': () => '备份已开始，完成并试恢复后会列在下面，请稍后刷新本页查看。',
} satisfies Notices;
