import { paths } from '../paths';
import { EmptyState, Money, Table, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { regionLabel } from '../zh/families';
import { receiptSourceLabels, reliefTypeLabels } from '../zh/fund';
import { RELIEF_TYPES, type ReceiptSource, type ReliefType } from './project';

/** The fund cut by source, type and month; each figure opens the records it was summed from. */

interface SourceTableProps {
  year: number;
  sources: { source: ReceiptSource; receivedFen: number; carriedFen: number }[];
  totalFen: number;
  carriedFen: number;
}

export function SourceTable({ year, sources, totalFen, carriedFen }: SourceTableProps) {
  return (
    <Table label="到账来源" dense>
      <THead>
        <Tr>
          <Th>资金来源</Th>
          <Th numeric>到账净额（元）</Th>
          <Th numeric>其中上年结转（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {sources.map(({ source, receivedFen, carriedFen: ownFen }) => (
          <Tr key={source}>
            <Td header>{receiptSourceLabels[source]}</Td>
            <Td numeric>
              <Money fen={receivedFen} />
            </Td>
            <Td numeric muted>
              <Money fen={ownFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>合计</Td>
          <Td numeric>
            <TextLink to={paths.fundReceipts(year)}>
              <Money fen={totalFen} />
            </TextLink>
          </Td>
          <Td numeric>
            <Money fen={carriedFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

interface TypeTableProps {
  year: number;
  types: {
    type: ReliefType;
    plannedFen: number;
    committedFen: number;
    paidFen: number;
    returnedFen: number;
  }[];
  committedFen: number;
  paidFen: number;
  returnedFen: number;
}

export function TypeTable({ year, types, committedFen, paidFen, returnedFen }: TypeTableProps) {
  const plannedFen = types.reduce((sum, row) => sum + row.plannedFen, 0);
  return (
    <Table label="按救助类型" dense>
      <THead>
        <Tr>
          <Th>救助类型</Th>
          <Th numeric>年度计划（元）</Th>
          <Th numeric>已批待发（元）</Th>
          <Th numeric>已发放净额（元）</Th>
          <Th numeric>退回（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {types.map((row) => (
          <Tr key={row.type}>
            <Td header>{reliefTypeLabels[row.type]}</Td>
            <Td numeric muted>
              <Money fen={row.plannedFen} />
            </Td>
            <Td numeric>
              <Cell fen={row.committedFen} to={paths.awards({ year, type: row.type })} />
            </Td>
            <Td numeric>
              <Cell fen={row.paidFen} to={paths.payments({ year, type: row.type })} />
            </Td>
            <Td numeric muted>
              <Money fen={row.returnedFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>合计</Td>
          <Td numeric>
            <Money fen={plannedFen} />
          </Td>
          <Td numeric>
            <TextLink to={paths.awards({ year })}>
              <Money fen={committedFen} />
            </TextLink>
          </Td>
          <Td numeric>
            <TextLink to={paths.payments({ year })}>
              <Money fen={paidFen} />
            </TextLink>
          </Td>
          <Td numeric>
            <Money fen={returnedFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

interface DivisionTableProps {
  divisions: { division: string; committedFen: number; paidFen: number }[];
}

export function DivisionTable({ divisions }: DivisionTableProps) {
  if (divisions.length === 0) {
    return <EmptyState title="还没有核定和发放">审批救助申请后，按家庭所在区县汇总。</EmptyState>;
  }
  return (
    <Table label="按区县" dense>
      <THead>
        <Tr>
          <Th>区县</Th>
          <Th numeric>已批待发（元）</Th>
          <Th numeric>已发放净额（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {divisions.map(({ division, committedFen, paidFen }) => (
          <Tr key={division}>
            <Td header>{regionLabel(division)}</Td>
            <Td numeric>
              <Money fen={committedFen} />
            </Td>
            <Td numeric>
              <Money fen={paidFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

interface MonthTableProps {
  year: number;
  months: { month: string; paidFen: Record<ReliefType, number>; totalFen: number }[];
  types: { type: ReliefType; paidFen: number }[];
  totalFen: number;
}

export function MonthTable({ year, months, types, totalFen }: MonthTableProps) {
  return (
    <Table label="按月发放" dense>
      <THead>
        <Tr>
          <Th>月份</Th>
          {RELIEF_TYPES.map((type) => (
            <Th key={type} numeric>
              {reliefTypeLabels[type]}（元）
            </Th>
          ))}
          <Th numeric>合计（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {months.map(({ month, paidFen, totalFen: monthFen }) => (
          <Tr key={month}>
            <Td header nowrap className="tabular-nums">
              {month}
            </Td>
            {RELIEF_TYPES.map((type) => (
              <Td key={type} numeric>
                <Cell fen={paidFen[type]} to={paths.payments({ year, type, month })} />
              </Td>
            ))}
            <Td numeric strong>
              <Cell fen={monthFen} to={paths.payments({ year, month })} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>合计</Td>
          {types.map(({ type, paidFen }) => (
            <Td key={type} numeric>
              <Money fen={paidFen} />
            </Td>
          ))}
          <Td numeric>
            <Money fen={totalFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

/** An amount that opens its records; 0 has none. */
function Cell({ fen, to }: { fen: number; to: string }) {
  if (fen === 0) return <span className="text-ink-500">0.00</span>;
  return (
    <TextLink to={to}>
      <Money fen={fen} />
    </TextLink>
  );
}
