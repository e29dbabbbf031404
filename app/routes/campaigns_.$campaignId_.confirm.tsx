import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { confirmApplications } from '../relief/applications.server';
import { campaignActQuestion, typedBefore } from '../relief/campaignActQuestion';
import { campaignAct } from '../relief/campaignActs.server';
import { CampaignDecision } from '../relief/CampaignDecision';
import { CONFIRMATION_NOTICES } from '../relief/outcomeNotices';
import { campaignActOf, CampaignConfirmationForm } from '../relief/relief.form';

export const meta: MetaFunction = () => [{ title: '二级审批活动 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.decide');
  const given = new URL(request.url).searchParams;
  const question = {
    ...campaignActQuestion(given),
    campaignId: params.campaignId!,
    step: 'confirm',
    staffId: actor.staffId,
  } as const;
  const act = await orExplained(store.read((read) => campaignAct(read, question)));
  return { act, typed: typedBefore(given), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.decide');
  const campaignId = params.campaignId!;
  return submit(request, CampaignConfirmationForm, async (decision) => {
    const { count, amountFen } = await confirmApplications(desk, campaignActOf(decision, campaignId));
    const notice = CONFIRMATION_NOTICES[decision.outcome];
    return redirectWithNotice(paths.campaign(campaignId), notice, { count, amountFen });
  });
}

/** Begun anew for every address: what was ticked and typed before stands in it. */
export default function ConfirmCampaign() {
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <CampaignDecision
      key={useLocation().search}
      step="confirm"
      lastResult={lastResult}
      {...useLoaderData<typeof loader>()}
    />
  );
}
