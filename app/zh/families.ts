import { formatDate } from '../calendar/date';
import type { Figures, Line, Proposal, ProposalCode } from '../families/classification';
import type {
  Category,
  Cause,
  DisabilityGrade,
  DisabilityKind,
  EducationStage,
  Employment,
  EnterpriseState,
  ExclusionKind,
  ExitReason,
  FamilyHukou,
  FamilyStatus,
  Health,
  HousingKind,
  HukouKind,
  Insurance,
  MaritalStatus,
  ModelWorkerRank,
  PoliticalStatus,
  Relation,
  UnitKind,
} from '../families/family';
import type { FamilyAction } from '../families/workflow';
import type { Fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { divisionLabels } from './identity';

export const FAMILY_STATUS_LABELS: Record<FamilyStatus, string> = {
  draft: '草稿',
  submitted: '已提交',
  visited: '已入户核查',
  publicised: '公示中',
  approved: '在册',
  rejected: '不予认定',
  returned: '退回补正',
  exited: '已退出',
};

export const FAMILY_ACTION_LABELS: Record<FamilyAction, string> = {
  change: '修改',
  change_contact: '变更联系方式',
  change_account: '变更收款账户',
  submit: '提交',
  visit: '登记入户核查',
  publicise: '开始公示',
  object: '登记异议',
  handle_objection: '处理异议',
  approve: '审批建档',
  reject: '不予认定',
  return: '退回补正',
  review: '办理年审',
  exit: '退出档案',
  reopen: '重新建档',
};

export const CATEGORY_LABELS: Record<Category, string> = {
  subsistence: '低保户',
  marginal: '低保边缘户',
  sudden_hardship: '意外灾害（事件）致困户',
  deep_hardship: '深度困难',
  relative_hardship: '相对困难',
  accidental_hardship: '意外致困',
};

export const CAUSE_LABELS: Record<Cause, string> = {
  own_illness: '本人大病',
  relative_illness: '直系亲属大病',
  accident: '意外灾害',
  disability: '残疾',
  low_income: '收入低',
  laid_off: '下岗失业',
  schooling: '子女上学',
  single_parent: '单亲',
  other: '其他',
};

export const POLITICAL_STATUS_LABELS: Record<PoliticalStatus, string> = {
  party_member: '中共党员',
  youth_league: '共青团员',
  masses: '群众',
  other_party: '民主党派',
  other: '其他',
};

export const DISABILITY_KIND_LABELS: Record<DisabilityKind, string> = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  intellectual: '智力',
  physical: '肢体',
  mental: '精神',
  multiple: '多重',
};

export const DISABILITY_GRADE_LABELS: Record<DisabilityGrade, string> = {
  first: '一级',
  second: '二级',
  third: '三级',
  fourth: '四级',
};

export const MARITAL_STATUS_LABELS: Record<MaritalStatus, string> = {
  single: '未婚',
  married: '已婚',
  divorced: '离异',
  widowed: '丧偶',
};

export const INSURANCE_LABELS: Record<Insurance, string> = {
  worker: '职工医保',
  resident: '居民医保',
  none: '未参保',
  other: '其他',
};

export const HOUSING_KIND_LABELS: Record<HousingKind, string> = {
  public_rental: '承租公房',
  low_rent: '廉租房',
  owned: '自购房',
  homeless: '无房',
  rented: '租房',
  self_built: '自建房',
  other: '其他',
};

export const UNIT_KIND_LABELS: Record<UnitKind, string> = {
  state: '国有',
  collective: '集体',
  private: '民营',
  foreign: '外资',
  public_body: '机关事业单位',
  other: '其他',
};

export const ENTERPRISE_STATE_LABELS: Record<EnterpriseState, string> = {
  normal: '正常经营',
  difficult: '经营困难',
  halted: '停产半停产',
  bankrupt: '破产关闭',
  restructured: '改制',
};

export const MODEL_WORKER_LABELS: Record<ModelWorkerRank, string> = {
  none: '否',
  national: '全国劳模',
  provincial: '省级劳模',
  municipal: '市级劳模',
};

export const EXCLUSION_LABELS: Record<ExclusionKind, string> = {
  second_home: '有两套以上住房',
  business_owner: '经商办企业或雇用他人',
  shareholder: '为企业控股股东',
  private_school: '就读高收费民办学校或自费留学',
  private_car: '有日常使用的私家车',
  refuses_checks: '不配合核查或隐瞒收入',
  refuses_work: '有劳动能力拒绝就业',
};

export const HUKOU_KIND_LABELS: Record<HukouKind, string> = { urban: '城镇', rural: '农村' };

export const FAMILY_HUKOU_LABELS: Record<FamilyHukou, string> = {
  urban: '非农业',
  rural: '农业',
  converted: '农转居',
};

