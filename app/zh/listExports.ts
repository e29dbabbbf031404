import type { EvidenceRecord } from '../indicators/evidence';
import type { ExportedList } from '../lists/list';

export const LIST_TITLES: Record<ExportedList, string> = {
  reviews: '年度审核',
  notices: '认定公示',
  duplicates: '疑似重复',
  'account-changes': '待确认的账户变更',
  'lacking-papers': '缺材料的档案',
  deadlines: '逾期提醒',
  retention: '到期档案',
  lines: '低保标准',
  'national-items': '全国系统比对结果',
  applications: '救助申请',
  campaigns: '专项救助活动',
  'recipient-notices': '受助名单公示',
  due: '应补未补名单',
  awards: '核定',
  batches: '发放批次',
  'batch-lines': '批次明细',
  failures: '退票与失败',
  payments: '发放记录',
  services: '服务记录',
  'survey-rounds': '满意度调查',
  'survey-people': '调查样本与评价',
  receipts: '到账记录',
  adjustments: '预算调整',
  projects: '年度目标',
  'indicator-rows': '指标逐行记录',
  compliance: '合规检查案件',
  audit: '操作日志',
};

const ID_NUMBER = '身份证号（隐去中间）';
const RECIPIENT = ['受助人', ID_NUMBER, '档案号', '救助类型'] as const;

export const LIST_COLUMNS = {
  reviews: ['年审日期', '档案编号', '档案主', '困难类别', '行政区划', '在册日期', '已过期（天）'],
  notices: [
    ...['公示编号', '状态', '户数', '公示开始', '公示最后一天', '可审批日期', '撤下日期'],
    ...['待处理的异议（条）', '公示地点'],
  ],
  duplicates: ['档案编号', '档案主', '状态', '疑似重复的档案编号', '疑似重复的档案主', '疑似重复的状态'],
  'account-changes': ['档案编号', '档案主', '现账户', '新账户', '提示', '变更原因', '提出人', '提出时间'],
  'lacking-papers': ['档案主', '档案编号', '建档日期', '缺（种）', '缺的材料'],
  deadlines: ['姓名', '档案编号', '事项', '环节', '到手日期', '应办结日期', '时间'],
  retention: ['档案编号', '档案主', '状态', '关闭日期'],
  lines: ['适用地区', '户籍', '执行日期', '每人每月（元）', '依据文件', '状态', '确认人'],
  'national-items': [
    ...['文件的行', '姓名', ID_NUMBER, '本地档案', '本地状态'],
    ...['哪里不同，或退回的原因', '说明', '说明人'],
  ],
  applications: [...RECIPIENT, '救助活动', '申请日期', '状态', '申请金额（元）', '现金额（元）'],
  campaigns: [
    ...['活动', '救助类型', '启动日期', '每人最少（元）', '每人最多（元）', '申请（件）', '待审核（件）'],
    ...[
      '待审批（件）',
      '待二级审批（件）',
      '退回补正（件）',
      '核定（件）',
      '已发放（件）',
      '核定（元）',
      '已发放（元）',
    ],
  ],
  'recipient-notices': [
    ...['活动', '年度', '救助类型', '状态', '公示开始', '公示最后一天', '撤下日期', '公示地点'],
  ],
  due: ['姓名', '档案编号', ID_NUMBER, '救助类型', '原因', '批次'],
  awards: [
    ...[...RECIPIENT, '救助活动', '开户银行', '账号末四位', '批准日期', '应发日期', '状态'],
    ...['核定（元）', '已发（元）', '待发（元）'],
  ],
  batches: [
    ...['批次号', '名称', '状态', '笔数', '金额（元）', '付款成功（元）', '付款失败（笔）'],
    ...['制单', '审批日期'],
  ],
  'batch-lines': [
    ...['行号', '受助人', '档案编号', '救助类型', '收款人', '开户行', '账号尾号', '金额（元）'],
    ...['状态', '结果日期', '银行的说明'],
  ],
  failures: [
    ...['受助人', '档案编号', '救助类型', '待补发（元）', '原因', '银行或更正的说明', '日期'],
    ...['已等待（天）', '出自批次', '批次的行', '现在的账户', '开户银行', '账号末四位'],
  ],
  payments: [...RECIPIENT, '种类', '日期', '金额（元）', '银行流水号或批次号', '备注'],
  services: ['日期', '服务项目', '服务对象', '档案号', '服务内容', '结果', '登记人', '作废原因'],
  'survey-rounds': [
    ...['调查', '方式', '开始日期', '结束日期', '样本（人）', '有效评价（份）', '满意度'],
    ...['尚未调查（人）', '未接通（人）', '拒访（人）', '抽样人', '作废原因'],
  ],
  'survey-people': [
    ...['抽取顺序', '姓名', '档案编号', ID_NUMBER, '电话（隐去中间）'],
    ...['评价', '调查日期', '方式', '意见'],
  ],
  receipts: [
    '到账日期',
    '资金来源',
    '结转或冲减',
    '金额（元）',
    '凭证号',
    '备注或原因',
    '登记人',
    '登记时间',
  ],
  adjustments: ['日期', '金额（元）', '批准文件', '调整原因', '登记人', '登记时间'],
  projects: [
    ...['年度', '项目', '本年度金额（元）', '调整后预算（元）', '已到账（元）', '已批待发（元）'],
    ...['已发放（元）', '可用预算（元）'],
  ],
  'indicator-rows': [
    ...['档案编号', '姓名', ID_NUMBER, '救助类型', '记录', '日期', '日期的含义', '应发日', '最后发放'],
    ...['金额（元）', '评价', '计入方式', '原因', '计入分子', '计入分母'],
  ],
  compliance: [...['检查', '档案编号', '姓名', ID_NUMBER, '救助类型', '日期', '金额（元）', '记录', '说明']],
  audit: ['序号', '时间', '办理人', '操作', '对象', '内容', '校验码'],
} as const satisfies Record<ExportedList, readonly string[]>;

