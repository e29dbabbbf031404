import type { BankField, BankFileFormat, BuiltInLayout } from '../payments/bankLayout';
import type {
  BatchAction,
  BatchStatus,
  InstructionStatus,
  LeftOutReason,
  LineFault,
} from '../payments/batch';

export const BATCH_STATUS_LABELS: Record<BatchStatus, string> = {
  draft: '草稿',
  submitted: '待审批',
  approved: '已审批',
  exported: '已送银行',
  closed: '已办结',
  cancelled: '已作废',
};

export const BATCH_ACTION_LABELS: Record<BatchAction, string> = {
  change: '移出明细',
  submit: '提交审批',
  approve: '审批',
  return: '退回',
  export: '导出银行文件',
  import_result: '导入银行结果',
  close: '办结',
  cancel: '作废',
};

export const INSTRUCTION_STATUS_LABELS: Record<InstructionStatus, string> = {
  queued: '待送银行',
  sent: '已送银行',
  succeeded: '付款成功',
  failed: '付款失败',
  withdrawn: '已移出',
};

export const LEFT_OUT_LABELS: Record<LeftOutReason, string> = {
  released: '核定已撤销',
  taken_back: '已追回，不再发放',
  paid: '已经全额发放',
  in_batch: '已在其他批次中',
  no_account: '没有登记账户',
};

export const LINE_FAULT_LABELS: Record<LineFault, string> = {
  released: '核定已撤销',
  above_rest: '金额超出待发余额',
  account_missing: '档案里已没有账户',
  account_changed: '账户在做批次之后变更过',
};

export const BANK_FIELD_LABELS: Record<BankField, string> = {
  text: '固定内容',
  line_number: '行号',
  account: '收款账号',
  holder: '收款户名',
  amount: '金额',
  bank: '收款开户行',
  other_bank: '是否跨行（0 本行，1 跨行）',
  purpose: '批次名称（用途）',
  relief_type: '救助类型',
  batch_number: '批次号',
  approved_on: '审批日期（如 20190310）',
  paying_account: '付款账号',
  paying_holder: '付款户名',
  paying_bank: '付款开户行',
};

export const BANK_FILE_FORMAT_LABELS: Record<BankFileFormat, string> = {
  xlsx: 'Excel（xlsx）',
  csv_utf8: 'CSV（UTF-8）',
  csv_gbk: 'CSV（GBK）',
};

interface LayoutWords {
  name: string;
  headers: readonly string[];
  /** The words of its fixed columns, by the place of the column. */
  texts?: Record<number, string>;
}

/** Names and headers of the built-in layouts, as the banks write them. */
export const BUILT_IN_LAYOUT_WORDS: Record<BuiltInLayout, LayoutWords> = {
  generic: { name: '通用', headers: ['序号', '户名', '账号', '开户行', '金额', '备注'] },
  ccb: {
    name: '建设银行批量代发',
    headers: ['序号', '账号', '户名', '金额', '跨行标识', '行名', '联行行号', '摘要', '备注'],
    texts: { 4: '建设银行' },
  },
  icbc: {
    name: '工商银行批量支付',
    headers: [
      '币种',
      '日期',
      '明细标志',
      '顺序号',
      '付款账号开户行',
      '付款账号/卡号',
      '付款账号名称/卡名称',
      '收款账号开户行',
      '收款账号省份',
      '收款账号地市',
      '收款账号地区码',
      '收款账号',
      '收款账号名称',
      '金额',
      '汇款用途',
      '备注信息',
      '汇款方式',
      '收款账户短信通知手机号码',
      '自定义序号',
      '预先审批编号',
    ],
    texts: { 0: 'RMB' },
  },
};

export const BANK_FILE_WORDS = { sheet: '发放明细', name: '发放批次' } as const;

