import type { Notices } from './notices';

export const FAMILIES_NOTICES = {
  'family.recorded': ({ fileNumber }) => `已登记，档案编号 ${fileNumber}。核对无误后请提交。`,
  'family.changed': () => '修改已保存。',
  'family.contact_changed': () => '联系方式已变更。',
  'family.submitted': () => '档案已提交，下一步是入户核查。',
  'family.visited': () => '入户核查已登记，下一步是公示。',
  'search.cut': ({ most }) => `查找的内容太长，只按前 ${most} 个字查找。`,
  'family.publicised': ({ earliest }) => `公示已开始，最早 ${earliest} 可以审批。`,
  'family.approved': () => '已批准建档，这户家庭从审批日期起在册。',
  'family.rejected': () => '已作出不予认定的决定。',
  'family.returned': () => '档案已退回补正。',
  'family.exited': () => '这份档案已退出。',
  'family.objected': () => '异议已登记，须由另一位工作人员处理；处理前不能审批。',
  'family.objection_handled': () => '异议已处理。',
  'family.erased': ({ count }) => `已清除 ${count} 份档案的个人信息，统计数据不变。`,
  'family.compared': () => '核对结论已登记。',
  'family.reviewed': ({ dueOn }) => `年审已办理，下次年审日期 ${dueOn}。`,
  'family.reopened': ({ fileNumber }) =>
    `已重新建档，新档案编号 ${fileNumber}，内容沿用原档案。请核对收入、成员等情况，修改后提交。`,
  'notice.published': ({ number, endsOn }) => `公示 ${number} 已发布，最早 ${endsOn} 可以审批。`,
  'notice.taken_down': () => '公示已撤下。',
  'paper.uploaded': ({ added, known }) =>
    [
      Number(added) > 0 ? `已上传 ${added} 份材料。` : '',
      Number(known) > 0 ? `${known} 份与已上传的相同，没有重复上传。` : '',
    ].join(''),
  'paper.removed': () => '材料已移除，移除的原因记入了办理经过。',
  'contract_rule.recorded': () => '农民工劳动合同的规定已登记。',
  'line.recorded': () => '低保标准已登记。',
  'line.confirmed': () => '低保标准已确认。',
} satisfies Notices;
