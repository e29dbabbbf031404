import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { EmptyState, Money, Table, Tag, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { receiptSourceLabels } from '../zh/fund';
import type { ReceiptSource } from './project';

interface ReceiptTableProps {
  receipts: {
    id: string;
    source: ReceiptSource;
    receivedOn: string;
    amountFen: number;
    voucher: string;
    remarks: string;
    correctsId: string | null;
    isCorrected: boolean;
    isCarried: boolean;
    recordedAt: string;
    recordedByName: string;
  }[];
  totalFen: number;
  mayReceive: boolean;
}

/** Money that came in, and what was taken back of it. */
export function ReceiptTable({ receipts, totalFen, mayReceive }: ReceiptTableProps) {
  if (receipts.length === 0) {
    return (
      <EmptyState title="还没有登记到账">
        {mayReceive ? '收到拨款后在这里登记，之后才能发放。' : '收到拨款后由财务登记。'}
      </EmptyState>
    );
  }
  return (
    <Table label="到账记录" dense>
      <THead>
        <Tr>
          <Th>到账日期</Th>
          <Th>资金来源</Th>
          <Th numeric>金额（元）</Th>
          <Th>凭证号</Th>
          <Th>备注或原因</Th>
          <Th>登记</Th>
          {mayReceive ? <Th actions>操作</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {receipts.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap className="tabular-nums">
              {row.receivedOn}
            </Td>
            <Td nowrap>
              {receiptSourceLabels[row.source]} {row.correctsId ? <Tag tone="warning">冲减</Tag> : null}
              {row.isCarried ? <Tag tone="info">上年结转</Tag> : null}
              {row.isCorrected ? <Tag>已冲减</Tag> : null}
            </Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td>{row.voucher}</Td>
            <Td muted>{row.remarks}</Td>
            <Td muted nowrap>
              {row.recordedByName} {formatInstant(row.recordedAt)}
            </Td>
            {mayReceive ? (
              <Td actions>
                {row.correctsId || row.isCorrected ? null : (
                  <TextLink to={paths.receiptCorrect(row.id)}>冲减</TextLink>
                )}
              </Td>
            ) : null}
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={2}>
            净额合计
          </Td>
          <Td numeric>
            <Money fen={totalFen} />
          </Td>
          <Td colSpan={mayReceive ? 4 : 3} />
        </Tr>
      </TFoot>
    </Table>
  );
}

interface AdjustmentTableProps {
  adjustments: {
    id: string;
    adjustedOn: string;
    amountFen: number;
    document: string;
    reason: string;
    recordedAt: string;
    recordedByName: string;
  }[];
  originalFen: number;
  budgetFen: number;
}

/** From the year's amount by its adjustments to the budget. */
export function AdjustmentTable({ adjustments, originalFen, budgetFen }: AdjustmentTableProps) {
  return (
    <Table label="预算与调整" dense>
      <THead>
        <Tr>
          <Th>日期</Th>
          <Th numeric>金额（元）</Th>
          <Th>批准文件</Th>
          <Th>调整原因</Th>
          <Th>登记</Th>
        </Tr>
      </THead>
      <TBody>
        <Tr>
          <Td header>年初预算</Td>
          <Td numeric>
            <Money fen={originalFen} />
          </Td>
          <Td colSpan={3} muted>
            见年度目标
          </Td>
        </Tr>
        {adjustments.map((row) => (
          <Tr key={row.id}>
            <Td header nowrap className="tabular-nums">
              {row.adjustedOn}
            </Td>
            <Td numeric>
              <Money fen={row.amountFen} signed />
            </Td>
            <Td>{row.document}</Td>
            <Td muted>{row.reason}</Td>
            <Td muted nowrap>
              {row.recordedByName} {formatInstant(row.recordedAt)}
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>调整后预算</Td>
          <Td numeric>
            <Money fen={budgetFen} />
          </Td>
          <Td colSpan={3} />
        </Tr>
      </TFoot>
    </Table>
  );
}
