import type { Notices } from './notices';

export const EXCHANGE_NOTICES = {
  'import.released': () => '已核准，正在导入。',
  'job.cancelled': () => '已请求取消，正在处理的一批完成后停止。',
} satisfies Notices;
