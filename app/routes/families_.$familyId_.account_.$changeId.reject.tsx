import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { AccountDecisionView } from '../families/AccountChangeViews';
import { AccountRejectForm } from '../families/accountChange.form';
import { rejectAccount } from '../families/accountChanges.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { accountDecisionPage, afterAccountDecision } from '../queues/accountDecision.server';
import { QueueBar } from '../queues/QueueBar';
import { ErrorSummary, FormActions, LinkButton, SubmitButton, TextField } from '../ui';
import { ACCOUNT_CHANGE_LABELS as LABELS } from '../zh/accountChanges';

export const meta: MetaFunction = () => [{ title: '不同意变更账户 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'account.confirm');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  return orExplained(accountDecisionPage(desk, { request, ...ids }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'account.confirm');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  return submit(request, AccountRejectForm, async ({ note }) => {
    const to = await afterAccountDecision(desk, { request, ...ids });
    await orNotFound(rejectAccount(desk, { ...ids, note }));
    return redirectWithNotice(to, 'account.rejected');
  });
}

export default function RejectAccount() {
  const { change, place, obstacle, mayReveal } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(AccountRejectForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AccountRejectForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <>
      <QueueBar place={place} approveOn={paths.familyAccountConfirm(change.familyId, change.id)} />
      <AccountDecisionView change={change} title="不同意变更账户" obstacle={obstacle} mayReveal={mayReveal}>
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <div className="max-w-prose">
            <TextField
              field={fields.note}
              label={LABELS.note}
              hint="不同意的，仍用原账户；写明原因，经办人重新核对。"
            />
          </div>
          <FormActions>
            <SubmitButton tone="danger">不同意变更账户</SubmitButton>
            <LinkButton to={paths.familyAccount(change.familyId)}>返回</LinkButton>
          </FormActions>
        </Form>
      </AccountDecisionView>
    </>
  );
}
