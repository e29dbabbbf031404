import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import {
  CATEGORY_LABELS,
  CAUSE_LABELS,
  EDUCATION_STAGE_LABELS,
  EXIT_REASON_LABELS,
  FAMILY_HUKOU_LABELS,
  FAMILY_STATUS_LABELS,
  HUKOU_KIND_LABELS,
} from './families';
import { chapterLabels } from './closing';
import { SOURCE_LABELS } from './compliance';
import { FAILURE_CAUSE_LABELS } from './bankResults';
import { DUPLICATE_VERDICT_LABELS } from './duplicates';
import { gradeLabels, receiptSourceLabels, reliefTypeLabels } from './fund';
import { divisionLabels } from './identity';
import { familyChangeText } from './familyChange';
import { FAMILY_PAPER_TITLES } from './familyPaper';
import { OVERRIDE_LABELS } from './ledger';
import { LIKELIHOOD_LABELS } from './monitoring';
import { NATIONAL_LIST_LABELS } from './national';
import { layoutLabels } from './nationalReport';
import { OBJECTION_OUTCOME_LABELS } from './notice';
import { PAPER_LABELS } from './papers';
import { PAYMENT_KIND_LABELS } from './payments';
import { projectChangeText } from './projectChange';
import { APPLICATION_STATUS_LABELS } from './relief';
import { SCORING_LABELS } from './scoring';
import { SERVICE_KIND_LABELS } from './services';
import { ROLE_LABELS } from './staff';
import { SURVEY_METHOD_LABELS, SURVEY_OUTCOME_LABELS } from './surveys';

/** The names under which the content of an audit entry is shown; what has none (ids, figures of a sum) is left out. */
const KEYS: Record<string, string> = {
  name: '名称',
  username: '用户名',
  roles: '角色',
  rolesReason: '兼任理由',
  isWithdrawn: '撤回待确认的角色变更',
  failures: '连续失败次数',
  codeUsed: '验证码已用过',
  until: '锁定至',
  networkAddress: '网络地址',
  before: '原',
  after: '改为',
  on: '日期',
  reason: '原因',
  note: '意见',
  sharedReason: '同一账户的原因',
  noPaperReason: '没有材料的原因',
  remarks: '备注',
  fileNumber: '档案编号',
  previousFileNumber: '原档案编号',
  number: '批次编号',
  noticeNumber: '公示编号',
  endsOn: '可审批日期',
  dueOn: '下次年审',
  place: '公示地点',
  visitors: '入户人员',
  incomeAgrees: '收入与申报一致',
  outcome: '处理结果',
  categoryBefore: '原类别',
  paper: '表格',
  paperKind: '材料',
  members: '人数',
  category: '类别',
  proposed: '建议类别',
  perCapitaFen: '人均月收入',
  isRequired: '要求满 12 个月',
  overrideReason: '改变类别的理由',
  ruleSet: '规则',
  mainCause: '致困原因',
  educationStage: '就读阶段',
  steps: '不同金额',
  division: '区划',
  region: '地区',
  hukouKind: '户口',
  effectiveOn: '生效日期',
  monthlyFen: '每月标准',
  document: '文件',
  year: '年度',
  fileName: '文件名',
  madeFrom: '来源文件',
  projectName: '项目名称',
  currentFen: '年度金额',
  startOn: '开始',
  endOn: '结束',
  indicators: '指标行数',
  source: '来源',
  receivedOn: '到账日期',
  voucher: '凭证号',
  adjustedOn: '调整日期',
  budgetBeforeFen: '调整前预算',
  type: '救助类型',
  startedOn: '开始日期',
  count: '数量',
  people: '人数',
  visit: '入户核查',
  publicising: '安排公示',
  approval: '认定审批',
  review: '审核',
  decision: '审批',
  confirmation: '二级审批',
  unfound: '没有查到的号码',
  isWhole: '显示完整号码',
  appliedOn: '申请日期',
  requestedFen: '申请金额',
  reviewedFen: '审核金额',
  decidedFen: '审批金额',
  amountFen: '金额',
  medicalTotalFen: '医疗总费用',
  medicalReimbursedFen: '已报销',
  schoolStage: '学段',
  school: '学校',
  tuitionFen: '学费',
  levelFen: '二级审批金额',
  livingMonths: '生活救助上限月数',
  schoolingMonths: '助学救助上限月数',
  medicalPercent: '医疗救助建议比例',
  carried: '上年结转',
  yearUnknown: '上一年度不在本系统，以凭证为准',
  anotherReason: '确为另一笔的理由',
  takesReserved: '含待发资金',
  paidOn: '发放日期',
  bankReference: '银行流水号',
  booked: '登记',
  told: '银行结果',
  kind: '更正方式',
  grade: '评定',
  ratioPercent: '得分比例',
  actualValue: '完成值',
  sentence: '说明',
  asOf: '截止日期',
  expected: '预计全年完成值',
  likelihood: '完成的可能性',
  measures: '偏差原因和措施',
  format: '格式',
  approvedBy: '核准人',
  rows: '行数',
  accepted: '导入',
  refused: '退回',
  unchanged: '已有未变',
  nationalList: '比对结果',
  nationalColumns: '列',
  agreeing: '一致',
  theirsOnly: '全国有本地无',
  oursOnly: '本地有全国无',
  differing: '内容不同',
  version: '版本',
  keyVersion: '密钥版本',
  comparedWith: '对比档案',
  verdict: '结论',
  resealed: '重新加密',
  title: '批次名称',
  lineNumber: '行号',
  cause: '失败原因',
  text: '银行说明',
  succeeded: '成功笔数',
  failed: '失败笔数',
  success: '成功用词',
  failure: '失败用词',
  defaultOn: '统一的银行日期',
  digest: '审批校验码',
  sha256: '文件校验码',
  accountLast4: '账号尾号',
  bankName: '开户行',
  method: '方式',
  answeredOn: '评价日期',
  rating: '评价',
  paidUntilOn: '受助截至',
  drawnFrom: '受助人数',
  sampleSize: '样本人数',
  seed: '随机种子',
  position: '样本序号',
  chapter: '章节',
  freeze: '第几次补充',
  sequence: '序号',
  layout: '报告格式',
  sources: '评定依据',
  department: '主管部门',
  plannedCarriedFen: '年初预算中的上年结转',
  plannedOtherFen: '年初预算中的其他资金',
  budgetCarriedFen: '全年预算中的上年结转',
  budgetOtherFen: '全年预算中的其他资金',
  serviceKind: '服务项目',
  ledgerOverrides: '放行的违规',
  overriddenBy: '放行人',
  ledgerReason: '放行原因',
  servedOn: '服务日期',
  openAwards: '待发放的核定笔数',
  offRegisterAwards: '核定时已不在册的笔数',
  exitedLines: '家庭已退出的笔数',
  accountDoubts: '账户需要核对的笔数',
  paidClaims: '银行另有回单说已付的笔数',
  failedSince: '银行说没有付在这之后的笔数',
  contradictions: '作废后不再提醒的不符笔数',
  pendingWords: '问清银行后作为最后结果的用词数',
  contradictionsEnded: '照新的读法不再提醒的不符笔数',
  earlyRows: '银行日期早于导出的行数',
  doubtedRows: '与文件的行不符或已用过、问清后登记的行数',
  usedRows: '流水号已登记在别的发放上的行数',
  otherFitRows: '与别的批次也对得上的行数',
  apartRows: '已登记在别的批次的行数',
  differingRows: '与登记不同的行数',
  unreadRows: '看不懂的行数',
  filesAlike: '表头相同、一并重读的文件数',
  readLike: '照此文件的列对应',
  sameServices: '已有相同的服务记录条数',
  unnoticed: '名单公示期未满的笔数',
  outsideWindow: '发放期外的笔数',
  papersMissing: '缺的材料种数',
  duplicatesOpen: '可能重复的档案数',
  noticeEndsOn: '从录入之日算的公示期满',
  ...SCORING_LABELS,
};

