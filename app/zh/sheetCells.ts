import type { CellCode } from '../exchange/sheetCells';
import { dateMessages } from './calendar';
import { idNumberMessages, personNameMessages, TEXT_HOLDS_NUMBER } from './identity';
import { moneyMessages } from './money';

export interface CellData {
  [name: string]: string | number | null;
}

/** What is wrong with one cell of a sheet, and what to do. */
export const CELL_SENTENCES: Record<CellCode, (data: CellData) => string> = {
  ...constantSentences(idNumberMessages),
  ...constantSentences(personNameMessages),
  ...constantSentences(dateMessages),
  ...constantSentences(moneyMessages),
  'cell.digits_lost': () =>
    '单元格是数字格式，Excel 只保留前 15 位，后面的数字已经丢失，无法恢复。请把这一列设为“文本”格式，再对照证件或银行卡重新填写。',
  'cell.missing': ({ column }) => `没有填写${column}。请补填后重新导入。`,
  'cell.unknown': ({ text, options }) => `「${text}」不是可用的选项。请改为：${options}。`,
  'cell.too_long': ({ most }) => `超过 ${most} 个字，请精简。`,
  'cell.personal_number': () => TEXT_HOLDS_NUMBER,
  'cell.error': ({ text }) => `单元格是公式错误「${text}」。请改为实际内容。`,
  'date.in_future': ({ today }) => `日期晚于今天（${today}）。请填写实际日期。`,
};

/** Sentences that say the same whatever the data. */
export function constantSentences<Code extends string>(messages: Record<Code, string>) {
  return Object.fromEntries(
    Object.entries(messages).map(([code, message]) => [code, () => message as string]),
  ) as Record<Code, () => string>;
}
