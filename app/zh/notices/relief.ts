import { yuanText as yuan } from '../relief';
import type { Notices } from './notices';

export const RELIEF_NOTICES = {
  'application.submitted': () => '申请已提交，等待审核。',
  'application.resubmitted': () => '申请已修改并重新提交，等待审核。',
  'application.withdrawn': () => '申请已撤回。',
  'applications.passed': ({ count }) => `已审核通过 ${count} 件申请，等待审批。`,
  'applications.returned': ({ count }) => `已退回 ${count} 件申请补正。`,
  'applications.rejected': ({ count }) => `已对 ${count} 件申请作出不予救助的决定。`,
  'applications.approved': ({ count, amountFen }) =>
    `已批准 ${count} 件申请，合计 ${yuan(amountFen)}，资金已占用，等待发放。`,
  'campaign.started': ({ count }) => `活动已启动，生成 ${count} 件申请，等待审核。`,
  'award.released': ({ amountFen }) => `核定已撤销，${yuan(amountFen)}已退回可用资金。`,
} satisfies Notices;
