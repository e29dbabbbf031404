import { getFormProps, type FormMetadata } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  ErrorSummary,
  Facts,
  FormActions,
  LinkButton,
  MoneyText,
  Page,
  Section,
  Stack,
  SubmitButton,
} from '../ui';
import { BATCH_ACTION_LABELS, BATCH_LABELS, BATCH_STATUS_LABELS } from '../zh/batches';
import { batchStepFrom, type BatchAction } from './batch';
import type { BatchHead } from './batchQueries.server';
import { BatchSums } from './BatchSums';
import { BatchStatusTag } from './BatchTags';

interface BatchStepPageProps {
  head: BatchHead;
  action: BatchAction;
  form: FormMetadata;
  /** What the step means and what it leads to. */
  explanation: ReactNode;
  /** Why it cannot be done now, although the status would allow it. */
  obstacle?: string | null;
  isDangerous?: boolean;
  /** What it consists of, below the form: a batch of thousands is approved by its sums and by what is doubtful. */
  lines?: ReactNode;
  children: ReactNode;
}

/** The page of one step of a batch: what it adds up to, what the step does, and its form. */
export function BatchStepPage(props: BatchStepPageProps) {
  const { head, action, explanation, lines } = props;
  const { batch } = head;
  const title = BATCH_ACTION_LABELS[action];
  return (
    <Page
      title={title}
      crumbs={[
        { to: paths.batches({ year: head.year }), label: '发放批次' },
        { to: paths.batch(batch.id), label: `${batch.number} ${batch.title}` },
      ]}
      tag={<BatchStatusTag status={batch.status} />}
    >
      <Section title="批次内容">
        <BatchFacts head={head} />
      </Section>
      <BatchSums head={head} />
      <Section title={title} description={explanation}>
        <StepBody {...props} />
      </Section>
      {lines}
    </Page>
  );
}

/** What a batch is. */
export function BatchFacts({ head }: { head: BatchHead }) {
  const { batch, whole, madeByName, approvedByName, campaignName } = head;
  return (
    <Facts
      items={[
        { label: '批次号', value: batch.number },
        { label: '批次名称', value: batch.title },
        { label: '笔数', value: `${whole.count.toLocaleString('zh-CN')} 笔` },
        { label: '金额', value: <MoneyText fen={whole.amountFen} /> },
        {
          label: '金额大写',
          value: (
            <>
              {amountInCapitals(fen(whole.amountFen))} <RuleLink rule="capitals" of="大写" />
            </>
          ),
          wide: true,
        },
        { label: '救助活动', value: campaignName },
        { label: '制单', value: madeByName },
        { label: '审批', value: approvedByName ? `${approvedByName} ${batch.approvedOn ?? ''}` : null },
        ...(batch.returnNote ? [{ label: '退回意见', value: batch.returnNote, wide: true }] : []),
        ...(batch.cancelReason ? [{ label: '作废原因', value: batch.cancelReason, wide: true }] : []),
      ]}
    />
  );
}

function StepBody({ head: { batch }, action, form, obstacle, isDangerous, children }: BatchStepPageProps) {
  const back = <LinkButton to={paths.batch(batch.id)}>返回批次</LinkButton>;
  const reason = batchStepFrom(batch.status, action) ? obstacle : notNow({ batch, action });
  // What was typed is never taken away: the form stays, with the sentence that refused it.
  if (reason && form.status !== 'error') {
    return (
      <Stack>
        <Alert tone="warning" title="现在不能办理">
          {reason}
        </Alert>
        <div>{back}</div>
      </Stack>
    );
  }
  return (
    <Form method="post" {...getFormProps(form)}>
      <ErrorSummary form={form} labels={BATCH_LABELS} />
      {children}
      <FormActions>
        <SubmitButton tone={isDangerous ? 'danger' : 'primary'}>{BATCH_ACTION_LABELS[action]}</SubmitButton>
        {back}
      </FormActions>
    </Form>
  );
}

function notNow({ batch, action }: { batch: BatchHead['batch']; action: BatchAction }): string {
  return `批次现在是「${BATCH_STATUS_LABELS[batch.status]}」，不能办理「${BATCH_ACTION_LABELS[action]}」。`;
}
