import { fen } from '../../money/fen';
import { formatYuan } from '../../money/yuan';
import type { Notices } from './notices';

export const FUND_NOTICES = {
  'project.created': ({ year }) => `${year} 年度项目已建立。`,
  'project.created_from_scratch': ({ year }) => `${year} 年度项目已建立。请核对下面的指标、目标值和分值。`,
  'project.copied': ({ fromYear, year }) =>
    `已从 ${fromYear} 年度复制为 ${year} 年度。请核对文字中的年份、金额和目标值。`,
  'project.reimported': ({ year }) => `已按新的目标表更新 ${year} 年度。`,
  'project.scoring_set': ({ year }) => `${year} 年度的评分规则已保存，指标、看板、监控和报告都按它重新计分。`,
  'project.changed': () => '修改已保存。',
  'receipt.recorded': ({ amountFen }) => `已登记到账 ${yuan(amountFen)} 元。`,
  'receipt.corrected': ({ amountFen }) => `已冲减到账 ${yuan(amountFen)} 元。`,
  'budget.adjusted': ({ amountFen }) =>
    Number(amountFen) > 0
      ? `预算已调增 ${yuan(amountFen)} 元。`
      : `预算已调减 ${yuan(-Number(amountFen))} 元。`,
} satisfies Notices;

function yuan(amountFen: number | string | undefined): string {
  return formatYuan(fen(Number(amountFen)));
}
