import { useForm } from '@conform-to/react';
import { getZodConstraint } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { reviewApplications } from '../relief/applications.server';
import { CampaignActPage } from '../relief/CampaignActPage';
import { campaignActQuestion, typedBefore } from '../relief/campaignActQuestion';
import { campaignAct } from '../relief/campaignActs.server';
import { REVIEW_NOTICES } from '../relief/outcomeNotices';
import { campaignActOf, CampaignReviewForm, tickOf } from '../relief/relief.form';
import { REVIEW_OUTCOMES } from '../relief/workflow';
import { DateField, FormGrid, RadioField, TextAreaField } from '../ui';
import { REVIEW_LABELS as LABELS, REVIEW_OUTCOME_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '审核活动 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.review');
  const given = new URL(request.url).searchParams;
  const question = {
    ...campaignActQuestion(given),
    campaignId: params.campaignId!,
    step: 'review',
    staffId: actor.staffId,
  } as const;
  const act = await orExplained(store.read((read) => campaignAct(read, question)));
  return { act, typed: typedBefore(given) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.review');
  const campaignId = params.campaignId!;
  return submit(request, CampaignReviewForm, async (review) => {
    const { count } = await reviewApplications(desk, campaignActOf(review, campaignId));
    return redirectWithNotice(paths.campaign(campaignId), REVIEW_NOTICES[review.outcome], { count });
  });
}

/** Begun anew for every address: what was ticked and typed before stands in it. */
export default function ReviewCampaign() {
  return <ReviewForm key={useLocation().search} />;
}

function ReviewForm() {
  const { act, typed } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(CampaignReviewForm),
    defaultValue: {
      on: act.on,
      outcome: typed.outcome ?? 'pass',
      note: typed.note,
      except: act.ticked.map(tickOf),
    },
  });
  return (
    <CampaignActPage
      act={act}
      step="review"
      form={form}
      labels={LABELS}
      ticks={[fields.except.initialValue ?? []].flat().map(String)}
      explanation="审核通过后由另一人审批。金额按每人申请金额；要改金额的请逐件审核。"
    >
      <FormGrid>
        <RadioField
          field={fields.outcome}
          label={LABELS.outcome}
          options={REVIEW_OUTCOMES.map((value) => ({ value, label: REVIEW_OUTCOME_LABELS[value] }))}
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
