import type { LeftOutCounts } from '../families/bulk';

/** What waits on the home page: what it is, and in what it is counted. */
export const TASK_LABELS = {
  'project.waiting': { label: '已上传的目标表，待核对', unit: '份' },
  'desk.late': { label: '已逾期，待办理', unit: '件' },
  'desk.soon': { label: '两个工作日内到期', unit: '件' },
  'file.draft': { label: '档案草稿，待提交', unit: '份' },
  'file.returned': { label: '档案被退回，待补正', unit: '份' },
  'file.submitted': { label: '档案，待入户核查', unit: '份' },
  'file.visited': { label: '档案已核查，待公示', unit: '份' },
  'file.publicised': { label: '档案公示期满，待审批', unit: '份' },
  'notice.objected': { label: '公示有异议，待处理', unit: '份' },
  'notice.expired': { label: '公示期满，待撤下', unit: '份' },
  'recipients.expired': { label: '受助名单公示期满，待撤下', unit: '份' },
  'import.checked': { label: '导入文件已检查，待核准', unit: '份' },
  'ledger.checked': { label: '发放台账已检查，待核准', unit: '份' },
  'review.overdue': { label: '年审已到期', unit: '户' },
  'application.returned': { label: '救助申请被退回，待修改', unit: '件' },
  'application.submitted': { label: '救助申请，待审核', unit: '件' },
  'application.reviewed': { label: '救助申请，待审批', unit: '件' },
  'application.confirming': { label: '救助申请，待二级审批', unit: '件' },
  'roles.waiting': { label: '账号的角色，待确认', unit: '项' },
  'head.staff.password_reset': { label: '中心主任的密码被重置（7 日内），请向本人核实', unit: '次' },
  'head.second_factor.reset': { label: '中心主任的两步验证被重置（7 日内），请向本人核实', unit: '次' },
  'head.staff.unlocked': { label: '中心主任的账号被用命令解锁（7 日内），请向本人核实', unit: '次' },
  'head.staff.roles_given': { label: '角色直接生效，无第三人确认（7 日内）', unit: '次' },
  'account.waiting': { label: '收款账户变更，待确认', unit: '项' },
  'failure.waiting': { label: '退票与失败，待更正账户补发', unit: '笔' },
  'contradiction.open': { label: '银行结果与登记不符，待核对', unit: '笔' },
  'results.unchecked': { label: '银行结果文件，待核对', unit: '个' },
  'batch.draft': { label: '发放批次草稿，待提交', unit: '批' },
  'batch.submitted': { label: '发放批次，待审批', unit: '批' },
  'batch.approved': { label: '发放批次已审批，待导出银行文件', unit: '批' },
  'batch.exported': { label: '发放批次已送银行，待导入结果', unit: '批' },
  'award.unpaid': { label: '核定，待发放或补发', unit: '笔' },
} as const;

export type TaskCode = keyof typeof TASK_LABELS;

/** The same, with the year where it is another than the present one. */
export const taskLabel = ({ code, year }: { code: TaskCode; year?: number | undefined }) =>
  year === undefined ? TASK_LABELS[code].label : `${year} 年度${TASK_LABELS[code].label}`;

const OWN_TEXTS: Partial<Record<TaskCode, string>> = { 'roles.waiting': '是您本人的或由您提出' };

/** What the list of a task holds besides: how many one may not do oneself. */
export const forOthersText = (code: TaskCode, count: number) =>
  `另有 ${count} ${TASK_LABELS[code].unit}${OWN_TEXTS[code] ?? '由您经手'}，须由他人办理`;

/** What the list of files on public notice holds besides those that one may approve now. */
export function notApprovableText({ own, notice_running: running, objected }: LeftOutCounts): string {
  const parts = [
    ...(running ? [`${running} 份公示没有期满`] : []),
    ...(objected ? [`${objected} 份有异议`] : []),
    ...(own ? [`${own} 份由您经手，须由他人办理`] : []),
  ];
  return parts.length > 0 ? `另有 ${parts.join('、')}` : '';
}