/** The columns, from 0, that are added up under a list. */
export const LIST_SUMS: Partial<Record<ExportedList, readonly number[]>> = { 'indicator-rows': [13, 14] };

/** What a row behind an indicator is a record of, and what its day is. */
export const EVIDENCE_RECORDS: Record<EvidenceRecord['kind'], { record: string; day: string }> = {
  person: { record: '发放记录', day: '最近一笔发放' },
  family: { record: '发放记录', day: '最近一笔发放' },
  times: { record: '发放记录', day: '发放日期' },
  payment: { record: '发放', day: '发放日期' },
  due: { record: '应补', day: '' },
  award: { record: '核定', day: '审批日期' },
  receipt: { record: '到账', day: '到账日期' },
  budget: { record: '年度金额', day: '项目开始' },
  adjustment: { record: '预算调整', day: '调整日期' },
  answer: { record: '评价', day: '调查日期' },
  service: { record: '服务', day: '服务日期' },
};

/** What the second sheet says of the rows behind an indicator. */
export const EVIDENCE_NOTES = {
  indicator: (year: number, name: string) => `${year} 年度，指标：${name}`,
  asOf: (asOf: string) => `数据截至：${asOf}`,
  metric: (metric: string, basis: string | null) =>
    basis === null ? `计算口径：${metric}` : `计算口径：${metric}，按${basis}计`,
  target: (target: string) => `目标值：${target || '—'}`,
  count: (actual: string) => `完成值：${actual}，等于「计入分子」一列的合计`,
  fraction: (numerator: string, denominator: string, actual: string) =>
    `完成值：${numerator} ÷ ${denominator} = ${actual}，分子、分母等于「计入分子」「计入分母」两列的合计`,
  narrowed: '导出的只是页面筛选后的行，合计不等于完成值。',
} as const;

/** Words of cells that no code stands for. */
export const LIST_WORDS = {
  sameAccount: '与其他家庭同一账户',
  noPaper: '没有依据材料',
  register: '建档认定',
  confirmed: '已确认',
  example: '示例（待确认）',
  carried: '上年结转',
  correction: '冲减',
  corrected: '已冲减',
  notAsked: '尚未调查',
  payment: '发放记录',
  award: '核定',
  system: '系统',
  between: '；',
  titled: (title: string, text: string) => `${title}：${text}`,
  compared: (ours: string, theirs: string, hidden: string | null) =>
    `本地 ${ours}，全国 ${theirs}${hidden ? `，${hidden}` : ''}`,
  outOfWindow: '发放期后审批',
  letIn: (who: string, reason: string) => `历史台账，${who}放行：${reason}`,
} as const;

export const listFileName = (list: ExportedList, year: number | null, date: string) =>
  `${year === null ? '' : `${year} 年度`}${LIST_TITLES[list]} ${date}.xlsx`;

export const listFooter = (who: string, when: string, rows: number) =>
  `由${who}于 ${when} 导出，共 ${rows} 行。内含个人信息，请妥善保管，用毕删除。`;

export const TOTAL_WORD = '合计';
/** Of a printed sheet, in the code of Excel. */
export const PAGE_NUMBERS = '&C第 &P 页，共 &N 页';

export const LIST_ORIGIN_SHEET = '导出说明';
