import { yuanText as yuan } from '../relief';
import type { Notices } from './notices';

export const BATCHES_NOTICES = {
  'batch.made': ({ number, count, amountFen }) =>
    `批次 ${number} 已做成，${count} 笔，合计 ${yuan(amountFen)}。核对后请提交审批。`,
  'batch.lines_taken_out': ({ count }) => `已移出 ${count} 笔，后面的行号已前移。`,
  'batch.submitted': () => '批次已提交，等待另一位有审批权限的人审批。',
  'batch.approved': () => '批次已审批，可以导出银行文件。',
  'batch.returned': () => '批次已退回给经办人。',
  'batch.cancelled': () => '批次已作废，其中的核定可以另做批次。',
  'batch.exported': ({ fileName }) => `文件「${fileName}」已生成，请下载后交银行，并核对文件校验码。`,
  'bank_layout.defined': ({ name }) => `银行格式「${name}」已保存，导出时可以选用。`,
  'bank_layout.retired': ({ name }) => `银行格式「${name}」已停用。`,
  'paying_account.recorded': () => '付款账户已保存，用于以后导出的文件。',
} satisfies Notices;
