import type { ImportMode, JobKind, JobPhase, JobStatus } from '../exchange/job';

export const JOB_KIND_LABELS: Record<JobKind, string> = {
  'families.import': '导入家庭档案',
  'families.export': '导出家庭档案',
};

export const JOB_STATUS_LABELS: Record<JobStatus, string> = {
  waiting: '排队中',
  running: '进行中',
  checked: '待核准',
  done: '已完成',
  failed: '没有完成',
  cancelled: '已取消',
};

export const JOB_PHASE_LABELS: Record<JobPhase, string> = {
  reading: '正在读取文件',
  checking: '正在逐户检查',
  importing: '正在逐户导入',
  writing: '正在生成文件',
};

export const IMPORT_MODE_LABELS: Record<ImportMode, string> = {
  good_families: '导入没有问题的家庭，有问题的退回改正',
  all_or_nothing: '全部没有问题才导入，否则一户也不导入',
};
