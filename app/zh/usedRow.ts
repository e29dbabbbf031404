import type { RowDoubt } from '../payments/usedRow';

/** What speaks against answering a line by hand from a row of the bank's file. */

export function rowDoubtTitle({ rowNumber, doubt }: { rowNumber: number; doubt: RowDoubt | null }): string {
  if (doubt?.is === 'used')
    return `文件第 ${rowNumber} 行多半已经用过：第 ${doubt.lineNumber} 行已照这样登记`;
  if (doubt?.is === 'pending') return `文件第 ${rowNumber} 行说银行还没有处理完`;
  return `与文件第 ${rowNumber} 行说的相反`;
}

export const ROW_DOUBT_ADVICE: Record<RowDoubt['is'], string> = {
  used: '文件里的一行只是一笔的结果。请对照银行回单，这一行另有结果的再登记；没有的，等银行的下一个结果文件。',
  pending: '等银行的下一个结果文件，不要先登记；已经问清银行、有回单的，按回单登记。',
  opposite: '请先问清银行，以银行回单为准。文件没有说错的，返回银行结果，按文件说的登记。',
};

export const ROW_DOUBT_LABELS: Record<RowDoubt['is'], string> = {
  used: '已对照银行回单：这一行另有自己的结果',
  pending: '已问清银行：现在已有结果，以银行回单为准',
  opposite: '已问清银行：文件的这一行不对，以银行回单为准',
};
