import type { SheetColumn } from '../exchange/familySheet';
import type { ImportMode, JobKind, JobPhase, JobStatus } from '../exchange/job';
import type { SheetProblem } from '../sheets/sheet';
import { COLUMN_TITLES } from './familySheet';
import { sheetProblemMessages } from './sheets';

export const JOB_KIND_LABELS: Record<JobKind, string> = {
  'families.import': '导入家庭档案',
  'payments.import': '导入发放台账',
  'receipts.import': '导入到账台账',
  'families.export': '导出家庭档案',
  'national.export': '导出给全国系统',
  'national.compare': '与全国系统比对',
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

/** Beside the choice of all or nothing. */
export function allOrNothingHint(most: number): string {
  return `最多 ${most.toLocaleString('zh-CN')} 人：整个文件一次写入，期间其他人不能保存。人数更多的，先「只检查」，没有问题后再按上一种方式导入，结果相同。`;
}

function tooManyAtOnce(most: number): string {
  return `「全部没有问题才导入」的文件不能超过 ${most.toLocaleString('zh-CN')} 人：整个文件一次写入，期间其他人不能保存。没有导入。请先「只检查，不导入」，没有问题后改选「导入没有问题的家庭」，结果相同；或分成几个文件，同一户的人须在同一个文件里。`;
}

/** Why a file as a whole came to nothing, and what to do. */
export function jobFailureText({ problem, columns, most }: JobFailureData): string {
  if (problem === 'too_many_at_once') return tooManyAtOnce(most ?? 0);
  if (problem === 'columns_missing')
    return `表头缺少「${columns.map((column) => COLUMN_TITLES[column]).join('」「')}」列，不能导入。请补上这些列，或下载模板填写。`;
  return problem in sheetProblemMessages
    ? sheetProblemMessages[problem as SheetProblem]
    : FAILURES[problem as keyof typeof FAILURES];
}

interface JobFailureData {
  problem: SheetProblem | keyof typeof FAILURES | 'columns_missing' | 'too_many_at_once';
  columns: readonly SheetColumn[];
  most?: number | null;
}

const FAILURES = {
  no_register:
    '没有找到表头。请在前 30 行内放一行列名，至少有“姓名”“身份证号”“与档案主关系”；或下载模板填写。',
  too_many_rows: '超过 100,000 人。请分成几个文件导入；同一户的人须在同一个文件里。',
  interrupted: '处理时多次中断，没有完成。已导入的家庭保留；请重新导入同一文件，已有的会跳过。',
  file_gone: '上传的文件已不在服务器上。请重新上传。',
  error: '处理时出错，没有完成。已导入的家庭保留；请重新导入同一文件，或联系系统管理员查看日志。',
};

export const EXCHANGE_MESSAGES = {
  file: '请选择要导入的 Excel 文件（.xlsx）。',
  fileTooLarge: '文件超过 40 MB。请删去图片和多余的工作表，或分成几个文件导入。',
  mode: '请选择有问题时怎样处理。',
  reason: '导出完整号码须写明用途，至少 4 个字。',
  overrideReason: '放行违规的旧账须写明原因，至少 4 个字。',
  tooLong: '最多 200 个字，请精简。',
} as const;

export const exportFileName = (date: string) => `家庭档案 ${date}.xlsx`;
export const refusedFileName = (fileName: string) => `退回的行 ${fileName.replace(/\.xlsx$/i, '')}.xlsx`;
export const TEMPLATE_FILE_NAME = '家庭档案导入模板.xlsx';
