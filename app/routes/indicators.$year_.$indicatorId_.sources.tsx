import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { assessedIndicator } from '../fund/assessments.server';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { SourcesForm } from '../indicators/sources.form';
import { chooseSources, sourcesOf } from '../indicators/sources.server';
import { SUGGESTION_SOURCES } from '../indicators/suggestion';
import { paths } from '../paths';
import {
  CheckboxGroupField,
  ErrorSummary,
  FormActions,
  LinkButton,
  Page,
  Section,
  SubmitButton,
} from '../ui';
import { SOURCE_LABELS } from '../zh/compliance';

export const meta: MetaFunction = () => [{ title: '选择评定依据 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'indicator.assess');
  const year = yearOfAddress(params.year);
  return store.read(async (read) => {
    const indicator = await orExplained(assessedIndicator(read, { id: params.indicatorId!, year }));
    if (indicator.judged !== 'graded') throw new Response(null, { status: 404, statusText: 'Not Found' });
    return { indicator, ...(await sourcesOf(read, indicator)) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'indicator.assess');
  const year = yearOfAddress(params.year);
  const indicatorId = params.indicatorId!;
  return submit(request, SourcesForm, async ({ sources }) => {
    const isChanged = await orNotFound(chooseSources(desk, { indicatorId, year, sources }));
    return redirectWithNotice(
      paths.indicatorAssess(year, indicatorId),
      isChanged ? 'indicator.sources_chosen' : 'record.unchanged',
    );
  });
}

export default function IndicatorSources() {
  const { indicator, sources, isChosen } = useLoaderData<typeof loader>();
  const { id, year, level3 } = indicator;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SourcesForm }),
    defaultValue: { sources },
  });
  return (
    <Page
      title={`选择评定依据：${level3}`}
      subtitle={
        isChosen ? '现在按中心主任选定的依据给出建议。' : '还没有选过，现在按指标名称的习惯给出建议。'
      }
      crumbs={[
        { to: paths.indicators(year), label: `${year} 年绩效指标` },
        { to: paths.indicatorAssess(year, id), label: level3 },
      ]}
    >
      <Section
        title="依据"
        description="系统按勾选的检查数案件、看档案是否齐全，取其中最差的作为建议。都不勾，就不给建议。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={{ sources: '评定依据' }} />
          <CheckboxGroupField
            field={fields.sources}
            label="评定依据"
            required={false}
            options={SUGGESTION_SOURCES.map((source) => ({ value: source, label: SOURCE_LABELS[source] }))}
          />
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.indicatorAssess(year, id)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
