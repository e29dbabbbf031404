import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { AccountActPage } from '../staff/AccountActPage';
import { CloseStaffForm } from '../staff/AccountActs';
import { StaffReasonForm } from '../staff/staff.form';
import { closeStaff, staffMember } from '../staff/staff.server';

export const meta: MetaFunction = () => [{ title: '停用账号 - 账号管理' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'staff.manage');
  return { person: await orExplained(store.read((read) => staffMember(read, params.staffId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, StaffReasonForm, async ({ reason }) => {
    await closeStaff(desk, { id: params.staffId!, reason });
    return redirectWithNotice(paths.staffMember(params.staffId!), 'staff.deactivated');
  });
}

export default function CloseStaff() {
  const { person } = useLoaderData<typeof loader>();
  return (
    <AccountActPage title="停用账号" person={person} act={`停用 ${person.name} 的账号`}>
      <CloseStaffForm person={person} lastResult={useActionData<typeof action>()?.lastResult} />
    </AccountActPage>
  );
}
