import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { REPORT_LAYOUTS } from '../reports/layout';
import { LayoutForm } from '../reports/layout.form';
import { chooseLayout, layoutPage } from '../reports/layouts.server';
import {
  Alert,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  Money,
  MoneyField,
  Page,
  RadioField,
  Section,
  Stack,
  SubmitButton,
  TextField,
} from '../ui';
import { LAYOUT_LABELS as LABELS, layoutLabels } from '../zh/nationalReport';

export const meta: MetaFunction = () => [{ title: '报告格式 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'report.close');
  const year = yearOfAddress(params.year);
  return { year, page: await orExplained(store.read((read) => layoutPage(read, year))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'report.close');
  const year = yearOfAddress(params.year);
  return submit(request, LayoutForm, async (wish) => {
    const isChanged = await orNotFound(chooseLayout(desk, { year, ...wish }));
    return redirectWithNotice(paths.report(year), isChanged ? 'report.layout_chosen' : 'record.unchanged', {
      layout: layoutLabels[wish.layout],
    });
  });
}

const yuanOf = (amountFen: number | undefined) => (amountFen === undefined ? '' : plainYuan(fen(amountFen)));

export default function ReportLayoutPage() {
  const { year, page } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(LayoutForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: LayoutForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      version: page.version,
      layout: page.layout,
      department: page.department,
      plannedCarriedFen: yuanOf(page.planned?.carriedFen),
      plannedOtherFen: yuanOf(page.planned?.otherFen),
      budgetCarriedFen: yuanOf(page.budget?.carriedFen),
      budgetOtherFen: yuanOf(page.budget?.otherFen),
    },
  });
  return (
    <Page
      title={`${year} 年绩效报告格式`}
      subtitle="两种格式用同一份数据，分数相同，只是排列不同。定稿之后不能再改。"
      crumbs={[{ to: paths.report(year), label: `${year} 年绩效报告` }]}
    >
      {page.isClosed ? (
        <Alert tone="info" title="已定稿，不能再改">
          {year} 年度按“{layoutLabels[page.layout]}”定稿。
        </Alert>
      ) : (
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <HiddenField field={fields.version} />
          <Stack>
            <Section title="格式">
              <RadioField
                field={fields.layout}
                label={LABELS.layout}
                inline={false}
                options={REPORT_LAYOUTS.map((layout) => ({
                  value: layout,
                  label: layoutLabels[layout],
                  hint: HINTS[layout],
                }))}
              />
            </Section>
            <Section
              title="国家统一格式才用到的内容"
              description="可以不填。没有填的，全年预算按登记的到账来源列示，年初预算只列总额。"
            >
              <FormGrid>
                <TextField field={fields.department} label={LABELS.department} wide />
                <MoneyField field={fields.plannedCarriedFen} label={LABELS.plannedCarriedFen} />
                <MoneyField field={fields.plannedOtherFen} label={LABELS.plannedOtherFen} />
                <MoneyField field={fields.budgetCarriedFen} label={LABELS.budgetCarriedFen} />
                <MoneyField field={fields.budgetOtherFen} label={LABELS.budgetOtherFen} />
              </FormGrid>
              <p className="mt-2 text-sm text-ink-500">
                年初预算共 <Money fen={page.plannedFen} /> 元，全年预算（调整后）共{' '}
                <Money fen={page.budgetFen} /> 元；减去上面两项，其余为当年财政拨款。
              </p>
            </Section>
          </Stack>
          <FormActions>
            <SubmitButton>保存</SubmitButton>
            <LinkButton to={paths.report(year)}>取消</LinkButton>
          </FormActions>
        </Form>
      )}
    </Page>
  );
}

const HINTS = {
  tree_2019: '目标表的每个二级指标都列出，含目标值、完成值、得分、说明。',
  national: '含资金（万元）、总体目标、指标性质、偏差原因，预算执行率在资金栏计分。',
} as const;
