import { formatInstant } from '../calendar/instant';
import { Facts } from '../ui';
import { ROLE_CHANGE_OCCASION_LABELS, ROLE_CONFLICT_LABELS, ROLE_LABELS } from '../zh/staff';
import type { Role } from './role';
import type { WaitingRoles } from './roleChanges.server';

/** Roles that somebody gave, beside those held now: whose, by whom and when. */
export function RoleChangeFacts({ change }: { change: WaitingRoles }) {
  const { username, name, occasion, before, after, gained, conflicts, rolesReason } = change;
  return (
    <Facts
      columns={3}
      items={[
        { label: '事项', value: ROLE_CHANGE_OCCASION_LABELS[occasion] },
        { label: '用户名', value: username },
        { label: '姓名', value: name },
        { label: '现有角色', value: rolesText(before) },
        { label: '要增加的角色', value: rolesText(gained) },
        { label: '增加以后', value: rolesText(after) },
        { label: '提出人', value: `${change.proposedBy.name}（${formatInstant(change.proposedAt)}）` },
        {
          label: '账号开通',
          value: `${change.opened.by ?? '系统初始化'}（${formatInstant(change.opened.at)}）`,
        },
        {
          label: '兼任',
          value: conflicts.map((conflict) => ROLE_CONFLICT_LABELS[conflict]).join('；') || '—',
        },
        { label: '兼任理由', value: rolesReason ?? '—' },
      ]}
    />
  );
}

export function rolesText(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_LABELS[role]).join('、') || '—';
}
