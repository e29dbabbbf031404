import { paths } from '../paths';
import { Money, Table, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { STEP_PAGE_LABELS } from '../zh/relief';
import type { ApplicationListRow } from './applicationList.server';
import { ApplicationStatusTag } from './ApplicationTags';
import { STEP_PATHS } from './stepPaths';
import type { StepPage } from './workflow';

interface ApplicationTableProps {
  rows: readonly (ApplicationListRow & { steps: readonly StepPage[] })[];
  total: number;
  /** Over all pages. */
  amountFen: number;
  /** Within one campaign its name and type are known. */
  isOneCampaign?: boolean;
}

/** One page of a list of applications, with the next steps that are the reader's. */
export function ApplicationTable({ rows, total, amountFen, isOneCampaign }: ApplicationTableProps) {
  return (
    <Table label="救助申请列表" sticky>
      <THead>
        <Tr>
          <Th>受助人</Th>
          <Th>身份证号</Th>
          <Th>档案号</Th>
          {isOneCampaign ? null : <Th>类型</Th>}
          {isOneCampaign ? null : <Th>活动</Th>}
          <Th>申请日期</Th>
          <Th>状态</Th>
          <Th numeric>金额（元）</Th>
          <Th actions>办理</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap>
              <TextLink to={paths.application(row.id)}>{row.name}</TextLink>
            </Td>
            <Td nowrap muted className="tabular-nums">
              {row.idMasked}
            </Td>
            <Td nowrap className="tabular-nums">
              <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
            </Td>
            {isOneCampaign ? null : <Td nowrap>{reliefTypeLabels[row.type]}</Td>}
            {isOneCampaign ? null : (
              <Td>
                {row.campaignId ? (
                  <TextLink to={paths.campaign(row.campaignId)}>{row.campaignName}</TextLink>
                ) : (
                  '—'
                )}
              </Td>
            )}
            <Td nowrap className="tabular-nums">
              {row.appliedOn}
            </Td>
            <Td>
              <ApplicationStatusTag status={row.status} />
            </Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td actions>
              {row.steps.map((step) => (
                <TextLink key={step} to={STEP_PATHS[step](row.id)}>
                  {STEP_PAGE_LABELS[step]}
                </TextLink>
              ))}
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={isOneCampaign ? 5 : 7}>
            全部 {total.toLocaleString('zh-CN')} 件合计
          </Td>
          <Td numeric>
            <Money fen={amountFen} />
          </Td>
          <Td actions />
        </Tr>
      </TFoot>
    </Table>
  );
}
