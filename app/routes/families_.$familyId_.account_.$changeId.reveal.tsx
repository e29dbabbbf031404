import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { accountText } from '../families/AccountChangeViews';
import { accountChange, revealAccountChange } from '../families/accountChanges.server';
import { RevealForm } from '../families/family.form';
import { guard } from '../http/guard.server';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import {
  Alert,
  ErrorSummary,
  Facts,
  FormActions,
  LinkButton,
  Page,
  Section,
  Stack,
  SubmitButton,
  TextField,
} from '../ui';

export const meta: MetaFunction = () => [{ title: '查看完整账号 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'identity.reveal');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  const { id, familyId, fileNumber, name, before, after } = await orNotFound(
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
      {answer && 'revealed' in answer ? <Accounts revealed={answer.revealed} /> : <ReasonForm />}
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

function ReasonForm() {
  const change = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer && 'lastResult' in answer ? answer.lastResult : undefined,
    constraint: getZodConstraint(RevealForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RevealForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section
      title="查看的用途"
      description="将显示现账户和新账户的完整账号。谁在什么时候为什么查看，会记入操作日志和办理经过。"
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={{ reason: '用途' }} />
        <div className="max-w-prose">
          <TextField field={fields.reason} label="用途" hint="例如：与银行卡复印件核对账号" />
        </div>
        <FormActions>
          <SubmitButton>查看</SubmitButton>
          <LinkButton to={paths.familyAccount(change.familyId)}>返回</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}
