import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { AccountDecisionView } from '../families/AccountChangeViews';
import { AccountConfirmForm } from '../families/accountChange.form';
import { confirmAccount } from '../families/accountChanges.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { accountDecisionPage, afterAccountDecision } from '../queues/accountDecision.server';
import { QueueBar } from '../queues/QueueBar';
import { ErrorSummary, FormActions, LinkButton, SubmitButton, TextField } from '../ui';
import { ACCOUNT_CHANGE_LABELS as LABELS } from '../zh/accountChanges';

export const meta: MetaFunction = () => [{ title: '确认变更账户 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'account.confirm');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  return orExplained(accountDecisionPage(desk, { request, ...ids }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'account.confirm');
  const ids = { familyId: params.familyId!, changeId: params.changeId! };
  return submit(request, AccountConfirmForm, async (answer) => {
    const to = await afterAccountDecision(desk, { request, ...ids });
    await orNotFound(confirmAccount(desk, { ...ids, ...answer }));
    return redirectWithNotice(to, 'account.confirmed');
  });
}

const NOTE_HINT =
  '请对照依据材料核对户名、开户银行和账号（可在上面查看完整账号）。确认后，今后的款项付到新账户。';
const NOTE_HINT_WITHOUT_PAPER =
  '必填：没有依据材料，怎样核实的本人意愿和新账户，例如当面看过银行卡。确认后，今后的款项付到新账户。';

export default function ConfirmAccount() {
  const { change, place, obstacle, mayReveal } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(AccountConfirmForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AccountConfirmForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <>
      <QueueBar place={place} returnOn={paths.familyAccountReject(change.familyId, change.id)} />
      <AccountDecisionView change={change} title="确认变更账户" obstacle={obstacle} mayReveal={mayReveal}>
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <div className="flex max-w-prose flex-col gap-4">
            {change.twins.length > 0 ? (
              <TextField
                field={fields.sharedReason}
                label={LABELS.sharedReason}
                hint="必填：为什么这一户和上面的家庭收款到同一账户，例如由村会计代收（有委托书）"
              />
            ) : null}
            <TextField
              field={fields.note}
              label={LABELS.note}
              hint={change.paper ? NOTE_HINT : NOTE_HINT_WITHOUT_PAPER}
            />
          </div>
          <FormActions>
            <SubmitButton>确认变更账户</SubmitButton>
            <LinkButton to={paths.familyAccount(change.familyId)}>返回</LinkButton>
          </FormActions>
        </Form>
      </AccountDecisionView>
    </>
  );
}
