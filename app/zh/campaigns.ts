import type { LeftOutReason, PreviewPart } from '../relief/campaign';
import type { CampaignStage } from '../relief/campaignStages';
import type { StoredRule } from '../relief/campaignRule';
import type { NoticeGap } from '../relief/noticeGap';
import { CATEGORY_LABELS, CAUSE_LABELS, EDUCATION_STAGE_LABELS, regionLabel } from './families';
import { yuanText } from './relief';

export const LEFT_OUT_LABELS: Record<LeftOutReason, string> = {
  other_category: '困难类别不符',
  other_cause: '致困原因不符',
  other_division: '行政区划不符',
  other_stage: '就读阶段不符',
  not_union_member: '不是工会会员',
  not_migrant: '不是农民工',
  registered_later: '在册时间晚于限定日期',
  listed_twice: '同一身份证号在名单中重复',
  already_paid: '本年度已发放同类救助',
  already_awarded: '本年度已核定同类救助，待发放',
  open_application: '本年度有办理中的同类申请',
};

export const PREVIEW_PART_LABELS: Record<PreviewPart, string> = {
  in: '入选',
  over_cap: '超出上限',
  without_account: '没有账户',
  out: '未入选',
};

/** The two sides of a campaign's list. */
export const CAMPAIGN_SIDE_LABELS = { in: '入选', out: '未入选' } as const;

export const EXCEPTION_LABEL = '例外';

export const CAMPAIGN_STAGE_LABELS: Record<CampaignStage, string> = {
  list: '名单',
  review: '审核',
  decide: '审批',
  notice: '公示受助名单',
  batch: '发放',
};

export const CAMPAIGN_LABELS = {
  year: '年度',
  type: '救助类型',
  amountFen: '每人金额',
  startedOn: '启动日期',
  categories: '困难类别',
  causes: '主要致困原因',
  divisions: '行政区划',
  stages: '就读阶段',
  onlyUnionMembers: '只要工会会员',
  onlyMigrants: '只要农民工',
  onlyUnhelped: '只要本年度还没有得到这类救助的（已发放、已核定、办理中的都不列入）',
  registeredBefore: '只要在此日以前在册的',
  steps: '不同金额',
  name: '活动名称',
} as const;

export const STEP_LABELS = { category: '困难类别', stage: '就读阶段', amountFen: '每人金额' } as const;

export const CANDIDATE_LABELS = { reason: '例外的理由' } as const;

export const RECIPIENTS_NOTICE_LABELS = { on: '公示日期', place: '公示地点' } as const;

export const CAMPAIGN_MESSAGES = {
  typeMissing: '请选择救助类型。',
  nameMissing: '请填写活动名称。',
  nameLong: '活动名称不能超过 50 个字。',
  stepAmountMissing: '请填写这一行的金额，或清空这一行。',
  stepForMissing: '请选择这个金额给哪一类或哪一阶段，或清空这一行。',
  stepTwice: '同一类别和阶段已有一行金额，请只留一行。',
  exceptionMissing: '请写明理由，日后核查时要看。',
  exceptionLong: '理由不能超过 200 个字，请精简。',
  placeLong: '公示地点不能超过 100 个字，请精简。',
} as const;

/** The rule of a campaign in words, one line a condition; an empty list draws the whole register. */
export function ruleLines(rule: StoredRule): string[] {
  const { categories = [], causes = [], divisions = [], stages = [], steps = [], registeredBefore } = rule;
  const among = (label: string, words: string[]) =>
    words.length > 0 ? `${label}：${words.join('、')}` : null;
  return [
    among(
      '困难类别',
      categories.map((code) => CATEGORY_LABELS[code]),
    ),
    among(
      '主要致困原因',
      causes.map((code) => CAUSE_LABELS[code]),
    ),
    among('行政区划', divisions.map(regionLabel)),
    among(
      '就读阶段',
      stages.map((code) => EDUCATION_STAGE_LABELS[code]),
    ),
    rule.onlyUnionMembers ? '只要工会会员' : null,
    rule.onlyMigrants ? '只要农民工' : null,
    rule.onlyUnhelped ? '只要本年度还没有得到这类救助的' : null,
    registeredBefore ? `在册早于 ${registeredBefore}` : null,
    among(
      '不同金额',
      steps.map(({ category, stage, amountFen }) => {
        const who = [
          category ? CATEGORY_LABELS[category] : null,
          stage ? EDUCATION_STAGE_LABELS[stage] : null,
        ];
        return `${who.filter((word) => word !== null).join(' ')} ${yuanText(amountFen)}`;
      }),
    ),
  ].filter((line) => line !== null);
}

/** What is missing of the public notice of a campaign's recipients before it is paid. */
export function noticeGapText({ gap, endsOn }: { gap: NoticeGap; endsOn: string | null }): string {
  return gap === 'missing' ? '受助名单还没有登记公示' : `受助名单正在公示，${endsOn} 公示期满`;
}

/** The texts of the public notice of a campaign's recipients. */
export const RECIPIENTS_PAPER = {
  title: '困难职工救助名单公示',
  fileName: (name: string) => `救助名单公示 ${name}`,
  part: (part: number, count: number) => (count > 1 ? `（第 ${part} / ${count} 部分）` : ''),
  opening: ({ count, total, isPaid }: { count: number; total: string; isPaid: boolean }) =>
    `经个人申请、审核和审批，${isPaid ? '已' : '拟'}对下列 ${count} 人给予救助，合计 ${total}，现予公示，接受职工群众监督。`,
  period: (first: string, last: string) => `公示期：${first}至${last}（不少于 5 个工作日）。`,
  draft: '公示期：待定。',
  place: (place: string) => `公示地点：${place}。`,
  objections: (centreName: string) =>
    `对公示内容有异议的，请在公示期内向${centreName}反映，提供具体情况；我们将核实处理，并为反映人保密。`,
  columns: ['序号', '姓名', '工作单位', '困难类别', '救助类型', '金额（元）'],
  footer: '公示期满即行撤下',
} as const;

/** The export of a campaign's list. */
export const CAMPAIGN_SHEET = {
  sheet: '名单',
  fileName: (name: string) => `活动名单 ${name}.xlsx`,
  columns: [
    '序号',
    '档案编号',
    '姓名',
    '困难类别',
    '行政区划',
    '入选',
    '原因',
    '例外理由',
    '金额（元）',
    '申请状态',
  ],
  isIn: { yes: '入选', no: '未入选' },
} as const;
