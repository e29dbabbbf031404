import { paths } from '../paths';
import { Money, Section, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { LEFT_OUT_LABELS } from '../zh/batches';
import { reliefTypeLabels } from '../zh/fund';
import { ComingBackTag } from './BatchTags';
import type { BatchDraft, BatchDraftLine } from './batchDraft.server';
import { ExitTag } from '../relief/ExitTag';
import { exitByAward } from './ExitedLines';
import type { ExitedLine } from './exitedLines.server';
import { SharedAccountTag } from './SharedLines';
import type { SharedLine } from './sharedLines.server';

type Sent<T> = Omit<T, 'restFen'> & { restFen: number };

interface Draft {
  count: number;
  leftOutCount: number;
  lines: Sent<BatchDraftLine>[];
  shared: SharedLine[];
  exited: ExitedLine[];
  leftOut: Sent<BatchDraft['leftOut'][number]>[];
}

/** Who would be in a batch. */
export function BatchDraftTable({ draft: { lines, count, shared, exited } }: { draft: Draft }) {
  const isShared = new Set(shared.map(({ awardId }) => awardId));
  const exits = exitByAward(exited);
  return (
    <Section
      title="列入批次的核定"
      description={
        count > lines.length ? `先列出前 ${lines.length} 笔；做成后可以在批次里逐页查看，移出不发的。` : null
      }
      flush
    >
      <Table label="列入批次的核定" sticky dense>
        <THead>
          <Tr>
            <Th numeric>行号</Th>
            <PersonHeads />
            <Th numeric>金额（元）</Th>
          </Tr>
        </THead>
        <TBody>
          {lines.map((line, index) => (
            <Tr key={line.awardId}>
              <Td numeric muted>
                {index + 1}
              </Td>
              <PersonCells line={line} isShared={isShared.has(line.awardId)} exit={exits.get(line.awardId)} />
              <Td numeric strong>
                <Money fen={line.restFen} />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

/** Who would not be in it, and why. */
export function LeftOutTable({ draft: { leftOut, leftOutCount } }: { draft: Draft }) {
  if (leftOutCount === 0) return null;
  return (
    <Section
      title={`不能列入的核定，共 ${leftOutCount} 笔`}
      description={leftOutCount > leftOut.length ? `先列出前 ${leftOut.length} 笔。` : null}
      flush
    >
      <Table label="不能列入的核定" dense>
        <THead>
          <Tr>
            <PersonHeads />
            <Th numeric>待发（元）</Th>
            <Th>原因</Th>
          </Tr>
        </THead>
        <TBody>
          {leftOut.map((line) => (
            <Tr key={line.awardId}>
              <PersonCells line={line} />
              <Td numeric>
                <Money fen={line.restFen} />
              </Td>
              <Td>
                {LEFT_OUT_LABELS[line.reason]}{' '}
                {line.batch ? <TextLink to={paths.batch(line.batch.id)}>{line.batch.number}</TextLink> : null}
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

function PersonHeads() {
  return (
    <>
      <Th>受助人</Th>
      <Th>档案号</Th>
      <Th>类型</Th>
      <Th>收款人</Th>
      <Th>开户行</Th>
      <Th>账号尾号</Th>
    </>
  );
}

interface PersonCellsProps {
  line: Sent<BatchDraftLine>;
  isShared?: boolean;
  exit?: ExitedLine | undefined;
}

function PersonCells({ line, isShared = false, exit }: PersonCellsProps) {
  return (
    <>
      <Td header nowrap>
        <TextLink to={paths.award(line.awardId)}>{line.name}</TextLink>
        <ExitTag exit={exit} />
        <ComingBackTag comingBack={line.comingBack} />
      </Td>
      <Td nowrap>{line.fileNumber}</Td>
      <Td nowrap>{reliefTypeLabels[line.type]}</Td>
      <Td nowrap>{line.accountHolder || '—'}</Td>
      <Td>{line.bankName || '—'}</Td>
      <Td nowrap className="tabular-nums">
        {line.accountLast4 ?? '—'} {isShared ? <SharedAccountTag /> : null}
      </Td>
    </>
  );
}
