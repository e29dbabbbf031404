import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { todayInChina } from '../calendar/date';
import { useLoaderData } from '@remix-run/react';
import { projectOfYear, projectYears } from '../fund/fund.server';
import { NoProjectYet } from '../fund/NoProjectYet';
import { chosenYear } from '../fund/project';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { campaignStepsFor } from '../relief/campaign';
import { CampaignTable } from '../relief/CampaignTable';
import { untouchedBy } from '../relief/campaignQueries.server';
import { listCampaigns } from '../relief/campaigns.server';
import { may } from '../staff/permission';
import { Card, EmptyState, LinkButton, Page, Tabs } from '../ui';

export const meta: MetaFunction = () => [{ title: '专项救助活动 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const mayStart = may(actor.roles, 'relief.apply');
  return store.read(async (read) => {
    const years = await projectYears(read);
    const year = chosenYear(new URL(request.url).searchParams.get('year'), {
      years,
      today: todayInChina(new Date()),
    });
    if (year === null) return { found: null, mayStart, mayEditProject: may(actor.roles, 'project.edit') };
    await orExplained(projectOfYear(read, year));
    const campaigns = await listCampaigns(read, year);
    const campaignIds = campaigns.map(({ campaign }) => campaign.id);
    const own = await untouchedBy(read, { campaignIds, staffId: actor.staffId });
    const rows = campaigns.map((row, index) => ({
      ...row,
      steps: campaignStepsFor({ ...row.campaign, byStatus: { ...row.byStatus, ...own[index] } }, actor),
    }));
    const mayExport = may(actor.roles, 'list.export');
    return { found: { years, year, rows, mayExport }, mayStart, mayEditProject: false };
  });
}

export default function Campaigns() {
  const { found, mayStart, mayEditProject } = useLoaderData<typeof loader>();
  return (
    <Page
      title="专项救助活动"
      subtitle="同一类型的救助，一次为多户在册家庭提出申请；每人金额相同，或按金额表。"
      actions={
        found ? (
          <>
            {found.mayExport && found.rows.length > 0 ? (
              <ExportLink list="campaigns" filter={{ year: found.year }} />
            ) : null}
            <LinkButton to={paths.recipientNotices()}>受助名单公示</LinkButton>
            {mayStart ? <StartLink /> : null}
          </>
        ) : null
      }
    >
      {found ? <Found /> : <NoProjectYet mayEditProject={mayEditProject} />}
    </Page>
  );
}

function StartLink() {
  return (
    <LinkButton to={paths.campaignNew} tone="primary" icon="plus">
      开展活动
    </LinkButton>
  );
}

function Found() {
  const { found, mayStart } = useLoaderData<typeof loader>();
  if (!found) return null;
  const { years, year, rows } = found;
  return (
    <>
      {years.length > 1 ? (
        <Tabs
          label="年度"
          items={years.map((one) => ({
            to: paths.campaignsOf(one),
            label: `${one} 年`,
            current: one === year,
          }))}
        />
      ) : null}
      <Card>
        {rows.length === 0 ? (
          <EmptyState title={`${year} 年度还没有专项救助活动`} action={mayStart ? <StartLink /> : null}>
            {mayStart
              ? '选定救助类型、每人金额和范围，先看名单和费用，再启动。'
              : '帮扶专员开展活动后，会显示在这里。'}
          </EmptyState>
        ) : (
          <CampaignTable rows={rows} />
        )}
      </Card>
    </>
  );
}
