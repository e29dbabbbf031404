import type { ScoringRules } from '../fund/scoring';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import type { AttachmentCounts } from '../reports/attachments';
import type { Chapter } from '../reports/chapter';
import type { ClosingCheck } from '../reports/closingPoints';
import type { DefinitionAspect, DefinitionChange } from '../reports/definitionChange';
import type { FrozenFileKind, SinceFrozen } from '../reports/frozen';
import { fundLabels, leftOutText } from './reports';
import { thinSampleText } from './scoring';

/** The words of the closing of a year: checks, frozen papers and what differs from them. */

export const closingCheckLabels: Record<ClosingCheck, string> = {
  ungraded: '待评定',
  outside_band: '得分比例不符',
  unexplained: '偏差未说明',
  execution_unexplained: '执行率未说明',
  weights: '权重不足百分',
  ledger_differs: '台账与报告不符',
  no_data: '暂无数据',
  pending_applications: '申请未办结',
  open_batch: '批次未办结',
  bank_contradictions: '银行结果存疑',
  unchecked_files: '银行文件待核对',
  unpaid_awards: '核定未发放',
  paid_outside: '年度以外发放',
  empty_chapter: '章节未填写',
  thin_sample: '样本偏少',
  plan_gap: '计划与目标不一致',
  unit_mixed: '计量单位混用',
  name_mixed: '名称与单位不一',
  target_unreadable: '目标值没有数字',
  above_suggestion: '评定高于建议',
  no_evidence: '缺佐证材料',
  combined_roles: '一人兼任',
};

export const closingDetails = {
  ungraded: '还没有评定或填写完成值，没有得分。',
  outside_band: '评定时给的得分比例不在现行评分规则的分档内，请按现行规则重新评定。',
  unexplained: '未达到、明显超过或偏离目标，须写明原因和改进措施。',
  no_data: '截至日没有可以计算的记录，没有得分，评级为暂定。',
  above_suggestion: (grade: string, suggested: string) =>
    `评定为“${grade}”，系统按记录建议“${suggested}”。请核对记录，或在评定理由里写明为什么高于建议。`,
  no_evidence: '没有上传制度、检查记录等佐证文件。',
  applicationsName: '救助申请',
  pending_applications: (today: string, count: number) =>
    `截至今天（${today}）还有 ${count} 件没有审批。请办结、退回或撤回；定稿后才批准的不在这份定稿里。`,
  open_batch: (status: string) => `批次现在是「${status}」。请导入银行结果、办结或作废。`,
  contradictionsName: '银行结果存疑',
  bank_contradictions: (today: string, count: number) =>
    `截至今天（${today}）本年度的核定还有 ${count} 笔，银行的结果与登记的不符，没有核对清楚，发放数可能不对。请按银行的结果登记，或写明登记的没有错；定稿后才更正的，列为差异。`,
  uncheckedName: '银行结果文件',
  unchecked_files: (today: string, count: number) =>
    `截至今天（${today}）本年度批次的 ${count} 个银行结果文件有与登记不同、看不懂，或已登记而银行还没有处理完的行，没有人核对过，发放数可能不对。请由财务逐个打开核对；定稿后才更正的，列为差异。`,
  awardsName: '待发放的核定',
  unpaid_awards: ({
    today,
    count,
    amount,
    asOf,
  }: {
    today: string;
    count: number;
    amount: string;
    asOf: string;
  }) =>
    `截至今天（${today}）还有 ${count} 笔、${amount} 元已批准没有发完；报告里的“${fundLabels.committed}”是截至 ${asOf} 的数。请发放或撤销；项目期内的发放在定稿后补登的，列为差异。`,
  ledgerName: '资金发放台账',
  ledger_differs: (ledger: string, paid: string) =>
    `台账合计 ${ledger} 元，报告“${fundLabels.paid}”${paid} 元，两数应当相等。请联系系统管理员运行数据核验。`,
  paid_outside: ({ asOf, count, amount }: { asOf: string; count: number; amount: string }) =>
    `截至 ${asOf} 的台账和“${fundLabels.paid}”不含此后（或项目期外）的发放和更正 ${count} 条、净额 ${amount} 元，报告附件里另行写明。`,
  empty_chapter: '这一章还没有内容，定稿里会印“未填写”。请填写，或确认不写。',
  combined_roles: (conflicts: readonly string[]) =>
    `${conflicts.join('；')}。请核对相关业务，或请系统管理员调整角色。`,
  weightsName: '各项权重',
  weights: (points: string) => `合计 ${points} 分，应为 100 分。`,
  execution_unexplained: (text: string, limit: string) =>
    `预算执行率 ${text}，低于 ${limit}，须在“偏差原因与问题”一章写明原因。`,
  thin_sample: ({ answers, paid }: { answers: number; paid: number }, scoring: ScoringRules) =>
    `有效评价 ${answers} 份，受助 ${paid} 人。评分规则：${thinSampleText(scoring)}`,
  unit_mixed: ({ target, unit }: { target: string; unit: string }) =>
    `目标值写“${target}”，完成值按“${unit}”计，得分不可信。请改目标值的单位或计数。`,
  name_mixed: ({ named, counted }: { named: string; counted: string }) =>
    `指标名称写的是${named}，目标值和完成值都按“${counted}”计，看表的人会读错。请改指标名称，或改计数和目标值的单位。`,
  target_unreadable: ({ target, unit }: { target: string; unit: string }) =>
    `目标值写“${target}”，没有数字，完成值按“${unit}”计，无法比较。请写上数字，或把计算口径改为人工评定。`,
} as const;

