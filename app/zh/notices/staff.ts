import type { Notices } from './notices';

export const STAFF_NOTICES = {
  'centre.changed': () => '单位信息已保存。',
  'setup.done': () => '初始化完成，请用刚才设置的账号登录。',
  'staff.created': ({ name }) => `已为${name}开通账号。`,
  'staff.created_waiting': ({ name }) =>
    `已为${name}开通账号，可以登录；角色须由中心主任确认后才生效，主任的首页会提示。`,
  'staff.changed': () => '账号已保存。',
  'staff.roles_waiting': () =>
    '已提出。增加的角色须由中心主任确认后才生效，主任的首页会提示；其他修改已保存。',
  'staff.roles_confirmed': ({ name }) => `已确认，${name}的新角色立即生效。`,
  'staff.roles_rejected': ({ name }) => `没有同意，${name}的角色不变。`,
  'staff.password_reset': () => '密码已重置。请当面告知本人，他登录后须先改成自己的密码。',
  'staff.sessions_ended': () => '已结束登录，那里需要重新登录。',
  'staff.session_gone': () => '那里已经没有登录（本人已退出，或登录已失效），没有需要结束的。',
  'second_factor.turned_off': () => '两步验证已关闭。',
  'second_factor.reset': () => '两步验证已重置，本人可以重新设置。',
  'second_factor.roles_saved': () => '两步验证的要求已保存。',
  'setup.done_with_targets': () =>
    '初始化完成，请用刚才设置的账号登录。目标表已收到，由中心主任登录后核对确认。',
  'staff.password_changed': () => '密码已修改。',
  'staff.activated': () => '账号已启用。',
  'staff.activated_waiting': () =>
    '账号已启用，可以登录；角色须由中心主任重新确认后才生效，主任的首页会提示。',
  'staff.deactivated': () => '账号已停用，其登录已立即失效。',
  'filter.saved': ({ name }) => `已保存常用筛选「${name}」。`,
  'filter.deleted': ({ name }) => `已删除常用筛选「${name}」。`,
  'login.form_not_kept': () =>
    '提交时已经没有登录（本机已退出登录，或登录已失效），刚才填写的内容没有保存，也没有保留，以免被别人看到。请登录后重新填写。',
  'login.recovery_used': ({ left }) =>
    `这次用恢复码登录，那个恢复码不能再用；还有 ${left} 个没用过的恢复码。`,
  'login.recovery_few': ({ left }) =>
    `这次用恢复码登录，那个恢复码不能再用；${left === 0 ? '恢复码已全部用完' : `只剩 ${left} 个没用过的恢复码`}，请到「我的账号」的两步验证里尽快更换一组新的。`,
  'staff.logged_out': () => '您已退出登录。',
} satisfies Notices;
