import type { ReactNode } from 'react';
import { paths } from '../paths';
import { Checkbox, Hidden, Money, Table, TBody, Td, TextLink, TFoot, Th, THead, TickAll, Tr } from '../ui';
import { AWARD_COLUMN_LABELS } from '../zh/listOptions';
import { USUAL_AWARD_COLUMNS, type AwardColumn } from './awardFilter';
import type { AwardList, ListedAward } from './awardQueries.server';
import { BENEFICIARY_CELLS } from './ListCells';
import { AwardStatusTag, DueDay } from './AwardTags';
import { ExitTag } from './ExitTag';

type Line = Omit<ListedAward, 'dueOn'> & { dueOn: string };

interface AwardTableProps {
  list: Pick<AwardList, 'amountFen' | 'restFen'> & { rows: Line[] };
  today: string;
  columns?: readonly AwardColumn[];
  /** With it each row has a box of this name, for the form around the table. */
  tickName?: string;
}

/** Awards with what is still to be paid of them and by when. */
export function AwardTable({ list, today, columns = USUAL_AWARD_COLUMNS, tickName }: AwardTableProps) {
  // Amounts stand at the end, before the rest, whatever else is shown.
  const amounts = columns.filter(isAmount);
  const words = columns.filter((column) => !isAmount(column));
  return (
    <Table label="核定列表" sticky dense>
      <THead>
        <Tr>
          {tickName ? (
            <Th>
              <Hidden>选择</Hidden>
              <TickAll name={tickName} label="全选本页" />
            </Th>
          ) : null}
          <Th>受助人</Th>
          {[...words, ...amounts].map((column) => (
            <Th key={column} numeric={isAmount(column)}>
              {AWARD_COLUMN_LABELS[column]}
            </Th>
          ))}
          <Th numeric>待发（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {list.rows.map((row) => (
          <Tr key={row.id}>
            {tickName ? (
              <Td>
                {row.batch ? null : (
                  <Checkbox name={tickName} value={row.id} label={`选择${row.name}（${row.fileNumber}）`} />
                )}
              </Td>
            ) : null}
            <Td header nowrap>
              <TextLink to={paths.award(row.id)}>{row.name}</TextLink>
              <ExitTag exit={row.exit} />
              {row.batch ? (
                <span className="block text-sm font-normal">
                  <TextLink to={paths.batch(row.batch.id)}>在批次 {row.batch.number}</TextLink>
                </span>
              ) : null}
            </Td>
            {[...words, ...amounts].map((column) => CELLS[column](row, today))}
            <Td numeric strong>
              <Money fen={row.restFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={words.length + (tickName ? 2 : 1)}>
            全部符合条件的合计
          </Td>
          {amounts.map((column) => (
            <Td key={column} numeric>
              {column === 'amountFen' ? <Money fen={list.amountFen} /> : null}
            </Td>
          ))}
          <Td numeric>
            <Money fen={list.restFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

function isAmount(column: AwardColumn): boolean {
  return column === 'amountFen' || column === 'netFen';
}

const CELLS: Record<AwardColumn, (row: Line, today: string) => ReactNode> = {
  ...BENEFICIARY_CELLS,
  campaign: ({ campaignName }) => <Td key="campaign">{campaignName ?? '个别申请'}</Td>,
  account: ({ bankName, accountLast4 }) => (
    <Td key="account">
      <Account bankName={bankName} accountLast4={accountLast4} />
    </Td>
  ),
  approvedOn: ({ approvedOn }) => (
    <Td key="approvedOn" nowrap className="tabular-nums">
      {approvedOn}
    </Td>
  ),
  dueOn: (row, today) => (
    <Td key="dueOn">
      <DueDay award={row} today={today} />
    </Td>
  ),
  status: ({ status }) => (
    <Td key="status">
      <AwardStatusTag status={status} />
    </Td>
  ),
  amountFen: ({ amountFen }) => (
    <Td key="amountFen" numeric>
      <Money fen={amountFen} />
    </Td>
  ),
  netFen: ({ netFen }) => (
    <Td key="netFen" numeric>
      <Money fen={netFen} />
    </Td>
  ),
};

/** Where the money goes: the bank and the last four digits of the account. */
function Account({ bankName, accountLast4 }: { bankName: string; accountLast4: string | null }) {
  if (!accountLast4) return <span className="text-danger-700">未登记账户</span>;
  return (
    <>
      {bankName}
      <span className="block whitespace-nowrap text-sm tabular-nums text-ink-500">尾号 {accountLast4}</span>
    </>
  );
}
