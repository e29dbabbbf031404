import type { TemplateProblem } from '../../reports/template';
import { TEMPLATE_MESSAGES, templateProblemText } from '../reportTemplate';
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
  'report.not_closed': ({ year }) => `${year} 年度还没有定稿，先做年终定稿，再建立下一年度。`,
  'report.closed_already': ({ year }) => `${year} 年度已经定稿，报告格式不能再改。`,
  'report.split_too_large': ({ totalFen }) =>
    `上年结转与其他资金之和超过了总额 ${formatYuan(fen(Number(totalFen)))} 元，请核对。`,
  'template.unreadable': () =>
    '打不开这个文件，它不是完好的 Word 文档（.docx）。请用 Word 或 WPS 另存为 .docx 后再上传。',
  'template.too_large': ({ mb }) => TEMPLATE_MESSAGES.large(Number(mb)),
  'template.expands_too_large': () => '这个文件解压后过大，不能使用。请去掉其中的大图片或嵌入的对象。',
  'template.dangerous': () =>
    '这个文件含有宏、嵌入对象或指向外部的链接，不能用作模板。请另存为不含宏的 .docx，删去嵌入对象和链接的图片。',
  'template.placeholders': ({ problems }) =>
    `${(JSON.parse(String(problems)) as TemplateProblem[]).map(templateProblemText).join('；')}。`,
  'report.changed_since': () =>
    '您打开本页之后，登记的数据或说明有了变化，没有定稿。请重新打开本页，核对最新内容后再定稿。',
  'report.reason_missing': () => CLOSING_MESSAGES.reason,
  'report.nothing_differs': () => '现在的数据与最近一次定稿完全一致，不需要补充定稿。',
} satisfies Sentences;
