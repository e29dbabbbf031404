import type { ReliefType } from '../fund/project';
import { paths } from '../paths';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { LEFT_OUT_LABELS } from '../zh/campaigns';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { APPLICATION_STATUS_LABELS } from '../zh/relief';
import { mayBeIncluded } from './campaign';
import type { CandidateRow } from './campaignCandidates.server';

interface CandidateTableProps {
  campaign: { id: string; type: ReliefType };
  rows: readonly CandidateRow[];
  mayInclude: boolean;
  mayExclude: boolean;
}

/** One page of the list of a campaign, each with the reason. */
export function CandidateTable({ campaign, rows, mayInclude, mayExclude }: CandidateTableProps) {
  return (
    <Table label="名单" sticky dense>
      <THead>
        <Tr>
          <Th>姓名</Th>
          <Th>档案号</Th>
          <Th>困难类别</Th>
          <Th>行政区划</Th>
          <Th numeric>金额（元）</Th>
          <Th>原因</Th>
          <Th>申请</Th>
          <Th actions>例外</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap>
              {row.name}
            </Td>
            <Td nowrap className="tabular-nums">
              <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
            </Td>
            <Td nowrap>{row.category ? CATEGORY_LABELS[row.category] : '未定类别'}</Td>
            <Td>{regionLabel(row.division)}</Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td>
              <Reason row={row} />
            </Td>
            <Td nowrap>
              {row.applicationId && row.status ? (
                <TextLink to={paths.application(row.applicationId)}>
                  {APPLICATION_STATUS_LABELS[row.status]}
                </TextLink>
              ) : (
                '—'
              )}
            </Td>
            <Td actions>
              {row.isIn && mayExclude && (row.status === 'submitted' || row.status === 'returned') ? (
                <TextLink to={paths.candidateExclude(campaign.id, row.id)}>去掉</TextLink>
              ) : null}
              {!row.isIn && mayInclude && mayBeIncluded(campaign.type, row.reason) ? (
                <TextLink to={paths.candidateInclude(campaign.id, row.id)}>列入</TextLink>
              ) : null}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** Why somebody is in or out: the rule's reason, and the exception that a person made from it. */
export function Reason({
  row,
}: {
  row: Pick<CandidateRow, 'reason' | 'exceptionReason' | 'exceptionByName'>;
}) {
  return (
    <>
      {row.reason ? LEFT_OUT_LABELS[row.reason] : '符合全部条件'}
      {row.exceptionReason ? (
        <span className="block">
          <Tag tone="warning">例外</Tag> {row.exceptionReason}（{row.exceptionByName}）
        </span>
      ) : null}
    </>
  );
}
