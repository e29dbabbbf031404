import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { RoleChangeFacts } from '../staff/RoleChangeFacts';
import { waitingRoles } from '../staff/roleChanges.server';
import { Card, EmptyState, LinkButton, Page, Section, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '待确认的角色 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'staff.confirm_roles');
  return { changes: await store.read(waitingRoles), ownId: actor.staffId };
}

export default function RoleChanges() {
  const { changes, ownId } = useLoaderData<typeof loader>();
  return (
    <Page
      title="待确认的角色"
      subtitle="新开或重新启用的账号、增加的角色，须由中心主任确认，提出人和本人都不能自己确认；确认之前不生效。"
      crumbs={[{ to: paths.home, label: '首页' }]}
    >
      {changes.length === 0 ? (
        <Card>
          <EmptyState title="没有等待确认的角色">系统管理员开通账号或增加角色时列在这里。</EmptyState>
        </Card>
      ) : (
        <Stack>
          {changes.map((change) => (
            <Section
              key={change.id}
              title={change.name}
              actions={
                change.staffId === ownId || change.proposedBy.id === ownId ? (
                  <p className="text-sm text-ink-500">
                    {change.staffId === ownId ? '本人的角色' : '本人提出'}，由另一位中心主任确认
                  </p>
                ) : (
                  <div className="flex gap-2">
                    <LinkButton to={paths.roleChangeConfirm(change.id)} tone="primary">
                      确认
                    </LinkButton>
                    <LinkButton to={paths.roleChangeReject(change.id)}>不同意</LinkButton>
                  </div>
                )
              }
            >
              <RoleChangeFacts change={change} />
            </Section>
          ))}
        </Stack>
      )}
    </Page>
  );
}
