import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ExplainForm } from '../exchange/national.form';
import { NationalItems } from '../exchange/NationalItems';
import { explainItem, nationalItem } from '../exchange/nationalItems.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { ErrorSummary, FormActions, LinkButton, Page, Section, SubmitButton, TextAreaField } from '../ui';
import { NATIONAL_LIST_LABELS } from '../zh/national';

export const meta: MetaFunction = () => [{ title: '说明差别 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'national.exchange');
  const ask = { jobId: params.jobId!, itemId: params.itemId! };
  return { jobId: ask.jobId, item: await orExplained(store.read((read) => nationalItem(read, ask))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'national.exchange');
  return submit(request, ExplainForm, async ({ reason }) => {
    const ask = { jobId: params.jobId!, itemId: params.itemId! };
    const list = await orNotFound(explainItem(desk, { ...ask, reason }));
    return redirectWithNotice(paths.comparison(ask.jobId, { list }), 'national.explained');
  });
}

export default function ExplainDifference() {
  const { jobId, item } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ExplainForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ExplainForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { reason: item.explanation?.text ?? '' },
  });
  const back = paths.comparison(jobId, { list: item.list });
  return (
    <Page
      title="说明差别"
      crumbs={[
        { to: paths.national, label: '全国系统' },
        { to: back, label: '比对结果' },
      ]}
    >
      <Section title={NATIONAL_LIST_LABELS[item.list]} flush>
        <NationalItems jobId={jobId} items={[item]} label={NATIONAL_LIST_LABELS[item.list]} />
      </Section>
      <Section
        title="为什么不同"
        description="写明原因后，这一条从待处理的列表里移走；以后比对出同样的差别，会带上这条说明。谁写的会记入操作日志。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={{ reason: '原因' }} />
          <div className="grid max-w-prose gap-4">
            <TextAreaField
              field={fields.reason}
              label="原因"
              hint="例如「全国系统 10 月才录入，下月再核对」。"
            />
          </div>
          <FormActions>
            <SubmitButton>记为已说明</SubmitButton>
            <LinkButton to={back}>返回</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
