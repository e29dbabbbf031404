import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { changeFamily, familyPage } from '../families/families.server';
import { FamilyChangeForm } from '../families/family.form';
import { FamilyEditor } from '../families/FamilyEditor';
import { formValue, knownOnFile } from '../families/familyFormValue';
import { isAllowed } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, LinkButton, Page } from '../ui';
import { FAMILY_STATUS_LABELS } from '../zh/families';

export const meta: MetaFunction = () => [{ title: '修改档案 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const family = await orNotFound(store.read((read) => familyPage(read, params.familyId!)));
  return { family, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, FamilyChangeForm, async (change) => {
    await changeFamily(desk, { id: params.familyId!, ...change });
    return redirectWithNotice(paths.family(params.familyId!), 'family.changed');
  });
}

export default function ChangeFamily() {
  const { family, today } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const isOpen = isAllowed(family.status, 'change');
  return (
    <Page
      title="修改档案"
      subtitle={`${family.members[0]?.name} ${family.fileNumber}`}
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.members[0]?.name} ${family.fileNumber}` },
      ]}
    >
      {isOpen && family.status === 'returned' && family.decisionNote ? (
        <Alert tone="warning" title="退回补正">
          {family.decisionNote}
        </Alert>
      ) : null}
      {isOpen ? (
        <FamilyEditor
          known={knownOnFile(family)}
          lastResult={lastResult}
          defaultValue={formValue(family)}
          today={today}
          submitLabel="保存修改"
          cancelTo={paths.family(family.id)}
        />
      ) : (
        <Alert tone="warning" title="现在不能修改">
          <p>
            这份档案现在是「{FAMILY_STATUS_LABELS[family.status]}
            」，只有草稿和退回补正的档案可以修改。在册家庭可以变更联系方式与收款账户。
          </p>
          <p className="mt-2">
            <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>
          </p>
        </Alert>
      )}
    </Page>
  );
}
