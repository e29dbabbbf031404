import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { frozenYears } from '../fund/closedYears.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { ServiceForm } from '../services/service.form';
import { ServiceFields } from '../services/ServiceFields';
import { fileNumberOf, recordService } from '../services/services.server';
import { ErrorSummary, FormActions, HiddenField, LinkButton, Page, Section, SubmitButton } from '../ui';
import { SERVICE_LABELS as LABELS } from '../zh/services';

export const meta: MetaFunction = () => [{ title: '登记服务 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'service.record');
  const familyId = new URL(request.url).searchParams.get('family');
  return store.read(async (read) => ({
    id: newId(),
    today: todayInChina(new Date()),
    file: (familyId && (await fileNumberOf(read, familyId))) || '',
    closedYears: await frozenYears(read),
  }));
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'service.record');
  return submit(request, ServiceForm, async (service) => {
    const name = await recordService(desk, service);
    const year = Number(service.servedOn.slice(0, 4));
    return redirectWithNotice(paths.services({ year }), 'service.recorded', { name });
  });
}

export default function NewService() {
  const { id, today, file, closedYears } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(ServiceForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ServiceForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { id, servedOn: today, file },
  });
  return (
    <Page title="登记服务" crumbs={[{ to: paths.services(), label: '服务记录' }]}>
      <Section title="服务">
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <HiddenField field={fields.id} />
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
