import { getFormProps, useForm } from '@conform-to/react';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { guardStep, nextOf } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { endSession, startSession } from '../http/session.server';
import { submit } from '../http/submit.server';
import { deviceOf } from '../staff/device';
import { giveCode } from '../staff/login.server';
import { FEW_RECOVERY_CODES } from '../staff/recoveryCode';
import { LoginCodeForm } from '../staff/staff.form';
import { StepFrame } from '../staff/StepFrame';
import { ErrorSummary, FormActions, Stack, SubmitButton, TextField } from '../ui';

export const meta: MetaFunction = () => [{ title: '两步验证 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { step } = await guardStep(request, 'code');
  if (step === null) throw redirect(nextOf(request));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { store, actor, step } = await guardStep(request, 'code');
  if (step === null) return redirect(nextOf(request));
  return submit(request, LoginCodeForm, async ({ oneTimeCode }) => {
    const given = { staffId: actor.staffId, code: oneTimeCode, address: context.network };
    const { codesLeft } = await giveCode(store, given);
    // Another token from here on: the one of the half login opens nothing more.
    await endSession(request);
    const device = deviceOf(request.headers.get('User-Agent'));
    const cookie = await startSession(actor.staffId, { device, isVerified: true });
    const to = nextOf(request);
    if (codesLeft === null) return redirect(to, { headers: { 'Set-Cookie': cookie } });
    const notice = codesLeft < FEW_RECOVERY_CODES ? 'login.recovery_few' : 'login.recovery_used';
    return redirectWithNotice(to, notice, { left: codesLeft }, [cookie]);
  });
}

export default function LoginCode() {
  const [form, fields] = useForm<{ oneTimeCode: string }>({
    lastResult: useActionData<typeof action>()?.lastResult,
  });
  return (
    <StepFrame
      title="两步验证"
      forced="密码正确，还差一步"
      description="请打开手机上的验证器，填写本系统当前显示的 6 位数字；手机不在身边时，填写一个恢复码。"
    >
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <ErrorSummary form={form} />
          <TextField
            field={fields.oneTimeCode}
            label="验证码或恢复码"
            required
            autoComplete="one-time-code"
            spellCheck={false}
          />
          <FormActions>
            <SubmitButton pendingText="正在核对…">登录</SubmitButton>
          </FormActions>
        </Stack>
      </Form>
    </StepFrame>
  );
}
