import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { askedReport } from '../reports/askedReport.server';
import { LIKELIHOODS } from '../reports/monitoring';
import { MonitoringForm } from '../reports/monitoring.form';
import { monitoredIndicator, recordMonitoringNote } from '../reports/monitoring.server';
import type { Desk } from '../staff/staff.server';
import { RuleLink } from '../rules/RuleLink';
import {
  ErrorSummary,
  Facts,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  RadioField,
  Section,
  SubmitButton,
  TextAreaField,
  TextField,
} from '../ui';
import { LIKELIHOOD_LABELS, MONITORING_LABELS as LABELS } from '../zh/monitoring';

export const meta: MetaFunction = () => [{ title: '填写绩效监控 - 困难职工帮扶' }];

function questionOf({ store }: Desk, { url }: Request, year: string | undefined) {
  const address = { year, asOf: new URL(url).searchParams.get('asOf') };
  return orExplained(store.read((read) => askedReport(read, address, todayInChina(new Date()))));
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'indicator.assess');
  const { year, asOf } = await questionOf(desk, request, params.year);
  const row = await orExplained(
    desk.store.read((read) => monitoredIndicator(read, { year, asOf, indicatorId: params.indicatorId! })),
  );
  return { row, year, asOf };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'indicator.assess');
  const { year, asOf } = await questionOf(desk, request, params.year);
  return submit(request, MonitoringForm, async (said) => {
    const indicatorId = params.indicatorId!;
    const name = await orNotFound(recordMonitoringNote(desk, { indicatorId, year, asOf, ...said }));
    return redirectWithNotice(paths.monitoring(year, asOf), 'indicator.monitored', { name });
  });
}

export default function MonitoringNotePage() {
  const { row, year, asOf } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(MonitoringForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: MonitoringForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      expected: row.note?.expected ?? row.reckoned ?? '',
      likelihood: row.note?.likelihood,
      cause: row.note?.cause ?? '',
    },
  });
  return (
    <Page
      title={`绩效监控：${row.name}`}
      crumbs={[{ to: paths.monitoring(year, asOf), label: `${year} 年监控表（截至 ${asOf}）` }]}
    >
      <Section title="现状" description={<RuleLink rule="forecast" of="预计" />}>
        <Facts
          items={[
            { label: '年度目标值', value: row.target },
            { label: `截至 ${asOf} 完成值`, value: row.actual },
            { label: '系统预计全年', value: row.reckoned ?? '由主任评定' },
          ]}
        />
      </Section>
      <Section title="监控意见" description="意见与截至日期一起保存；同一天再填，以最后一次为准。">
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <FormGrid>
            <TextField field={fields.expected} label={LABELS.expected} />
            <RadioField
              field={fields.likelihood}
              label={LABELS.likelihood}
              wide
              options={LIKELIHOODS.map((value) => ({ value, label: LIKELIHOOD_LABELS[value] }))}
            />
            <TextAreaField field={fields.cause} label={LABELS.cause} wide />
          </FormGrid>
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.monitoring(year, asOf)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
