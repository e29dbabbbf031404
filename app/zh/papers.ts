import type { PaperKind } from '../families/paper';
import type { PaperMediaType } from '../families/paperContent';
import type { PaperProblem } from '../families/sentFiles.server';

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

export const PAPER_MEDIA_TYPE_LABELS: Record<PaperMediaType, string> = {
  'application/pdf': 'PDF 文件',
  'image/jpeg': 'JPG 图片',
  'image/png': 'PNG 图片',
};

/** What the form of the upload says, here and in the browser. */
export const PAPER_MESSAGES = {
  kind: '请选择材料种类',
  files: '请选择要上传的文件',
  tooMany: '一次最多上传 20 个文件，请分几次上传。',
  tooMuch: '这些文件合计超过 40 MB，请分几次上传。',
  empty: (name: string) => `「${name}」是空文件，请重新扫描或拍照后再选。`,
  tooLarge: (name: string) => `「${name}」超过 10 MB，请降低扫描分辨率或拆成几份后再上传。`,
  reason: '请写明移除的原因',
  reasonLength: '移除的原因不能超过 200 字',
} as const;

/** What is wrong with a file that was sent, and what to do. */
export function paperProblemSentence({ name, problem }: PaperProblem): string {
  return problem === 'cut_off'
    ? `「${name}」不完整或已损坏，打不开。请重新扫描或拍照后再上传。`
    : `「${name}」的内容不是 PDF、JPG 或 PNG，没有上传（改文件名的后缀不起作用）。请把材料扫描成 PDF，或拍成照片后再上传。`;
}

/** The papers that are missing, as one sentence of a warning. */
export function missingPapersText(kinds: readonly PaperKind[]): string {
  return kinds.map((kind) => PAPER_LABELS[kind]).join('、');
}

/** What lacks in a file that somebody is about to decide on, and what that means. */
export function papersAtApprovalText(lacking: readonly PaperKind[]): string {
  if (lacking.length === 0) return '审批以前应有的材料都在；审批表在批准以后上传。';
  return `还缺 ${lacking.length} 种：${missingPapersText(lacking)}。缺材料的档案不计入档案完整率，抽查和审计时拿不出依据；可以退回补正，或核对纸质原件后批准，再补传。`;
}

/** The size of a file for people: 820 KB, 3.4 MB. */
export function sizeText(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return `${Math.max(1, Math.round(kilobytes))} KB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}
