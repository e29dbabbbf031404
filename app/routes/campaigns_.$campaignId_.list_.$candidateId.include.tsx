import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { CandidateForm } from '../relief/campaign.form';
import { candidatePage, includeCandidate } from '../relief/campaignCandidates.server';
import { CandidateStepPage } from '../relief/CandidateStepPage';

export const meta: MetaFunction = () => [{ title: '列入名单 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'relief.apply');
  const which = { campaignId: params.campaignId!, candidateId: params.candidateId! };
  return orExplained(store.read((read) => candidatePage(read, which)));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  const which = { campaignId: params.campaignId!, candidateId: params.candidateId! };
  return submit(request, CandidateForm, async ({ reason }) => {
    const { name } = await includeCandidate(desk, { ...which, reason });
    return redirectWithNotice(paths.campaignList(which.campaignId), 'campaign.included', { name });
  });
}

export default function IncludeCandidate() {
  return (
    <CandidateStepPage
      title="列入名单"
      explanation="生成一件申请，等待他人审核。理由留在名单和操作日志里。"
      found={useLoaderData<typeof loader>()}
      lastResult={useActionData<typeof action>()?.lastResult}
    />
  );
}