export const RELATION_LABELS: Record<Relation, string> = {
  self: '本人',
  spouse: '配偶',
  child: '子女',
  parent: '父母',
  sibling: '兄弟姐妹',
  grandchild: '孙子女',
  grandparent: '祖父母',
  other: '其他',
};

export const EMPLOYMENT_LABELS: Record<Employment, string> = {
  employed: '在岗',
  laid_off: '下（待）岗',
  unemployed: '失（无）业',
  retired: '退休',
  sick_leave: '病休',
  early_retired: '内退',
  migrant_worker: '农民工',
  student: '学生',
  other: '其他',
};

export const HEALTH_LABELS: Record<Health, string> = {
  good: '良好',
  minor_illness: '一般疾病',
  major_illness: '重大疾病',
  disabled: '残疾',
};

export const EDUCATION_STAGE_LABELS: Record<EducationStage, string> = {
  primary: '小学',
  junior: '初中',
  senior: '高中',
  vocational: '中职中技',
  college: '大专',
  bachelor: '本科',
  graduate: '研究生',
};

export const EXIT_REASON_LABELS: Record<ExitReason, string> = {
  out_of_hardship: '脱困',
  retired: '退休',
  transferred: '调离',
  deceased: '死亡',
  not_eligible: '不符合条件',
  other: '其他',
};

export const CITY_LABEL = '郑州市（未单列的区县）';

export const FAMILY_FIELD_LABELS = {
  appliedOn: '申请日期',
  division: '行政区划',
  hukouKind: '户籍类别',
  address: '家庭住址',
  phone: '联系电话',
  workUnit: '工作单位',
  unionMember: '工会会员',
  mainCause: '主要致困原因',
  'income.wagesFen': '工资性收入',
  'income.businessFen': '经营净收入',
  'income.propertyFen': '财产净收入',
  'income.transferFen': '转移净收入',
  'income.otherIncomeFen': '其他应计收入',
  'income.rigidMedicalFen': '自付医疗费',
  'income.rigidSchoolingFen': '学费与住宿费',
  'income.rigidHousingFen': '房租与基本住房支出',
  'income.rigidExpenseFen': '其他刚性支出',
  'bank.bankName': '开户银行',
  'bank.accountHolder': '户名',
  'bank.account': '银行账号',
  remarks: '备注',
  members: '家庭成员',
  secondCause: '其他致困原因 1',
  thirdCause: '其他致困原因 2',
  fourthCause: '其他致困原因 3',
  certificateNumber: '低保证号',
  modelWorker: '劳模',
  housingKind: '住房类型',
  housingArea: '住房面积',
  postcode: '邮政编码',
  otherContact: '其他联系方式',
  workingSinceOn: '参加工作时间',
  industry: '所属行业',
  unitKind: '单位性质',
  enterpriseState: '企业状况',
  singleParent: '单亲家庭',
  canSelfHelp: '有自救能力',
  zeroEmployment: '零就业家庭',
  contractYear: '劳动合同满一年',
  exclusions: '不予帮扶情形',
} as const;

export const MEMBER_FIELD_LABELS = {
  relation: '与档案主关系',
  name: '姓名',
  idNumber: '身份证号',
  employment: '身份',
  health: '健康状况',
  educationStage: '学历阶段',
  school: '学校',
  monthlyIncomeFen: '月收入',
  ethnicGroup: '民族',
  politicalStatus: '政治面貌',
  maritalStatus: '婚姻状况',
  illness: '所患疾病',
  disabilityKind: '残疾类别',
  disabilityGrade: '残疾等级',
  enrolmentYear: '入学年份',
  insurance: '医疗保险',
} as const;

export const FAMILY_APPROVAL_LABELS = {
  on: '审批日期',
  category: '困难类别',
  overrideReason: '改定类别的理由',
  note: '审批意见',
  papersSeen: '材料',
  duplicatesSeen: '可能重复',
  noticeSeen: '公示',
} as const;

/** What whoever approves a file without all its papers ticks. */
export function papersSeenLabel(count: number): string {
  return `已核对：还缺 ${count} 种材料，仍然批准建档`;
}

/** What whoever approves a file ticks before its notice, entered afterwards, is over. */
export function noticeSeenLabel(earliest: string): string {
  return `已核对：从录入之日算，公示到 ${earliest} 才满期，仍然批准建档`;
}

export const LINE_FIELD_LABELS = {
  region: '适用地区',
  hukouKind: '户籍类别',
  effectiveOn: '执行日期',
  monthlyFen: '每人每月标准',
  document: '依据文件',
} as const;

