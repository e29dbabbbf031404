import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  data,
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { theStore } from '../../db/client.server';
import { currentDesk, guardSetUp, nextOf, withNext } from '../http/guard.server';
import { takeNotice } from '../http/notice.server';
import { startSession } from '../http/session.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { deviceOf } from '../staff/device';
import { LoginForm } from '../staff/staff.form';
import { logIn } from '../staff/login.server';
import { centreName } from '../staff/staff.server';
import { ErrorSummary, FormActions, PasswordField, PlainFrame, Stack, SubmitButton, TextField } from '../ui';

export const meta: MetaFunction = () => [{ title: '登录 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guardSetUp();
  if (await currentDesk(request)) throw redirect(nextOf(request));
  const store = await theStore();
  const notice = await takeNotice(request);
  const shown = {
    centreName: await store.read(centreName),
    notice: notice && { text: notice.text, tone: notice.tone },
  };
  // Told here, or whoever logs in next is told once more.
  return data(shown, notice ? { headers: { 'Set-Cookie': notice.clear } } : undefined);
}

export async function action({ request, context }: ActionFunctionArgs) {
  await guardSetUp();
  return submit(request, LoginForm, async (attempt) => {
    const { staffId, needsCode } = await logIn(await theStore(), { ...attempt, address: context.network });
    const device = deviceOf(request.headers.get('User-Agent'));
    const to = needsCode ? withNext(paths.loginCode, nextOf(request)) : nextOf(request);
    return redirect(to, { headers: { 'Set-Cookie': await startSession(staffId, { device }) } });
  });
}

export default function Login() {
  const { centreName, notice } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(LoginForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LoginForm }),
  });
  return (
    <PlainFrame title="登录" subtitle="困难职工帮扶业务系统" centreName={centreName} flash={notice}>
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <ErrorSummary form={form} />
          <TextField field={fields.username} label="用户名" autoComplete="username" spellCheck={false} />
          <PasswordField field={fields.password} label="密码" autoComplete="current-password" />
          <FormActions>
            <SubmitButton pendingText="正在登录…">登录</SubmitButton>
          </FormActions>
        </Stack>
      </Form>
    </PlainFrame>
  );
}
