import type { Sentences } from './sentences';

export const REPORTS_REFUSALS = {
  'report.as_of_not_a_date': ({ text }) =>
    `截至日期“${text}”不是有效日期，下面显示的是截至今天的数据。请按 2019-12-31 的样式重新填写。`,
  'report.as_of_in_future': ({ asOf, today }) =>
    `截至日期 ${asOf} 还没有到，下面显示的是截至今天（${today}）的数据。请改为今天或更早的日期。`,
} satisfies Sentences;
