import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { confirmApplications } from '../relief/applications.server';
import { ApplicationStepPage } from '../relief/ApplicationStepPage';
import { applicationStep, fundBefore } from '../relief/applicationSteps.server';
import { BeforeApproval, DecisionFields } from '../relief/DecisionFields';
import { CONFIRMATION_NOTICES } from '../relief/outcomeNotices';
import { ConfirmationForm } from '../relief/relief.form';
import { CONFIRMATION_OUTCOMES } from '../relief/workflow';
import { CONFIRMATION_LABELS as LABELS, CONFIRMATION_OUTCOME_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '二级审批 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.decide');
  const question = { id: params.applicationId!, action: 'confirm', staffId: actor.staffId } as const;
  return store.read(async (read) => {
    const step = await orExplained(applicationStep(read, question));
    const { id } = question;
    const place = await queuePlace(read, { request, kind: 'confirm', actor, id });
    return { ...step, place, fund: await fundBefore(read, step.page), commandId: newId() };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.decide');
  return submit(request, ConfirmationForm, async (confirmation) => {
    const id = params.applicationId!;
    const { actor, store } = desk;
    const to = await store.read((read) =>
      afterActing(read, paths.application(id), { request, kind: 'confirm', actor, id }),
    );
    const { count, amountFen } = await confirmApplications(desk, { ...confirmation, ids: [id] });
    const notice = CONFIRMATION_NOTICES[confirmation.outcome];
    return redirectWithNotice(to, notice, { count, amountFen });
  });
}

export default function ConfirmApplication() {
  const { page, place, barrier, warning, fund, commandId, windows, proposedOn, earliestOn, today } =
    useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ConfirmationForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ConfirmationForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { commandId, on: proposedOn, outcome: 'confirm' },
  });
  return (
    <>
      <QueueBar place={place} />
      <ApplicationStepPage
        page={page}
        step="confirm"
        windows={windows}
        on={fields.on.value}
        form={form}
        labels={LABELS}
        barrier={barrier}
        notice={<BeforeApproval warning={warning} proposedOn={proposedOn} fund={fund} />}
        submitLabel="提交二级审批结果"
        explanation="金额超过本年度设定的数额，须由另一位审批人确认。提交、审核、审批和二级审批由四个人分别办理。"
      >
        <DecisionFields
          fields={fields}
          outcomes={CONFIRMATION_OUTCOMES.map((value) => ({
            value,
            label: CONFIRMATION_OUTCOME_LABELS[value],
          }))}
          earliestOn={earliestOn}
          today={today}
        />
      </ApplicationStepPage>
    </>
  );
}
