import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { minDate, todayInChina, type BusinessDate } from '../calendar/date';
import { AdjustmentForm } from '../fund/fund.form';
import { adjustBudget, fundBalance, projectOfYear } from '../fund/fund.server';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { RuleLink } from '../rules/RuleLink';
import {
  DateField,
  ErrorSummary,
  Figure,
  FigureRow,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  Money,
  MoneyField,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
  TextField,
} from '../ui';
import { AVAILABLE_LABEL, fundFieldLabels as labels } from '../zh/fund';

const LABELS = {
  adjustedOn: labels.adjustedOn,
  amountFen: labels.adjustedFen,
  document: labels.document,
  reason: labels.reason,
};

export const meta: MetaFunction = () => [{ title: '预算调整 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'fund.adjust');
  const year = yearOfAddress(params.year);
  return store.read(async (read) => {
    const { id, startOn, endOn } = await orExplained(projectOfYear(read, year));
    return {
      year,
      startOn,
      latestOn: minDate(todayInChina(new Date()), endOn as BusinessDate),
      isFrozen: await isYearFrozen(read, year),
      balance: await fundBalance(read, { projectId: id }),
      commandId: newId(),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'fund.adjust');
  const year = yearOfAddress(params.year);
  return submit(request, AdjustmentForm, async (adjustment) => {
    await adjustBudget(desk, { year, ...adjustment });
    return redirectWithNotice(paths.fund(year), 'budget.adjusted', { amountFen: adjustment.amountFen });
  });
}

export default function NewAdjustment() {
  const { year, isFrozen, startOn, latestOn, balance, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(AdjustmentForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AdjustmentForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, adjustedOn: latestOn },
  });
  return (
    <Page title="预算调整" crumbs={[{ to: paths.fund(year), label: `${year} 年度资金总览` }]}>
      <FrozenYear year={year} isFrozen={isFrozen} />
      <FigureRow>
        <Figure label="现预算" value={<Money fen={balance.budgetFen} />} unit="元" />
        <Figure label="已批待发" value={<Money fen={balance.committedFen} />} unit="元" />
        <Figure label="已发放" value={<Money fen={balance.paidFen} />} unit="元" />
        <Figure
          label={AVAILABLE_LABEL}
          value={<Money fen={balance.availableFen} />}
          unit="元"
          note={
            <>
              最多可调减这么多 <RuleLink rule="budget" of="预算限制" />
            </>
          }
        />
      </FigureRow>
      <Section title="调整内容" description="登记后不能修改，有误时再作一次相反的调整。">
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <HiddenField field={fields.commandId} />
          <FormGrid>
            <MoneyField field={fields.amountFen} label={LABELS.amountFen} hint="调增填正数，调减填负数" />
            <DateField field={fields.adjustedOn} label={LABELS.adjustedOn} min={startOn} max={latestOn} />
            <TextField field={fields.document} label={LABELS.document} hint="文件名称和文号" />
            <TextAreaField field={fields.reason} label={LABELS.reason} rows={2} wide />
          </FormGrid>
          <FormActions>
            <SubmitButton>登记调整</SubmitButton>
            <LinkButton to={paths.fund(year)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
