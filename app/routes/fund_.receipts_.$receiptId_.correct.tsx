import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { ReceiptCorrectionForm } from '../fund/fund.form';
import { correctReceipt } from '../fund/fund.server';
import { receiptPage } from '../fund/fundPage.server';
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
  Alert,
  DateField,
  ErrorSummary,
  Facts,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyField,
  MoneyText,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
  TextField,
} from '../ui';
import { fundFieldLabels as labels, receiptSourceLabels } from '../zh/fund';

const LABELS = {
  amountFen: labels.correctedFen,
  correctedOn: labels.correctedOn,
  voucher: labels.voucher,
  remarks: labels.correctionReason,
};

export const meta: MetaFunction = () => [{ title: '冲减到账 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'fund.receive');
  const page = await orExplained(store.read((read) => receiptPage(read, params.receiptId!)));
  const isFrozen = await store.read((read) => isYearFrozen(read, page.year));
  return { ...page, isFrozen, today: todayInChina(new Date()), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'fund.receive');
  return submit(request, ReceiptCorrectionForm, async (correction) => {
    const receiptId = params.receiptId!;
    await correctReceipt(desk, { receiptId, ...correction });
    const { year } = await desk.store.read((read) => receiptPage(read, receiptId));
    return redirectWithNotice(paths.fund(year), 'receipt.corrected', { amountFen: correction.amountFen });
  });
}

export default function CorrectReceipt() {
  const { receipt, year, isFrozen, correctableFen } = useLoaderData<typeof loader>();
  return (
    <Page title="冲减到账" crumbs={[{ to: paths.fund(year), label: `${year} 年度资金总览` }]}>
      <FrozenYear year={year} isFrozen={isFrozen} />
      <Section title="原到账">
        <Facts
          columns={3}
          items={[
            { label: labels.source, value: receiptSourceLabels[receipt.source] },
            { label: labels.receivedOn, value: receipt.receivedOn },
            { label: labels.receivedFen, value: <MoneyText fen={receipt.amountFen} /> },
            { label: labels.voucher, value: receipt.voucher },
            { label: labels.remarks, value: receipt.remarks },
            { label: '从到账日起最多可冲减', value: <MoneyText fen={correctableFen} /> },
          ]}
        />
      </Section>
      <Section
        title="冲减"
        description="登记有误或款项退回时用。原到账不变，冲减另记一条负数；一笔到账只能冲减一次，冲减后的到账不能少于已发放和已审批送银行的金额。"
      >
        {receipt.correctsId || receipt.isCorrected ? <NotCorrectable /> : <CorrectionFields />}
      </Section>
    </Page>
  );
}

function CorrectionFields() {
  const { receipt, year, today, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ReceiptCorrectionForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ReceiptCorrectionForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      commandId,
      amountFen: plainYuan(fen(receipt.amountFen)),
      correctedOn: receipt.receivedOn,
    },
  });
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <HiddenField field={fields.commandId} />
      <FormGrid columns={3}>
        <MoneyField field={fields.amountFen} label={LABELS.amountFen} hint="要减去多少，填正数" />
        <DateField
          field={fields.correctedOn}
          label={LABELS.correctedOn}
          min={receipt.receivedOn}
          max={today}
          hint="登记有误的用原到账日期；款项退回的用银行日期"
        />
        <TextField field={fields.voucher} label={LABELS.voucher} spellCheck={false} />
        <TextAreaField field={fields.remarks} label={LABELS.remarks} rows={2} wide />
      </FormGrid>
      <FormActions>
        <SubmitButton>冲减到账</SubmitButton>
        <LinkButton to={paths.fund(year)}>取消</LinkButton>
      </FormActions>
    </Form>
  );
}

function NotCorrectable() {
  const { receipt, year } = useLoaderData<typeof loader>();
  return (
    <>
      <Alert tone="warning" title="现在不能冲减">
        {receipt.correctsId
          ? '这一行本身是冲减。冲减有误的，请重新登记一笔到账。'
          : '这笔到账已经冲减过。还有差错的，请重新登记一笔到账。'}
      </Alert>
      <FormActions>
        <LinkButton to={paths.fund(year)}>返回资金总览</LinkButton>
      </FormActions>
    </>
  );
}