export const BATCH_LABELS = {
  title: '批次名称',
  note: '退回意见',
  reason: '作废原因',
  layoutId: '银行格式',
  format: '文件格式',
  lines: '明细',
  exitedSeen: '已退出的家庭',
  accountsSeen: '收款账户',
  claimsSeen: '银行回单说已付',
  noticeSeen: '受助名单公示',
} as const;

/** What whoever sends a batch on ticks. */
export function exitedSeenLabel(count: number): string {
  return `已逐笔看过：${count} 笔的家庭已经退出，仍应发放`;
}

/** What whoever submits or approves a batch ticks; an account that waits for a change after money came back is of the former. */
export function accountsSeenLabel({ unchanged, waiting }: { unchanged: number; waiting: number }): string {
  const kinds = [
    ...(unchanged > 0 ? [`${unchanged} 笔的账户自退票或付款失败后没有更换`] : []),
    ...(waiting > 0 ? [`${waiting} 笔的账户变更还没有确认`] : []),
  ];
  return `已逐笔核对：${kinds.join('，')}，仍发到现在的账户`;
}

/** What whoever makes, submits or approves a batch ticks of what the bank says it has paid. */
export function claimsSeenLabel(count: number): string {
  return `已与银行逐笔核对：其中 ${count} 笔，银行后来的回单说上次已经付出，实际没有付，仍应发放`;
}

/** What whoever records a payment by hand ticks of which the bank tells another amount, day or number. */
export function otherClaimsSeenLabel(count: number): string {
  return `已与银行核对：有 ${count} 笔，银行回单上的金额、日期或流水号与本次填写的不同，仍按填写的登记`;
}

/** What whoever sends a batch to the bank ticks of those who left after its approval. */
export function leftSinceLabel(count: number): string {
  return `已逐笔看过：审批以后有 ${count} 笔的家庭退出，仍应发放`;
}

/** What whoever makes a file of another kind ticks. */
export function filesSeenLabel(count: number): string {
  return `已确认：以前的 ${count} 个文件没有交给银行，也不再交`;
}

export const ONE_FILE_ONLY = '每个文件都是整个批次，只能把其中一个交给银行；两个都交，会重复付款。';

/** What whoever makes a batch ticks. */
export function noticeSeenLabel(count: number): string {
  return `已核对：${count} 笔的受助名单还没有公示期满，仍做成批次`;
}

/** What whoever approves a batch ticks. */
export function noticeSeenAtApprovalLabel(count: number): string {
  return `已核对：${count} 笔的受助名单还没有公示期满，仍批准发放`;
}

export const BATCH_MESSAGES = {
  titleMissing: '请填写批次名称。',
  titleLong: '批次名称不能超过 40 个字，请精简。',
  noteMissing: '请写明退回的原因，经办人按此修改。',
  reasonMissing: '请写明作废的原因。',
  textLong: '不能超过 200 个字，请精简。',
  layoutMissing: '请选择银行格式。',
  formatMissing: '请选择文件格式。',
  linesMissing: '请勾选要移出的明细。',
} as const;

export const BANK_LAYOUT_LABELS = { name: '格式名称' } as const;

export const BANK_LAYOUT_MESSAGES = {
  nameMissing: '请填写格式名称，如银行名。',
  nameLong: '格式名称不能超过 30 个字，请精简。',
  headerMissing: '请填写表头；不用的列请把内容选为「不用」。',
  headerLong: '表头不能超过 30 个字，请精简。',
  textLong: '固定内容不能超过 60 个字，请精简。',
  columnsMissing: '收款账号、收款户名、金额三列缺一不可，请补上。',
} as const;

export const PAYING_ACCOUNT_LABELS = {
  accountHolder: '付款户名',
  bankName: '付款开户行',
  account: '付款账号',
} as const;

export const PAYING_ACCOUNT_MESSAGES = {
  holderMissing: '请填写付款户名。',
  bankMissing: '请填写付款开户行。',
  long: '不能超过 60 个字，请核对。',
} as const;
