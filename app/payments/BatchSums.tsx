import { Columns, Money, Section, Table, TBody, Td, TFoot, Th, THead, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import type { BatchHead, Sum } from './batchQueries.server';

type Sums = Pick<BatchHead, 'byType' | 'byBank' | 'whole'>;

/** What a batch adds up to by type of relief and by bank. */
export function BatchSums({ head }: { head: Sums }) {
  return (
    <Columns>
      <Section title="按救助类型" flush>
        <TypeSums head={head} />
      </Section>
      <Section title="按开户行" flush>
        <BankSums head={head} />
      </Section>
    </Columns>
  );
}

export function TypeSums({ head: { byType, whole } }: { head: Sums }) {
  return (
    <SumTable
      label="救助类型"
      rows={byType.map(({ type, ...sum }) => ({ name: reliefTypeLabels[type], ...sum }))}
      whole={whole}
    />
  );
}

export function BankSums({ head: { byBank, whole } }: { head: Sums }) {
  return (
    <SumTable
      label="开户行"
      rows={byBank.map(({ bankName, ...sum }) => ({ name: bankName, ...sum }))}
      whole={whole}
    />
  );
}

function SumTable({ label, rows, whole }: { label: string; rows: (Sum & { name: string })[]; whole: Sum }) {
  return (
    <Table label={`按${label}合计`} dense>
      <THead>
        <Tr>
          <Th>{label}</Th>
          <Th numeric>笔数</Th>
          <Th numeric>金额（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.name}>
            <Td header>{row.name}</Td>
            <Td numeric>{row.count.toLocaleString('zh-CN')}</Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>合计</Td>
          <Td numeric>{whole.count.toLocaleString('zh-CN')}</Td>
          <Td numeric>
            <Money fen={whole.amountFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}
