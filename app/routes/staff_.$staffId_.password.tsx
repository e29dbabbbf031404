import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { PasswordResetForm } from '../staff/staff.form';
import { resetPassword } from '../staff/passwords.server';
import { staffMember } from '../staff/staff.server';
import { RuleLink } from '../rules/RuleLink';
import { PASSWORD_MIN } from '../staff/password';
import {
  ErrorSummary,
  FormActions,
  LinkButton,
  Page,
  PasswordField,
  Section,
  Stack,
  SubmitButton,
} from '../ui';

export const meta: MetaFunction = () => [{ title: '重置密码 - 账号管理' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'staff.manage');
  if (params.staffId === actor.staffId) return redirect(paths.accountPassword);
  return { person: await orExplained(store.read((read) => staffMember(read, params.staffId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, PasswordResetForm, async ({ password }) => {
    await resetPassword(desk, { id: params.staffId!, password });
    return redirectWithNotice(paths.staffMember(params.staffId!), 'staff.password_reset');
  });
}

export default function ResetPassword() {
  const { person } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(PasswordResetForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PasswordResetForm }),
  });
  return (
    <Page
      title="重置密码"
      crumbs={[
        { to: paths.staff, label: '账号管理' },
        { to: paths.staffMember(person.id), label: person.name },
      ]}
    >
      <Section
        title={`为${person.name}设置新密码`}
        description={
          <>
            保存后，该账号已登录的地方立即失效，锁定也会解除。请当面告知本人；他登录后须先改成自己的密码。{' '}
            <RuleLink rule="lock" of="锁定" />
          </>
        }
      >
        <Form method="post" {...getFormProps(form)} className="max-w-md">
          <Stack>
            <ErrorSummary form={form} />
            <PasswordField
              field={fields.password}
              label="新密码"
              autoComplete="new-password"
              hint={
                <>
                  至少 {PASSWORD_MIN} 位，包含三类字符，不含用户名。
                  <RuleLink rule="password" of="密码要求" />
                </>
              }
            />
            <FormActions>
              <SubmitButton>重置密码</SubmitButton>
              <LinkButton to={paths.staffMember(person.id)}>取消</LinkButton>
            </FormActions>
          </Stack>
        </Form>
      </Section>
    </Page>
  );
}
