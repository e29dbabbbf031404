import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import type { Cursor } from '../cursor';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { AmountEach } from '../relief/AmountEach';
import { APPLICATION_STATUSES } from '../relief/application';
import { applicationQuestion } from '../relief/applicationFilter';
import { listApplications } from '../relief/applications.server';
import { USUAL_APPLICATION_COLUMNS } from '../relief/applicationFilter';
import { ApplicationTable } from '../relief/ApplicationTable';
import { campaignStepsFor } from '../relief/campaign';
import { candidateCounts } from '../relief/campaignCandidates.server';
import { CampaignProgress, CampaignSums } from '../relief/CampaignProgress';
import { CampaignRuleText } from '../relief/CampaignRuleText';
import { campaignStages } from '../relief/campaignStages';
import { CampaignStages } from '../relief/CampaignStages';
import { untouchedBy } from '../relief/campaignQueries.server';
import { campaignPage } from '../relief/campaigns.server';
import { gapBeforeBatch } from '../relief/noticeGap';
import { CAMPAIGN_STEP_PATHS } from '../relief/stepPaths';
import { stepPagesFor } from '../relief/workflow';
import { may } from '../staff/permission';
import { Card, EmptyState, FilterBar, KeyPager, LinkButton, Page, Section, Stack, Tabs } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { APPLICATION_STATUS_LABELS, STEP_PAGE_LABELS } from '../zh/relief';

export const meta: MetaFunction = () => [{ title: '专项救助活动 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const { status, search, after, before } = applicationQuestion(new URL(request.url).searchParams);
  const campaignId = params.campaignId!;
  return store.read(async (read) => {
    const figures = await orExplained(campaignPage(read, campaignId));
    const { campaign, byStatus, year } = figures;
    const list = await listApplications(read, { year, campaignId, status, search, after, before });
    const [own] = await untouchedBy(read, { campaignIds: [campaignId], staffId: actor.staffId });
    return {
      figures,
      question: { status, search, after, before },
      list: { ...list, rows: list.rows.map((row) => ({ ...row, steps: stepPagesFor(row, actor) })) },
      steps: campaignStepsFor({ ...campaign, byStatus: { ...byStatus, ...own } }, actor),
      stages: campaignStages({ ...figures, noticedOn: campaign.noticedOn }),
      gap: gapBeforeBatch(figures, todayInChina(new Date())),
      people: await candidateCounts(read, campaignId),
      mayExport: may(actor.roles, 'list.export'),
      maySign: figures.awardCount > 0 && may(actor.roles, 'list.export'),
      mayBatch: may(actor.roles, 'batch.make'),
      seesFigures: may(actor.roles, 'indicator.read'),
    };
  });
}

/** Within one campaign its name and type are known. */
const WITHIN_ONE = USUAL_APPLICATION_COLUMNS.filter((column) => column !== 'type' && column !== 'campaign');

export default function Campaign() {
  const { figures, steps, stages, gap, people, mayBatch, maySign, seesFigures } =
    useLoaderData<typeof loader>();
  const { campaign, year, recordedByName, awardCount } = figures;
  return (
    <Page
      title={campaign.name}
      subtitle={
        <>
          {year} 年度{reliefTypeLabels[campaign.type]}，<AmountEach campaign={campaign} />，{recordedByName}{' '}
          {campaign.startedOn} 启动
        </>
      }
      crumbs={[{ to: paths.campaignsOf(year), label: '专项救助活动' }]}
      actions={
        <>
          {awardCount > 0 ? (
            <LinkButton to={paths.awards({ year, campaign: campaign.id })}>待发放与已发放</LinkButton>
          ) : null}
          {maySign ? (
            <LinkButton to={paths.campaignSigning(campaign.id)} icon="print">
              签收表
            </LinkButton>
          ) : null}
          <ExportApplications />
          {steps.length > 0 && seesFigures ? (
            <LinkButton to={paths.campaignWhatIf(campaign.id)}>如果批准会怎样</LinkButton>
          ) : null}
          {steps.map((step) => (
            <LinkButton key={step} to={CAMPAIGN_STEP_PATHS[step](campaign.id)} tone="primary">
              {STEP_PAGE_LABELS[step]}全部
            </LinkButton>
          ))}
        </>
      }
    >
      <Section title="进度" description={<CampaignSums figures={figures} />}>
        <Stack>
          <CampaignStages
            id={campaign.id}
            year={year}
            stages={stages}
            gap={gap && { gap, endsOn: campaign.noticeEndsOn }}
            steps={steps}
            mayBatch={mayBatch}
            hasAwards={awardCount > 0}
          />
          <CampaignProgress figures={figures} />
          <CampaignRuleText campaign={campaign} people={people} />
        </Stack>
      </Section>
      <ApplicationList />
    </Page>
  );
}

/** The applications below, as they are narrowed. */
function ExportApplications() {
  const { figures, question, list, mayExport } = useLoaderData<typeof loader>();
  if (!mayExport || list.total === 0) return null;
  const { status, search } = question;
  const filter = { year: figures.year, campaign: figures.campaign.id, status, search };
  return <ExportLink list="applications" filter={filter} />;
}

function ApplicationList() {
  const { figures, question, list } = useLoaderData<typeof loader>();
  const { id } = figures.campaign;
  const { status, search, after, before } = question;
  const to = (cursor: Cursor) => paths.campaign(id, { status, search, ...cursor });
  return (
    <>
      <FilterBar
        action={paths.campaign(id)}
        keep={status ? { status } : {}}
        search={{
          name: 'search',
          label: '查找受助人',
          value: search,
          placeholder: '姓名、档案号或完整身份证号',
        }}
        resetTo={search ? paths.campaign(id, { status }) : undefined}
      />
      <Tabs
        label="申请状态"
        items={[
          { to: paths.campaign(id, { search }), label: '全部', count: list.allCount, current: !status },
          ...APPLICATION_STATUSES.map((one) => ({
            to: paths.campaign(id, { status: one, search }),
            label: APPLICATION_STATUS_LABELS[one],
            count: list.statusCounts[one],
            current: one === status,
          })),
        ]}
      />
      <Card>
        {list.rows.length === 0 ? (
          <EmptyState
            title="没有符合条件的申请"
            action={<LinkButton to={paths.campaign(id)}>查看全部申请</LinkButton>}
          >
            请换一个状态，或清除条件后再查。
          </EmptyState>
        ) : (
          <>
            <ApplicationTable
              rows={list.rows}
              total={list.total}
              amountFen={list.amountFen}
              columns={WITHIN_ONE}
            />
            <KeyPager
              total={list.total}
              unit="件"
              first={after || before ? to({}) : null}
              previous={list.previous && to({ before: list.previous })}
              next={list.next && to({ after: list.next })}
            />
          </>
        )}
      </Card>
    </>
  );
}
