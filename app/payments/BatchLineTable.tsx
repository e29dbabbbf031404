import { paths } from '../paths';
import { Checkbox, Hidden, Money, Table, TBody, Td, TextLink, Th, THead, TickAll, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { LINE_FAULT_LABELS } from '../zh/batches';
import type { ShownFault } from './batchQueries.server';
import type { BatchLineRow } from './linesOfBatch.server';
import { ComingBackTag, InstructionStatusTag } from './BatchTags';
import { ExitTag } from '../relief/ExitTag';
import { exitByAward } from './ExitedLines';
import type { ExitedLine } from './exitedLines.server';
import { SharedAccountTag } from './SharedLines';
import type { SharedLine } from './sharedLines.server';

interface BatchLineTableProps {
  batchId: string;
  lines: BatchLineRow[];
  faults: ShownFault[];
  shared: readonly SharedLine[];
  exited: readonly ExitedLine[];
  /** With it each line has a box of this name, for the form around the table. */
  tickName?: string;
  /** Whether the person may answer for the bank, line by line. */
  mayAnswer: boolean;
}

/** Lines of a batch as the bank is told them, and what it answered. */
export function BatchLineTable(props: BatchLineTableProps) {
  const { batchId, lines, faults, shared, exited, tickName, mayAnswer } = props;
  const faultOf = new Map(faults.map(({ lineId, fault }) => [lineId, fault]));
  const isShared = new Set(shared.map(({ awardId }) => awardId));
  const exits = exitByAward(exited);
  return (
    <Table label="批次明细" sticky dense stacked>
      <THead>
        <Tr>
          {tickName ? (
            <Th label="全选本页">
              <Hidden>选择</Hidden>
              <TickAll name={tickName} label="全选本页" />
            </Th>
          ) : null}
          <Th numeric>行号</Th>
          <Th>受助人</Th>
          <Th>档案号</Th>
          <Th>类型</Th>
          <Th>收款人</Th>
          <Th>开户行</Th>
          <Th>账号尾号</Th>
          <Th numeric>金额（元）</Th>
          <Th>状态</Th>
          {mayAnswer ? <Th actions>银行答复</Th> : null}
        </Tr>
      </THead>
      <TBody>
        {lines.map((line) => {
          const fault = faultOf.get(line.id);
          return (
            <Tr key={line.id} tone={fault ? 'warning' : undefined}>
              {tickName ? (
                <Td label="选择">
                  <Checkbox
                    name={tickName}
                    value={line.id}
                    label={`选择${line.name}（${line.fileNumber}）`}
                  />
                </Td>
              ) : null}
              <Td label="行号" numeric muted>
                {line.status === 'withdrawn' ? '—' : line.lineNumber}
              </Td>
              <Td header nowrap>
                <TextLink to={paths.award(line.awardId)}>{line.name}</TextLink>
                <ExitTag exit={exits.get(line.awardId)} />
                <ComingBackTag comingBack={line.comingBack} />
              </Td>
              <Td label="档案号" nowrap>
                {line.fileNumber}
              </Td>
              <Td label="类型" nowrap>
                {reliefTypeLabels[line.type]}
              </Td>
              <Td label="收款人" nowrap>
                {line.accountHolder}
              </Td>
              <Td label="开户行">{line.bankName}</Td>
              <Td label="账号尾号" nowrap className="tabular-nums">
                {line.accountLast4} {isShared.has(line.awardId) ? <SharedAccountTag /> : null}
              </Td>
              <Td label="金额（元）" numeric strong>
                <Money fen={line.amountFen} />
              </Td>
              <Td label="状态">
                <InstructionStatusTag status={line.status} /> <Result line={line} />
                {fault ? (
                  <span className="block text-sm text-ink-800">{LINE_FAULT_LABELS[fault]}</span>
                ) : null}
              </Td>
              {mayAnswer ? (
                <Td label="银行答复" actions>
                  {line.status === 'sent' ? <Answers batchId={batchId} line={line} /> : null}
                </Td>
              ) : null}
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}

function Result({ line: { paymentId, resultOn, failureText } }: { line: BatchLineRow }) {
  if (paymentId) return <TextLink to={paths.payment(paymentId)}>{resultOn ?? '发放记录'}</TextLink>;
  if (!resultOn && !failureText) return null;
  return <span className="text-sm text-ink-600">{[resultOn, failureText].filter(Boolean).join(' ')}</span>;
}

function Answers({ batchId, line }: { batchId: string; line: BatchLineRow }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      <TextLink to={paths.batchLinePaid(batchId, line.id)}>
        已付<Hidden>：{line.name}</Hidden>
      </TextLink>
      <TextLink to={paths.batchLineFailed(batchId, line.id)}>
        未付<Hidden>：{line.name}</Hidden>
      </TextLink>
    </span>
  );
}
