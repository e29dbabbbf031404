import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { PasswordChangeForm } from '../staff/staff.form';
import { changeOwnPassword } from '../staff/staff.server';
import { ErrorSummary, Facts, FormActions, Page, PasswordField, Section, Stack, SubmitButton } from '../ui';
import { ROLE_LABELS } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '我的账号 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await guardStaff(request);
  return { username: actor.username, name: actor.name, roles: actor.roles };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  return submit(request, PasswordChangeForm, async (change) => {
    await changeOwnPassword(desk, change);
    return redirectWithNotice(paths.account, 'staff.password_changed');
  });
}

export default function Account() {
  const { username, name, roles } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(PasswordChangeForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PasswordChangeForm }),
    shouldRevalidate: 'onInput',
  });
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
        <Section title="修改密码" description="至少 10 位，包含大写字母、小写字母、数字、符号中的三类。">
          <Form method="post" {...getFormProps(form)} className="max-w-md">
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
        </Section>
      </Stack>
    </Page>
  );
}
