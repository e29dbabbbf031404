import type { Notices } from './notices';

export const STAFF_NOTICES = {
  'centre.changed': () => '单位信息已保存。',
  'setup.done': () => '初始化完成，请用刚才设置的账号登录。',
  'staff.created': ({ name }) => `已为${name}开通账号。`,
  'staff.changed': () => '账号已保存。',
  'staff.password_reset': () => '密码已重置，该账号需要用新密码重新登录。',
  'staff.password_changed': () => '密码已修改。',
  'staff.activated': () => '账号已启用。',
  'staff.deactivated': () => '账号已停用，其登录已立即失效。',
  'filter.saved': ({ name }) => `已保存常用筛选「${name}」。`,
  'filter.deleted': ({ name }) => `已删除常用筛选「${name}」。`,
  'staff.logged_out': () => '您已退出登录。',
} satisfies Notices;
