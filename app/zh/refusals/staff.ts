import type { RoleConflict } from '../../staff/role';
import type { RoleChangeStatus } from '../../staff/roleChange';
import { ROLE_CHANGE_LABELS, ROLE_CONFLICT_LABELS, STAFF_MESSAGES } from '../staff';
import type { Sentences } from './sentences';

export const STAFF_REFUSALS = {
  'login.failed': () => '用户名或密码不正确。请检查后重试；连续 5 次错误将锁定 30 分钟。',
  'login.code_wrong': () =>
    '验证码不正确。请核对手机上当前显示的 6 位数字（手机时间须准确），或改用恢复码。连续 5 次错误将锁定 30 分钟。',
  'login.code_used': () => '这个验证码已经用过，请等手机上显示下一个再填。',
  'login.locked': ({ minutes }) =>
    `该账号因多次密码或验证码错误已锁定，请在 ${minutes} 分钟后重试，或请系统管理员重置密码。`,
  'login.address_locked': ({ minutes }) =>
    `从这个网络登录失败的次数过多，已暂停登录，请在 ${minutes} 分钟后重试。如果不是本单位人员在尝试，请告知系统管理员。`,
  'staff.username_taken': ({ username }) => `用户名「${username}」已被使用，请换一个。`,
  'staff.own_password': () => '本人的密码请在「我的账号」中修改，须填写当前密码，不能在这里重置。',
  'staff.no_other_head': () =>
    '给自己增加角色须由另一位中心主任确认，现在没有别的中心主任。请先开通中心主任的账号，或由另一位系统管理员设置。',
  'staff.last_head': () =>
    '除您本人外，这是最后一位启用的中心主任，不能停用账号，也不能取消中心主任角色。请先开通另一位中心主任的账号，由他确认角色；他已离岗、不能确认的，请先重置他的密码，再请管理服务器的人用 close-account 命令停用。',
  'roles.not_found': () => '没有找到这项角色变更，请从列表重新打开。',
  'roles.decided': ({ status }) =>
    `这项角色变更${ROLE_CHANGE_LABELS[status as RoleChangeStatus]}，不能再办理，请从列表重新打开。`,
  'roles.own': () => '本人的角色须由另一位中心主任确认。',
  'roles.given_by_self': () => '这是您本人提出的，须由另一位中心主任确认。',
  'staff.wrong_password': () => '当前密码不正确，请重新输入。',
  'staff.password_has_username': () => STAFF_MESSAGES.passwordHasUsername,
  'staff.password_guessable': () => STAFF_MESSAGES.passwordGuessable,
  'staff.password_used': ({ count }) => `新密码不能与最近 ${count} 次用过的密码相同，请换一个。`,
  'staff.roles_conflict': ({ conflicts }) =>
    `所选角色本应互相制约（${conflictTexts(conflicts)}）。请减少角色；确需兼任的，请填写理由，理由会留存备查。`,
  'staff.unknown_username': ({ username }) => `没有用户名为「${username}」的账号，请核对后重试。`,
  'staff.closed': ({ username }) => `账号「${username}」已停用，请由系统管理员先启用。`,
  'second_factor.on': () => '两步验证已经开启。如需更换手机，请先关闭，再重新设置。',
  'second_factor.none': () => '没有正在设置的两步验证，请从「我的账号」重新开始。',
  'second_factor.code_wrong': () => '验证码不正确。请确认手机时间准确，并填写当前显示的 6 位数字。',
  'second_factor.required': () => '您的角色必须使用两步验证，不能关闭。',
  'second_factor.own': () => '本人的两步验证请在「我的账号」中办理，不能在这里重置。',
  'staff.last_admin': () => '这是最后一个启用的系统管理员，不能停用或取消该角色。请先增加另一位管理员。',
  'staff.not_found': () => '没有找到这个账号。',
  'filter.too_many': ({ most }) => `每人最多保存 ${most} 个常用筛选。请先删除不用的，再保存。`,
  'setup.done': () => '系统已经初始化过了，请直接登录。',
} satisfies Sentences;

function conflictTexts(conflicts: string | number | null | undefined): string {
  const codes = String(conflicts).split(',') as RoleConflict[];
  return codes.map((code) => ROLE_CONFLICT_LABELS[code]).join('；');
}
