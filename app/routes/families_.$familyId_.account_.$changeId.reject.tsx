import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { AccountDecisionView, decisionObstacle } from '../families/AccountChangeViews';
import { AccountRejectForm } from '../families/accountChange.form';
import { accountChange, rejectAccount } from '../families/accountChanges.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { may } from '../staff/permission';
import { ErrorSummary, FormActions, LinkButton, SubmitButton, TextField } from '../ui';
import { ACCOUNT_CHANGE_LABELS as LABELS } from '../zh/accountChanges';

export const meta: MetaFunction = () => [{ title: '不同意变更账户 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'account.confirm');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  const change = await orExplained(store.read((read) => accountChange(read, ids)));
  return {
    change,
    place: await store.read((read) =>
      queuePlace(read, { request, kind: 'account', actor, id: ids.changeId }),
    ),
    obstacle: decisionObstacle(change, actor.staffId),
    mayReveal: may(actor.roles, 'identity.reveal'),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'account.confirm');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  return submit(request, AccountRejectForm, async ({ note }) => {
    const { actor, store } = desk;
    const to = await store.read((read) =>
      afterActing(read, paths.familyAccount(ids.familyId), {
        ...{ request, kind: 'account', actor },
        id: ids.changeId,
      }),
    );
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
