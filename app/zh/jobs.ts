import type { JobKind, JobStatus } from '../exchange/job';

export const JOB_KIND_LABELS: Record<JobKind, string> = {
  'families.import': '导入家庭档案',
  'families.export': '导出家庭档案',
};

export const JOB_STATUS_LABELS: Record<JobStatus, string> = {
  waiting: '排队中',
  running: '进行中',
  done: '已完成',
  failed: '没有完成',
  cancelled: '已取消',
};
