import { paths } from '../paths';
import { Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { CATEGORY_LABELS, CAUSE_LABELS, regionLabel } from '../zh/families';
import type { FamilyListRow } from './familyQueries.server';
import { FamilyStatusTag } from './FamilyStatusTag';

/** The files of a list: whose they are, and where they stand. */
export function FamilyTable({ rows }: { rows: FamilyListRow[] }) {
  return (
    <Table label="家庭档案列表" sticky dense>
      <THead>
        <Tr>
          <Th>档案编号</Th>
          <Th>档案主</Th>
          <Th>身份证号</Th>
          <Th>状态</Th>
          <Th>困难类别</Th>
          <Th>致困原因</Th>
          <Th>行政区划</Th>
          <Th numeric>人数</Th>
          <Th>申请日期</Th>
          <Th>在册日期</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <FamilyLine key={row.id} row={row} />
        ))}
      </TBody>
    </Table>
  );
}

function FamilyLine({ row }: { row: FamilyListRow }) {
  return (
    <Tr>
      <Td nowrap className="tabular-nums">
        {row.fileNumber}
      </Td>
      <Td header>
        <TextLink to={paths.family(row.id)} className="whitespace-nowrap">
          {row.mainPerson.name}
        </TextLink>
        {row.matchedMembers.length > 0 ? (
          <span className="block text-sm text-ink-500">成员：{row.matchedMembers.join('、')}</span>
        ) : null}
      </Td>
      <Td nowrap muted className="tabular-nums">
        {row.mainPerson.idMasked}
      </Td>
      <Td nowrap>
        <FamilyStatusTag status={row.status} />
      </Td>
      <Td>
        <CategoryOf row={row} />
      </Td>
      <Td nowrap>{row.mainCause && CAUSE_LABELS[row.mainCause]}</Td>
      <Td>{regionLabel(row.division)}</Td>
      <Td numeric>{row.memberCount}</Td>
      <Td nowrap className="tabular-nums">
        {row.appliedOn}
      </Td>
      <Td nowrap className="tabular-nums">
        {row.registeredOn ?? '—'}
      </Td>
    </Tr>
  );
}

/** What was decided; until then what the rules propose, marked as such. */
function CategoryOf({ row: { category, registeredOn } }: { row: FamilyListRow }) {
  if (!category) return '—';
  if (registeredOn) return CATEGORY_LABELS[category];
  return <span className="text-ink-500">{CATEGORY_LABELS[category]}（建议）</span>;
}
