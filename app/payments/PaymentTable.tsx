import type { ReactNode } from 'react';
import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { BENEFICIARY_CELLS } from '../relief/ListCells';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr, type Tone } from '../ui';
import { PAYMENT_COLUMN_LABELS } from '../zh/listOptions';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import type { PaymentKind } from './payment';
import type { PaymentColumn } from './paymentFilter';
import type { PaymentListRow } from './paymentQueries.server';

const TONES: Record<PaymentKind, Tone> = {
  payment: 'success',
  return: 'warning',
  reversal: 'neutral',
  recovery: 'info',
};

/** What a payment record is, in its colour and in words. */
export function PaymentKindTag({ kind }: { kind: PaymentKind }) {
  return <Tag tone={TONES[kind]}>{PAYMENT_KIND_LABELS[kind]}</Tag>;
}

interface PaymentTableProps {
  rows: PaymentListRow[];
  label: string;
  columns: readonly PaymentColumn[];
}

/** Payment records with whom they paid, each opening its own page. */
export function PaymentTable({ rows, label, columns }: PaymentTableProps) {
  return (
    <Table label={label} sticky dense>
      <THead>
        <Tr>
          <Th>银行日期</Th>
          <Th>受助人</Th>
          {columns.map((column) => (
            <Th key={column}>{PAYMENT_COLUMN_LABELS[column]}</Th>
          ))}
          <Th numeric>金额（元）</Th>
          <Th actions>操作</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td nowrap className="tabular-nums">
              {row.paidOn}
            </Td>
            <Td header nowrap>
              <TextLink to={paths.award(row.awardId)}>{row.name}</TextLink>
            </Td>
            {columns.map((column) => CELLS[column](row))}
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td actions>
              <TextLink to={paths.payment(row.id)}>查看</TextLink>
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

const CELLS: Record<PaymentColumn, (row: PaymentListRow) => ReactNode> = {
  ...BENEFICIARY_CELLS,
  kind: ({ kind }) => (
    <Td key="kind">
      <PaymentKindTag kind={kind} />
    </Td>
  ),
  bankReference: ({ bankReference }) => (
    <Td key="bankReference" nowrap>
      {bankReference}
    </Td>
  ),
  remarks: ({ remarks }) => (
    <Td key="remarks" muted>
      {remarks}
    </Td>
  ),
  recordedAt: ({ recordedAt }) => (
    <Td key="recordedAt" nowrap className="tabular-nums">
      {formatInstant(recordedAt)}
    </Td>
  ),
};
