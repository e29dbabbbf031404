import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { AccountActPage } from '../staff/AccountActPage';
import { EndSessionsForm } from '../staff/AccountActs';
import { endAllSessions } from '../staff/sessions.server';
import { StaffReasonForm } from '../staff/staff.form';
import { staffMember } from '../staff/staff.server';

export const meta: MetaFunction = () => [{ title: '结束全部登录 - 账号管理' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'staff.manage');
  return { person: await orExplained(store.read((read) => staffMember(read, params.staffId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, StaffReasonForm, async ({ reason }) => {
    const count = await endAllSessions(desk, { staffId: params.staffId!, reason });
    const notice = count > 0 ? 'staff.sessions_ended' : 'staff.session_gone';
    return redirectWithNotice(paths.staffMember(params.staffId!), notice);
  });
}

export default function EndSessions() {
  const { person } = useLoaderData<typeof loader>();
  return (
    <AccountActPage title="结束全部登录" person={person} act={`结束 ${person.name} 的全部登录`}>
      <EndSessionsForm person={person} lastResult={useActionData<typeof action>()?.lastResult} />
    </AccountActPage>
  );
}
