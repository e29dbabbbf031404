import type { SheetProblem } from '../../sheets/sheet';
import { sheetProblemMessages } from '../sheets';
import type { Sentences } from './sentences';

export const SURVEYS_REFUSALS = {
  'survey.outside_project': ({ startOn, endOn }) =>
    `调查期间应在项目年度（${startOn} 至 ${endOn}）之内，请修改日期。`,
  'survey.outside_period': ({ startOn, endOn }) =>
    `调查日期应在本轮调查期间（${startOn} 至 ${endOn}）之内，请修改日期。`,
  'survey.paid_after_end': () => '受助截至日期不能晚于调查结束日期，请修改。',
  'survey.date_in_future': () => '日期不能晚于今天，请修改。',
  'survey.nobody_paid': ({ on }) =>
    `截至 ${on} 还没有发放过救助（或已全部退回），没有可以抽取的受助人。请改用较晚的日期。`,
  'survey.name_taken': ({ name }) => `本年度已有名为「${name}」的调查，请换一个名称。`,
  'survey.withdrawn': ({ name }) => `「${name}」已经作废，不能再登记或导入评价；请登记到另一轮调查。`,
  'survey.in_frozen_report': ({ year }) =>
    `${year} 年度报告已经定稿，这轮调查的评价计在里面，不能作废。有错误的评价，可以逐份更正，差异会显示在定稿页上。`,
  'survey.file_unreadable': ({ problem }) => sheetProblemMessages[problem as SheetProblem],
  'survey.columns_missing': () =>
    '没有找到表头。表格应有「身份证号」「日期」「评价」三列，可以下载模板后填写。',
  'survey.too_many_rows': ({ most }) => `表格超过 ${most} 行，请分成几个文件导入。`,
  'service.family_unknown': ({ text }) =>
    `没有找到「${text}」。请填写完整的档案编号或身份证号；没有档案的，清空这一栏，只填姓名。`,
  'service.name_missing': () => '请填写姓名；有档案的填写档案编号或身份证号即可。',
  'service.name_not_in_file': ({ name, fileNumber, people }) =>
    `档案 ${fileNumber} 里没有「${name}」，这一户的成员是：${String(people).replaceAll(',', '、')}。请改为其中一人，或留空（即档案主）；服务对象没有档案的，请清空档案编号。`,
  'service.name_not_of_id': ({ name, person }) =>
    `这个身份证号是「${person}」的，不是「${name}」。请改正姓名或留空；是同一户的其他成员，请改填档案编号。`,
  'service.same_again': ({ name, on, count }) =>
    `${on} 已登记过「${name}」同样项目、同样内容的服务${Number(count) > 1 ? ` ${count} 条` : ''}，重复登记会多计人次，没有保存。不是重复的，请核对后在「已核对」前打勾再保存，或写明两次的不同。`,
  'service.date_in_future': () => '服务日期不能晚于今天，请修改。',
  'service.voided': () => '这条服务记录已经作废，不能再修改。',
} satisfies Sentences;