export const FAMILY_MESSAGES = {
  division: '请选择行政区划。',
  hukouKind: '请选择户籍类别。',
  address: '请填写家庭住址。',
  mainCause: '请选择主要致困原因。',
  relation: '请选择与档案主的关系。',
  employment: '请选择身份。',
  health: '请选择健康状况。',
  educationStage: '请选择学历阶段。',
  noMembers: '请至少登记档案主。',
  draftUnfit: '内容太多，或者有表单上没有的项目，没有自动保存。',
  tooManyMembers: (most: number) => `一份档案最多登记 ${most} 人，请核对是否误填。`,
  tooLong: (most: number) => `最多 ${most} 个字，请精简。`,
  reason: '请写明原因。',
  category: '请选择困难类别。',
  exitReason: '请选择退出原因。',
  revealReason: '请写明查看的用途，至少 4 个字，例如「核对银行退票账号」。',
  region: '请选择适用地区。',
  document: '请填写文件名称和文号。',
  choice: '请从列表中选择。',
  area: '请填写平方米数，最多一位小数，例如 62.5。',
  postcode: '邮政编码应为 6 位数字。',
  enrolmentYear: '请填写四位年份，例如 2018，不能晚于今年。',
  workingSinceOn: '参加工作时间不能晚于今天，请核对。还没有参加工作的留空。',
} as const;

/** The division of a family, or the region of a subsistence line. */
export function regionLabel(code: string): string {
  return (divisionLabels as Record<string, string>)[code] ?? (code === '4101' ? CITY_LABEL : code);
}

const yuan = (amount: Fen | null) => `${formatYuan(amount ?? (0 as Fen))} 元`;
const causeOf = ({ mainCause }: Figures) => (mainCause ? CAUSE_LABELS[mainCause] : '未填写');

const CONCLUSIONS: Record<
  Exclude<ProposalCode, 'no_line' | 'income_unstated'>,
  (figures: Figures) => string
> = {
  below_line: ({ lineFen }) => `低于低保标准 ${yuan(lineFen)}，建议认定为`,
  within_ceiling: (figures) =>
    `不低于低保标准 ${yuan(figures.lineFen)}、不高于其 ${figures.ceilingTimes} 倍 ${yuan(figures.ceilingFen)}，且因「${causeOf(figures)}」致困，建议认定为`,
  sudden_event: (figures) =>
    `低保标准 ${yuan(figures.lineFen)}；因「${causeOf(figures)}」突发致困，不设收入上限，建议认定为`,
  cause_missing: (figures) =>
    `不低于低保标准 ${yuan(figures.lineFen)}、不高于其 ${figures.ceilingTimes} 倍 ${yuan(figures.ceilingFen)}，但致困原因「${causeOf(figures)}」不在低保边缘户的原因之列，不建议认定`,
  contract_short: ({ lineFen }) =>
    `低保标准 ${yuan(lineFen)}；但档案主是农民工，劳动合同不满 12 个月，不符合合同期限的规定，不建议认定`,
  above_ceiling: (figures) =>
    `高于低保标准 ${yuan(figures.lineFen)}的 ${figures.ceilingTimes} 倍 ${yuan(figures.ceilingFen)}，且没有突发的意外或重大疾病，不建议认定`,
};

/** The sum of per-capita monthly income as a person would write it down. */
export function perCapitaSentence({
  countedFen,
  rigidExpenseFen,
  memberCount,
  perCapitaFen,
}: Figures): string {
  const counted =
    rigidExpenseFen === null
      ? `近 12 个月家庭收入 ${yuan(countedFen)}`
      : `扣除刚性支出后的收入 ${yuan(countedFen)}`;
  return `${counted} ÷ 12 个月 ÷ ${memberCount} 人 = 人均月收入 ${yuan(perCapitaFen)}`;
}

/** One sentence that explains a proposal with its numbers. */
export function proposalSentence({ code, category, figures }: Proposal): string {
  const sum = perCapitaSentence(figures);
  if (code === 'income_unstated')
    return '本人月收入和近 12 个月的家庭收入都没有填写，不能判定类别；没有收入的请填 0。';
  if (code === 'no_line')
    return `${sum}；申请日期没有可用的低保标准，不能判定类别，请先由中心主任登记低保标准。`;
  return `${sum}，${CONCLUSIONS[code](figures)}${category ? `「${CATEGORY_LABELS[category]}」` : ''}。`;
}

/** Which line was applied, and on what paper. */
export function lineSentence(line: Line): string {
  const mark = line.isConfirmed ? '' : '（示例，待确认）';
  return `适用${regionLabel(line.region)}${HUKOU_KIND_LABELS[line.hukouKind]}低保标准，${formatDate(line.effectiveOn)}起每人每月 ${yuan(line.monthlyFen)}${mark}，依据：${line.document}`;
}

/** What the sample rows of the subsistence line cite until the real document is entered. */
export const SAMPLE_LINE_DOCUMENT = '示例（待确认），请按民政部门公布的文件核对';
