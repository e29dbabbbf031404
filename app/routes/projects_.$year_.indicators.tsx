import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { EnterSubmits } from '../fund/cells';
import { IndicatorRows, indicatorValues, rowLabels } from '../fund/IndicatorRows';
import { filterParts } from '../fund/indicatorFilter';
import { yearOfAddress } from '../fund/project';
import { IndicatorsForm } from '../fund/project.form';
import { changeIndicators, projectPage } from '../fund/projects.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FrozenTargets } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import {
  Alert,
  ErrorSummary,
  FormActions,
  HiddenField,
  LinkButton,
  Page,
  Section,
  SubmitButton,
} from '../ui';
import { filterText } from '../zh/indicators';

export const meta: MetaFunction = () => [{ title: '编辑指标 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return orExplained(
    store.read(async (read) => ({
      project: await projectPage(read, year),
      isFrozen: await isYearFrozen(read, year),
    })),
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return submit(request, IndicatorsForm, async (change) => {
    const isChanged = await changeIndicators(desk, { year, ...change });
    return redirectWithNotice(paths.project(year), isChanged ? 'project.changed' : 'record.unchanged');
  });
}

export default function EditIndicators() {
  const { project, isFrozen } = useLoaderData<typeof loader>();
  const { draft, version, indicators } = project;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(IndicatorsForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: IndicatorsForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { version, rows: indicatorValues(indicators) },
  });
  const assessed = indicators.filter((row) => row.assessed).map((row) => row.level3);
  const parts = Object.fromEntries(
    indicators.flatMap(({ id, metric, filter }) => {
      if (filterParts(metric).length === 0) return [];
      const text = filter ? filterText(filter) : '计入全部';
      return [[id, { text, filter: filter ?? null, to: paths.indicatorFilter(draft.year, id) }]];
    }),
  );
  const labels = rowLabels(fields.rows.getFieldList().length, (index) => `第 ${index + 1} 行`);
  return (
    <Page
      title="编辑指标和分值"
      subtitle="改目标值、计算口径、计数和分值；可以加行、删行、上移。分值合计须为 100。"
      crumbs={[
        { to: paths.projects, label: '年度目标' },
        { to: paths.project(draft.year), label: `${draft.year} 年度` },
      ]}
    >
      <FrozenTargets year={draft.year} isFrozen={isFrozen} />
      {assessed.length > 0 ? (
        <Alert tone="warning" title="有些指标已经评定或填写了说明">
          删除这些指标会一并删除它们的评定和说明：{assessed.join('、')}。
        </Alert>
      ) : null}
      <Form method="post" {...getFormProps(form)}>
        <EnterSubmits />
        <ErrorSummary form={form} labels={labels} />
        <HiddenField field={fields.version} />
        <Section
          title={`${draft.year} 年度绩效指标`}
          description="二级指标下没有三级指标的行照原表保留，只填名称。目标只对某个区县、某类救助、某个资金来源或某项服务下达的，点计算口径下面的文字设定计算范围（先保存本页的修改）；复制到新年度时一并带过去。"
        >
          <IndicatorRows form={form} field={fields.rows} parts={parts} />
          <FormActions>
            <SubmitButton>保存修改</SubmitButton>
            <LinkButton to={paths.project(draft.year)}>取消</LinkButton>
          </FormActions>
        </Section>
      </Form>
    </Page>
  );
}
