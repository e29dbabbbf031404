import type { ReliefType } from '../fund/project';
import { Money, Table, TBody, Td, Th, THead, Tr } from '../ui';
import { CATEGORY_LABELS } from '../zh/families';
import { reliefTypeLabels } from '../zh/fund';
import type { Recipient } from './recipientsPaper';

/** Recipients as the public notice shows them: no full name, number, address, phone or illness. */
export function RecipientTable({ type, lines }: { type: ReliefType; lines: readonly Recipient[] }) {
  return (
    <Table label="受助名单" dense>
      <THead>
        <Tr>
          <Th>姓名</Th>
          <Th>工作单位</Th>
          <Th>困难类别</Th>
          <Th>救助类型</Th>
          <Th numeric>金额（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {lines.map((line, index) => (
          <Tr key={`${index} ${line.shownName}`}>
            <Td header nowrap>
              {line.shownName}
            </Td>
            <Td>{line.workUnit}</Td>
            <Td nowrap>{line.category ? CATEGORY_LABELS[line.category] : '—'}</Td>
            <Td nowrap>{reliefTypeLabels[type]}</Td>
            <Td numeric>
              <Money fen={line.amountFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
