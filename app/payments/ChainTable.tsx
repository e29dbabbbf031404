import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { Money, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import type { PaymentPage } from './paymentQueries.server';
import { PaymentKindTag } from './PaymentTable';

/** A payment and its corrections, each with the row it corrects and what all until it come to. */
export function ChainTable({ chain, currentId }: { chain: PaymentPage['chain']; currentId: string }) {
  const numberOf = (id: string) => chain.findIndex((row) => row.id === id) + 1;
  return (
    <Table label="更正经过">
      <THead>
        <Tr>
          <Th numeric>序号</Th>
          <Th>银行日期</Th>
          <Th>性质</Th>
          <Th>更正哪一条</Th>
          <Th numeric>金额（元）</Th>
          <Th numeric>累计净额（元）</Th>
          <Th>银行流水号</Th>
          <Th>备注或原因</Th>
          <Th>登记</Th>
        </Tr>
      </THead>
      <TBody>
        {chain.map((row) => (
          <Tr key={row.id} selected={row.id === currentId}>
            <Td numeric>{numberOf(row.id)}</Td>
            <Td header nowrap className="tabular-nums">
              {row.id === currentId ? (
                row.paidOn
              ) : (
                <TextLink to={paths.payment(row.id)}>{row.paidOn}</TextLink>
              )}
            </Td>
            <Td>
              <PaymentKindTag kind={row.kind} />
            </Td>
            <Td nowrap>{row.correctsId ? `第 ${numberOf(row.correctsId)} 条` : '—'}</Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td numeric>
              <Money fen={row.balanceFen} />
            </Td>
            <Td>{row.bankReference}</Td>
            <Td muted>{row.remarks}</Td>
            <Td muted nowrap>
              {row.recordedByName} {formatInstant(row.recordedAt)}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
