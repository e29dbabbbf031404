import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guardStep, nextOf, withNext } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { provePassword } from '../staff/passwords.server';
import { ProvenFormFields } from '../staff/ProvenForm';
import { FEW_RECOVERY_CODES } from '../staff/recoveryCode';
import { secondFactorOf, startSecondFactor } from '../staff/secondFactor.server';
import { ProvenForm } from '../staff/staff.form';
import { StepFrame } from '../staff/StepFrame';
import { Alert, LinkButton, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '两步验证 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor, step } = await guardStep(request, 'second_factor');
  return {
    isForced: step === 'second_factor',
    ...(await store.read((read) => secondFactorOf(read, actor))),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guardStep(request, 'second_factor');
  return submit(request, ProvenForm, async ({ current }) => {
    await provePassword(desk, current);
    await startSecondFactor(desk);
    return redirect(withNext(paths.secondFactorConfirm, nextOf(request)));
  });
}

export default function SecondFactor() {
  const { isForced, isOn, isRequired, codesLeft } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <StepFrame
      title="两步验证"
      forced={isForced ? '您的角色须使用两步验证，请先设置。' : null}
      description="开启后，登录时除密码外，还要填写手机验证器显示的 6 位数字。手机上任何一款通用的验证器（TOTP）都可以用。"
    >
      {isOn ? (
        <Stack>
          <Alert tone={codesLeft < FEW_RECOVERY_CODES ? 'warning' : 'success'} title="两步验证已开启">
            还有 {codesLeft} 个没用过的恢复码{codesLeft < FEW_RECOVERY_CODES ? '，请尽快更换一组新的' : ''}。
          </Alert>
          <div className="flex flex-wrap gap-2">
            <LinkButton to={paths.recoveryCodes}>更换恢复码</LinkButton>
            {isRequired ? null : <LinkButton to={paths.secondFactorRemove}>关闭两步验证</LinkButton>}
          </div>
        </Stack>
      ) : (
        <ProvenFormFields lastResult={lastResult} button="开始设置" />
      )}
    </StepFrame>
  );
}
