import { fen, sumFen } from '../money/fen';
import { paths } from '../paths';
import { Money, Table, Tag, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import type { PaymentListRow } from './paymentQueries.server';

/** What a family was paid; corrections with their sign. */
export function FamilyPayments({ rows }: { rows: PaymentListRow[] }) {
  return (
    <Table label="发放记录" dense>
      <THead>
        <Tr>
          <Th>发放日期</Th>
          <Th>救助类型</Th>
          <Th>受助人</Th>
          <Th>记录</Th>
          <Th>银行流水号</Th>
          <Th numeric>金额（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap className="tabular-nums">
              <TextLink to={paths.payment(row.id)}>{row.paidOn}</TextLink>
            </Td>
            <Td nowrap>{reliefTypeLabels[row.type]}</Td>
            <Td nowrap>{row.name}</Td>
            <Td nowrap>
              {row.kind === 'payment' ? (
                PAYMENT_KIND_LABELS[row.kind]
              ) : (
                <Tag tone="warning">{PAYMENT_KIND_LABELS[row.kind]}</Tag>
              )}
            </Td>
            <Td muted>{row.bankReference}</Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={5}>
            合计（扣除退票、冲正、追回）
          </Td>
          <Td numeric>
            <Money fen={sumFen(rows.map(({ amountFen }) => fen(amountFen)))} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}
