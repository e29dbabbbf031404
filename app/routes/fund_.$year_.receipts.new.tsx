import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { todayInChina } from '../calendar/date';
import { ReceiptForm } from '../fund/fund.form';
import { carryForwardTo, projectBefore, projectOfYear, recordReceipt } from '../fund/fund.server';
import { CarriedFrom } from '../fund/CarriedFrom';
import { RECEIPT_SOURCES, yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import {
  CheckboxField,
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyField,
  Page,
  Section,
  SelectField,
  SubmitButton,
  TextAreaField,
  TextField,
} from '../ui';
import { CASH_LABELS, fundFieldLabels as labels, receiptSourceLabels } from '../zh/fund';

const LABELS = {
  source: labels.source,
  receivedOn: labels.receivedOn,
  amountFen: labels.receivedFen,
  voucher: labels.voucher,
  remarks: labels.remarks,
  carried: labels.carried,
  anotherReason: labels.anotherReason,
  confirmed: labels.confirmedReceipt,
  takesReserved: labels.takesReserved,
  yearUnknown: labels.yearUnknown,
};

export const meta: MetaFunction = () => [{ title: '登记到账 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'fund.receive');
  const year = yearOfAddress(params.year);
  const project = await orExplained(store.read((read) => projectOfYear(read, year)));
  const isFirstYear = !(await store.read((read) => projectBefore(read, project)));
  const isFrozen = await store.read((read) => isYearFrozen(read, year));
  const today = todayInChina(new Date());
  const isCarried = new URL(request.url).searchParams.get('carried') === '1';
  const carry = isCarried ? await store.read((read) => carryForwardTo(read, year, today)) : null;
  return { year, isFrozen, isFirstYear, today, carry, commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'fund.receive');
  const year = yearOfAddress(params.year);
  return submit(request, ReceiptForm, async (receipt) => {
    await recordReceipt(desk, { year, ...receipt });
    return redirectWithNotice(paths.fund(year), 'receipt.recorded', { amountFen: receipt.amountFen });
  });
}

interface DoubtsProps {
  lastResult: SubmissionResult | undefined;
  another: ComponentProps<typeof TextAreaField>['field'];
  confirmed: ComponentProps<typeof CheckboxField>['field'];
}

/** What is asked only where the form was sent back for it; what was answered before stays answered. */
function Doubts({ lastResult, another, confirmed }: DoubtsProps) {
  const asked = lastResult?.error ?? {};
  const answered = lastResult?.initialValue ?? {};
  return (
    <>
      {asked.anotherReason || answered.anotherReason ? (
        <TextAreaField field={another} label={LABELS.anotherReason} rows={2} wide />
      ) : null}
      {asked.confirmed || answered.confirmed ? (
        <CheckboxField field={confirmed} label={LABELS.confirmed} required={false} wide />
      ) : null}
    </>
  );
}

/** Beside the amount: that it takes what approved awards of the year before need. */
function ReservedDoubt({
  lastResult,
  field,
}: {
  lastResult: SubmissionResult | undefined;
  field: ComponentProps<typeof CheckboxField>['field'];
}) {
  if (!lastResult?.error?.takesReserved && !lastResult?.initialValue?.takesReserved) return null;
  return <CheckboxField field={field} label={LABELS.takesReserved} required={false} wide />;
}

type Carry = NonNullable<Awaited<ReturnType<typeof loader>>['carry']>;

/** What is proposed of the year before; from which source, the one who records it says. */
function carriedValues({ fromYear, proposedFen, receivedOn }: Carry) {
  return {
    receivedOn,
    ...(proposedFen > 0 ? { amountFen: plainYuan(fen(proposedFen)) } : {}),
    carried: 'on',
    remarks: `${fromYear} 年度结转`,
  };
}

export default function NewReceipt() {
  const { year, isFrozen, isFirstYear, today, carry, commandId } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(ReceiptForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ReceiptForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, ...(carry ? carriedValues(carry) : {}) },
  });
  return (
    <Page
      title="登记到账"
      subtitle={`记入 ${year} 年度的帮扶资金。帮扶工作经费不在这里登记。`}
      crumbs={[{ to: paths.fund(year), label: `${year} 年度资金总览` }]}
    >
      <FrozenYear year={year} isFrozen={isFrozen} />
      {carry ? <CarriedFrom carry={carry} /> : null}
      <Section title="到账内容" description="登记后不能修改，有误时冲减后重新登记。">
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={LABELS} />
          <HiddenField field={fields.commandId} />
          <FormGrid>
            <SelectField
              field={fields.source}
              label={LABELS.source}
              options={RECEIPT_SOURCES.map((value) => ({ value, label: receiptSourceLabels[value] }))}
            />
            <DateField field={fields.receivedOn} label={LABELS.receivedOn} max={today} hint="按银行回单" />
            <MoneyField field={fields.amountFen} label={LABELS.amountFen} />
            <ReservedDoubt lastResult={lastResult} field={fields.takesReserved} />
            <TextField field={fields.voucher} label={LABELS.voucher} spellCheck={false} />
            <CheckboxField
              field={fields.carried}
              label={LABELS.carried}
              required={false}
              hint={
                isFirstYear
                  ? `${year - 1} 年度没有用完、结转到本年度的资金；那一年不在本系统，金额以银行回单或上年决算为准`
                  : `${year - 1} 年度没有用完、结转到本年度的资金；不能超过那一年${CASH_LABELS.usable}的金额`
              }
            />
            {isFirstYear && fields.carried.value ? (
              <CheckboxField field={fields.yearUnknown} label={LABELS.yearUnknown} required={false} wide />
            ) : null}
            <TextAreaField field={fields.remarks} label={LABELS.remarks} rows={2} wide />
            <Doubts lastResult={lastResult} another={fields.anotherReason} confirmed={fields.confirmed} />
          </FormGrid>
          <FormActions>
            <SubmitButton>登记到账</SubmitButton>
            <LinkButton to={paths.fund(year)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}
