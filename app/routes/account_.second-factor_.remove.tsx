import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { provePassword } from '../staff/passwords.server';
import { ProvenFormFields } from '../staff/ProvenForm';
import { removeSecondFactor } from '../staff/secondFactor.server';
import { ProvenForm } from '../staff/staff.form';
import { StepFrame } from '../staff/StepFrame';

export const meta: MetaFunction = () => [{ title: '关闭两步验证 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  return submit(request, ProvenForm, async ({ current }) => {
    await provePassword(desk, current);
    await removeSecondFactor(desk);
    return redirectWithNotice(paths.account, 'second_factor.turned_off');
  });
}

export default function RemoveSecondFactor() {
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <StepFrame
      title="关闭两步验证"
      forced={null}
      description="关闭后，登录只凭密码。换手机时，请关闭后在新手机上重新设置。"
    >
      <ProvenFormFields lastResult={lastResult} button="关闭两步验证" />
    </StepFrame>
  );
}
