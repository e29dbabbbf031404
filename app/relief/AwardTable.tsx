import { paths } from '../paths';
import { Checkbox, Hidden, Money, Table, TBody, Td, TextLink, TFoot, Th, THead, TickAll, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import type { AwardList, AwardRow } from './awardQueries.server';
import { AwardStatusTag, DueDay } from './AwardTags';

interface AwardTableProps {
  list: Pick<AwardList, 'amountFen' | 'restFen'> & { rows: (Omit<AwardRow, 'dueOn'> & { dueOn: string })[] };
  today: string;
  /** With it each row has a box of this name, for the form around the table. */
  tickName?: string;
}

/** Awards with what is still to be paid of them and by when. */
export function AwardTable({ list, today, tickName }: AwardTableProps) {
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
          <Th>档案号</Th>
          <Th>类型和活动</Th>
          <Th>收款账户</Th>
          <Th>批准日期</Th>
          <Th>应发日期</Th>
          <Th numeric>核定（元）</Th>
          <Th numeric>已发（元）</Th>
          <Th numeric>待发（元）</Th>
          <Th>状态</Th>
        </Tr>
      </THead>
      <TBody>
        {list.rows.map((row) => (
          <Tr key={row.id}>
            {tickName ? (
              <Td>
                <Checkbox name={tickName} value={row.id} label={`选择${row.name}（${row.fileNumber}）`} />
              </Td>
            ) : null}
            <Td header nowrap>
              <TextLink to={paths.award(row.id)}>{row.name}</TextLink>
              <span className="block text-sm font-normal tabular-nums text-ink-500">{row.idMasked}</span>
            </Td>
            <Td nowrap>
              <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
            </Td>
            <Td>
              {reliefTypeLabels[row.type]}
              <span className="block text-sm text-ink-500">{row.campaignName ?? '个别申请'}</span>
            </Td>
            <Td>
              <Account bankName={row.bankName} accountLast4={row.accountLast4} />
            </Td>
            <Td nowrap className="tabular-nums">
              {row.approvedOn}
            </Td>
            <Td>
              <DueDay award={row} today={today} />
            </Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td numeric>
              <Money fen={row.netFen} />
            </Td>
            <Td numeric strong>
              <Money fen={row.restFen} />
            </Td>
            <Td>
              <AwardStatusTag status={row.status} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={tickName ? 7 : 6}>
            全部符合条件的合计
          </Td>
          <Td numeric>
            <Money fen={list.amountFen} />
          </Td>
          <Td />
          <Td numeric>
            <Money fen={list.restFen} />
          </Td>
          <Td />
        </Tr>
      </TFoot>
    </Table>
  );
}

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
