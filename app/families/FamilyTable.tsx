import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Checkbox, Hidden, Table, TBody, Td, TextLink, Th, THead, TickAll, Tr, type Sort } from '../ui';
import { CATEGORY_LABELS, CAUSE_LABELS, regionLabel } from '../zh/families';
import { FAMILY_COLUMN_LABELS } from '../zh/familyList';
import {
  FAMILY_ORDERS,
  sortByColumn,
  sortParts,
  type FamilyColumn,
  type FamilyOrder,
  type FamilySort,
} from './familyFilter';
import type { FamilyListRow } from './familyList.server';
import { FamilyStatusTag } from './FamilyStatusTag';

interface FamilyTableProps {
  rows: readonly FamilyListRow[];
  columns: readonly FamilyColumn[];
  /** The order they are in. */
  sort: FamilySort | null;
  /** Where the list is in another order. */
  sortedAt: (sort: FamilySort | null) => string;
  /** With it each row has a box of this name, for the form around the table. */
  tickName?: string;
}

/** The files of a list: whose they are, and what was chosen to be shown of them. */
export function FamilyTable({ rows, columns, sort, sortedAt, tickName }: FamilyTableProps) {
  const now = sortParts(sort);
  const sortBy = (by: FamilyOrder): Sort => ({
    to: sortedAt(sortByColumn(by, sort)),
    direction: now.by === by ? now.direction : null,
  });
  return (
    <Table label="家庭档案列表" sticky dense>
      <THead>
        <Tr>
          {tickName ? (
            <Th>
              <Hidden>选择</Hidden>
              <TickAll name={tickName} label="全选本页" />
            </Th>
          ) : null}
          <Th sort={sortBy('fileNumber')}>档案编号</Th>
          <Th sort={sortBy('name')}>档案主</Th>
          {columns.map((column) => (
            <Th
              key={column}
              numeric={column === 'memberCount'}
              sort={isOrder(column) ? sortBy(column) : undefined}
            >
              {FAMILY_COLUMN_LABELS[column]}
            </Th>
          ))}
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <FamilyLine key={row.id} row={row} columns={columns} tickName={tickName} />
        ))}
      </TBody>
    </Table>
  );
}

function isOrder(column: string): column is FamilyOrder {
  return FAMILY_ORDERS.some((order) => order === column);
}

type FamilyLineProps = Pick<FamilyTableProps, 'columns' | 'tickName'> & { row: FamilyListRow };

function FamilyLine({ row, columns, tickName }: FamilyLineProps) {
  const { fileNumber, mainPerson, matchedMembers } = row;
  return (
    <Tr>
      {tickName ? (
        <Td>
          <Checkbox name={tickName} value={fileNumber} label={`选择${mainPerson.name}（${fileNumber}）`} />
        </Td>
      ) : null}
      <Td nowrap className="tabular-nums">
        {fileNumber}
      </Td>
      <Td header>
        <TextLink to={paths.family(row.id)} className="whitespace-nowrap">
          {mainPerson.name}
        </TextLink>
        {matchedMembers.length > 0 ? (
          <span className="block text-sm text-ink-500">成员：{matchedMembers.join('、')}</span>
        ) : null}
      </Td>
      {columns.map((column) => CELLS[column](row))}
    </Tr>
  );
}

const CELLS: Record<FamilyColumn, (row: FamilyListRow) => ReactNode> = {
  idMasked: ({ mainPerson }) => (
    <Td key="idMasked" nowrap muted className="tabular-nums">
      {mainPerson.idMasked}
    </Td>
  ),
  status: ({ status }) => (
    <Td key="status" nowrap>
      <FamilyStatusTag status={status} />
    </Td>
  ),
  category: (row) => (
    <Td key="category">
      <CategoryOf row={row} />
    </Td>
  ),
  mainCause: ({ mainCause }) => (
    <Td key="mainCause" nowrap>
      {mainCause && CAUSE_LABELS[mainCause]}
    </Td>
  ),
  division: ({ division }) => <Td key="division">{regionLabel(division)}</Td>,
  memberCount: ({ memberCount }) => (
    <Td key="memberCount" numeric>
      {memberCount}
    </Td>
  ),
  phone: ({ phoneMasked }) => (
    <Td key="phone" nowrap className="tabular-nums">
      {phoneMasked || '—'}
    </Td>
  ),
  workUnit: ({ workUnit }) => <Td key="workUnit">{workUnit || '—'}</Td>,
  bank: ({ bankName, accountLast4 }) => (
    <Td key="bank">{accountLast4 ? `${bankName} 尾号 ${accountLast4}` : '未登记'}</Td>
  ),
  appliedOn: ({ appliedOn }) => <Day key="appliedOn" on={appliedOn} />,
  registeredOn: ({ registeredOn }) => <Day key="registeredOn" on={registeredOn} />,
  reviewDueOn: ({ reviewDueOn }) => <Day key="reviewDueOn" on={reviewDueOn} />,
};

function Day({ on }: { on: string | null }) {
  return (
    <Td nowrap className="tabular-nums">
      {on ?? '—'}
    </Td>
  );
}

/** What was decided; until then what the rules propose, marked as such. */
function CategoryOf({ row: { category, registeredOn } }: { row: FamilyListRow }) {
  if (!category) return '—';
  if (registeredOn) return CATEGORY_LABELS[category];
  return <span className="text-ink-500">{CATEGORY_LABELS[category]}（建议）</span>;
}
