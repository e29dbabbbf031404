import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { QueueBar } from '../queues/QueueBar';
import { afterActing, queuePlace } from '../queues/queues.server';
import { decideApplications } from '../relief/applications.server';
import { ApplicationStepPage } from '../relief/ApplicationStepPage';
import { applicationStep, fundBefore } from '../relief/applicationSteps.server';
import { BeforeApproval, DecisionFields, SecondLevel } from '../relief/DecisionFields';
import { decisionNotice } from '../relief/outcomeNotices';
import { DecisionForm } from '../relief/relief.form';
import { DECISION_OUTCOMES } from '../relief/workflow';
import { RuleLink } from '../rules/RuleLink';
import { MoneyField } from '../ui';
import { DECISION_LABELS as LABELS, DECISION_OUTCOME_LABELS } from '../zh/relief';
import { together } from '../together';

export const meta: MetaFunction = () => [{ title: '审批申请 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.decide');
  const question = { id: params.applicationId!, action: 'approve', staffId: actor.staffId } as const;
  return store.read(async (read) => {
    const step = await orExplained(applicationStep(read, question));
    const { id } = question;
    const beside = await together({
      place: queuePlace(read, { request, kind: 'decide', actor, id }),
      fund: fundBefore(read, step.page),
    });
    return { ...step, ...beside, commandId: newId() };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.decide');
  return submit(request, DecisionForm, async (decision) => {
    const id = params.applicationId!;
    const { actor, store } = desk;
    const to = await store.read((read) =>
      afterActing(read, paths.application(id), { request, kind: 'decide', actor, id }),
    );
    const decided = await decideApplications(desk, { ...decision, ids: [id] });
    return redirectWithNotice(to, decisionNotice(decision.outcome, decided), {
      ...decided,
    });
  });
}

export default function DecideApplication() {
  const { page, place, barrier, commandId, fund, windows, proposedOn, earliestOn, today } =
    useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(DecisionForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: DecisionForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      commandId,
      on: proposedOn,
      outcome: 'approve',
      amountFen: plainYuan(fen(fund.amountFen)),
    },
  });
  return (
    <>
      <QueueBar place={place} />
      <ApplicationStepPage
        page={page}
        step="decide"
        windows={windows}
        on={fields.on.value}
        form={form}
        labels={LABELS}
        barrier={barrier}
        notice={<BeforeDecision typed={fields.amountFen.value} />}
        submitLabel="提交审批结果"
        explanation={
          <>
            批准后生成核定、占用资金，等待财务发放。审批人不能是提交人或审核人。
            <RuleLink rule="four-eyes" of="分工" />
          </>
        }
      >
        <DecisionFields
          fields={fields}
          outcomes={DECISION_OUTCOMES.map((value) => ({ value, label: DECISION_OUTCOME_LABELS[value] }))}
          earliestOn={earliestOn}
          today={today}
          amount={
            <MoneyField
              field={fields.amountFen}
              label={LABELS.amountFen}
              hint="已填审核后的金额，可以改，不能高于申请金额；改动时在审批意见中写明理由。只在批准时采用。"
            />
          }
        />
      </ApplicationStepPage>
    </>
  );
}

/** Both follow the amount in the field; without JavaScript they are of the amount that they name. */
function BeforeDecision({ typed }: { typed: string | undefined }) {
  const { warning, proposedOn, fund } = useLoaderData<typeof loader>();
  return (
    <>
      <SecondLevel fund={fund} typed={typed} />
      <BeforeApproval warning={warning} proposedOn={proposedOn} fund={fund} typed={typed} />
    </>
  );
}
