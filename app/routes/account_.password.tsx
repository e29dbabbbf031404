import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guardStep, nextOf } from '../http/guard.server';
import { loginNotice, redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { changeOwnPassword } from '../staff/passwords.server';
import { PasswordChangeForm } from '../staff/staff.form';
import { StepFrame } from '../staff/StepFrame';
import { RuleLink } from '../rules/RuleLink';
import { PASSWORD_MIN, PASSWORDS_REMEMBERED } from '../staff/password';
import { ErrorSummary, FormActions, PasswordField, Stack, SubmitButton } from '../ui';

export const meta: MetaFunction = () => [{ title: '修改密码 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { step } = await guardStep(request, 'password');
  return { isForced: step === 'password' };
}

export async function action({ request }: ActionFunctionArgs) {
  const { step, ...entrance } = await guardStep(request, 'password');
  return submit(request, PasswordChangeForm, async (change) => {
    await changeOwnPassword(entrance, { ...change, sessionId: entrance.sessionId });
    const notice = (step && (await loginNotice(request))) || { code: 'staff.password_changed' as const };
    return redirectWithNotice(step ? nextOf(request) : paths.account, notice.code, notice.data);
  });
}

export default function AccountPassword() {
  const { isForced } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(PasswordChangeForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PasswordChangeForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <StepFrame
      title="修改密码"
      forced={isForced ? '现在的密码是别人为您设置的，请先改成只有您知道的密码。' : null}
      description={
        <>
          至少 {PASSWORD_MIN} 位，包含大写字母、小写字母、数字、符号中的三类；不含用户名，也不是最近{' '}
          {PASSWORDS_REMEMBERED} 次用过的。修改后，在别处的登录会失效。
          <RuleLink rule="password" of="密码要求" />
        </>
      }
    >
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <ErrorSummary form={form} />
          <PasswordField field={fields.current} label="当前密码" autoComplete="current-password" />
          <PasswordField field={fields.password} label="新密码" autoComplete="new-password" />
          <PasswordField field={fields.repeated} label="再输一次新密码" autoComplete="new-password" />
          <FormActions>
            <SubmitButton>修改密码</SubmitButton>
          </FormActions>
        </Stack>
      </Form>
    </StepFrame>
  );
}
