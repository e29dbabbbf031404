import { paths } from '../paths';
import { Money, Table, Tag, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import {
  bookingText,
  DEALT_WITH,
  DOUBT_ADVICE,
  DOUBT_LABELS,
  FAILURE_CAUSE_LABELS,
  REFERENCE_LOST,
  STANDING_TEXTS,
} from '../zh/bankResults';
import { placeText } from '../zh/otherBatches';
import { UNREAD_DOUBTS, type PreviewTab } from './bankResultMatch';
import { RowAnswers } from './RowAnswers';
import type { PreviewLine } from './resultPreview.server';

interface ResultTableProps {
  batchId: string;
  resultId: string;
  tab: PreviewTab;
  lines: PreviewLine[];
  /** Whether a line that waits may be answered by hand. */
  mayAnswer: boolean;
}

/** Rows of a result file beside the lines that they are about; of missing lines there is no row. */
export function ResultTable({ batchId, resultId, tab, lines, mayAnswer }: ResultTableProps) {
  const isMissing = tab === 'missing';
  const isTold = lines.some(({ standing }) => standing !== null);
  const hasNotes = isTold || (tab !== 'missing' && tab !== 'succeeded' && tab !== 'applied');
  const notesLabel = tab === 'failed' ? '失败原因' : '说明';
  return (
    <Table label="结果明细" sticky dense stacked>
      <THead>
        <Tr>
          <Th numeric>批次行号</Th>
          <Th>收款人</Th>
          <Th numeric>批次金额（元）</Th>
          {isMissing ? null : (
            <>
              <Th numeric>文件第几行</Th>
              <Th>文件账号</Th>
              <Th numeric>文件金额</Th>
              <Th>处理结果</Th>
              <Th>银行日期</Th>
              <Th>流水号</Th>
            </>
          )}
          {hasNotes ? <Th>{notesLabel}</Th> : null}
          <Th actions>办理</Th>
        </Tr>
      </THead>
      <TBody>
        {lines.map((one, index) => (
          <Tr key={one.rowNumber ?? one.line?.id ?? index}>
            <LineCells line={one.line} />
            {isMissing ? null : <RowCells row={one} />}
            {hasNotes ? (
              <Td label={notesLabel} className="sm:min-w-[13rem]">
                <Notes row={one} />
              </Td>
            ) : null}
            <Td label="办理" actions>
              <RowAnswers
                row={one}
                batchId={batchId}
                resultId={resultId}
                mayAnswer={mayAnswer && (isMissing || tab === 'doubtful')}
              />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function LineCells({ line }: Pick<PreviewLine, 'line'>) {
  if (!line) {
    return (
      <>
        <Td label="批次行号" muted>
          —
        </Td>
        <Td label="收款人" muted>
          —
        </Td>
        <Td label="批次金额（元）" muted>
          —
        </Td>
      </>
    );
  }
  return (
    <>
      <Td label="批次行号" numeric>
        {line.lineNumber}
      </Td>
      <Td header nowrap>
        {line.holder}
        <span className="block text-sm font-normal tabular-nums text-ink-500">尾号 {line.accountLast4}</span>
      </Td>
      <Td label="批次金额（元）" numeric>
        <Money fen={line.amountFen} />
      </Td>
    </>
  );
}

function RowCells({ row }: { row: PreviewLine }) {
  return (
    <>
      <Td label="文件第几行" numeric muted>
        {row.rowNumber}
      </Td>
      <Td label="文件账号" nowrap className="tabular-nums">
        {row.rowAccountLast4 ? `尾号 ${row.rowAccountLast4}` : '—'}
      </Td>
      <Td label="文件金额" numeric>
        {row.rowAmountText}
      </Td>
      <Td label="处理结果">{row.word}</Td>
      <Td label="银行日期" nowrap className="tabular-nums">
        {row.on ?? '—'}
      </Td>
      <Td label="流水号" className="break-all">
        {row.isReferenceLost ? <span className="text-sm text-ink-500">{REFERENCE_LOST}</span> : row.reference}
      </Td>
    </>
  );
}

function Notes({ row }: { row: PreviewLine }) {
  return (
    <>
      <Doubts row={row} />
      <Standing of={row.standing} />
    </>
  );
}

/** The line of another batch as which the row is booked. */
function Place({ of }: { of: NonNullable<PreviewLine['place']> }) {
  return (
    <span className="block text-sm text-ink-500">
      批次 <TextLink to={paths.batch(of.batch.id)}>{of.batch.number}</TextLink>
      {placeText(of)}
    </span>
  );
}

function Standing({ of }: { of: PreviewLine['standing'] }) {
  if (of === null) return null;
  return (
    <span className="block text-sm text-ink-500">
      {STANDING_TEXTS[of]}
      {of === 'open' ? <TextLink to={paths.bankContradictions}>银行结果存疑</TextLink> : null}
    </span>
  );
}

function Doubts({ row }: { row: PreviewLine }) {
  const { doubt, ruleText, booking, place, cause, reason, line, standing } = row;
  if (booking) {
    return (
      <>
        {bookingText(booking)}
        {place ? <Place of={place} /> : null}
      </>
    );
  }
  if (cause) {
    return (
      <>
        <Tag tone="warning">{FAILURE_CAUSE_LABELS[cause]}</Tag>
        {reason ? <span className="ml-2 text-sm text-ink-600">{reason}</span> : null}
      </>
    );
  }
  if (!doubt) return null;
  return (
    <>
      {row.isDealtWith ? DEALT_WITH : null}
      {ruleText ?? DOUBT_LABELS[doubt]}
      {doubt === 'answered_otherwise' && line ? `（${INSTRUCTION_STATUS_LABELS[line.status]}）` : null}
      {place ? <Place of={place} /> : null}
      {standing === null && (UNREAD_DOUBTS.includes(doubt) || !isAnswered(row)) && DOUBT_ADVICE[doubt] ? (
        <span className="block text-sm text-ink-500">{DOUBT_ADVICE[doubt]}</span>
      ) : null}
    </>
  );
}

/** What is advised for a line that waits is no way for one that has its answer. */
function isAnswered({ line, fits }: PreviewLine): boolean {
  const lines = line ? [line] : fits;
  return lines.length > 0 && lines.every(({ status }) => status === 'succeeded' || status === 'failed');
}
