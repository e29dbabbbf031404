import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { ROLES } from '../staff/role';
import { waitsForHead } from '../staff/roleChanges.server';
import { StaffForm } from '../staff/staff.form';
import { createStaff } from '../staff/staff.server';
import { RuleLink } from '../rules/RuleLink';
import { PASSWORD_MIN } from '../staff/password';
import {
  CheckboxGroupField,
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  PasswordField,
  Section,
  Stack,
  SubmitButton,
  TextField,
} from '../ui';
import { ROLE_HINTS, ROLE_LABELS, ROLES_WAIT_HINTS } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '开通账号 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'staff.manage');
  return { isWaiting: await store.read((read) => waitsForHead(read, actor, null)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, StaffForm, async (one) => {
    const { isWaiting } = await createStaff(desk, one);
    const notice = isWaiting ? 'staff.created_waiting' : 'staff.created';
    return redirectWithNotice(paths.staff, notice, { name: one.name });
  });
}

export default function NewStaff() {
  const { isWaiting } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(StaffForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: StaffForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page title="开通账号" crumbs={[{ to: paths.staff, label: '账号管理' }]}>
      <Section
        title="新账号"
        description="请当面把初始密码告诉本人。他第一次登录时，须先改成自己的密码才能办理业务。"
      >
        <Form method="post" {...getFormProps(form)}>
          <Stack>
            <ErrorSummary form={form} />
            <FormGrid>
              <TextField
                field={fields.username}
                label="用户名"
                hint="3–30 位小写字母、数字或 . _ -"
                spellCheck={false}
              />
              <TextField field={fields.name} label="姓名" />
              <PasswordField
                field={fields.password}
                label="初始密码"
                autoComplete="new-password"
                hint={
                  <>
                    至少 {PASSWORD_MIN} 位，包含三类字符，不含用户名。
                    <RuleLink rule="password" of="密码要求" />
                  </>
                }
              />
            </FormGrid>
            <CheckboxGroupField
              field={fields.roles}
              label="角色"
              {...(isWaiting ? { hint: ROLES_WAIT_HINTS.opened } : {})}
              options={ROLES.map((role) => ({
                value: role,
                label: `${ROLE_LABELS[role]}(${ROLE_HINTS[role]})`,
              }))}
            />
            <TextField
              field={fields.reason}
              label="兼任理由"
              hint="所选角色本应由不同的人担任时填写，如：编制只有两人。"
            />
            <FormActions>
              <SubmitButton>开通账号</SubmitButton>
              <LinkButton to={paths.staff}>取消</LinkButton>
            </FormActions>
          </Stack>
        </Form>
      </Section>
    </Page>
  );
}
