import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { ReasonedForm } from '../staff/ReasonedForm';
import { RoleChangeFacts } from '../staff/RoleChangeFacts';
import { rejectRoles, decidableRoles } from '../staff/roleChanges.server';
import { StaffReasonForm } from '../staff/staff.form';
import { Page, Section, Stack } from '../ui';
import { ROLE_CHANGE_REJECTED } from '../zh/staff';

export const meta: MetaFunction = () => [{ title: '不同意角色变更 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'staff.confirm_roles');
  const change = await orExplained(store.read((read) => decidableRoles(read, actor, params.changeId!)));
  return { change };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.confirm_roles');
  return submit(request, StaffReasonForm, async ({ reason }) => {
    const { name } = await rejectRoles(desk, { id: params.changeId!, note: reason });
    return redirectWithNotice(paths.roleChanges, 'staff.roles_rejected', { name });
  });
}

export default function RejectRoles() {
  const { change } = useLoaderData<typeof loader>();
  return (
    <Page title="不同意角色变更" crumbs={[{ to: paths.roleChanges, label: '待确认的角色' }]}>
      <Stack>
        <Section title={change.name}>
          <RoleChangeFacts change={change} />
        </Section>
        <Section title="不同意角色变更" description={ROLE_CHANGE_REJECTED[change.occasion]}>
          <ReasonedForm
            lastResult={useActionData<typeof action>()?.lastResult}
            schema={StaffReasonForm}
            label="不同意的原因"
            button="不同意"
            isDangerous
            back={paths.roleChanges}
          />
        </Section>
      </Stack>
    </Page>
  );
}
