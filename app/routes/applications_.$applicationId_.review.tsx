import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { reviewApplications } from '../relief/applications.server';
import { ApplicationStepPage } from '../relief/ApplicationStepPage';
import { applicationStep } from '../relief/applicationSteps.server';
import { REVIEW_NOTICES } from '../relief/outcomeNotices';
import { ReviewForm } from '../relief/relief.form';
import { REVIEW_OUTCOMES } from '../relief/workflow';
import { Alert, DateField, FormGrid, MoneyField, RadioField, TextAreaField } from '../ui';
import { REVIEW_LABELS as LABELS, REVIEW_OUTCOME_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '审核申请 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.review');
  const question = { id: params.applicationId!, action: 'pass', staffId: actor.staffId } as const;
  const { id } = question;
  return store.read(async (read) => ({
    ...(await orExplained(applicationStep(read, question))),
    place: await queuePlace(read, { request, kind: 'review', actor, id }),
  }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.review');
  return submit(request, ReviewForm, async (review) => {
    const id = params.applicationId!;
    const { actor, store } = desk;
    const to = await store.read((read) =>
      afterActing(read, paths.application(id), { request, kind: 'review', actor, id }),
    );
    const { count } = await reviewApplications(desk, { ...review, ids: [id] });
    return redirectWithNotice(to, REVIEW_NOTICES[review.outcome], { count });
  });
}

export default function ReviewApplication() {
  const { page, place, barrier, warning, windows, proposedOn, earliestOn, today } =
    useLoaderData<typeof loader>();
  const { requestedFen } = page.application;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ReviewForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ReviewForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: proposedOn, outcome: 'pass', amountFen: plainYuan(fen(requestedFen)) },
  });
  return (
    <>
      <QueueBar place={place} />
      <ApplicationStepPage
        page={page}
        step="review"
        windows={windows}
        on={fields.on.value}
        form={form}
        labels={LABELS}
        barrier={barrier}
        notice={
          warning ? (
            <Alert tone="warning" title="按申请金额不能审核通过">
              {warning}
            </Alert>
          ) : null
        }
        submitLabel="提交审核结果"
        explanation="核对材料、金额和上限。审核通过后由另一人审批；退回的由经办人补正后重新提交。"
      >
        <FormGrid>
          <RadioField
            field={fields.outcome}
            label={LABELS.outcome}
            options={REVIEW_OUTCOMES.map((value) => ({ value, label: REVIEW_OUTCOME_LABELS[value] }))}
          />
          <DateField field={fields.on} label={LABELS.on} min={earliestOn} max={today} />
          <MoneyField
            field={fields.amountFen}
            label={LABELS.amountFen}
            hint="可以低于申请金额，不能高于。只在审核通过时采用。"
          />
          <TextAreaField
            field={fields.note}
            label={LABELS.note}
            hint="退回或不予救助时必填，经办人会看到。"
            rows={2}
          />
        </FormGrid>
      </ApplicationStepPage>
    </>
  );
}
