import { reliefTypeLabels } from '../zh/fund';
import { paths } from '../paths';
import { Money, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import type { ReliefRow } from './applicationQueries.server';
import { ApplicationStatusTag } from './ApplicationTags';
import { AwardStatusTag } from './AwardTags';

/** What a family applied for, what it was awarded, and what of that has been paid. */
export function FamilyRelief({ rows }: { rows: ReliefRow[] }) {
  return (
    <Table label="救助申请与核定" dense>
      <THead>
        <Tr>
          <Th>申请日期</Th>
          <Th>救助类型</Th>
          <Th>受助人</Th>
          <Th numeric>申请（元）</Th>
          <Th>申请状态</Th>
          <Th numeric>核定（元）</Th>
          <Th numeric>已发放（元）</Th>
          <Th>发放状态</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <ReliefLine key={row.applicationId} row={row} />
        ))}
      </TBody>
    </Table>
  );
}

function ReliefLine({ row }: { row: ReliefRow }) {
  return (
    <Tr>
      <Td nowrap className="tabular-nums">
        {row.appliedOn}
      </Td>
      <Td header nowrap>
        <TextLink to={paths.application(row.applicationId)}>{reliefTypeLabels[row.type]}</TextLink>
        {row.campaignName ? (
          <span className="block whitespace-normal text-sm font-normal text-ink-500">{row.campaignName}</span>
        ) : null}
      </Td>
      <Td nowrap>{row.name}</Td>
      <Td numeric>
        <Money fen={row.requestedFen} />
      </Td>
      <Td nowrap>
        <ApplicationStatusTag status={row.status} />
      </Td>
      <Td numeric>
        <Money fen={row.awardFen} />
      </Td>
      <Td numeric>
        <Money fen={row.awardId ? row.netFen : null} />
      </Td>
      <Td nowrap>{row.awardStatus ? <AwardStatusTag status={row.awardStatus} /> : '—'}</Td>
    </Tr>
  );
}
