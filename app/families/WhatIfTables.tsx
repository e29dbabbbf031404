import { paths } from '../paths';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { CATEGORY_LABELS } from '../zh/families';
import type { Category } from './family';
import type { SupposedChanges, SupposedRow } from './whatIf.server';

const labelOf = (category: Category | null) => (category ? CATEGORY_LABELS[category] : '不属于困难类别');

/** Each kind of change with its number of families. */
export function CountTable({ counts }: { counts: SupposedChanges['counts'] }) {
  return (
    <Table label="类别变化户数" dense>
      <THead>
        <Tr>
          <Th>现在建议</Th>
          <Th>变化后建议</Th>
          <Th numeric>户数</Th>
        </Tr>
      </THead>
      <TBody>
        {counts.map(({ before, after, count }) => (
          <Tr key={`${before} ${after}`}>
            <Td>{labelOf(before)}</Td>
            <Td>{labelOf(after)}</Td>
            <Td numeric>{count}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** The families whose category would be another one. */
export function SupposedTable({ rows }: { rows: SupposedRow[] }) {
  return (
    <Table label="类别会变化的家庭" dense sticky>
      <THead>
        <Tr>
          <Th>档案</Th>
          <Th>认定类别</Th>
          <Th>现在建议</Th>
          <Th numeric>人均月收入（元）</Th>
          <Th numeric>低保标准（元）</Th>
          <Th>变化后建议</Th>
          <Th numeric>人均月收入（元）</Th>
          <Th numeric>低保标准（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map(({ id, fileNumber, name, decided, before, after }) => (
          <Tr key={id}>
            <Td header nowrap>
              <TextLink to={paths.family(id)}>
                {fileNumber} {name}
              </TextLink>
            </Td>
            <Td nowrap>{decided ? CATEGORY_LABELS[decided] : '—'}</Td>
            <SideCells side={before} />
            <SideCells side={after} isAfter />
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function SideCells({ side, isAfter }: { side: SupposedRow['before']; isAfter?: boolean }) {
  return (
    <>
      <Td nowrap>{isAfter ? <Tag tone="warning">{labelOf(side.category)}</Tag> : labelOf(side.category)}</Td>
      <Td numeric>
        <Money fen={side.perCapitaFen} />
      </Td>
      <Td numeric>{side.lineFen === null ? '没有标准' : <Money fen={side.lineFen} />}</Td>
    </>
  );
}
