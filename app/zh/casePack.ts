import type { UnfoundReason } from '../casePack/given';
import type { FamilyPaperKind } from '../families/familyPaperKind';
import { FAMILY_PAPER_TITLES } from './familyPaper';
import { HOW_TO_CHECK } from './yearArchive';

/** The words of 抽查资料包: everything about a sampled payment in one zip. */

export const UNFOUND_LABELS: Record<UnfoundReason, string> = {
  no_number: '没有读到身份证号，请补上号码后重新查找',
  not_a_number: '不是有效的身份证号，请核对位数和末位',
  digits_lost: '号码在表格里丢了末几位，请把单元格设为文本后重新填写',
  not_registered: '系统里没有这个人的档案',
  not_paid: '有档案，所选年度没有发放',
  never_paid: '有档案，各年度都没有发放',
};

/** Which row of the list has the number first. */
export const repeatedText = (first: number) => `与第 ${first} 行是同一个号码，只算一次`;

export const CASE_PACK_LABELS = {
  numbers: '身份证号名单',
  file: '或上传名单文件',
  year: '年度',
  reason: '用途',
  isWhole: '完整号码',
} as const;

export const CASE_PACK_MESSAGES = {
  numbersMissing: '请粘贴身份证号，或选择名单文件。',
  bothGiven: '粘贴和文件请只用一种：清空上面的名单，或不选文件。',
  tooLong: '名单太长，请分几次查找。',
  fileTooLarge: '文件超过 5 MB。请只保留身份证号一列后重新上传。',
  reason: '请写明用途（至少 4 个字），例如：审计局抽查第 12 号名单。',
  reasonLong: '用途不能超过 200 个字，请精简。',
} as const;

export const CASE_PACK_NAMES = {
  index: '00 目录.docx',
  manual: '00 说明.txt',
  papersFolder: '材料',
  folder: (number: number, fileNumber: string, mainPerson: string) =>
    `${String(number).padStart(3, '0')} ${fileNumber} ${mainPerson}`,
  payment: (paidOn: string, amount: string, type: string) => `发放 ${paidOn} ${type} ${amount}元`,
  record: '办理记录.docx',
  familyPaper: (number: number, kind: FamilyPaperKind) => `${number} ${FAMILY_PAPER_TITLES[kind]}.docx`,
  notice: (number: string) => `3 公示 ${number}.docx`,
  voucher: (number: number, title: string) => `${String(number).padStart(2, '0')} ${title}.docx`,
  paper: (number: number, kind: string, fileName: string) =>
    `${String(number).padStart(2, '0')} ${kind} ${fileName}`,
  file: (today: string, people: number, payments: number) =>
    `抽查资料包 ${today} ${people}人${payments}笔.zip`,
} as const;

export const CASE_INDEX = {
  title: '抽查资料包目录',
  subtitle: (centre: string, by: string) => `${centre} · ${by}`,
  opening: (reason: string, people: number, payments: number) =>
    `用途：${reason}。共 ${people} 人 ${payments} 笔发放，每户一个文件夹，以档案编号和档案主命名；每笔发放一个子文件夹。`,
  heading: '发放',
  columns: [
    '序号',
    '受助人',
    '身份证号',
    '档案号',
    '类型',
    '银行日期',
    '金额（元）',
    '更正后（元）',
    '文件夹',
  ],
  foldersHeading: '每户的文件夹（档案编号和档案主）里有谁的发放',
  folderColumns: ['文件夹', '受助人'],
  paymentsOf: (one: { name: string; idNumber: string; count: number }) =>
    `${one.name}（${one.idNumber}）${one.count} 笔`,
  unfoundHeading: '名单中没有查到发放的号码（名单不留存，号码只显示部分位数，请按行次对照）',
  unfoundColumns: ['名单第几行', '号码', '原因'],
  repeatedHeading: '名单中重复给出的号码（只显示部分位数，请按行次对照）',
  repeatedColumns: ['名单第几行', '号码', '说明'],
  noUnfound: '所查的都有发放，没有遗漏。',
  footer: '抽查资料包',
} as const;

const ORDINALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

