import { formatInstant } from '../calendar/instant';
import { EmptyState, Section } from '../ui';
import { rolesText } from './RoleChangeFacts';
import type { WaitingRoles } from './roleChanges.server';

/** The home page of somebody who holds no role: what waits, or whom to ask. */
export function WithoutRoles({ waiting }: { waiting: WaitingRoles | null }) {
  return (
    <Section title="您的角色">
      {waiting ? (
        <EmptyState title="您的角色等待中心主任确认">
          {waiting.proposedBy.name}于 {formatInstant(waiting.proposedAt)} 为您选了
          {rolesText(waiting.after)}
          。确认以前不能办理业务；确认后刷新本页即可，不用重新登录。急用的请当面告诉中心主任：他的首页「账号的角色，待确认」里有这一项。
        </EmptyState>
      ) : (
        <EmptyState title="您还没有角色">
          账号没有任何角色，不能办理业务。请联系系统管理员选定角色，再由中心主任确认。
        </EmptyState>
      )}
    </Section>
  );
}
