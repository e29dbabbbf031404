import { getFormProps, useForm } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { ROLES } from '../staff/role';
import { requireSecondFactor, rolesWithSecondFactor } from '../staff/secondFactor.server';
import { SecondFactorRolesForm } from '../staff/staff.form';
import {
  CheckboxGroupField,
  ErrorSummary,
  FormActions,
  LinkButton,
  Page,
  Section,
  Stack,
  SubmitButton,
} from '../ui';
import { ROLE_LABELS } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '两步验证要求 - 账号管理' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'staff.manage');
  return { roles: await store.read(rolesWithSecondFactor) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, SecondFactorRolesForm, async ({ roles }) => {
    const isChanged = await requireSecondFactor(desk, roles);
    return redirectWithNotice(paths.staff, isChanged ? 'second_factor.roles_saved' : 'record.unchanged');
  });
}

export default function SecondFactorRoles() {
  const { roles } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    defaultValue: { roles },
  });
  return (
    <Page title="两步验证要求" crumbs={[{ to: paths.staff, label: '账号管理' }]}>
      <Section
        title="哪些角色须用两步验证"
        description="勾选后，担任这些角色的人下次打开页面时须先用手机验证器设置，才能继续办理。管理资金和审批的角色建议勾选。"
      >
        <Form method="post" {...getFormProps(form)}>
          <Stack>
            <ErrorSummary form={form} />
            <CheckboxGroupField
              field={fields.roles}
              label="角色"
              required={false}
              options={ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
            />
            <FormActions>
              <SubmitButton>保存</SubmitButton>
              <LinkButton to={paths.staff}>取消</LinkButton>
            </FormActions>
          </Stack>
        </Form>
      </Section>
    </Page>
  );
}
