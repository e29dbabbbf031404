import { redirect } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { theStore } from '../../db/client.server';
import { loadDemo } from '../demo/world.server';
import { paths } from '../paths';
import { isEmpty } from '../staff/staff.server';
import { Alert, LinkButton, PlainFrame, Stack, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { ROLE_LABELS } from '../zh/staff';

export function loader() {
  return redirect(paths.setup);
}

export async function action() {
  const store = await theStore();
  if (!(await store.read(isEmpty))) throw redirect(paths.login);
  return { accounts: await loadDemo(store) };
}

export default function SetupDemo() {
  const accounts = useActionData<typeof action>()?.accounts ?? [];
  return (
    <PlainFrame title="演示数据已载入" wide>
      <Stack>
        <Alert tone="warning" title="请现在记下这些密码">
          密码是刚刚随机生成的，离开本页后不再显示。
        </Alert>
        <Table label="演示账号">
          <THead>
            <Tr>
              <Th>角色</Th>
              <Th>用户名</Th>
              <Th>密码</Th>
            </Tr>
          </THead>
          <TBody>
            {accounts.map((account) => (
              <Tr key={account.username}>
                <Td header>{account.roles.map((role) => ROLE_LABELS[role]).join('、')}</Td>
                <Td>{account.username}</Td>
                <Td>
                  <code>{account.password}</code>
                </Td>
              </Tr>
            ))}
          </TBody>
        </Table>
        <LinkButton to={paths.login} tone="primary">
          去登录
        </LinkButton>
      </Stack>
    </PlainFrame>
  );
}
