import type { LedgerColumn, LedgerKind } from '../exchange/ledgerSheet';
import type { SheetProblem } from '../sheets/sheet';
import { sheetProblemMessages } from './sheets';

type Titles = Partial<Record<LedgerColumn, string>>;

export const LEDGER_TITLES: Record<LedgerKind, Titles> = {
  payments: {
    fileNumber: '档案编号',
    idNumber: '受助人身份证号',
    name: '受助人姓名',
    type: '救助类型',
    approvedOn: '批准日期',
    awardAmount: '批准金额',
    paidOn: '发放日期',
    amount: '发放金额',
    result: '结果',
    reference: '流水号',
    originalReference: '原流水号',
    remarks: '备注',
  },
  receipts: {
    receivedOn: '到账日期',
    source: '来源',
    amount: '金额',
    voucher: '凭证号',
    remarks: '备注',
    year: '记入年度',
  },
};

/** Why a file as a whole came to nothing, and what to do. */
export function ledgerFailureText(kind: LedgerKind, { problem, columns }: LedgerFailureData): string {
  if (problem === 'columns_missing')
    return `表头缺少「${columns.map((column) => LEDGER_TITLES[kind][column]).join('」「')}」列，不能导入。请补上这些列，或下载模板填写。`;
  if (problem === 'no_ledger')
    return `没有找到表头。请在前 30 行内放一行列名：${Object.values(LEDGER_TITLES[kind]).join('、')}。`;
  return problem in FAILURES
    ? FAILURES[problem as keyof typeof FAILURES]
    : sheetProblemMessages[problem as SheetProblem];
}

interface LedgerFailureData {
  problem: SheetProblem | keyof typeof FAILURES | 'columns_missing' | 'no_ledger';
  columns: readonly LedgerColumn[];
}

const FAILURES = {
  too_many_rows: '超过 50,000 行。请按年度分成几个文件导入。',
  interrupted: '处理时多次中断，没有完成。已导入的行保留；请重新导入同一文件，已有的不会重复。',
  file_gone: '上传的文件已不在服务器上。请重新上传。',
  error: '处理时出错，没有完成。已导入的行保留；请重新导入同一文件，或联系系统管理员查看日志。',
};
