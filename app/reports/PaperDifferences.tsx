import { Table, TBody, Td, Th, THead, Tr } from '../ui';
import type { PaperDifference } from './paperDifference';

/** Place by place: what the frozen paper says, what the records say now, and what of it comes from another definition. */
export function PaperDifferences({ differences }: { differences: readonly PaperDifference[] }) {
  const isRedefined = differences.some(({ redefined }) => redefined);
  return (
    <Table label="与定稿的差异" dense>
      <THead>
        <Tr>
          <Th>位置</Th>
          <Th>定稿</Th>
          <Th>现在</Th>
          {isRedefined ? <Th>定稿后改过的定义</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {differences.map(({ place, frozen, now, redefined }) => (
          <Tr key={`${place} ${frozen} ${now}`}>
            <Td header>{place}</Td>
            <Td className="whitespace-pre-line">{frozen === '' ? '—' : frozen}</Td>
            <Td className="whitespace-pre-line">{now === '' ? '—' : now}</Td>
            {isRedefined ? (
              <Td className="whitespace-pre-line">
                {redefined ? redefined.join('\n') : <span className="text-ink-500">—</span>}
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