export const CASE_RECORD = {
  heading: (index: number, text: string) => `${ORDINALS[index]}、${text}`,
  title: '发放办理记录',
  subtitle: (fileNumber: string, name: string) => `档案编号：${fileNumber} · ${name}`,
  opening:
    '下列内容取自系统记录，与审批、批次和银行结果逐项对应。档案表、认定审批表（入户核查、公示、审批意见）和公示原文在同一户的文件夹里。',
  application: '申请',
  steps: '审核与审批',
  award: '核定',
  notice: '名单公示（专项救助活动）',
  bank: '发放批次与银行结果',
  noBank: '没有经过发放批次：这笔发放由财务按银行凭证直接登记。',
  files: '银行文件',
  noFiles: '没有银行文件记录。',
  records: '发放与更正',
  receipts: '到发放日为止的资金到账',
  log: '操作日志',
  footer: (centre: string) => `${centre} 发放办理记录`,
  type: '救助类型',
  ofYear: (type: string, year: number) => `${type}（${year} 年度）`,
  beneficiary: '受助人',
  idNumber: '身份证号',
  recordedBy: '提交人',
  campaign: '救助活动',
  status: '状态',
  amount: '金额',
  approvedOn: '核定日期',
  approvedBy: '审批人',
  dueOn: '应发日期',
  released: '撤销',
  releasedText: (on: string, reason: string) => `${on}，${reason}`,
  noticed: (from: string, to: string, place: string) => `${from} 起公示，${to} 可以撤下；地点：${place}`,
  notNoticed: '没有登记名单公示。',
  stepColumns: ['步骤', '办理人', '日期', '金额（元）', '意见'],
  bankColumns: ['批次', '行号', '户名和账号', '开户行', '金额（元）', '状态', '银行日期和流水号'],
  batchColumns: ['批次', '名称', '制单人', '审批人和日期', '审批校验码'],
  fileColumns: ['方向', '批次', '文件名', '校验码（SHA-256）', '经手和时间'],
  recordColumns: ['银行日期', '种类', '金额（元）', '银行流水号', '登记人和时间', '备注'],
  receiptColumns: ['到账日期', '来源', '金额（元）', '凭证号'],
  logColumns: ['序号', '时间', '办理人', '操作', '内容'],
  total: '合计',
  sent: '送银行',
  received: '银行返回',
  review: '审核',
  decision: '审批',
  confirmation: '二级审批',
} as const;

export const casePackManual = (given: {
  centreName: string;
  origin: string;
  reason: string;
  people: number;
  payments: number;
  unfound: number;
  repeated: number;
  isWhole: boolean;
}) =>
  [
    '抽查资料包',
    given.centreName,
    `由 ${given.origin} 导出，用途：${given.reason}`,
    '',
    '一、内容',
    `  共 ${given.people} 人 ${given.payments} 笔发放${given.unfound > 0 ? `；名单中另有 ${given.unfound} 个号码没有查到发放，列在目录末尾` : ''}${given.repeated > 0 ? `；${given.repeated} 个号码重复给出，只算一次，也列在目录末尾` : ''}。`,
    '  00 目录.docx：每笔发放在哪个文件夹，每个文件夹里有谁的发放',
    '  每户一个文件夹（档案编号和档案主）：困难职工档案表、认定审批表（入户核查、公示、审批意见）、公示原文、材料（上传的证明材料原件）',
    '  每笔发放一个子文件夹：办理记录（申请、审核、审批、核定、批次、银行结果、更正、资金到账、操作日志）、付款凭证、更正凭证',
    '  manifest.txt、manifest.json：本包其他每个文件的 SHA-256 校验码',
    '',
    '二、怎样核对文件没有改过',
    ...HOW_TO_CHECK,
    '  4. manifest.txt 自身的校验码记在系统的操作日志里（“生成抽查资料包”一条），可以请中心主任或审计员核对。',
    '',
    '三、说明',
    given.isWhole
      ? '  表格中显示完整的身份证号、电话和账号；谁、为什么查看，逐户记入操作日志。'
      : '  表格中的身份证号、电话、账号只显示部分位数；上传的材料是原件，没有遮挡。',
    '  本包含疾病、未成年人等个人信息，请妥善保管，用毕删除。金额单位为元；冲正、退票、追回为负数。',
    '',
  ].join('\n');
