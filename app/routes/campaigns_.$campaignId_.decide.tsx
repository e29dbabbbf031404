import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { decideApplications } from '../relief/applications.server';
import { campaignActQuestion, typedBefore } from '../relief/campaignActQuestion';
import { campaignAct } from '../relief/campaignActs.server';
import { CampaignDecision } from '../relief/CampaignDecision';
import { decisionNotice } from '../relief/outcomeNotices';
import { campaignActOf, CampaignDecisionForm } from '../relief/relief.form';

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
  const act = await orExplained(store.read((read) => campaignAct(read, question)));
  return { act, typed: typedBefore(given), commandId: newId() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.decide');
  const campaignId = params.campaignId!;
  return submit(request, CampaignDecisionForm, async (decision) => {
    const decided = await decideApplications(desk, campaignActOf(decision, campaignId));
    return redirectWithNotice(paths.campaign(campaignId), decisionNotice(decision.outcome, decided), {
      ...decided,
    });
  });
}

/** Begun anew for every address: what was ticked and typed before stands in it. */
export default function DecideCampaign() {
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <CampaignDecision
      key={useLocation().search}
      step="decide"
      lastResult={lastResult}
      {...useLoaderData<typeof loader>()}
    />
  );
}