export const freezeName = (position: number) => (position === 0 ? '年终定稿' : `补充定稿 ${position}`);

export const frozenFileLabels: Record<FrozenFileKind, string> = {
  docx: '自评表 Word',
  xlsx: '自评表 Excel',
  narrative: '绩效报告 Word',
};

export const differenceTexts = {
  place: (name: string, column: string) => `${name}：${column}`,
  weight: '权重合计',
  score: '总分',
  grade: '评级',
  note: '有关说明',
  absent: '（无此项）',
  chapter: (chapter: string) => `绩效报告：${chapter}`,
  chapterText: (chapter: string) => `绩效报告：${chapter}（补充文字）`,
  evidence: (indicator: string) => `佐证材料：${indicator}`,
  file: ({ fileName, sha256 }: { fileName: string; sha256: string }) =>
    `${fileName}（校验码 ${sha256.slice(0, 8)}…）`,
} as const;

const definitionLabels: Record<DefinitionAspect, string> = {
  metric: '计算口径',
  countBasis: '计数单位',
  filter: '计算范围',
  target: '目标值',
  weight: '分值',
};

/** What an indicator is defined by, in words. */
export const definitionTexts = {
  judged: '人工评定或填写',
  noBasis: '—',
  all: '计入全部',
  points: (points: string) => `${points} 分`,
} as const;

/** Why a figure differs: `计算范围：计入全部 → 只计：金水区`. */
export const definitionChangeText = ({ aspect, frozen, now }: DefinitionChange) =>
  `${definitionLabels[aspect]}：${frozen || '—'} → ${now || '—'}`;

export const CLOSING_LABELS = {
  reason: '补充原因',
  acknowledged: '已看过上面的提示，仍然定稿',
  content: '文字说明',
} as const;

export const CLOSING_MESSAGES = {
  reason: '请写明为什么要补充定稿。',
  reasonLong: (most: number) => `补充原因不能超过 ${most} 个字。`,
  contentLong: (most: number) => `文字说明不能超过 ${most} 个字。`,
} as const;

export const narrativeTitle = (centreName: string) => `${centreName}项目绩效自评报告`;
export const narrativeFileName = (
  { year, projectName, asOf }: { year: number; projectName: string; asOf: string },
  differs: boolean,
) => `${year}年度${projectName}绩效自评报告（截至${asOf}${differs ? '，与定稿不同' : ''}）`;

