import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { ReasonedForm } from '../staff/ReasonedForm';
import { RoleChangeFacts } from '../staff/RoleChangeFacts';
import { confirmRoles, decidableRoles } from '../staff/roleChanges.server';
import { StaffNoteForm } from '../staff/staff.form';
import { Page, Section, Stack } from '../ui';
import { ROLE_CHANGE_CHECKS } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '确认角色 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'staff.confirm_roles');
  const change = await orExplained(store.read((read) => decidableRoles(read, actor, params.changeId!)));
  return { change };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.confirm_roles');
  return submit(request, StaffNoteForm, async ({ reason = '' }) => {
    const { name } = await confirmRoles(desk, { id: params.changeId!, note: reason });
    return redirectWithNotice(paths.roleChanges, 'staff.roles_confirmed', { name });
  });
}

export default function ConfirmRoles() {
  const { change } = useLoaderData<typeof loader>();
  return (
    <Page title="确认角色" crumbs={[{ to: paths.roleChanges, label: '待确认的角色' }]}>
      <Stack>
        <Section title={change.name}>
          <RoleChangeFacts change={change} />
        </Section>
        <Section
          title="确认角色"
          description={`${ROLE_CHANGE_CHECKS[change.occasion]}确认后立即生效；谁在什么时候确认，会记入操作日志。`}
        >
          <ReasonedForm
            lastResult={useActionData<typeof action>()?.lastResult}
            schema={StaffNoteForm}
            label="意见"
            button="确认"
            back={paths.roleChanges}
          />
        </Section>
      </Stack>
    </Page>
  );
}
