import { formatInstant } from '../calendar/instant';
import { Facts } from '../ui';
import { ROLE_CONFLICT_LABELS, ROLE_LABELS } from '../zh/staff';
import type { Role } from './role';
import type { WaitingRoles } from './roleChanges.server';

/** Roles that somebody would give themselves, beside those held now. */
export function RoleChangeFacts({ change }: { change: WaitingRoles }) {
  const { username, before, after, gained, conflicts, rolesReason, proposedAt } = change;
  return (
    <Facts
      columns={3}
      items={[
        { label: '用户名', value: username },
        { label: '现有角色', value: rolesText(before) },
        { label: '要增加的角色', value: rolesText(gained) },
        { label: '增加以后', value: rolesText(after) },
        {
          label: '兼任',
          value: conflicts.map((conflict) => ROLE_CONFLICT_LABELS[conflict]).join('；') || '—',
        },
        { label: '兼任理由', value: rolesReason ?? '—' },
        { label: '提出时间', value: formatInstant(proposedAt) },
      ]}
    />
  );
}

function rolesText(roles: readonly Role[]): string {
  return roles.map((role) => ROLE_LABELS[role]).join('、') || '—';
}
