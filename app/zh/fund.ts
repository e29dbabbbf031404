import type { Grade, ReceiptSource, ReliefType } from '../fund/project';

export const reliefTypeLabels: Record<ReliefType, string> = {
  living: '生活救助',
  schooling: '助学救助',
  medical: '医疗救助',
};

export const receiptSourceLabels: Record<ReceiptSource, string> = {
  central: '中央财政专项',
  local: '地方财政配套',
  union: '上级工会拨付及本级留成',
  donation: '社会捐助',
  interest: '专户利息',
  other: '其他合法来源',
};

export const gradeLabels: Record<Grade, string> = {
  achieved: '达成',
  partly: '部分达成',
  not_achieved: '未达成',
};

/** The tree a project-year begins with when it is not made from a form; a person completes the numbers. */
export const standardTree: readonly {
  level1: string;
  level2: string;
  level3: string | null;
  target: string;
}[] = [
  { level1: '投入与目标管理', level2: '投入管理', level3: '预算执行率', target: '=100%' },
  { level1: '投入与目标管理', level2: '投入管理', level3: '预算资金到位率', target: '=100%' },
  { level1: '投入与目标管理', level2: '财务管理', level3: '资金使用规范性', target: '合规' },
  { level1: '产出目标', level2: '数量', level3: '生活救助人数', target: '' },
  { level1: '产出目标', level2: '数量', level3: '助学救助人数', target: '' },
  { level1: '产出目标', level2: '数量', level3: '医疗救助人数', target: '' },
  { level1: '产出目标', level2: '数量', level3: '应补尽补率', target: '=100%' },
  { level1: '产出目标', level2: '质量', level3: null, target: '' },
  { level1: '产出目标', level2: '时效', level3: '补贴发放及时性', target: '及时' },
  { level1: '产出目标', level2: '成本', level3: null, target: '' },
  { level1: '效果目标', level2: '社会效益', level3: '社会稳定性', target: '得到提高' },
  { level1: '效果目标', level2: '满意度', level3: '受助对象满意度', target: '>90%' },
  { level1: '影响力目标', level2: '长效管理', level3: '档案管理机制健全性', target: '健全' },
];

/** The money that is there to pay from, in the order in which it is reckoned; one name for each figure everywhere. */
export const CASH_LABELS = {
  received: '已到账',
  carriedOut: '结转下年',
  paid: '已发放',
  cash: '到账未发',
  waiting: '银行在途',
  usable: '可用于发放',
  reserved: '未送银行的待发',
  proposed: '建议结转',
} as const;

/** Budget − committed − paid: what can still be approved; one name everywhere. */
export const AVAILABLE_LABEL = '可用预算';

export const FUND_MESSAGES = {
  missing: (label: string) => `请填写${label}。`,
  tooLong: (most: number) => `最多 ${most} 个字，请缩短。`,
  year: '请填写 2000 至 2100 之间的年度，例如 2019。',
  componentMissing: '请至少填写一个经济科目和金额。',
  weight: '分值为 0 至 100，最多两位小数，例如 5 或 7.5。',
  weightMissing: '请填写分值，不计分的填 0。',
  weightTotal: (total: string) => `各指标分值合计为 ${total} 分，应为 100 分，请调整。`,
  countBasisMissing: '请选择按人、人次还是户计数。',
  withoutIndicator: '没有三级指标的行不能填目标值、计算口径和分值；请补填三级指标，或清空这些内容。',
  people: '请填写整数人数，没有计划的留空。',
  timelyDays: '请填写 1 至 60 之间的整数，按规定的 10 个工作日办理的留空。',
  windowReversed: '结束日期不能早于开始日期，请核对。',
  source: '请选择资金来源。',
  adjustmentZero: '请填写不为 0 的金额：调增填正数，调减填负数。',
  file: '请选择目标表文件（.xlsx 或文本文件）。',
} as const;

/** A type of relief whose plan and target say two numbers; both are kept, the target is what counts. */
export function planGapSentence({
  type,
  plannedPeople,
  targetText,
}: {
  type: ReliefType;
  plannedPeople: number;
  targetText: string;
}): string {
  return `${reliefTypeLabels[type]}：计划 ${plannedPeople} 人，目标值“${targetText}”。指标按目标值考核。`;
}

/** Columns of a project-year's programmes, as the form calls them. */
export const programmeFieldLabels = {
  windowStartOn: '开始日期',
  windowEndOn: '结束日期',
  plannedPeople: '计划人数',
  perHeadFen: '人均金额（元）',
  timelyDays: '及时期限（工作日）',
} as const;

/** Fields of the fund's own forms; those of the target form stand in targetForm.ts. */
export const fundFieldLabels = {
  subject: '经济科目名称',
  amount: '预算金额',
  level1: '一级指标',
  level2: '二级指标',
  level3: '三级指标',
  targetText: '目标值',
  metric: '计算口径',
  countBasis: '计数单位',
  weight: '分值',
  source: '资金来源',
  receivedOn: '到账日期',
  receivedFen: '到账金额',
  correctedOn: '冲减日期',
  correctedFen: '冲减金额',
  adjustedOn: '调整日期',
  adjustedFen: '调整金额',
  remarks: '备注',
  voucher: '凭证号',
  carried: '上年结转资金',
  yearUnknown: '上一年度不在本系统，金额以银行回单或上年决算为准，已核对',
  anotherReason: '另一笔到账的理由',
  confirmedReceipt: '已核对，确认登记',
  takesReserved: '待发的部分另有资金安排，确认按此金额结转',
  document: '批准文件',
  reason: '调整原因',
  correctionReason: '更正原因',
} as const;
