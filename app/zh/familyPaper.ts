import type { FamilyPaperKind } from '../families/familyPaperKind';

export const FAMILY_PAPER_TITLES: Record<FamilyPaperKind, string> = {
  file: '困难职工档案表',
  approval: '困难职工家庭认定审批表',
};

/** The texts of the papers of a file, beside the names of its fields. */
export const FAMILY_PAPER = {
  number: (fileNumber: string) => `档案编号：${fileNumber}`,
  fileName: (title: string, fileNumber: string) => `${title} ${fileNumber}`,
  footer: (centreName: string, printedOn: string) =>
    `${centreName}\u3000${printedOn} 打印\u3000证件号、电话和账号隐去部分数字`,
  category: '困难类别',
  comma: '、',
  semicolon: '；',
  yes: '是',
  no: '否',
  squareMetres: (area: string) => `${area} 平方米`,
  people: (count: number) => `${count} 人`,
  undecided: '待审批确定',
  incomeHeading: (reviewedOn: string | null) =>
    `近 12 个月家庭收入与刚性支出（元${reviewedOn ? `，${reviewedOn} 年审` : ''}）`,
  membersHeading: '家庭成员',
  rigidSum: '刚性支出合计',
  perCapita: '人均月收入',
  ownIncome: '本人月收入',
  otherCauses: '其他致困原因',
  unstated: '未填写',
  sex: '性别',
  birthOn: '出生日期',
  registeredOn: '建档日期',
  status: '档案状态',
  illness: '疾病或残疾',
  memberCount: '家庭人口',
  school: '就读',
  recordedBy: '填表人',
  remarks: '备注',
  exclusions: '不予帮扶情形核查',
  noExclusions: '未发现',
  previous: '原档案编号',
  age: '年龄',
  applicant: '申请人',
  application: '申请与收入核算',
  visit: '入户核查',
  notice: '公示情况',
  decision: '审批意见',
  visitText: (visit: {
    on: string;
    visitors: string;
    housing: string;
    residents: string;
    agrees: boolean | null;
    note: string;
  }) =>
    [
      `核查日期：${visit.on}\u3000入户人员：${visit.visitors}`,
      `住房情况：${visit.housing}`,
      `实际居住人员：${visit.residents}`,
      visit.agrees === null ? '' : `收入与申报${visit.agrees ? '一致' : '不一致'}`,
      `核查情况：${visit.note}`,
    ]
      .filter(Boolean)
      .join('\n'),
  noticeText: (notice: { number: string; first: string; last: string; place: string }) =>
    [
      `公示编号：${notice.number}`,
      `公示期：${notice.first} 至 ${notice.last}`,
      notice.place ? `公示地点：${notice.place}` : '',
    ]
      .filter(Boolean)
      .join('\n'),
  noObjections: '公示期间未收到异议。',
  objection: (text: string) => `收到异议：${text}`,
  openObjection: '待处理',
  decisionText: (decision: { category: string; on: string; by: string; reason: string; note: string }) =>
    [
      `同意建档，认定为「${decision.category}」，${decision.on} 起在册。`,
      decision.reason ? `改定类别的理由：${decision.reason}` : '',
      decision.note,
      `审批人：${decision.by}`,
    ]
      .filter(Boolean)
      .join('\n'),
  reviews: '年度审核',
  reviewText: (review: { on: string; category: string; by: string; reason: string; note: string }) =>
    [
      `${review.on} 审核，类别「${review.category}」`,
      review.reason ? `改定类别的理由：${review.reason}` : '',
      review.note,
      `审核人：${review.by}`,
    ]
      .filter(Boolean)
      .join('；'),
  rejectionText: (on: string, reason: string) => `不予认定（${on}）：${reason}`,
  applicantSign: '申请人签字：＿＿＿＿＿＿\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日',
  visitorsSign:
    '核查人签字：＿＿＿＿＿＿\u3000＿＿＿＿＿＿\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日',
  handlerSign: '经办人签字：＿＿＿＿＿＿\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日',
  leaderSign:
    '负责人签字：＿＿＿＿＿＿\u3000\u3000\u3000\u3000（盖章）\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日',
} as const;
