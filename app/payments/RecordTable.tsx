import { paths } from '../paths';
import { Money, Table, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import type { PaymentKind } from './payment';
import { PaymentKindTag } from './PaymentTable';

interface RecordTableProps {
  rows: {
    id: string;
    kind: PaymentKind;
    paidOn: string;
    amountFen: number;
    bankReference: string;
    remarks: string;
  }[];
  netFen: number;
}

/** The payment records of one award, in the order made; what they come to below. */
export function RecordTable({ rows, netFen }: RecordTableProps) {
  return (
    <Table label="发放与更正">
      <THead>
        <Tr>
          <Th>银行日期</Th>
          <Th>性质</Th>
          <Th numeric>金额（元）</Th>
          <Th>银行流水号</Th>
          <Th>备注或原因</Th>
          <Th actions>操作</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap className="tabular-nums">
              {row.paidOn}
            </Td>
            <Td>
              <PaymentKindTag kind={row.kind} />
            </Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td>{row.bankReference}</Td>
            <Td muted>{row.remarks}</Td>
            <Td actions>
              <TextLink to={paths.payment(row.id)}>查看</TextLink>
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={2}>
            净额
          </Td>
          <Td numeric>
            <Money fen={netFen} />
          </Td>
          <Td colSpan={2} />
          <Td actions />
        </Tr>
      </TFoot>
    </Table>
  );
}
