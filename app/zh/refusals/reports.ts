import { fen } from '../../money/fen';
import { formatYuan } from '../../money/yuan';
import { CLOSING_MESSAGES } from '../closing';
import type { Sentences } from './sentences';

export const REPORTS_REFUSALS = {
  'report.as_of_not_a_date': ({ text }) =>
    `截至日期“${text}”不是有效日期，下面显示的是截至今天的数据。请按 2019-12-31 的样式重新填写。`,
  'report.as_of_in_future': ({ asOf, today }) =>
    `截至日期 ${asOf} 还没有到，下面显示的是截至今天（${today}）的数据。请改为今天或更早的日期。`,
  'report.year_not_over': ({ endOn }) => `项目到 ${endOn} 才结束，结束之后才能定稿。`,
  'report.not_ready': ({ count }) => `还有 ${count} 项必须处理的问题，处理后才能定稿，见上面的检查结果。`,
  'report.warnings_open': ({ count }) => `还有 ${count} 项提示，请逐项看过后勾选确认，再定稿。`,
  'report.closed_already': ({ year }) => `${year} 年度已经定稿，报告格式不能再改。`,
  'report.split_too_large': ({ totalFen }) =>
    `上年结转与其他资金之和超过了总额 ${formatYuan(fen(Number(totalFen)))} 元，请核对。`,
  'report.changed_since': () =>
    '您打开本页之后，登记的数据或说明有了变化，没有定稿。请重新打开本页，核对最新内容后再定稿。',
  'report.reason_missing': () => CLOSING_MESSAGES.reason,
  'report.nothing_differs': () => '现在的数据与最近一次定稿完全一致，不需要补充定稿。',
} satisfies Sentences;
