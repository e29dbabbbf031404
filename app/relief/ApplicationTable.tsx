import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Money, Table, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { APPLICATION_COLUMN_LABELS } from '../zh/listOptions';
import { STEP_PAGE_LABELS } from '../zh/relief';
import { USUAL_APPLICATION_COLUMNS, type ApplicationColumn } from './applicationFilter';
import type { ApplicationListRow } from './applicationList.server';
import { ApplicationStatusTag } from './ApplicationTags';
import { BENEFICIARY_CELLS } from './ListCells';
import { STEP_PATHS } from './stepPaths';
import type { StepPage } from './workflow';

interface ApplicationTableProps {
  rows: readonly (ApplicationListRow & { steps: readonly StepPage[] })[];
  total: number;
  /** Over all pages. */
  amountFen: number;
  columns?: readonly ApplicationColumn[];
}

/** One page of a list of applications, with the next steps that are the reader's. */
export function ApplicationTable({
  rows,
  total,
  amountFen,
  columns = USUAL_APPLICATION_COLUMNS,
}: ApplicationTableProps) {
  return (
    <Table label="救助申请列表" sticky>
      <THead>
        <Tr>
          <Th>受助人</Th>
          {columns.map((column) => (
            <Th key={column} numeric={column === 'requestedFen'}>
              {APPLICATION_COLUMN_LABELS[column]}
            </Th>
          ))}
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
            {columns.map((column) => CELLS[column](row))}
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
          <Td header colSpan={columns.length + 1}>
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

const CELLS: Record<ApplicationColumn, (row: ApplicationListRow) => ReactNode> = {
  ...BENEFICIARY_CELLS,
  campaign: ({ campaignId, campaignName }) => (
    <Td key="campaign">
      {campaignId ? <TextLink to={paths.campaign(campaignId)}>{campaignName}</TextLink> : '—'}
    </Td>
  ),
  appliedOn: ({ appliedOn }) => (
    <Td key="appliedOn" nowrap className="tabular-nums">
      {appliedOn}
    </Td>
  ),
  status: ({ status }) => (
    <Td key="status">
      <ApplicationStatusTag status={status} />
    </Td>
  ),
  requestedFen: ({ requestedFen }) => (
    <Td key="requestedFen" numeric>
      <Money fen={requestedFen} />
    </Td>
  ),
};
