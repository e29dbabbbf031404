import { paths } from '../paths';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { STEP_PAGE_LABELS } from '../zh/relief';
import type { CampaignStep } from './campaign';
import { amountRange } from './campaignRule';
import type { CampaignRow } from './campaignQueries.server';
import { CAMPAIGN_STEP_PATHS } from './stepPaths';

/** The campaigns of a year: how far each has come, and the next steps that are the reader's. */
export function CampaignTable({ rows }: { rows: readonly (CampaignRow & { steps: CampaignStep[] })[] }) {
  return (
    <Table label="专项救助活动列表" sticky>
      <THead>
        <Tr>
          <Th>活动</Th>
          <Th>类型</Th>
          <Th>启动日期</Th>
          <Th numeric>每人（元）</Th>
          <Th numeric>申请（件）</Th>
          <Th>进度</Th>
          <Th numeric>核定（元）</Th>
          <Th numeric>已发放（元）</Th>
          <Th actions>办理</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.campaign.id}>
            <Td header>
              <TextLink to={paths.campaign(row.campaign.id)}>{row.campaign.name}</TextLink>
            </Td>
            <Td nowrap>{reliefTypeLabels[row.campaign.type]}</Td>
            <Td nowrap className="tabular-nums">
              {row.campaign.startedOn}
            </Td>
            <Td numeric>
              <Each {...amountRange(row.campaign)} />
            </Td>
            <Td numeric>{row.total}</Td>
            <Td nowrap>
              <Stage row={row} />
            </Td>
            <Td numeric>
              <Money fen={row.awardedFen} />
            </Td>
            <Td numeric>
              <Money fen={row.paidFen} />
            </Td>
            <Td actions>
              {row.steps.map((step) => (
                <TextLink key={step} to={CAMPAIGN_STEP_PATHS[step](row.campaign.id)}>
                  {STEP_PAGE_LABELS[step]}
                </TextLink>
              ))}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** One amount, or the least and the most of a table of amounts. */
function Each({ leastFen, mostFen }: { leastFen: number; mostFen: number }) {
  if (leastFen === mostFen) return <Money fen={mostFen} />;
  return (
    <>
      <Money fen={leastFen} /> 至 <Money fen={mostFen} />
    </>
  );
}

/** What a campaign waits for first. */
function Stage({ row: { byStatus, awardCount, paidCount } }: { row: CampaignRow }) {
  if (byStatus.submitted > 0) return <Tag tone="info">待审核 {byStatus.submitted} 件</Tag>;
  if (byStatus.reviewed > 0) return <Tag tone="info">待审批 {byStatus.reviewed} 件</Tag>;
  if (byStatus.confirming > 0) return <Tag tone="info">待二级审批 {byStatus.confirming} 件</Tag>;
  if (byStatus.returned > 0) return <Tag tone="warning">退回补正 {byStatus.returned} 件</Tag>;
  if (paidCount < awardCount) return <Tag tone="info">待发放 {awardCount - paidCount} 件</Tag>;
  return <Tag tone="success">已办结</Tag>;
}
