import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { frozenYears } from '../fund/closedYears.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FrozenYear } from '../reports/FrozenYear';
import { VoidServiceForm } from '../services/service.form';
import { serviceView, voidService } from '../services/services.server';
import { ErrorSummary, FormActions, LinkButton, Page, Section, SubmitButton, TextAreaField } from '../ui';
import { SERVICE_KIND_LABELS, SERVICE_LABELS as LABELS } from '../zh/services';

export const meta: MetaFunction = () => [{ title: '作废服务记录 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'service.record');
  return store.read(async (read) => {
    const service = await orExplained(serviceView(read, params.serviceId!));
    const year = Number(service.servedOn.slice(0, 4));
    return { ...service, year, isFrozen: (await frozenYears(read)).includes(year) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'service.record');
  return submit(request, VoidServiceForm, async ({ reason }) => {
    await orNotFound(voidService(desk, { id: params.serviceId!, reason }));
    return redirectWithNotice(paths.services(), 'service.voided');
  });
}

export default function VoidService() {
  const { kind, personName, servedOn, year, isFrozen } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(VoidServiceForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: VoidServiceForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Page title="作废服务记录" crumbs={[{ to: paths.services(), label: '服务记录' }]}>
      <FrozenYear year={year} isFrozen={isFrozen} />
      <Section
        title={`${servedOn} ${personName}：${SERVICE_KIND_LABELS[kind]}`}
        description="重复登记或登记错人的，可以作废。记录和原因仍然保留，不再计入统计。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <TextAreaField field={fields.reason} label={LABELS.reason} rows={2} />
          <FormActions>
            <SubmitButton tone="danger">作废</SubmitButton>
            <LinkButton to={paths.services()}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
