import { yuanText as yuan } from '../relief';
import type { Notices } from './notices';
import { AVAILABLE_LABEL } from '../fund';

export const RELIEF_NOTICES = {
  'application.submitted': () => '申请已提交，等待审核。',
  'application.resubmitted': () => '申请已修改并重新提交，等待审核。',
  'application.withdrawn': () => '申请已撤回。',
  'applications.passed': ({ count }) => `已审核通过 ${count} 件申请，等待审批。`,
  'applications.returned': ({ count }) => `已退回 ${count} 件申请补正。`,
  'applications.rejected': ({ count }) => `已对 ${count} 件申请作出不予救助的决定。`,
  'applications.approved': ({ count, amountFen }) =>
    `已批准 ${count} 件申请，合计 ${yuan(amountFen)}，资金已占用，等待发放。`,
  'applications.put_up': ({ putUp }) => `已同意 ${putUp} 件申请，超过二级审批金额，等待另一位审批人确认。`,
  'applications.partly_put_up': ({ approved, putUp, amountFen }) =>
    `已批准 ${approved} 件申请，合计 ${yuan(amountFen)}，资金已占用；另有 ${putUp} 件超过二级审批金额，等待另一位审批人确认。`,
  'applications.confirmed': ({ count, amountFen }) =>
    `二级审批已批准 ${count} 件申请，合计 ${yuan(amountFen)}，资金已占用，等待发放。`,
  'standard.recorded': () => '救助标准已登记，确认后开始执行。',
  'standard.confirmed': () => '救助标准已确认执行。',
  'desk.limits_set': () => '办理时限已保存，逾期提醒按新的时限计算。',
  'relief.level_set': ({ year }) => `${year} 年度的二级审批金额已保存，以后的审批按此办理。`,
  'campaign.included': ({ name }) => `已把${name}列入名单，生成申请，等待审核。`,
  'campaign.excluded': ({ name }) => `已把${name}从名单中去掉，申请已撤回。`,
  'campaign.noticed': ({ endsOn }) => `受助名单已公示，${endsOn} 起可以撤下。`,
  'campaign.notice_taken_down': ({ name }) => `「${name}」的受助名单已登记撤下。`,
  'campaign.started': ({ count }) => `活动已启动，生成 ${count} 件申请，等待审核。`,
  'award.released': ({ amountFen }) => `核定已撤销，${yuan(amountFen)}已退回${AVAILABLE_LABEL}。`,
} satisfies Notices;
