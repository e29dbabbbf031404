import { Table, TBody, Td, Th, THead, Tr } from '../ui';
import type { PaperDifference } from './frozenDifference';

/** Place by place: what the frozen paper says, and what the records say now. */
export function PaperDifferences({ differences }: { differences: readonly PaperDifference[] }) {
  return (
    <Table label="与定稿的差异" dense>
      <THead>
        <Tr>
          <Th>位置</Th>
          <Th>定稿</Th>
          <Th>现在</Th>
        </Tr>
      </THead>
      <TBody>
        {differences.map(({ place, frozen, now }) => (
          <Tr key={`${place} ${frozen} ${now}`}>
            <Td header>{place}</Td>
            <Td className="whitespace-pre-line">{frozen === '' ? '—' : frozen}</Td>
            <Td className="whitespace-pre-line">{now === '' ? '—' : now}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
