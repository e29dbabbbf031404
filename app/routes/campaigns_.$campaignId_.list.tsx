import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { isListOpen, LEFT_OUT_REASONS } from '../relief/campaign';
import { listCandidates } from '../relief/campaignCandidates.server';
import { candidateQuestion } from '../relief/candidateQuestion';
import { CandidateTable } from '../relief/CandidateTable';
import { campaignPage } from '../relief/campaigns.server';
import { may } from '../staff/permission';
import { Card, EmptyState, FilterBar, KeyPager, LinkButton, Page, Tabs } from '../ui';
import { CAMPAIGN_SIDE_LABELS, EXCEPTION_LABEL, LEFT_OUT_LABELS } from '../zh/campaigns';

export const meta: MetaFunction = () => [{ title: '活动名单 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const question = candidateQuestion(new URL(request.url).searchParams);
  const campaignId = params.campaignId!;
  return store.read(async (read) => {
    const { campaign, year, byStatus } = await orExplained(campaignPage(read, campaignId));
    const mayExcept = may(actor.roles, 'relief.apply');
    return {
      campaign: { id: campaign.id, name: campaign.name, type: campaign.type, rule: campaign.rule },
      year,
      question,
      list: await listCandidates(read, { campaignId, isIn: question.side === 'in', ...question }),
      mayExcept,
      mayInclude: mayExcept && isListOpen(byStatus),
      mayExport: may(actor.roles, 'family.export'),
    };
  });
}

export default function CampaignList() {
  const { campaign, year, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`名单：${campaign.name}`}
      subtitle="启动时固定下来的名单：条件所看到的每一个人，以及入选或未入选的原因。"
      crumbs={[
        { to: paths.campaignsOf(year), label: '专项救助活动' },
        { to: paths.campaign(campaign.id), label: campaign.name },
      ]}
      actions={
        mayExport ? (
          <LinkButton to={paths.campaignListXlsx(campaign.id)} reloadDocument icon="download">
            导出 Excel
          </LinkButton>
        ) : null
      }
    >
      <Narrowing />
      <Candidates />
    </Page>
  );
}

function Narrowing() {
  const { campaign, question, list } = useLoaderData<typeof loader>();
  const { side, reason, search } = question;
  const counted = LEFT_OUT_REASONS.filter((one) => list.reasonCounts[one] > 0);
  return (
    <>
      <Tabs
        label="入选与未入选"
        items={(['in', 'out'] as const).map((one) => ({
          to: paths.campaignList(campaign.id, { side: one, search }),
          label: CAMPAIGN_SIDE_LABELS[one],
          count: one === 'in' ? list.inCount : list.outCount,
          current: one === side,
        }))}
      />
      <FilterBar
        action={paths.campaignList(campaign.id)}
        keep={{ side }}
        search={{ name: 'search', label: '查找', value: search ?? '', placeholder: '姓名或档案号' }}
        selects={[
          {
            name: 'reason',
            label: '原因',
            value: reason ?? '',
            options: [
              ...counted.map((one) => ({
                value: one,
                label: `${LEFT_OUT_LABELS[one]}（${list.reasonCounts[one]}）`,
              })),
              ...(list.exceptionCount > 0
                ? [{ value: 'exception', label: `${EXCEPTION_LABEL}（${list.exceptionCount}）` }]
                : []),
            ],
          },
        ]}
        resetTo={search || reason ? paths.campaignList(campaign.id, { side }) : undefined}
      />
    </>
  );
}

function Candidates() {
  const { campaign, question, list, mayExcept, mayInclude } = useLoaderData<typeof loader>();
  const { after: _, before: __, ...kept } = question;
  if (list.inCount + list.outCount === 0) {
    return (
      <Card>
        <EmptyState
          title="这个活动没有固定名单"
          action={<LinkButton to={paths.campaign(campaign.id)}>查看申请</LinkButton>}
        >
          活动是在系统保存名单以前启动的，请看它的申请。
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      {list.rows.length === 0 ? (
        <EmptyState title="没有符合条件的人">请换一个原因，或清除条件后再查。</EmptyState>
      ) : (
        <>
          <CandidateTable
            campaign={campaign}
            rows={list.rows}
            mayInclude={mayInclude}
            mayExclude={mayExcept}
          />
          <KeyPager
            total={list.total}
            unit="人"
            first={list.previous && paths.campaignList(campaign.id, kept)}
            previous={list.previous && paths.campaignList(campaign.id, { ...kept, before: list.previous })}
            next={list.next && paths.campaignList(campaign.id, { ...kept, after: list.next })}
          />
        </>
      )}
    </Card>
  );
}
