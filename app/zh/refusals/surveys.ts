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
  'survey.file_unreadable': ({ problem }) => sheetProblemMessages[problem as SheetProblem],
  'survey.columns_missing': () =>
    '没有找到表头。表格应有「身份证号」「日期」「评价」三列，可以下载模板后填写。',
  'survey.too_many_rows': ({ most }) => `表格超过 ${most} 行，请分成几个文件导入。`,
  'service.family_unknown': ({ text }) =>
    `没有找到「${text}」。请填写完整的档案编号或身份证号；没有档案的，清空这一栏，只填姓名。`,
  'service.name_missing': () => '请填写姓名；有档案的填写档案编号或身份证号即可。',
  'service.date_in_future': () => '服务日期不能晚于今天，请修改。',
  'service.voided': () => '这条服务记录已经作废，不能再修改。',
} satisfies Sentences;
