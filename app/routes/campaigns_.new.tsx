import type { SubmissionResult } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation } from '@remix-run/react';
import type { Read } from '../../db/client.server';
import { todayInChina } from '../calendar/date';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { NoProjectYet } from '../fund/NoProjectYet';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { parsedForm, submit } from '../http/submit.server';
import { newId } from '../ids.server';
import { paths } from '../paths';
import { Refusal } from '../refusal';
import {
  campaignPlanOf,
  CampaignPlanForm,
  CampaignStartForm,
  planFieldsOf,
  previewViewOf,
} from '../relief/campaign.form';
import { CampaignPlan, type PlanTyped } from '../relief/CampaignPlan';
import { CampaignStart } from '../relief/CampaignStart';
import { campaignPreview, startCampaign, type CampaignPreview } from '../relief/campaigns.server';
import { proposedDay, workingYear } from '../relief/days';
import { FrozenYear } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { Page, Stack } from '../ui';
import { ruleLines } from '../zh/campaigns';
import { refusalText } from '../zh/refusals';

export const meta: MetaFunction = () => [{ title: '开展专项救助活动 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'relief.apply');
  const given = new URL(request.url).searchParams;
  const today = todayInChina(new Date());
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = workingYear(years, { asked: given.get('year'), today });
    if (!year) return null;
    const on = proposedDay(today, { project: await projectOfYear(read, year) });
    const isFrozen = await isYearFrozen(read, year);
    return { years, year, isFrozen, on, today, commandId: newId(), ...(await previewOf(read, given)) };
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  return submit(request, CampaignStartForm, async (value) => {
    const { id, count } = await startCampaign(desk, campaignPlanOf(value));
    return redirectWithNotice(paths.campaign(id), 'campaign.started', { count });
  });
}

interface Previewed {
  /** What was typed, and what is wrong with it. */
  typed?: PlanTyped;
  planResult?: SubmissionResult;
  /** The fields of a sound plan, and whom it draws. */
  asked?: { plan: [string, string][]; preview: CampaignPreview; conditions: string[] };
}

async function previewOf(read: Read, given: URLSearchParams): Promise<Previewed> {
  if (!given.has('type')) return {};
  const submission = parsedForm(given, CampaignPlanForm);
  const typed = submission.payload as PlanTyped;
  // A link from another page brings a part of a plan, to be completed.
  if (!given.has('amountFen')) return { typed };
  if (submission.status !== 'success') return { typed, planResult: submission.reply() };
  try {
    const plan = campaignPlanOf(submission.value);
    const preview = await campaignPreview(read, plan, previewViewOf(given));
    return { typed, asked: { plan: planFieldsOf(given), preview, conditions: ruleLines(plan) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const message = [refusalText(error)];
    const errors = error.field ? { fieldErrors: { [error.field]: message } } : { formErrors: message };
    return { typed, planResult: submission.reply(errors) };
  }
}

export default function NewCampaign() {
  const found = useLoaderData<typeof loader>();
  return (
    <Page
      title="开展专项救助活动"
      subtitle="先选定范围和金额，看到人数和费用以后再启动。启动后为名单上每人生成一件申请，等待他人审核。"
      crumbs={[{ to: paths.campaigns, label: '专项救助活动' }]}
    >
      {found ? <FrozenYear year={found.year} isFrozen={found.isFrozen} /> : null}
      {found ? <CampaignSteps found={found} /> : <NoProjectYet mayEditProject={false} />}
    </Page>
  );
}

type Found = NonNullable<Awaited<ReturnType<typeof loader>>>;

function CampaignSteps({ found }: { found: Found }) {
  const lastResult = useActionData<typeof action>()?.lastResult;
  const { years, year, on, today, commandId, typed, planResult, asked } = found;
  // Begun anew for every rule that is asked for, not for every page of its list.
  const { search } = useLocation();
  return (
    <Stack>
      <CampaignPlan
        key={`plan ${search}`}
        years={years}
        today={today}
        lastResult={planResult}
        typed={{ year: String(year), startedOn: on, ...typed }}
        isPreviewed={asked !== undefined}
      />
      {asked ? (
        <CampaignStart
          key={JSON.stringify(asked.plan)}
          {...asked}
          commandId={commandId}
          lastResult={lastResult}
        />
      ) : null}
    </Stack>
  );
}