const STATUS_LABELS: Record<string, string> = { ...FAMILY_STATUS_LABELS, ...APPLICATION_STATUS_LABELS };

/** Codes that a value may be, by the name it stands under. */
const CODES: Record<string, Record<string, string>> = {
  roles: ROLE_LABELS,
  before: { ...SOURCE_LABELS, ...STATUS_LABELS },
  category: CATEGORY_LABELS,
  categoryBefore: CATEGORY_LABELS,
  outcome: { ...OBJECTION_OUTCOME_LABELS, succeeded: '付款成功', failed: '付款失败' },
  cause: FAILURE_CAUSE_LABELS,
  likelihood: LIKELIHOOD_LABELS,
  verdict: DUPLICATE_VERDICT_LABELS,
  format: { print: '打印页', narrative: '绩效报告' },
  chapter: chapterLabels,
  layout: layoutLabels,
  nationalList: NATIONAL_LIST_LABELS,
  after: SOURCE_LABELS,
  paper: FAMILY_PAPER_TITLES,
  paperKind: PAPER_LABELS,
  proposed: CATEGORY_LABELS,
  mainCause: CAUSE_LABELS,
  educationStage: EDUCATION_STAGE_LABELS,
  schoolStage: EDUCATION_STAGE_LABELS,
  division: divisionLabels,
  region: divisionLabels,
  hukouKind: { ...FAMILY_HUKOU_LABELS, ...HUKOU_KIND_LABELS },
  reason: EXIT_REASON_LABELS,
  source: receiptSourceLabels,
  type: reliefTypeLabels,
  kind: PAYMENT_KIND_LABELS,
  grade: gradeLabels,
  method: SURVEY_METHOD_LABELS,
  rating: SURVEY_OUTCOME_LABELS,
  serviceKind: SERVICE_KIND_LABELS,
  ledgerOverrides: OVERRIDE_LABELS,
};

/** What an audit entry tells, as one line: `原状态：已提交；日期：2019-03-01`. */
export function auditDetailText({ action, detail }: { action: string; detail: string }): string {
  const told = JSON.parse(detail) as Record<string, unknown>;
  if (action === 'family.changed') return familyChangeText(told);
  if (action === 'project.changed' || action === 'project.reimported') return projectChangeText(told);
  const ofNotice = /^(notice|family)\./.test(action) && 'number' in told;
  const { number, ...rest } = told;
  return textOf(ofNotice ? { noticeNumber: number, ...rest } : told, '');
}

function textOf(value: unknown, key: string): string {
  if (Array.isArray(value)) return value.map((one) => textOf(one, key)).join('、');
  if (typeof value === 'object' && value !== null) return textOfObject(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return key.endsWith('Fen') ? `${formatYuan(fen(value))} 元` : String(value);
  return typeof value === 'string' ? (CODES[key]?.[value] ?? value) : '—';
}

function textOfObject(value: object): string {
  const told = Object.entries(value).filter(([name, inner]) => KEYS[name] && inner !== null);
  const texts = told.map(([name, inner]) => [nameOf(name, inner), textOf(inner, name)]);
  // A name with nothing behind it tells nothing.
  return texts.flatMap(([name, text]) => (text ? [`${name}：${text}`] : [])).join('；');
}

/** What a step began at is a status; other changes tell the value that they replaced. */
function nameOf(name: string, inner: unknown): string {
  const isStatus = name === 'before' && typeof inner === 'string' && inner in STATUS_LABELS;
  return isStatus ? '原状态' : KEYS[name]!;
}
