import type { PaymentKind } from '../payments/payment';
import { PAYMENT_KIND_LABELS } from './payments';

/** 付款凭证: the paper of one payment record. */
export const VOUCHER = {
  title: (kind: PaymentKind) =>
    kind === 'payment' ? '付款凭证' : `更正凭证（${PAYMENT_KIND_LABELS[kind]}）`,
  subtitle: (centre: string, paidOn: string) => `${centre} · ${paidOn}`,
  fileName: (kind: PaymentKind, name: string, paidOn: string) =>
    `${kind === 'payment' ? '付款凭证' : '更正凭证'} ${name} ${paidOn}`,
  paidOn: '银行日期',
  reference: '银行流水号',
  holder: '收款人',
  bank: '开户行',
  account: '收款账号',
  lastDigits: (last4: string) => `尾号 ${last4}`,
  recipient: '受助人',
  idNumber: '身份证号',
  fileNumber: '家庭档案',
  type: '救助类型',
  ofYear: (type: string, year: number) => `${type}（${year} 年度）`,
  amount: '金额',
  capitals: '金额大写',
  award: '核定',
  decided: (amount: string, on: string) => `${on} 批准 ${amount}`,
  batch: '发放批次',
  remarks: '备注',
  corrections: '后续更正',
  corrected: (kind: PaymentKind, on: string, amount: string) =>
    `${on} ${PAYMENT_KIND_LABELS[kind]} ${amount}`,
  net: (amount: string) => `更正后净额 ${amount}`,
  madeBy: '制单',
  checkedBy: '复核',
  approvedBy: '审批',
  receivedBy: '经手人',
  footer: '付款凭证',
} as const;

/** 签收表: what the recipients sign. */
export const SIGNING = {
  title: '救助金签收表',
  fileName: (name: string) => `签收表 ${name}`,
  subtitle: (centre: string, name: string, place: string) => `${centre} · ${name}${place}`,
  part: (part: number, count: number) => (count > 1 ? ` · 第 ${part} 部分，共 ${count} 部分` : ''),
  opening: (count: number, total: string, capitals: string) =>
    `共 ${count} 人，合计 ${total}（${capitals}）。救助金通过银行转账发放，由本人核对金额后签字确认；代签的写明代签人和关系。`,
  columns: ['序号', '姓名', '身份证号', '档案编号', '金额（元）', '签字', '签收日期'],
  partSum: '本部分小计',
  sum: '合计',
  hands: ['经办人', '复核人', '负责人'],
  /** The same hands where there is no table for them. */
  handsInLine:
    '经办人：　　　　　　　　复核人：　　　　　　　　负责人：　　　　　　　　　（签收表内含个人信息，不对外张贴）',
  footer: '签收表内含个人信息，不对外张贴',
  sheet: '签收表',
} as const;

interface NoticeWords {
  name: string;
  centre: string;
  paidOn: string;
  type: string;
  amount: string;
  account: { bankName: string; last4: string } | null;
}

/** 到账告知: what is sent to the recipient's phone. */
export function paidNoticeText({ name, centre, paidOn, type, amount, account }: NoticeWords): string {
  const into = account ? `${account.bankName}尾号 ${account.last4} 的账户` : '您登记的银行账户';
  return `${name}，您好：${centre}已于${paidOn}向您发放${type} ${amount}，汇入${into}，请注意查收。如未到账或有疑问，请与本中心联系。`;
}

export const NOTICE_SHEET = {
  sheet: '到账告知',
  columns: ['行号', '受助人', '手机号末四位', '金额（元）', '告知内容'],
  fileName: (number: string) => `到账告知 ${number}.xlsx`,
} as const;
