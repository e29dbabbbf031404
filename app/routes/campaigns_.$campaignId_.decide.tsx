import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { decideApplications } from '../relief/applications.server';
import { CampaignActPage } from '../relief/CampaignActPage';
import { campaignActQuestion, typedBefore } from '../relief/campaignActQuestion';
import { campaignAct } from '../relief/campaignActs.server';
import { DECISION_NOTICES } from '../relief/outcomeNotices';
import { campaignActOf, CampaignDecisionForm, tickOf } from '../relief/relief.form';
import { DECISION_OUTCOMES } from '../relief/workflow';
import { DateField, FormGrid, HiddenField, RadioField, TextAreaField } from '../ui';
import { DECISION_LABELS as LABELS, DECISION_OUTCOME_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '审批活动 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.decide');
  const given = new URL(request.url).searchParams;
  const question = {
    ...campaignActQuestion(given),
    campaignId: params.campaignId!,
    step: 'decide',
    staffId: actor.staffId,
  } as const;
  const act = await orNotFound(store.read((read) => campaignAct(read, question)));
  return { act, typed: typedBefore(given), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.decide');
  const campaignId = params.campaignId!;
  return submit(request, CampaignDecisionForm, async (decision) => {
    const { count, amountFen } = await decideApplications(desk, campaignActOf(decision, campaignId));
    const notice = DECISION_NOTICES[decision.outcome];
    return redirectWithNotice(paths.campaign(campaignId), notice, { count, amountFen });
  });
}

/** Begun anew for every address: what was ticked and typed before stands in it. */
export default function DecideCampaign() {
  return <DecideForm key={useLocation().search} />;
}

function DecideForm() {
  const { act, typed, commandId } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(CampaignDecisionForm),
    defaultValue: {
      commandId,
      on: act.on,
      outcome: typed.outcome ?? 'approve',
      note: typed.note,
      except: act.ticked.map(tickOf),
    },
  });
  return (
    <CampaignActPage
      act={act}
      step="decide"
      form={form}
      labels={LABELS}
      ticks={[fields.except.initialValue ?? []].flat().map(String)}
      explanation="批准后生成核定、占用资金，等待财务发放。审批人不能是提交人或审核人。"
    >
      <HiddenField field={fields.commandId} />
      <FormGrid>
        <RadioField
          field={fields.outcome}
          label={LABELS.outcome}
          options={DECISION_OUTCOMES.map((value) => ({ value, label: DECISION_OUTCOME_LABELS[value] }))}
        />
        <DateField field={fields.on} label={LABELS.on} max={act.latestOn} />
        <TextAreaField
          field={fields.note}
          label={LABELS.note}
          hint="写入每一件申请。退回或不予救助时必填。"
          rows={2}
          wide
        />
      </FormGrid>
    </CampaignActPage>
  );
}
