import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { monthOf, todayInChina } from '../calendar/date';
import { UsableFigure } from '../fund/CashTable';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { parseYuan, plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { AccountWarnings } from '../payments/AccountWarnings';
import { OtherClaimsSeen } from '../payments/ClaimedLines';
import { DraftTable } from '../payments/DraftTable';
import { ExitedSeen } from '../payments/ExitedLines';
import { FailedSince } from '../payments/FailedSince';
import { MistakenLines } from '../payments/MistakenLines';
import { paymentRun, PaymentRunForm } from '../payments/payment.form';
import { paymentDraft } from '../payments/paymentDraft.server';
import { recordPayments } from '../payments/payments.server';
import { paymentSelection, selectionFields } from '../payments/paymentSelection';
import { WindowSeen } from '../payments/WindowSeen';
import { TICKED_AWARDS } from '../relief/awardFilter';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Button,
  Card,
  DateField,
  EmptyState,
  ErrorSummary,
  Figure,
  FigureRow,
  ForgetTicksOnceSent,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  Money,
  MoneyText,
  Page,
  Section,
  SubmitButton,
  TextAreaField,
  TextField,
  TextLink,
} from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { PAYMENT_RUN_LABELS as LABELS } from '../zh/payments';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '登记发放 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'payment.record');
  const selection = paymentSelection(new URL(request.url).searchParams);
  if (!selection) return { chosen: null };
  const today = todayInChina(new Date());
  const draft = await orExplained(store.read((read) => paymentDraft(read, { selection, today })));
  const isFrozen = await store.read((read) => isYearFrozen(read, draft.year));
  return { chosen: { draft, isFrozen, today, commandId: newId(), kept: selectionFields(selection) } };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'payment.record');
  return submit(request, PaymentRunForm, async (form) => {
    const { year, ...done } = await recordPayments(desk, paymentRun(form));
    const list = paths.payments({ year, month: monthOf(form.paidOn) });
    return redirectWithNotice(list, 'payments.recorded', done);
  });
}

export default function RecordPayments() {
  const { chosen } = useLoaderData<typeof loader>();
  return (
    <Page
      title="登记发放"
      subtitle={
        <>
          只登记银行已经付款成功的；日期按银行回单。登记后不能修改，有误时另记更正。
          <RuleLink rule="payment" of="发放记录" />
        </>
      }
      crumbs={[{ to: paths.awards({ year: chosen?.draft.year }), label: '待发放' }]}
      actions={chosen && chosen.draft.lines.length > 0 ? <IntoBatch chosen={chosen} /> : null}
    >
      {chosen && chosen.draft.lines.length > 0 ? (
        // A new list is a new form: nothing typed for the one before stays behind.
        <Run key={chosen.commandId} chosen={chosen} />
      ) : (
        <NothingToPay chosen={chosen} />
      )}
    </Page>
  );
}

type Chosen = NonNullable<Awaited<ReturnType<typeof loader>>['chosen']>;

/** The same choice as a batch for the bank. */
function IntoBatch({ chosen: { draft, kept } }: { chosen: Chosen }) {
  const valuesOf = (field: string) => kept.filter(([name]) => name === field).map(([, value]) => value);
  const { matching } = draft;
  const filter = matching
    ? { year: matching.year, type: matching.type, campaign: matching.campaignId }
    : { award: valuesOf('award') };
  return <LinkButton to={paths.batchNew({ ...filter, except: valuesOf('except') })}>做成发放批次</LinkButton>;
}

const LEAVE_OUT_FORM = 'leave-out';

function Run({ chosen }: { chosen: Chosen }) {
  const { draft, today, commandId, kept } = chosen;
  const lastResult = useActionData<typeof action>()?.lastResult;
  const isDoubted = lastResult?.error?.anotherReason ?? lastResult?.initialValue?.anotherReason;
  const [form, fields] = useForm({
    lastResult,
    constraint: getZodConstraint(PaymentRunForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: PaymentRunForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, paidOn: draft.proposedOn ?? undefined, ...chosenValue(draft) },
  });
  const lines = Array.isArray(fields.lines.value) ? fields.lines.value : [];
  const typed = new Map(lines.map((line) => [line?.awardId, parseYuan(line?.amountFen ?? '')]));
  const amountOf = (awardId: string) => {
    const amount = typed.get(awardId);
    if (amount) return amount.ok ? amount.fen : 0;
    return draft.lines.find((line) => line.awardId === awardId)?.restFen ?? 0;
  };
  return (
    <>
      <FrozenYear year={draft.year} isFrozen={chosen.isFrozen} />
      <ForgetTicksOnceSent
        list={TICKED_AWARDS}
        values={draft.matching ? null : [...draft.lines, ...draft.settled].map(({ awardId }) => awardId)}
      />
      <RunFigures draft={draft} />
      <AccountWarnings warnings={draft} />
      <Settled draft={draft} />
      <MistakenLines lines={draft.mistaken} on={fields.paidOn.value} />
      <Section title="银行回单" description={<ChoiceText draft={draft} />}>
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={{ ...LABELS, ...lineLabels(draft) }} />
          <HiddenField field={fields.commandId} />
          {/* What the page shows now, also where what it showed before was refused. */}
          <HiddenField field={fields.claimsShown} value={draft.claimsShown} />
          {draft.matching ? <MatchingFields matching={draft.matching} /> : null}
          <FormGrid columns={3}>
            <DateField
              field={fields.paidOn}
              label={LABELS.paidOn}
              min={draft.earliestOn}
              max={today}
              hint={`按银行回单，不早于批准日期 ${draft.earliestOn}`}
            />
            <TextField field={fields.bankReference} label={LABELS.bankReference} spellCheck={false} />
            <TextField field={fields.remarks} label={LABELS.remarks} />
            {isDoubted ? (
              <TextAreaField field={fields.anotherReason} label={LABELS.anotherReason} wide rows={2} />
            ) : null}
          </FormGrid>
          <WindowSeen field={fields.windowSeen} windows={draft.windows} on={fields.paidOn.value} />
          <ExitedSeen field={fields.exitedSeen} lines={draft.exited} />
          <FailedSince field={fields.failedSeen} lines={draft.failed} on={fields.paidOn.value} />
          <OtherClaimsSeen
            field={fields.claimsSeen}
            lines={draft.claimed}
            paidOn={fields.paidOn.value}
            bankReference={fields.bankReference.value}
            amountOf={amountOf}
          />
          <FormActions>
            <SubmitButton>登记发放</SubmitButton>
            <LinkButton to={paths.awards({ year: draft.year })}>返回待发放</LinkButton>
          </FormActions>
        </Form>
      </Section>
      <Section
        title="发放名单"
        flush
        description="银行没有付成的，先在「本次不发」打勾并重新合计，再填写回单。"
        actions={
          <Form method="get" id={LEAVE_OUT_FORM}>
            {kept.map(([name, value]) => (
              <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
            ))}
            <Button size="small">去掉打勾的并重新合计</Button>
          </Form>
        }
      >
        <DraftTable
          draft={draft}
          formId={form.id}
          fields={draft.matching ? null : fields.lines.getFieldList()}
          leaveOutForm={LEAVE_OUT_FORM}
        />
      </Section>
    </>
  );
}

