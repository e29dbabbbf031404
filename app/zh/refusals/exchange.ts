import type { Sentences } from './sentences';

export const EXCHANGE_REFUSALS = {
  'export.not_full': () => '您没有查看完整身份证号和账号的权限。请改为隐去部分号码后导出。',
  'job.finished': () => '这项工作已经结束，不能再取消。',
  'job.not_checked': () => '这份文件现在不在待核准状态。请返回查看最新进度。',
  'job.own_file': () => '这份文件由您上传，须由另一位有审批权限的人核准。',
} satisfies Sentences;
