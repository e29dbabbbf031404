import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { AccountActPage } from '../staff/AccountActPage';
import { ResetFactorForm } from '../staff/AccountActs';
import { resetSecondFactor } from '../staff/secondFactor.server';
import { StaffReasonForm } from '../staff/staff.form';
import { staffMember } from '../staff/staff.server';

export const meta: MetaFunction = () => [{ title: '重置两步验证 - 账号管理' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'staff.manage');
  return { person: await orExplained(store.read((read) => staffMember(read, params.staffId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, StaffReasonForm, async ({ reason }) => {
    await resetSecondFactor(desk, { staffId: params.staffId!, reason });
    return redirectWithNotice(paths.staffMember(params.staffId!), 'second_factor.reset');
  });
}

export default function ResetSecondFactor() {
  const { person } = useLoaderData<typeof loader>();
  return (
    <AccountActPage title="重置两步验证" person={person} act={`重置 ${person.name} 的两步验证`}>
      <ResetFactorForm person={person} lastResult={useActionData<typeof action>()?.lastResult} />
    </AccountActPage>
  );
}
