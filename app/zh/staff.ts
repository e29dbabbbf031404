import type { Role, RoleConflict } from '../staff/role';
import type { RoleChangeStatus } from '../staff/roleChange';

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

export const STAFF_MESSAGES = {
  usernameMissing: '请填写用户名。',
  usernameShape: '用户名为 3–30 位小写字母、数字或 . _ -，以字母或数字开头，请修改。',
  usernamesSame: '两个账号的用户名不能相同，请换一个。',
  nameMissing: '请填写姓名。',
  nameLong: '姓名不能超过 50 个字。',
  passwordMissing: '请填写密码。',
  passwordWeak: '密码至少 10 位，并包含大写字母、小写字母、数字、符号中的三类，请重新设置。',
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
