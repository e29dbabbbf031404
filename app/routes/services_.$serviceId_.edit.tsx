import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { frozenYears } from '../fund/closedYears.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FrozenYear } from '../reports/FrozenYear';
import { ChangeServiceForm } from '../services/service.form';
import { ServiceFields } from '../services/ServiceFields';
import { changeService, serviceView } from '../services/services.server';
import { ErrorSummary, FormActions, HiddenField, LinkButton, Page, Section, SubmitButton } from '../ui';
import { SERVICE_LABELS as LABELS } from '../zh/services';

export const meta: MetaFunction = () => [{ title: '修改服务记录 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'service.record');
  return store.read(async (read) => {
    const service = await orExplained(serviceView(read, params.serviceId!));
    const year = Number(service.servedOn.slice(0, 4));
    return { service, year, closedYears: await frozenYears(read), today: todayInChina(new Date()) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'service.record');
  return submit(request, ChangeServiceForm, async (service) => {
    const isChanged = await orNotFound(changeService(desk, { id: params.serviceId!, ...service }));
    return redirectWithNotice(
      paths.services({ year: Number(service.servedOn.slice(0, 4)) }),
      isChanged ? 'service.changed' : 'record.unchanged',
    );
  });
}

export default function EditService() {
  const { service, year, closedYears, today } = useLoaderData<typeof loader>();
  const { version, kind, servedOn, fileNumber, personName, content, outcome } = service;
  const lastResult = useActionData<typeof action>()?.lastResult;
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(ChangeServiceForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ChangeServiceForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { version, kind, servedOn, file: fileNumber ?? '', personName, content, outcome },
  });
  return (
    <Page title="修改服务记录" crumbs={[{ to: paths.services(), label: '服务记录' }]}>
      <FrozenYear year={year} isFrozen={closedYears.includes(year)} />
      <Section title="服务" description={`由${service.recordedByName}登记；修改前的内容留在操作日志里。`}>
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <HiddenField field={fields.version} />
          <ServiceFields fields={fields} today={today} closedYears={closedYears} lastResult={lastResult} />
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.services()}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
