import type { PaperKind } from '../families/paper';

export const PAPER_LABELS: Record<PaperKind, string> = {
  application: '申请书',
  approval_form: '审批表',
  id_card: '身份证',
  household_book: '户口簿',
  income_proof: '收入证明',
  bank_card: '银行卡复印件',
  check_consent: '核对授权书',
  notice: '公示材料',
  diagnosis: '诊断证明',
  self_paid_receipts: '自付医疗票据',
  disability_card: '残疾证',
  accident_proof: '公安或民政部门证明',
  student_proof: '学生证或录取通知书',
  schooling_receipts: '学费票据',
  allowance_certificate: '低保证',
  labour_contract: '劳动合同',
  other: '其他材料',
};
