import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { UsableFigure } from '../fund/CashTable';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { amountInCapitals } from '../money/capitals';
import { paths } from '../paths';
import { AccountWarnings } from '../payments/AccountWarnings';
import { BatchForm, batchOrder } from '../payments/batch.form';
import { batchDraft } from '../payments/batchDraft.server';
import { BatchDraftTable, LeftOutTable } from '../payments/BatchDraftTables';
import { makeBatch } from '../payments/batches.server';
import { ClaimsSeen } from '../payments/ClaimedLines';
import { paymentSelection } from '../payments/paymentSelection';
import { UnnoticedCampaigns, UnnoticedSeen } from '../payments/UnnoticedCampaigns';
import { TICKED_AWARDS } from '../relief/awardFilter';
import { PayWindowNote } from '../relief/PayWindowNote';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  EmptyState,
  ErrorSummary,
  Figure,
  FigureRow,
  ForgetTicksOnceSent,
  FormActions,
  HiddenField,
  LinkButton,
  Money,
  MoneyText,
  Page,
  Section,
  SubmitButton,
  TextField,
  TextLink,
} from '../ui';
import { BATCH_LABELS as LABELS, noticeSeenLabel } from '../zh/batches';
import { reliefTypeLabels } from '../zh/fund';

export const meta: MetaFunction = () => [{ title: '做发放批次 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'batch.make');
  const selection = paymentSelection(new URL(request.url).searchParams);
  if (!selection) return { chosen: null };
  const draft = await orExplained(store.read((read) => batchDraft(read, selection)));
  const isFrozen = await store.read((read) => isYearFrozen(read, draft.year));
  return { chosen: { draft, isFrozen, today: todayInChina(new Date()), commandId: newId() } };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.make');
  return submit(request, BatchForm, async (form) => {
    const { id, ...made } = await makeBatch(desk, batchOrder(form));
    return redirectWithNotice(paths.batch(id), 'batch.made', made);
  });
}

export default function NewBatch() {
  const { chosen } = useLoaderData<typeof loader>();
  return (
    <Page
      title="做发放批次"
      subtitle="按现在的待发金额和收款账户做成草稿；提交后由另一人审批，审批后不能改动。"
      crumbs={[{ to: paths.batches({ year: chosen?.draft.year }), label: '发放批次' }]}
    >
      {chosen && chosen.draft.count > 0 ? (
        <NewBatchForm key={chosen.commandId} chosen={chosen} />
      ) : (
        <NothingToPay chosen={chosen} />
      )}
      {chosen ? <LeftOutTable draft={chosen.draft} /> : null}
      {chosen && chosen.draft.count > 0 ? <BatchDraftTable draft={chosen.draft} /> : null}
    </Page>
  );
}

type Chosen = NonNullable<Awaited<ReturnType<typeof loader>>['chosen']>;

function NewBatchForm({ chosen: { draft, isFrozen, today, commandId } }: { chosen: Chosen }) {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(BatchForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: BatchForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, title: proposedTitle(draft) },
  });
  return (
    <>
      <FrozenYear year={draft.year} isFrozen={isFrozen} />
      <ForgetTicksOnceSent list={TICKED_AWARDS} values={doneWith(draft)} />
      <DraftFigures draft={draft} />
      <PayWindowNote windows={draft.windows} on={today} />
      <UnnoticedCampaigns campaigns={draft.unnoticed} />
      <AccountWarnings warnings={draft} />
      <Section title="批次">
        <Form method="post" {...getFormProps(form)} className="max-w-3xl">
          <ErrorSummary form={form} labels={LABELS} />
          <HiddenField field={fields.commandId} />
          <ChoiceFields draft={draft} />
          <p className="mb-3">
            合计大写：<strong>{amountInCapitals(fen(draft.amountFen))}</strong>{' '}
            <RuleLink rule="capitals" of="大写" />
          </p>
          <TextField field={fields.title} label={LABELS.title} hint="写进银行文件的用途和签批单" />
          <ClaimsSeen field={fields.claimsSeen} lines={draft.claimed} />
          <UnnoticedSeen field={fields.noticeSeen} campaigns={draft.unnoticed} labelOf={noticeSeenLabel} />
          <FormActions>
            <SubmitButton>做成批次</SubmitButton>
            <LinkButton to={paths.awards({ year: draft.year })}>返回待发放</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </>
  );
}

/** The ticks that the batch uses up, with those that can go into none; who lacks an account stays ticked. */
function doneWith({ awardIds, leftOut }: Chosen['draft']): string[] | null {
  const unfit = leftOut.filter(({ reason }) => reason !== 'no_account').map(({ awardId }) => awardId);
  return awardIds && [...awardIds, ...unfit];
}

/** What was looked at is sent along: a changed list is looked at again. */
function ChoiceFields({ draft: { awardIds, matching } }: { draft: Chosen['draft'] }) {
  if (!matching) {
    return (awardIds ?? []).map((id, index) => (
      <input key={id} type="hidden" name={`awardIds[${index}]`} value={id} />
    ));
  }
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

function proposedTitle({ campaignName, year, lines }: Chosen['draft']): string {
  if (campaignName) return campaignName.slice(0, 40);
  const types = [...new Set(lines.map(({ type }) => type))];
  return `${year} 年${types.length === 1 ? reliefTypeLabels[types[0]!] : '救助金'}发放`;
}

function DraftFigures({ draft }: { draft: Chosen['draft'] }) {
  return (
    <>
      <FigureRow>
        <Figure label="列入批次" value={draft.count.toLocaleString('zh-CN')} unit="笔" />
        <Figure label="合计" value={<Money fen={draft.amountFen} />} unit="元" />
        {draft.comingBackCount > 0 ? (
          <Figure
            label="其中再发"
            value={draft.comingBackCount.toLocaleString('zh-CN')}
            unit="笔"
            tone="warning"
            note="退票、冲正或追回后"
          />
        ) : null}
        <Figure
          label="不能列入"
          value={draft.leftOutCount.toLocaleString('zh-CN')}
          unit="笔"
          tone={draft.leftOutCount > 0 ? 'warning' : 'neutral'}
        />
        <UsableFigure year={draft.year} cash={draft.cash} isShort={draft.shortFen > 0} />
      </FigureRow>
      {draft.shortFen > 0 ? (
        <Alert tone="warning" title="到账资金不够">
          还差 <MoneyText fen={draft.shortFen} />
          ，批次可以先做好，审批前须先
          <TextLink to={paths.receiptNew(draft.year)}>登记到账</TextLink>。
        </Alert>
      ) : null}
    </>
  );
}

function NothingToPay({ chosen }: { chosen: Chosen | null }) {
  return (
    <Card>
      <EmptyState
        title={chosen ? '所选的核定都不能列入批次' : '没有选中任何核定'}
        action={
          <LinkButton to={paths.awards({ year: chosen?.draft.year })} tone="primary">
            返回待发放
          </LinkButton>
        }
      >
        {chosen ? '原因见下。' : '请在「待发放」中勾选核定，再做成发放批次。'}
      </EmptyState>
    </Card>
  );
}
