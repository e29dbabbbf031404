import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { paths } from '../paths';
import { listStaff } from '../staff/staff.server';
import { Card, LinkButton, Page, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { ROLE_LABELS } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '账号管理 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'staff.manage');
  const now = new Date().toISOString();
  const people = await store.read(listStaff);
  return {
    people: people.map((person) => ({
      ...person,
      locked: Boolean(person.lockedUntilAt && person.lockedUntilAt > now),
    })),
  };
}

export default function StaffList() {
  const { people } = useLoaderData<typeof loader>();
  return (
    <Page
      title="账号管理"
      subtitle="每人一个账号。离开岗位的人请立即停用，不要共用账号。"
      actions={
        <LinkButton to={paths.staffNew} tone="primary" icon="plus">
          开通账号
        </LinkButton>
      }
    >
      <Card>
        <Table label="账号列表" sticky>
          <THead>
            <Tr>
              <Th>用户名</Th>
              <Th>姓名</Th>
              <Th>角色</Th>
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
                <Td>{person.roles.map((role) => ROLE_LABELS[role]).join('、')}</Td>
                <Td>
                  <StaffStatus active={person.active} locked={person.locked} />
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
      </Card>
    </Page>
  );
}

function StaffStatus({ active, locked }: { active: boolean; locked: boolean }) {
  if (!active) return <Tag tone="neutral">已停用</Tag>;
  if (locked) return <Tag tone="warning">已锁定</Tag>;
  return <Tag tone="success">启用</Tag>;
}
