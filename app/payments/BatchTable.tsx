import { paths } from '../paths';
import { Money, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import type { BatchListRow } from './batchQueries.server';
import { BatchStatusTag } from './BatchTags';

/** Batches with what the bank has paid of them. */
export function BatchTable({ rows }: { rows: BatchListRow[] }) {
  return (
    <Table label="发放批次" sticky dense>
      <THead>
        <Tr>
          <Th>批次号</Th>
          <Th>名称</Th>
          <Th>状态</Th>
          <Th numeric>笔数</Th>
          <Th numeric>金额（元）</Th>
          <Th numeric>付款成功（元）</Th>
          <Th numeric>付款失败（笔）</Th>
          <Th>制单</Th>
          <Th>审批日期</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap>
              <TextLink to={paths.batch(row.id)}>{row.number}</TextLink>
            </Td>
            <Td>{row.title}</Td>
            <Td nowrap>
              <BatchStatusTag status={row.status} />
            </Td>
            <Td numeric>{row.whole.count.toLocaleString('zh-CN')}</Td>
            <Td numeric strong>
              <Money fen={row.whole.amountFen} />
            </Td>
            <Td numeric>
              <Money fen={row.byStatus.succeeded.amountFen} />
            </Td>
            <Td numeric>{row.byStatus.failed.count}</Td>
            <Td nowrap>{row.madeByName}</Td>
            <Td nowrap className="tabular-nums">
              {row.approvedOn ?? '—'}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
