import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { roleConflicts } from '../staff/role';
import { rolesText } from '../staff/RoleChangeFacts';
import { waitingRoles } from '../staff/roleChanges.server';
import { staffWithSecondFactor } from '../staff/secondFactor.server';
import { listStaff } from '../staff/staff.server';
import { RuleLink } from '../rules/RuleLink';
import { Card, LinkButton, Page, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { ROLE_CONFLICT_LABELS } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '账号管理 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'staff.manage');
  const now = new Date().toISOString();
  const people = await store.read(listStaff);
  const waiting = await store.read(waitingRoles);
  const withFactor = await store.read((read) =>
    staffWithSecondFactor(
      read,
      people.map(({ id }) => id),
    ),
  );
  return {
    people: people.map((person) => ({
      ...person,
      conflicts: roleConflicts(person.roles),
      waiting: waiting.find(({ staffId }) => staffId === person.id)?.gained ?? [],
      hasSecondFactor: withFactor.has(person.id),
      locked: Boolean(person.lockedUntilAt && person.lockedUntilAt > now),
    })),
  };
}

export default function StaffList() {
  const { people } = useLoaderData<typeof loader>();
  return (
    <Page
      title="账号管理"
      subtitle={
        <>
          每人一个账号。离开岗位的人请立即停用，不要共用账号。 <RuleLink rule="lock" of="锁定" />
        </>
      }
      actions={
        <>
          <LinkButton to={paths.staffSecondFactor}>两步验证要求</LinkButton>
          <LinkButton to={paths.staffNew} tone="primary" icon="plus">
            开通账号
          </LinkButton>
        </>
      }
    >
      <Card>
        <Table label="账号列表" sticky>
          <THead>
            <Tr>
              <Th>用户名</Th>
              <Th>姓名</Th>
              <Th>角色</Th>
              <Th>两步验证</Th>
              <Th>状态</Th>
            </Tr>
          </THead>
          <TBody>
            {people.map((person) => (
              <Tr key={person.id}>
                <Td header>
                  <TextLink to={paths.staffMember(person.id)}>{person.username}</TextLink>
                </Td>
                <Td>{person.name}</Td>
                <Td>
                  {rolesText(person.roles)}
                  {person.waiting.length > 0 ? (
                    <p className="mt-0.5">
                      <Tag tone="warning">待确认</Tag> {rolesText(person.waiting)}
                    </p>
                  ) : null}
                  {person.conflicts.map((conflict) => (
                    <p key={conflict} className="text-sm text-warning-700">
                      {ROLE_CONFLICT_LABELS[conflict]}
                    </p>
                  ))}
                  {person.conflicts.length > 0 ? (
                    <p className="text-sm text-ink-500">
                      兼任理由：{person.rolesReason ?? '没有填写，请补充'}
                    </p>
                  ) : null}
                </Td>
                <Td>{person.hasSecondFactor ? '已开启' : '—'}</Td>
                <Td>
                  <StaffStatus {...person} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </Card>
    </Page>
  );
}

function StaffStatus(person: { active: boolean; locked: boolean; hasGivenPassword: boolean }) {
  if (!person.active) return <Tag tone="neutral">已停用</Tag>;
  if (person.locked) return <Tag tone="warning">已锁定</Tag>;
  if (person.hasGivenPassword) return <Tag tone="info">待本人改密码</Tag>;
  return <Tag tone="success">启用</Tag>;
}
