import type { Sentences } from './sentences';

export const STAFF_REFUSALS = {
  'login.failed': () => '用户名或密码不正确。请检查后重试；连续 5 次错误将锁定 30 分钟。',
  'login.locked': ({ minutes }) =>
    `该账号因多次密码错误已锁定，请在 ${minutes} 分钟后重试，或请系统管理员重置密码。`,
  'staff.username_taken': ({ username }) => `用户名「${username}」已被使用，请换一个。`,
  'staff.wrong_password': () => '当前密码不正确，请重新输入。',
  'staff.last_admin': () => '这是最后一个启用的系统管理员，不能停用或取消该角色。请先增加另一位管理员。',
  'staff.not_found': () => '没有找到这个账号。',
  'filter.too_many': ({ most }) => `每人最多保存 ${most} 个常用筛选。请先删除不用的，再保存。`,
  'setup.done': () => '系统已经初始化过了，请直接登录。',
} satisfies Sentences;
