import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { familyView, revealFamily } from '../families/families.server';
import { RevealForm } from '../families/family.form';
import { FamilyStatusTag } from '../families/FamilyStatusTag';
import { ReasonForm } from '../families/ReasonForm';
import { RevealedNumbers } from '../families/RevealedNumbers';
import { guard } from '../http/guard.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { Page } from '../ui';

export const meta: MetaFunction = () => [{ title: '查看完整号码 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'identity.reveal');
  const family = await orExplained(store.read((read) => familyView(read, params.familyId!)));
  const { id, fileNumber, status, bankName, accountHolder } = family;
  return { id, fileNumber, status, bankName, accountHolder, name: family.members[0]?.name };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'identity.reveal');
  // The numbers travel in the answer to this post alone: no redirect, no flash, and no page is ever stored.
  return submit(request, RevealForm, async ({ reason }) => ({
    revealed: await orNotFound(revealFamily(desk, { id: params.familyId!, reason })),
  }));
}

export default function Reveal() {
  const family = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="查看完整号码"
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.name} ${family.fileNumber}` },
      ]}
      tag={<FamilyStatusTag status={family.status} />}
    >
      {answer && 'revealed' in answer ? (
        <RevealedNumbers revealed={answer.revealed} family={family} />
      ) : (
        <ReasonForm
          lastResult={answer?.lastResult}
          title="查看的用途"
          shows="将显示全部成员的身份证号、联系电话和银行账号。"
          act="查看"
          hint="例如：核对银行退票账号、电话通知领取材料"
          submitLabel="查看"
          back={{ to: paths.family(family.id), label: '返回档案' }}
        />
      )}
    </Page>
  );
}
