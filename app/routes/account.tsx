import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { guardStaff } from '../http/guard.server';
import { paths } from '../paths';
import { openSessions } from '../staff/sessions.server';
import { SessionTable } from '../staff/SessionTable';
import { secondFactorOf } from '../staff/secondFactor.server';
import { RuleLink } from '../rules/RuleLink';
import { Button, Facts, LinkButton, Page, Section, Stack, Tag } from '../ui';
import { ROLE_LABELS } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '我的账号 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor, sessionId } = await guardStaff(request);
  return store.read(async (read) => ({
    ...{ username: actor.username, name: actor.name, roles: actor.roles, sessionId },
    sessions: await openSessions(read, actor.staffId),
    secondFactor: await secondFactorOf(read, actor),
  }));
}

export default function Account() {
  const { username, name, roles, secondFactor, sessions, sessionId } = useLoaderData<typeof loader>();
  return (
    <Page title="我的账号">
      <Stack>
        <Section title="账号">
          <Facts
            columns={3}
            items={[
              { label: '用户名', value: username },
              { label: '姓名', value: name },
              { label: '角色', value: roles.map((role) => ROLE_LABELS[role]).join('、') },
            ]}
          />
        </Section>
        <Section title="密码" description="只有本人知道。怀疑泄露时立即修改，在别处的登录会随之失效。">
          <LinkButton to={paths.accountPassword} icon="key">
            修改密码
          </LinkButton>
        </Section>
        <Section
          title="两步验证"
          description="登录时除密码外，还要填写手机验证器显示的 6 位数字，密码泄露也登不进来。"
        >
          <div className="flex flex-wrap items-center gap-3">
            {secondFactor.isOn ? <Tag tone="success">已开启</Tag> : <Tag>未开启</Tag>}
            <LinkButton to={paths.secondFactor}>{secondFactor.isOn ? '管理' : '设置两步验证'}</LinkButton>
          </div>
        </Section>
        <Section
          title="登录中的设备"
          description={
            <>
              不认识的登录，请立即结束并修改密码；标有「未通过两步验证」的，说明有人知道密码。{' '}
              <RuleLink rule="session" of="登录有效期" />
            </>
          }
          flush
          actions={
            sessions.length > 1 ? (
              <Form method="post" action={paths.accountOthersEnd}>
                <Button size="small">结束其他登录</Button>
              </Form>
            ) : undefined
          }
        >
          <SessionTable
            sessions={sessions}
            actionOf={({ id }) =>
              id === sessionId ? (
                '本机'
              ) : (
                <Form method="post" action={paths.accountSessionEnd(id)}>
                  <Button size="small">结束</Button>
                </Form>
              )
            }
          />
        </Section>
      </Stack>
    </Page>
  );
}
