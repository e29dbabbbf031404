import type { LeftOutMoney } from '../fund/leftOut';
import type { Metric } from '../fund/target';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import type { ReportColumn, ReportGrade } from '../reports/report';

/** The words of the year-end report. They stand on a signed paper: full-width punctuation throughout. */

export const reportTitle = (centreName: string) => `${centreName}支出项目绩效自评表`;
export const periodOf = (year: string) => `（${year}年度）`;
export const reportPeriod = (year: number) => periodOf(String(year));
export const reportFileName = ({
  year,
  projectName,
  asOf,
}: {
  year: number;
  projectName: string;
  asOf: string;
}) => `${year}年度${projectName}绩效自评表（截至${asOf}）`;

export const reportHeadings = {
  basics: '一、项目基本情况',
  funds: '二、项目资金情况',
  indicators: '三、绩效指标完成情况',
  notes: '四、有关说明',
} as const;

export const basicLabels = {
  projectName: '项目名称',
  centreName: '预算单位',
  unitCode: '单位编码',
  useType: '资金用途',
  leader: '项目负责人',
  contact: '联系人',
  phone: '联系电话',
  startOn: '开始时间',
  endOn: '结束时间',
  totalFen: '项目总金额',
  currentFen: '项目本年度金额',
  previousTotalFen: '上年度项目总金额',
  previousCurrentFen: '项目上年度金额',
  components: '项目构成',
  annualGoal: '年度绩效目标',
} as const;

export const fundHeads = { item: '资金项目', amount: '金额（元）', capitals: '金额（大写）' } as const;

export const fundLabels = {
  planned: '年初预算数',
  budget: '全年预算数（调整后）',
  received: '资金到位数',
  paid: '资金支付数',
  committed: '已批待发数',
} as const;

export const rateLabels = { execution: '预算执行率', inPlace: '资金到位率' } as const;
export const rateBases = {
  execution: '资金支付数 ÷ 全年预算数',
  inPlace: '资金到位数 ÷ 全年预算数',
} as const;

export const columnLabels: Record<ReportColumn, string> = {
  level1: '一级指标',
  level2: '二级指标',
  level3: '三级指标',
  target: '目标值',
  actual: '完成值',
  weight: '权重',
  score: '得分',
  note: '说明',
};

export const totalLabel = '合计';
export const gradeText = (label: string, isProvisional: boolean) =>
  `评级：${label}${isProvisional ? '（暂定）' : ''}`;

export const gradeLabels: Record<ReportGrade, string> = {
  excellent: '优',
  good: '良',
  fair: '中',
  poor: '差',
};

export const signOffLabels = {
  preparedBy: '填表人（签字）：',
  leader: '项目负责人（签字）：',
  seal: '预算单位（盖章）：',
  date: '日期：',
} as const;
export const blankDate = '　　　　年　　月　　日';

export const noValue = '—';
export const clauseMark = '；';
export const sentenceMark = '。';
export const listMark = '、';
export const closingMarks = /[；。;.，,\s]+$/;

export const yuanText = (amountText: string) => `${amountText}元`;
export const componentText = (subject: string, amountText: string) => `${subject} ${amountText}元`;

export const countsText = (counts: { persons: string; personTimes: string; families: string | null }) =>
  `共${counts.persons}人、${counts.personTimes}人次${counts.families === null ? '' : `、${counts.families}户`}`;

/** What a rate of people or awards is made of; the money rates stand in the table of the funds. */
export const shareTexts: Partial<Record<Metric, (numerator: string, denominator: string) => string>> = {
  coverage: (paid, due) => `应补对象${due}个，已补${paid}个`,
  timeliness: (onTime, all) => `应发${all}笔，按时${onTime}笔`,
  satisfaction: (content, all) => `有效评价${all}份，满意${content}份`,
};

export const sampleShareText = ({ paid, percent }: { paid: string; percent: string }) =>
  `样本占受助${paid}人的${percent}`;

export const missedText = '未达到目标值';
export const noRecordsText = '没有可以计算的记录';

/** What the ledger of the year holds and no paper of its day counts; the papers say what it is not part of. */
export const leftOutText = ({ payments, netFen }: LeftOutMoney) =>
  `截至日之后（或项目期外）发放和更正${payments.toLocaleString('zh-CN')}条，净额${formatYuan(fen(netFen))}元`;

export const noteSentences = {
  asOf: (date: string) =>
    `本表数据截至${date}。定量指标的完成值由家庭档案、资金到账和发放记录计算得出，退票、冲正和追回已扣除；定性指标由中心主任评定。`,
  interim: (date: string) => `项目于${date}结束，截至日在此之前，本表为阶段性结果。`,
  leftOut: (leftOut: LeftOutMoney) => `${leftOutText(leftOut)}，不计入本表的${fundLabels.paid}。`,
  counting: '“人”按身份证号去重计，“人次”按净额大于零的发放笔数计，“户”按受助家庭计。',
  countingServices:
    '服务的“人次”按服务记录条数计，“人”按身份证号去重计，没有档案的按姓名计，同名的只计一人。',
  services: (total: string, parts: string) => `本年度提供不发放资金的服务${total}人次：${parts}。`,
  serviceKind: (label: string, count: string) => `${label}${count}人次`,
  unscored: ({ count, ungraded, points }: { count: number; ungraded: number; points: string }) =>
    `有${count}项指标尚无得分（待评定${ungraded}项，暂无数据${count - ungraded}项），涉及权重${points}分，没有计入得分，评级为暂定。`,
  noData: (name: string, reason: string) => `“${name}”暂无完成值：${reason}。`,
  unexplained: (names: string) => `下列指标未达到或偏离目标，原因尚未说明：${names}。`,
  named: (name: string, actual: string) => `${name}（${actual}）`,
  weights: (points: string) => `各项权重合计为${points}分，不等于100分。`,
} as const;

export const footerTexts = {
  generated: (instant: string) => `${instant} 生成`,
  asOf: (date: string) => `数据截至${date}`,
  auditHead: ({ sequence, recordedAt, hash }: { sequence: number; recordedAt: string; hash: string }) =>
    `操作日志末条：第${sequence}条，${recordedAt}，校验码${hash}`,
  page: ['第', '页，共', '页'],
} as const;

const AUDIT_HEAD = /第(\d+)条，.*校验码([0-9a-f]{64})$/;

/** The last entry of the log that a paper names; null where it names none. */
export function auditHeadIn(text: string): { sequence: number; hash: string } | null {
  const [, sequence, hash] = AUDIT_HEAD.exec(text) ?? [];
  return sequence && hash ? { sequence: Number(sequence), hash } : null;
}

export const sheetNames = { form: '自评表', data: '指标数据', monitoring: '监控表' } as const;

export const dataLabels = {
  position: '序号',
  level1: '一级指标',
  level2: '二级指标',
  level3: '三级指标',
  kind: '性质',
  operator: '比较',
  target: '目标值',
  unit: '目标单位',
  actual: '完成值',
  numerator: '分子',
  denominator: '分母',
  measure: '分子分母单位',
  persons: '人数',
  personTimes: '人次',
  families: '户数',
  outcome: '结果',
  weight: '权重',
  score: '得分',
} as const;

/** What the numerator and denominator of a rate count. */
export const measureLabels: Partial<Record<Metric, string>> = {
  budget_execution: '元',
  funds_in_place: '元',
  coverage: '个',
  timeliness: '笔',
  satisfaction: '份',
};

export const percentSigns: readonly string[] = ['%', '％'];