function chosenValue({ matching, lines }: Chosen['draft']) {
  if (matching) return {};
  return {
    lines: lines.map(({ awardId, restFen }) => ({ awardId, amountFen: plainYuan(fen(restFen)) })),
  };
}

/** What the amounts of the ticked awards are called in the summary of what is wrong. */
function lineLabels({ lines }: Chosen['draft']): Record<string, string> {
  return Object.fromEntries(lines.map((_, index) => [`lines[${index}].amountFen`, `第 ${index + 1} 笔`]));
}

/** What the filter matched is sent as it is shown, also after a refusal: a changed list is looked at again. */
function MatchingFields({ matching }: { matching: NonNullable<Chosen['draft']['matching']> }) {
  const { except, ...filter } = matching;
  return (
    <>
      {Object.entries(filter).map(([name, value]) =>
        value === undefined ? null : (
          <input key={name} type="hidden" name={`matching.${name}`} value={String(value)} />
        ),
      )}
      {except.map((id, index) => (
        <input key={id} type="hidden" name={`matching.except[${index}]`} value={id} />
      ))}
    </>
  );
}

function ChoiceText({ draft: { matching, campaignName, lines } }: { draft: Chosen['draft'] }) {
  if (!matching) return `在列表中勾选的 ${lines.length} 笔；金额可以改小，没有发足的以后再发。`;
  const parts = [
    `${matching.year} 年度全部待发放`,
    matching.type && reliefTypeLabels[matching.type],
    campaignName,
    matching.except.length > 0 && `已去掉 ${matching.except.length} 笔`,
  ];
  return parts.filter(Boolean).join(' · ');
}

function RunFigures({ draft }: { draft: Chosen['draft'] }) {
  return (
    <>
      <FigureRow>
        <Figure label="本次发放" value={draft.lines.length.toLocaleString('zh-CN')} unit="笔" />
        <Figure label="待发合计" value={<Money fen={draft.amountFen} />} unit="元" />
        <UsableFigure year={draft.year} cash={draft.cash} isShort={draft.shortFen > 0} />
      </FigureRow>
      {draft.shortFen > 0 ? (
        <Alert tone="warning" title="到账资金不够">
          按待发合计还差 <MoneyText fen={draft.shortFen} />
          。请先
          <TextLink to={paths.receiptNew(draft.year)}>登记到账</TextLink>，或去掉一部分。
        </Alert>
      ) : null}
    </>
  );
}

function Settled({ draft: { settled } }: { draft: Chosen['draft'] }) {
  if (settled.length === 0) return null;
  return (
    <Alert tone="info" title={`所选的核定中有 ${settled.length} 笔已经全额发放或已撤销，不再列入`}>
      {settled.map(({ awardId, name, fileNumber }) => (
        <TextLink key={awardId} to={paths.award(awardId)} className="mr-3">
          {name}（{fileNumber}）
        </TextLink>
      ))}
    </Alert>
  );
}

/** Where the form itself is gone, because nothing is left to record. */
function Refused() {
  const errors = useActionData<typeof action>()?.lastResult.error;
  const sentences = Object.values(errors ?? {}).flatMap((messages) => messages ?? []);
  if (sentences.length === 0) return null;
  return (
    <Alert tone="danger" live>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Alert>
  );
}

function NothingToPay({ chosen }: { chosen: Chosen | null }) {
  return (
    <>
      <Refused />
      {chosen ? <Settled draft={chosen.draft} /> : null}
      <Card>
        <EmptyState
          title={chosen ? '所选范围内没有等待发放的核定' : '没有选中任何核定'}
          action={
            <LinkButton to={paths.awards({ year: chosen?.draft.year })} tone="primary">
              返回待发放
            </LinkButton>
          }
        >
          请在「待发放」中勾选银行已经付款成功的核定，再登记发放。
        </EmptyState>
      </Card>
    </>
  );
}
