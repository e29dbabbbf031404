import { getFormProps, useForm } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { RECEIPT_SOURCES, RELIEF_TYPES, SERVICE_KINDS, yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { divisions } from '../identity/division';
import { FilterForm } from '../indicators/filter.form';
import { chooseFilter, filteredIndicator } from '../indicators/filters.server';
import { paths } from '../paths';
import { FrozenTargets } from '../reports/FrozenYear';
import {
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  Section,
  SelectField,
  SubmitButton,
} from '../ui';
import { receiptSourceLabels, reliefTypeLabels } from '../zh/fund';
import { divisionLabels } from '../zh/identity';
import { filterPartLabels } from '../zh/indicators';
import { SERVICE_KIND_LABELS } from '../zh/services';

export const meta: MetaFunction = () => [{ title: '计算范围 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'indicator.assess');
  const question = { id: params.indicatorId!, year: yearOfAddress(params.year) };
  return store.read((read) => orExplained(filteredIndicator(read, question)));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'indicator.assess');
  const year = yearOfAddress(params.year);
  const indicatorId = params.indicatorId!;
  return submit(request, FilterForm, async (filter) => {
    const isChanged = await orNotFound(chooseFilter(desk, { indicatorId, year, filter }));
    return redirectWithNotice(
      paths.indicator(year, indicatorId),
      isChanged ? 'indicator.filter_chosen' : 'record.unchanged',
    );
  });
}

const OPTIONS = {
  type: RELIEF_TYPES.map((value) => ({ value, label: reliefTypeLabels[value] })),
  serviceKind: SERVICE_KINDS.map((value) => ({ value, label: SERVICE_KIND_LABELS[value] })),
  source: RECEIPT_SOURCES.map((value) => ({ value, label: receiptSourceLabels[value] })),
  division: divisions.map((value) => ({ value, label: divisionLabels[value] })),
};

export default function IndicatorFilterPage() {
  const { indicator, parts, filter, isClosed } = useLoaderData<typeof loader>();
  const { id, year, level3 } = indicator;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    onValidate: ({ formData }) => parseWithZod(formData, { schema: FilterForm }),
    defaultValue: filter ?? {},
  });
  return (
    <Page
      title={`计算范围：${level3}`}
      subtitle={filter ? '现在只计所选的一部分。' : '现在计入全部记录。'}
      crumbs={[
        { to: paths.indicators(year), label: `${year} 年绩效指标` },
        { to: paths.indicator(year, id), label: level3 },
      ]}
    >
      <FrozenTargets year={year} isFrozen={isClosed} />
      <Section
        title="只计哪一部分"
        description="目标只对其中一部分（某类救助、某个区县、某个资金来源或某项服务）下达时在这里选定。不选就计入全部；完成值、得分和逐行记录都按所选范围重新计算。"
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={filterPartLabels} />
          <FormGrid>
            {parts.map((part) => (
              <SelectField
                key={part}
                field={fields[part]}
                label={filterPartLabels[part]}
                required={false}
                placeholder="全部"
                options={OPTIONS[part]}
              />
            ))}
          </FormGrid>
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.indicator(year, id)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
