import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { ReasonedForm } from '../staff/ReasonedForm';
import { endSession, openSessions } from '../staff/sessions.server';
import { SessionTable } from '../staff/SessionTable';
import { StaffReasonForm } from '../staff/staff.form';
import { staffMember } from '../staff/staff.server';
import { EmptyState, LinkButton, Page, Section, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '结束登录 - 账号管理' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'staff.manage');
  const person = await orExplained(store.read((read) => staffMember(read, params.staffId!)));
  const open = await store.read((read) => openSessions(read, person.id));
  return { person, sessions: open.filter(({ id }) => id === params.sessionId) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, StaffReasonForm, async ({ reason }) => {
    const asked = { staffId: params.staffId!, sessionId: params.sessionId!, reason };
    const notice = (await endSession(desk, asked)) ? 'staff.sessions_ended' : 'staff.session_gone';
    return redirectWithNotice(paths.staffMember(params.staffId!), notice);
  });
}

export default function EndSession() {
  const { person, sessions } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <Page
      title="结束登录"
      crumbs={[
        { to: paths.staff, label: '账号管理' },
        { to: paths.staffMember(person.id), label: person.name },
      ]}
    >
      {sessions.length === 0 ? (
        <Section title={`${person.name} 的这处登录`}>
          <EmptyState
            title="那里已经没有登录"
            action={<LinkButton to={paths.staffMember(person.id)}>返回账号</LinkButton>}
          >
            本人已退出，或登录已失效、已被结束，不用再办。
          </EmptyState>
        </Section>
      ) : (
        <Stack>
          <Section title={`${person.name} 的这处登录`} flush>
            <SessionTable sessions={sessions} />
          </Section>
          <Section title="结束登录" description="这处登录立即失效，其他的不受影响。">
            <ReasonedForm
              lastResult={lastResult}
              schema={StaffReasonForm}
              label="原因"
              hint="例如：公用电脑忘记退出。会记入操作日志。"
              button="结束登录"
              isDangerous
              back={paths.staffMember(person.id)}
            />
          </Section>
        </Stack>
      )}
    </Page>
  );
}
