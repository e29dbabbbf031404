import type { Notices } from './notices';

export const EXCHANGE_NOTICES = {
  'import.released': () => '已核准，正在导入。',
  'national.explained': () => '已记下说明。以后比对出同样的差别，会带上这条说明。',
  'national.layout_defined': () => '已保存，以后的导出和比对按这些列。',
  'job.cancelled': () => '已请求取消，正在处理的一批完成后停止。',
} satisfies Notices;
