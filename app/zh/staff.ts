import { formatInstant } from '../calendar/instant';
import type { Role, RoleConflict } from '../staff/role';
import type { OwnReset } from '../staff/toldHome.server';
import type { GivenAtOnce, RoleChangeOccasion, RoleChangeStatus } from '../staff/roleChange';

export const ROLE_LABELS: Record<Role, string> = {
  caseworker: '帮扶专员',
  finance: '财务',
  head: '中心主任',
  auditor: '审计',
  admin: '系统管理员',
};

export const ROLE_HINTS: Record<Role, string> = {
  caseworker: '登记困难职工家庭，提出救助申请',
  finance: '登记到账和发放，办理退票、冲正',
  head: '审批家庭档案和救助，编制年度目标和绩效报告',
  auditor: '只能查看，不能修改',
  admin: '管理账号和单位信息，看不到家庭资料',
};

/** What is lost when one person holds these roles, and what to look at. */
export const ROLE_CONFLICT_LABELS: Record<RoleConflict, string> = {
  records_and_decides: '帮扶专员兼中心主任：登记、申请与审批在同一人手中',
  pays_and_decides: '财务兼中心主任：批准救助与付款在同一人手中',
  applies_and_pays: '帮扶专员兼财务：提出申请与付款在同一人手中',
  administers: '系统管理员兼办业务：可以自己开账号、自己办业务',
  audits_own: '审计兼任其他角色：审计自己办理的事项',
};

export const ROLE_CHANGE_LABELS: Record<RoleChangeStatus, string> = {
  proposed: '待确认',
  confirmed: '已确认',
  rejected: '不同意',
  withdrawn: '已撤回',
};

export const ROLE_CHANGE_OCCASION_LABELS: Record<RoleChangeOccasion, string> = {
  opened: '新账号',
  reopened: '重新启用',
  changed: '增加角色',
};

/** What whoever gives roles is told before they save. */
export const ROLES_WAIT_HINTS = {
  opened: '角色须由中心主任确认后才生效；确认以前，本人可以登录，不能办理业务。',
  others: '增加的角色须由中心主任确认后才生效；取消的角色立即取消。',
  own: '给本人增加角色，须由另一位中心主任确认后才生效；取消的角色立即取消。',
} as const;

/** What a head makes sure of before the roles count. */
export const ROLE_CHANGE_CHECKS: Record<RoleChangeOccasion, string> = {
  opened: '这是新开的账号。请核实确有此人、确在本单位工作，角色与岗位相符。',
  reopened: '这是停用后重新启用的账号。请核实本人确已回岗，角色与岗位相符。',
  changed: '请当面向本人核实确有需要。',
};

/** What becomes of the account where the head says no. */
export const ROLE_CHANGE_REJECTED: Record<RoleChangeOccasion, string> = {
  opened:
    '账号没有任何角色，不能办理业务。查无此人的，请告知系统管理员停用这个账号，并到操作日志查看是谁开通的。',
  reopened: '账号没有任何角色，不能办理业务。本人没有回岗的，请告知系统管理员停用这个账号。',
  changed: '现有角色不变。提出人说不是自己提出的，可能有人在用他的账号，请让他立即修改密码。',
};

const RESET_TEXTS: Record<OwnReset['action'], string> = {
  'staff.password_reset': '重置了您的密码，并结束了您的全部登录',
  'second_factor.reset': '重置了您的两步验证，并结束了您的全部登录',
  'staff.activated': '重新启用了您的账号',
  'staff.unlocked': '用命令解锁了您的账号：新的一次性密码，两步验证取消',
};

/** What somebody else did to one's own account, and when, as a page shows an instant. */
export const ownResetText = ({ action, by, at, reason }: OwnReset) =>
  `${at} ${by}${RESET_TEXTS[action]}${reason === null ? '' : `，原因：${reason}`}。`;

/** Who gave which role to whom, of the latest; at least one. */
export function givenAtOnceText([latest, ...others]: readonly GivenAtOnce[]): string {
  const { givenBy, name, roles, givenAt } = latest!;
  const gained = roles.map((role) => ROLE_LABELS[role]).join('、');
  const told = `${formatInstant(givenAt).slice(0, 16)} ${givenBy}给${name}：${gained}`;
  return others.length === 0 ? told : `${told}；另有 ${others.length} 次，见操作日志`;
}

export const STAFF_MESSAGES = {
  usernameMissing: '请填写用户名。',
  usernameShape: '用户名为 3–30 位小写字母、数字或 . _ -，以字母或数字开头，请修改。',
  usernamesSame: '两个账号的用户名不能相同，请换一个。',
  nameMissing: '请填写姓名。',
  nameLong: '姓名不能超过 50 个字。',
  passwordMissing: '请填写密码。',
  passwordWeak: '密码至少 10 位，并包含大写字母、小写字母、数字、符号中的三类，请重新设置。',
  passwordTooLong: '密码最多 128 位，请缩短后重新设置。',
  passwordGuessable:
    '这个密码太容易被猜到。请不要用常见密码、姓名或单位的拼音、手机号、身份证号码、年份、连续数字或键盘顺序来拼；可以把两三个互不相关的词连起来，再加数字或符号。',
  passwordHasUsername: '密码不能包含用户名，请换一个。',
  codeMissing: '请填写验证码。',
  codeShape: '验证码为 6 位数字，请按手机上显示的填写。',
  reasonMissing: '请写明原因（2–200 个字），会记入操作日志。',
  reasonLong: '理由不能超过 200 个字。',
  passwordsDiffer: '两次输入的密码不一致，请重新输入。',
  rolesMissing: '请至少选择一个角色。',
  centreMissing: '请填写单位名称（2–100 个字）。',
} as const;

/** The name under which the command line stands in the records. */
export const COMMAND_LINE_NAME = '命令行';