/** On a narrative report that is made after the closing; nothing where none is frozen. */
export const sinceFrozenText = (since: SinceFrozen | null | undefined) => {
  if (!since) return '';
  const frozen = `${since.frozenAt} 已作${freezeName(since.position)}，定稿的绩效报告原件另存。`;
  return since.differences === 0
    ? `${frozen}按现在的记录与定稿一致。`
    : `${frozen}本报告按现在的记录生成，与定稿有 ${since.differences} 处不同，不能代替定稿。`;
};

export const chapterLabels: Record<Chapter, string> = {
  overview: '项目概况',
  goals: '绩效目标',
  funds: '资金到位与执行',
  indicators: '指标完成分析',
  grade: '自评得分与等级',
  causes: '偏差原因与问题',
  measures: '改进措施',
  attachments: '附件',
};

const wholeText = (count: number) => count.toLocaleString('zh-CN');

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八'] as const;
export const chapterHeading = (index: number, chapter: Chapter) =>
  `${ORDINALS[index]}、${chapterLabels[chapter]}`;

/** A survey sample: who was drawn again in another round is one person more of the draws, but not of the people. */
export const drawnText = ({ draws, sample }: Pick<AttachmentCounts, 'draws' | 'sample'>) =>
  draws === sample ? `抽样${wholeText(sample)}人` : `抽样${wholeText(draws)}人次、共${wholeText(sample)}人`;

/** What the records say in the chapters of the narrative report. */
export const chapterFactTexts = {
  entry: (label: string, text: string) => `${label}：${text}`,
  rate: ({ label, text, basis }: { label: string; text: string; basis: string }) =>
    `${label}：${text}（${basis}）`,
  amount: (label: string, amount: string) => `${label}：${amount}元`,
  indicatorCount: (all: number, byHand: number) =>
    `共设三级指标${all}项，其中定量指标${all - byHand}项、定性指标${byHand}项。`,
  indicator: (row: { name: string; target: string; actual: string; score: string; weight: string }) =>
    `${row.name}：目标值${row.target || '—'}，完成值${row.actual || '—'}，得分${row.score}分（权重${row.weight}分）。`,
  unscored: (row: { name: string; target: string; actual: string; weight: string }) =>
    `${row.name}：目标值${row.target || '—'}，完成值${row.actual || '—'}，尚无得分（权重${row.weight}分）。`,
  grade: (row: { score: string; weight: string; grade: string }) =>
    `自评总分${row.score}分（满分${row.weight}分），${row.grade}。`,
  cause: (row: { name: string; target: string; actual: string }) =>
    `${row.name}：目标值${row.target}，完成值${row.actual}。`,
  causeExplained: (sentence: string) => `原因及措施：${sentence}`,
  causeMissing: '原因尚未说明。',
  empty: '未填写。',
  noCauses: '各项定量指标均已达到目标，没有需要说明的偏差。',
  attachments: (counts: AttachmentCounts) => [
    '附件1：支出项目绩效自评表',
    `附件2：资金发放台账（${wholeText(counts.payments)}条，净额${formatYuan(fen(counts.netFen))}元）`,
    counts.outside.payments === 0
      ? ''
      : `${leftOutText(counts.outside)}，不计入本报告的${fundLabels.paid}，另列一表。`,
    `附件3：受助人员名单（${wholeText(counts.people)}人）`,
    `附件4：满意度调查样本（${drawnText(counts)}，计入满意度的评价${wholeText(counts.answers)}份）`,
    `附件5：发放批次清单（有发放的${wholeText(counts.batches.count)}批，批次发放${formatYuan(fen(counts.batches.paidFen))}元）`,
    `附件6：到账和预算调整记录（${wholeText(counts.receipts.count)}条，到账${formatYuan(fen(counts.receipts.receivedFen))}元，调整${formatYuan(fen(counts.receipts.adjustedFen))}元）`,
    `附件7：佐证材料（${wholeText(counts.evidence)}份）`,
  ],
} as const;
