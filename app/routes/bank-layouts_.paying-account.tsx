import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { PayingAccountForm } from '../payments/bankLayout.form';
import { payingAccountShown, recordPayingAccount } from '../payments/bankLayouts.server';
import {
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  Section,
  SubmitButton,
  TextField,
} from '../ui';
import { PAYING_ACCOUNT_LABELS as LABELS } from '../zh/batches';

export const meta: MetaFunction = () => [{ title: '付款账户 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'bank_layout.edit');
  return { paying: await store.read((read) => payingAccountShown(read)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'bank_layout.edit');
  return submit(request, PayingAccountForm, async (account) => {
    const isChanged = await recordPayingAccount(desk, account);
    return redirectWithNotice(paths.bankLayouts, isChanged ? 'paying_account.recorded' : 'record.unchanged');
  });
}

export default function PayingAccount() {
  const { paying } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(PayingAccountForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PayingAccountForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { accountHolder: paying?.accountHolder, bankName: paying?.bankName },
  });
  return (
    <Page title="付款账户" crumbs={[{ to: paths.bankLayouts, label: '银行文件格式' }]}>
      <Section title="付款账户" description="加密保存，只显示后四位；更换后只用于以后导出的文件。">
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <FormGrid>
            <TextField field={fields.accountHolder} label={LABELS.accountHolder} />
            <TextField field={fields.bankName} label={LABELS.bankName} />
            <TextField
              field={fields.account}
              label={LABELS.account}
              hint={paying ? `现在的尾号是 ${paying.accountLast4}` : '12 至 21 位数字'}
              inputMode="numeric"
              spellCheck={false}
            />
          </FormGrid>
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.bankLayouts}>返回</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
