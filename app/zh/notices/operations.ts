import type { Notices } from './notices';

export const OPERATIONS_NOTICES = {
  'record.unchanged': () => '与原来相同，没有需要保存的改动。',
  'backup.started': () => '备份已开始，完成并试恢复后会列在下面，请稍后刷新本页查看。',
  'backup.check_started': () => '正在从头读各份备份文件，读完后「文件核对」一列会更新，请稍后刷新本页查看。',
} satisfies Notices;
