import { paths } from '../paths';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr, type Tone } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import type { PaymentKind } from './payment';
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

/** Payment records with whom they paid, each opening its own page. */
export function PaymentTable({ rows, label }: { rows: PaymentListRow[]; label: string }) {
  return (
    <Table label={label} sticky dense>
      <THead>
        <Tr>
          <Th>银行日期</Th>
          <Th>性质</Th>
          <Th>受助人</Th>
          <Th>身份证号</Th>
          <Th>档案号</Th>
          <Th>类型</Th>
          <Th numeric>金额（元）</Th>
          <Th>银行流水号</Th>
          <Th>备注</Th>
          <Th actions>操作</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td nowrap className="tabular-nums">
              {row.paidOn}
            </Td>
            <Td>
              <PaymentKindTag kind={row.kind} />
            </Td>
            <Td header nowrap>
              <TextLink to={paths.award(row.awardId)}>{row.name}</TextLink>
            </Td>
            <Td nowrap muted className="tabular-nums">
              {row.idMasked}
            </Td>
            <Td nowrap>
              <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
            </Td>
            <Td nowrap>{reliefTypeLabels[row.type]}</Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td nowrap>{row.bankReference}</Td>
            <Td muted>{row.remarks}</Td>
            <Td actions>
              <TextLink to={paths.payment(row.id)}>查看</TextLink>
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
