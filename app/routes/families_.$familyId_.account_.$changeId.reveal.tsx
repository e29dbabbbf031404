import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { accountChange } from '../families/accountChangeList.server';
import { revealAccountChange } from '../families/accountChanges.server';
import { RevealForm } from '../families/family.form';
import { ReasonForm } from '../families/ReasonForm';
import { guard } from '../http/guard.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { Alert, Facts, LinkButton, Page, Section, Stack } from '../ui';
import { accountText } from '../zh/accountChanges';

export const meta: MetaFunction = () => [{ title: '查看完整账号 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'identity.reveal');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  const { id, familyId, fileNumber, name, before, after } = await orExplained(
    store.read((read) => accountChange(read, ids)),
  );
  return { id, familyId, fileNumber, name, before, after };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'identity.reveal');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  // The numbers travel in the answer to this post alone: no redirect, no flash, and no page is ever stored.
  return submit(request, RevealForm, async ({ reason }) => ({
    revealed: await orNotFound(revealAccountChange(desk, { ...ids, reason })),
  }));
}

export default function RevealAccountChange() {
  const change = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title="查看完整账号"
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(change.familyId), label: `${change.name} ${change.fileNumber}` },
        { to: paths.familyAccount(change.familyId), label: '收款账户' },
      ]}
    >
      {answer && 'revealed' in answer ? (
        <Accounts revealed={answer.revealed} />
      ) : (
        <ReasonForm
          lastResult={answer?.lastResult}
          title="查看的用途"
          shows="将显示现账户和新账户的完整账号。"
          act="查看"
          hint="例如：与银行卡复印件核对账号"
          submitLabel="查看"
          back={{ to: paths.familyAccount(change.familyId), label: '返回收款账户' }}
        />
      )}
    </Page>
  );
}

function Accounts({ revealed }: { revealed: { before: string | null; after: string } }) {
  const change = useLoaderData<typeof loader>();
  return (
    <Stack>
      <Alert tone="warning" polite>
        查看已记入操作日志。离开本页后号码不再显示；请不要截图或抄录在无关的地方。
      </Alert>
      <Section title="账户变更">
        <Facts
          items={[
            { label: '现账户', value: accountText(change.before), wide: true },
            { label: '现账号', value: revealed.before },
            { label: '新账户', value: accountText(change.after), wide: true },
            { label: '新账号', value: <strong className="tabular-nums">{revealed.after}</strong> },
          ]}
        />
      </Section>
      <div>
        <LinkButton to={paths.familyAccount(change.familyId)}>返回收款账户</LinkButton>
      </div>
    </Stack>
  );
}
