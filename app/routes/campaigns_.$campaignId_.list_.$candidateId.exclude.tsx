import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { CandidateForm } from '../relief/campaign.form';
import { candidatePage, excludeCandidate } from '../relief/campaignCandidates.server';
import { CandidateStepPage } from '../relief/CandidateStepPage';

export const meta: MetaFunction = () => [{ title: '从名单中去掉 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'relief.apply');
  const which = { campaignId: params.campaignId!, candidateId: params.candidateId! };
  return orExplained(store.read((read) => candidatePage(read, which)));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  const which = { campaignId: params.campaignId!, candidateId: params.candidateId! };
  return submit(request, CandidateForm, async ({ reason }) => {
    const { name } = await excludeCandidate(desk, { ...which, reason });
    return redirectWithNotice(paths.campaignList(which.campaignId), 'campaign.excluded', { name });
  });
}

export default function ExcludeCandidate() {
  return (
    <CandidateStepPage
      title="从名单中去掉"
      explanation="撤回这个人在活动中的申请。理由留在名单和操作日志里。"
      found={useLoaderData<typeof loader>()}
      lastResult={useActionData<typeof action>()?.lastResult}
    />
  );
}
