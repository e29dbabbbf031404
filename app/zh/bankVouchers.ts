import type { PaymentKind } from '../payments/payment';
import { PAYMENT_KIND_LABELS } from './payments';

/** 批次付款凭证 and what stands beside it in the auditor's zip. */

export const BANK_VOUCHER = {
  title: '批次付款凭证',
  subtitle: (centre: string, number: string) => `${centre} · ${number}`,
  fileName: (number: string) => `批次付款凭证 ${number}`,
  number: '发放批次',
  year: '年度',
  ofYear: (year: number) => `${year} 年度`,
  name: '名称',
  madeBy: '制单',
  approvedBy: '审批',
  digest: '审批校验码',
  sums: '金额',
  sumColumns: ['', '笔数', '金额（元）', '金额大写'],
  whole: '报盘',
  paid: '银行付成',
  failed: '银行未付成',
  open: '银行未答复',
  files: '报盘文件和银行结果文件',
  fileColumns: ['方向', '文件', 'SHA-256 校验码', '经手'],
  sent: '报盘',
  received: '银行结果',
  noFiles: '没有文件。',
  closing: '逐笔结果见同一文件夹的明细；之后的退票、冲正、追回见“批次外付款和更正”。',
  signatures: ['制单', '复核', '审批'],
  footer: '批次付款凭证',
} as const;

/** Files and columns of the folder 银行凭证. */
export const BANK_ARCHIVE = {
  folder: '银行凭证',
  voucher: '00 批次付款凭证.docx',
  lines: '01 逐笔明细和银行结果.xlsx',
  linesSheet: '逐笔明细',
  answer: (number: number, fileName: string) =>
    `${String(number).padStart(2, '0')} 银行结果 ${fileName.replace(/\.[^.]*$/, '')}.xlsx`,
  answerSheet: '银行结果',
  others: '批次外付款和更正.xlsx',
  othersSheet: '批次外付款和更正',
  rowNumber: '文件行号',
} as const;

export const BANK_ARCHIVE_COLUMNS = {
  lines: [
    '行号',
    '受助人',
    '档案号',
    '户名',
    '开户行',
    '账号',
    '金额（元）',
    '结果',
    '银行日期',
    '银行流水号',
    '未付成的原因',
    '银行原话',
  ],
  others: [
    '银行日期',
    '凭证',
    '受助人',
    '身份证号（隐去中间）',
    '档案号',
    '金额（元）',
    '金额大写',
    '银行流水号',
    '更正的付款',
    '审批日期',
    '审批人',
    '登记人',
    '备注',
  ],
} as const;

/** Which payment a correction corrects, by its day and the bank's number. */
export const correctedPayment = (kind: PaymentKind, paidOn: string, reference: string) =>
  [paidOn, PAYMENT_KIND_LABELS[kind], reference].filter(Boolean).join(' ');
