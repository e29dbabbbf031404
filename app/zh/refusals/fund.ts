import type { ScoringFault } from '../../fund/scoring';
import type { ReliefType } from '../../fund/project';
import type { CountBasis, Metric, TargetFault } from '../../fund/target';
import type { FormProblem } from '../../fund/targetForm';
import { fen } from '../../money/fen';
import { formatYuan } from '../../money/yuan';
import type { RefusalData } from '../../refusal';
import { CASH_LABELS, reliefTypeLabels } from '../fund';
import { problemSentence, targetUnfit } from '../targetForm';
import { scoringFaultText } from '../scoring';
import type { Sentences } from './sentences';

export const FUND_REFUSALS = {
  'scoring.closed': ({ year }) => `${year} 年度已经定稿，评分规则不能再改。`,
  'scoring.unsound': ({ field, fault, other }) =>
    scoringFaultText({ field, fault, other: other || undefined } as ScoringFault),
  'project.not_found': ({ year }) =>
    year
      ? `还没有 ${year} 年度的项目。请先由中心主任在“年度目标”中导入目标表或新建。`
      : '没有找到这个年度项目。',
  'fund.over_budget': ({ shortFen, availableFen }) =>
    `可用预算只有 ${yuan(availableFen)} 元，还差 ${yuan(shortFen)} 元。请减少金额或户数，或先办理预算调整。`,
  'fund.over_received': (figures) =>
    `${cashText(figures)}，到账资金不够，还差 ${yuan(figures.shortFen)} 元。请先登记到账，或减少本次发放${figures.carriedFen ? '；结转多了的，在下年度冲减那笔到账' : ''}。`,
  'fund.paid_before_received': (figures) =>
    `到 ${figures.on} 为止${cashText(figures)}，当天的到账资金不够，还差 ${yuan(figures.shortFen)} 元。先到账、后发放，请核对发放日期，或补登当时的到账。`,
  'fund.below_paid': (figures) =>
    `到 ${figures.on} 为止${cashText(figures)}，冲减后到账将比这些少 ${yuan(figures.shortFen)} 元。请减少冲减金额，或先登记正确的到账。`,
  'fund.below_committed': ({ shortFen, availableFen }) =>
    `可用预算只有 ${yuan(availableFen)} 元，调减后将不够支付已批准和已发放的救助，还差 ${yuan(shortFen)} 元。请减少调减金额，或先撤销尚未发放的核定。`,
  'fund.adjustment_zero': () => '调整金额不能为 0，请填写正数（调增）或负数（调减）。',
  'fund.date_in_future': ({ on }) => `${on} 还没有到，请填写实际发生的日期。`,
  'fund.date_outside': ({ startOn, endOn }) => `日期应在项目时间 ${startOn} 至 ${endOn} 之间，请核对。`,
  'fund.date_far': ({ year }) => `日期与 ${year} 年度相差一年以上，请核对年份。`,
  'project.year_exists': ({ year }) =>
    `${year} 年度已有项目，不能再建一个。要换成新的目标表，请在网页“年度目标”中导入，系统会先列出差异再更新；只改个别内容，请直接编辑该年度。`,
  'project.centre_name_missing': () => '没有单位名称。请填写项目所属单位的全称。',
  'project.project_name_missing': () => '没有项目名称。请填写，例如“帮扶资金”。',
  'project.dates_reversed': ({ startOn, endOn }) => `开始时间 ${startOn} 晚于结束时间 ${endOn}，请核对。`,
  'project.year_outside': ({ year, startOn, endOn }) =>
    `项目时间 ${startOn} 至 ${endOn} 不在 ${year} 年度内，请核对。`,
  'project.paid_before': ({ paidOn }) =>
    `本年度在 ${paidOn} 已有发放记录，开始时间不能晚于这一天，否则这些发放不计入任何年度。`,
  'project.components_differ': ({ componentsFen, currentFen }) =>
    `项目构成合计 ${yuan(componentsFen)} 元，与本年度金额 ${yuan(currentFen)} 元不相等，请改正其中一项。`,
  'project.weights_differ': ({ weight }) =>
    `各指标分值合计为 ${Number(weight) / 100} 分，应为 100 分，请调整。`,
  'project.target_unfit': ({ fault, metric, countBasis }) =>
    targetUnfit(fault as TargetFault, metric as Metric, countBasis as CountBasis | null),
  'project.window_outside': ({ type, startOn, endOn }) =>
    `${reliefTypeLabels[type as ReliefType]}的发放时间应在项目时间 ${startOn} 至 ${endOn} 之内，且开始不晚于结束，请在“发放计划”中改正。`,
  'target_form.refused': ({ problems }) =>
    (JSON.parse(String(problems)) as FormProblem[]).map(problemSentence).join('\n'),
  'upload.not_found': () => '没有找到这次上传的目标表，请重新上传。',
  'receipt.same_again': ({ receivedOn, amountFen, voucher }) =>
    `${receivedOn} 已登记过同一来源、${voucher ? `同一凭证号「${voucher}」` : '没有凭证号'}的到账 ${yuan(amountFen)} 元，请不要重复登记。确实是另一笔的，请在这里写明理由后再提交。`,
  'receipt.above_budget': ({ overFen, budgetFen, receivedFen }) =>
    `请确认：登记后到账合计将比调整后预算 ${yuan(budgetFen)} 元多 ${yuan(overFen)} 元（此前已到账 ${yuan(receivedFen)} 元）。请核对金额；无误的，勾选后再提交。`,
  'receipt.carried_unknown': ({ year }) =>
    `${year} 年度不在本系统，无法核对可以结转多少。请按银行回单或上年决算核对金额和凭证号；无误的，勾选「上一年度不在本系统」后再提交。`,
  'receipt.carried_too_much': ({ year, on, leftFen }) =>
    `按 ${on} 的余额，${year} 年度可用于发放的资金只有 ${yuan(leftFen)} 元，结转不能超过这个金额。请核对金额和日期。`,
  'receipt.carried_reserved': ({ year, reservedFen, proposedFen, shortFen }) =>
    `请确认：${year} 年度还有 ${yuan(reservedFen)} 元已批准、没有发放，按此金额结转后，发放将缺 ${yuan(shortFen)} 元。建议结转不超过 ${yuan(proposedFen)} 元；待发的部分另有资金安排的，勾选后再提交。`,
  'receipt.not_found': () => '没有找到这笔到账。',
  'receipt.is_correction': () => '这一行本身是更正，不能再更正。如果更正有误，请重新登记一笔到账。',
  'receipt.corrected': () => '这笔到账已经更正过，不能再次更正。如果还有差错，请重新登记一笔到账。',
  'receipt.correction_too_large': ({ amountFen }) =>
    `冲减金额不能超过这笔到账的 ${yuan(amountFen)} 元，请改小。`,
  'receipt.correction_before': ({ receivedOn }) => `冲减日期不能早于到账日期 ${receivedOn}，请核对。`,
} satisfies Sentences;

function yuan(amountFen: RefusalData[string] | undefined): string {
  return formatYuan(fen(Number(amountFen)));
}

/** The figures of the fund page, under the same names; what there is none of is not mentioned. */
function cashText({ receivedFen, carriedFen, paidFen, waitingFen }: RefusalData): string {
  const carriedOut = carriedFen ? `，${CASH_LABELS.carriedOut} ${yuan(carriedFen)} 元` : '';
  return `${CASH_LABELS.received} ${yuan(receivedFen)} 元${carriedOut}，${CASH_LABELS.paid} ${yuan(paidFen)} 元${withBank(waitingFen)}`;
}

/** What approved batches may have paid already is not there to be spent again. */
function withBank(waitingFen: RefusalData[string] | undefined): string {
  return waitingFen ? `，${CASH_LABELS.waiting} ${yuan(waitingFen)} 元` : '';
}
