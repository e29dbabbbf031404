import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { recordFamily } from '../families/families.server';
import { FamilyForm } from '../families/family.form';
import { FamilyEditor } from '../families/FamilyEditor';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { Page } from '../ui';

export const meta: MetaFunction = () => [{ title: '登记家庭 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'family.record');
  return { today: todayInChina(new Date()) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, FamilyForm, async (family) => {
    const { id, fileNumber } = await recordFamily(desk, family);
    return redirectWithNotice(paths.family(id), 'family.recorded', { fileNumber });
  });
}

export default function NewFamily() {
  const { today } = useLoaderData<typeof loader>();
  return (
    <Page
      title="登记家庭"
      subtitle="一户一档。先存为草稿，核对后再提交。带 * 的为必填项。"
      crumbs={[{ to: paths.families(), label: '家庭档案' }]}
    >
      <FamilyEditor
        known={null}
        lastResult={useActionData<typeof action>()?.lastResult}
        defaultValue={{ appliedOn: today, hukouKind: 'urban', members: [{ relation: 'self' }] }}
        today={today}
        submitLabel="存为草稿"
        cancelTo={paths.families()}
      />
    </Page>
  );
}
