import type { Notices } from './notices';

export const FAMILIES_NOTICES = {
  'family.recorded': ({ fileNumber }) => `已登记，档案编号 ${fileNumber}。核对无误后请提交。`,
  'family.changed': () => '修改已保存。',
  'family.contact_changed': () => '联系方式与收款账户已变更。',
  'family.submitted': () => '档案已提交，下一步是入户核查。',
  'family.visited': () => '入户核查已登记，下一步是公示。',
  'family.publicised': ({ earliest }) => `公示已开始，最早 ${earliest} 可以审批。`,
  'family.approved': () => '已批准建档，这户家庭从审批日期起在册。',
  'family.rejected': () => '已作出不予认定的决定。',
  'family.returned': () => '档案已退回补正。',
  'family.exited': () => '这份档案已退出。',
  'line.recorded': () => '低保标准已登记。',
  'line.confirmed': () => '低保标准已确认。',
} satisfies Notices;
