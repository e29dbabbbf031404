import type { Sentences } from './sentences';

export const ACCOUNT_CHANGES_REFUSALS = {
  'account.waiting': () => '这份档案已有一项账户变更等待确认。请先由另一人确认或不同意，再提出新的变更。',
  'account.same': () => '填写的账户与档案中的完全相同，没有变更。请核对账号。',
  'account.shared': ({ files, count }) =>
    `${files}${Number(count) > 3 ? ` 等 ${count} 份档案` : ''}也是这个账户。请核对账号；确是同一账户的，请写明同一账户的原因。`,
  'account.paper_missing': () =>
    '请选择能证明新账户的材料（银行卡复印件等，先在档案的材料里上传）；确实没有的，在「没有材料的原因」里写明。',
  'account.paper_gone': () => '所选材料已不在档案中，请重新选择，或先上传银行卡复印件。',
  'account.unverified': () =>
    '这项变更没有依据材料。请在意见里写明怎样核实的本人意愿和新账户（如：当面看过银行卡）；核实不了的，请不同意。',
  'account.not_found': () => '没有找到这项账户变更，请从家庭档案重新打开。',
  'account.decided': () => '这项账户变更已经有人确认或不同意，没有重复办理。请打开档案查看。',
  'account.own': () => '这项变更由您提出，须由另一位有确认权限的人确认。',
  'account.deceased': () => '本人已经去世，收款账户不再变更，也不能由他人代领。未发的核定请撤销。',
  'account.changed_meanwhile': () =>
    '提出变更之后，档案中的账户已有改动，不能按此确认。请不同意这一项，由经办人重新提出。',
} satisfies Sentences;
