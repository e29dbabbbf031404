import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { ChainTable } from '../payments/ChainTable';
import { AFTER_RECOVERY, correctionsOf, isLaterReversal } from '../payments/payment';
import { CorrectionForm } from '../payments/payment.form';
import { correctPayment, paymentPage } from '../payments/payments.server';
import { PaymentKindTag } from '../payments/PaymentTable';
import { proposedBankDay } from '../relief/days';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import {
  Alert,
  DateField,
  ErrorSummary,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyField,
  MoneyText,
  Page,
  RadioField,
  Section,
  SeenTick,
  SubmitButton,
  TextAreaField,
  TextField,
  useHasScript,
} from '../ui';
import {
  AFTER_RECOVERY_HINTS,
  AFTER_RECOVERY_LABELS,
  CORRECTION_KIND_HINTS,
  CORRECTION_LABELS as LABELS,
  correctionDayHint,
  correctionReferenceHint,
  laterReversalLabel,
  PAYMENT_KIND_LABELS,
  REVERSED_CORRECTION_HINTS,
} from '../zh/payments';

export const meta: MetaFunction = () => [{ title: '登记更正 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.record');
  const today = todayInChina(new Date());
  const page = await orExplained(store.read((read) => paymentPage(read, params.paymentId!)));
  const isFrozen = await store.read((read) => isYearFrozen(read, page.payment.year));
  return {
    ...page,
    isFrozen,
    today,
    proposedOn: proposedBankDay(today, page.project),
    commandId: newId(),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  return submit(request, CorrectionForm, async (correction) => {
    const paymentId = params.paymentId!;
    const { amountFen, isTakenBack } = await correctPayment(desk, { paymentId, ...correction });
    const notice = isTakenBack ? 'payment.taken_back' : 'payment.corrected';
    return redirectWithNotice(paths.payment(paymentId), notice, { amountFen });
  });
}

export default function CorrectPayment() {
  const { payment, isFrozen, leftFen, chain, award } = useLoaderData<typeof loader>();
  const isCorrectable = leftFen > 0 && correctionsOf(payment.kind).length > 0;
  return (
    <Page
      title="登记更正"
      crumbs={[
        { to: paths.payments({ year: payment.year }), label: '发放记录' },
        { to: paths.award(award.id), label: `${payment.name}的核定` },
        { to: paths.payment(payment.id), label: `${payment.paidOn} ${PAYMENT_KIND_LABELS[payment.kind]}` },
      ]}
      tag={<PaymentKindTag kind={payment.kind} />}
    >
      <FrozenYear year={payment.year} isFrozen={isFrozen} />
      <Section
        title="更正"
        description={
          <>
            {payment.name} {payment.paidOn} {PAYMENT_KIND_LABELS[payment.kind]}{' '}
            <MoneyText fen={payment.amountFen} />
            ，还可更正 <MoneyText fen={leftFen} />
            。原记录不变，更正另记一条。
          </>
        }
      >
        {isCorrectable ? <CorrectionFields /> : <NothingToCorrect />}
      </Section>
      <Section title="更正经过" flush>
        <ChainTable chain={chain} currentId={payment.id} />
      </Section>
    </Page>
  );
}

function CorrectionFields() {
  const { payment, leftFen, proposedOn, today, commandId } = useLoaderData<typeof loader>();
  const kinds = correctionsOf(payment.kind);
  const lastResult = useActionData<typeof action>()?.lastResult;
  const isDoubted = lastResult?.error?.anotherReason ?? lastResult?.initialValue?.anotherReason;
  // Without JavaScript nothing can appear once 追回 is chosen: there it stands from the beginning, under its heading.
  const isReady = useHasScript();
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(CorrectionForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: CorrectionForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      commandId,
      kind: kinds.length === 1 ? kinds[0] : undefined,
      amountFen: plainYuan(fen(leftFen)),
      // A mistaken correction can only be reversed, and never was.
      on: payment.kind === 'payment' ? (proposedOn ?? undefined) : payment.paidOn,
      afterwards: 'taken_back',
    },
  });
  const kind = kinds.find((one) => one === fields.kind.value);
  const on = fields.on.value ?? '';
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={LABELS} />
      <HiddenField field={fields.commandId} />
      <FormGrid columns={3}>
        <RadioField
          field={fields.kind}
          label={LABELS.kind}
          wide
          inline={false}
          options={kinds.map((value) => ({
            value,
            label: PAYMENT_KIND_LABELS[value],
            hint:
              payment.kind === 'payment'
                ? CORRECTION_KIND_HINTS[value]
                : REVERSED_CORRECTION_HINTS[payment.kind],
          }))}
        />
        {kinds.includes('recovery') && (kind === 'recovery' || !isReady) ? (
          <RadioField
            field={fields.afterwards}
            label={LABELS.afterwards}
            wide
            inline={false}
            options={AFTER_RECOVERY.map((value) => ({
              value,
              label: AFTER_RECOVERY_LABELS[value],
              hint: AFTER_RECOVERY_HINTS[value],
            }))}
          />
        ) : null}
        <MoneyField field={fields.amountFen} label={LABELS.amountFen} hint="填正数，系统按性质记符号" />
        <DateField
          field={fields.on}
          label={LABELS.on}
          min={payment.paidOn}
          max={today}
          hint={correctionDayHint(kind, payment.paidOn)}
        />
        <TextField
          field={fields.bankReference}
          label={LABELS.bankReference}
          spellCheck={false}
          hint={correctionReferenceHint(kind)}
        />
        <TextAreaField field={fields.remarks} label={LABELS.remarks} wide rows={2} />
        {isDoubted ? (
          <TextAreaField field={fields.anotherReason} label={LABELS.anotherReason} wide rows={2} />
        ) : null}
      </FormGrid>
      <SeenTick
        field={fields.laterSeen}
        count={Number(isLaterReversal({ kind, on }, payment))}
        label={laterReversalLabel(payment.paidOn, on)}
      />
      <FormActions>
        <SubmitButton>登记更正</SubmitButton>
        <LinkButton to={paths.payment(payment.id)}>返回记录</LinkButton>
      </FormActions>
    </Form>
  );
}

function NothingToCorrect() {
  const { payment } = useLoaderData<typeof loader>();
  return (
    <>
      <Alert tone="warning" title="现在不能更正">
        这条记录已经全额更正过，没有可以更正的金额。更正本身有误的，请打开那条更正记录办理冲正。
      </Alert>
      <FormActions>
        <LinkButton to={paths.payment(payment.id)}>返回记录</LinkButton>
      </FormActions>
    </>
  );
}
