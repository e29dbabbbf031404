import type { InvariantCode } from '../integrity/invariant';

export const INVARIANT_LABELS: Record<InvariantCode, string> = {
  'payment.within_award': '每项核定的净发放不超过核定金额',
  'payment.net_not_negative': '每笔发放连同其更正的净额不为负',
  'payment.matches_award': '每笔发放都有对应的核定，且年度、类型、家庭、受助人一致，不早于审批',
  'payment.inside_project': '每笔发放的日期在项目年度之内',
  'correction.names_payment': '每笔更正都指明原记录，方向相反，同属一项核定',
  'correction.not_before': '更正日期不早于原记录',
  'award.matches_application': '每项核定都出自一份已批准的申请，内容一致',
  'application.has_award': '每份已批准的申请都有核定',
  'application.three_people': '申请的登记、审核、审批分别由不同的人办理',
  'fund.within_budget': '已发放与已批待发之和不超过调整后预算',
  'fund.within_receipts': '已发放不超过已到账',
  'receipt.correction': '到账更正指明原记录，且不超过原金额',
  'project.components': '项目构成之和等于年度金额',
  'project.weights': '指标权重之和为 100',
  'family.maker_checker': '家庭档案由登记人以外的人审批，在册和退出的资料齐全',
  'family.one_active_file': '一个身份证号只在一份有效档案中',
  'family.main_person': '每份档案有且只有一位档案主',
  'member.sealed': '身份证号和银行账号都能用当前密钥解开，与检索码一致',
  'money.as_audited': '每笔发放、到账和预算调整都与操作日志登记的金额、日期一致，没有增删',
  'audit.chain': '操作日志首尾相连，没有改动、缺失',
};
