import { paths } from '../paths';
import {
  Checkbox,
  Hidden,
  Money,
  Table,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  TickAll,
  Tr,
  type Tone,
} from '../ui';
import { ExitTag } from '../relief/ExitTag';
import { ACCOUNT_STATE_LABELS, FAILURE_KIND_LABELS } from '../zh/failures';
import { reliefTypeLabels } from '../zh/fund';
import { Claim } from './ClaimedLines';
import { isOpen, type Contradiction } from './contradiction';
import type { ClaimedLine } from './contradictions.server';
import { exitByAward } from './ExitedLines';
import type { ExitedLine } from './exitedLines.server';
import type { AccountState } from './failure';
import type { Failure } from './failures.server';

interface FailureTableProps {
  list: { rows: Failure[]; exited: ExitedLine[]; claimed: ClaimedLine[] };
  mayChangeAccount: boolean;
  mayRecord: boolean;
  /** With it each row has a box of this name, for the form around the table. */
  tickName?: string | undefined;
}

/** What the bank did not pay or sent back, why, and what has been done about the account. */
export function FailureTable({ list, mayChangeAccount, mayRecord, tickName }: FailureTableProps) {
  const exits = exitByAward(list.exited);
  const claims = new Map(list.claimed.map(({ awardId, claim }) => [awardId, claim]));
  return (
    <Table label="退票与失败" sticky dense stacked>
      <THead>
        <Tr>
          {tickName ? (
            <Th label="全选本页">
              <Hidden>选择</Hidden>
              <TickAll name={tickName} label="全选本页" />
            </Th>
          ) : null}
          <Th>受助人</Th>
          <Th>档案号</Th>
          <Th>类型</Th>
          <Th numeric>待补发（元）</Th>
          <Th>原因</Th>
          <Th>日期</Th>
          <Th numeric>已等待（天）</Th>
          <Th>出自</Th>
          <Th>现在的账户</Th>
          <Th actions>办理</Th>
        </Tr>
      </THead>
      <TBody>
        {list.rows.map((row) => (
          <Tr key={row.awardId}>
            {tickName ? (
              <Td label="选择">
                <Checkbox
                  name={tickName}
                  value={row.awardId}
                  label={`选择${row.name}（${row.fileNumber}）`}
                />
              </Td>
            ) : null}
            <Td header nowrap>
              <TextLink to={paths.award(row.awardId)}>{row.name}</TextLink>
              <ExitTag exit={exits.get(row.awardId)} />
            </Td>
            <Td label="档案号" nowrap>
              <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
            </Td>
            <Td label="类型" nowrap>
              {reliefTypeLabels[row.type]}
            </Td>
            <Td label="待补发（元）" numeric strong>
              <Money fen={row.restFen} />
            </Td>
            <Td label="原因">
              {FAILURE_KIND_LABELS[row.kind]}
              {row.text ? <span className="block text-sm text-ink-500">{row.text}</span> : null}
              <PaidAfterAll claim={claims.get(row.awardId)} maySettle={mayRecord} />
            </Td>
            <Td label="日期" nowrap className="tabular-nums">
              {row.on}
            </Td>
            <Td label="已等待（天）" numeric>
              {row.daysWaiting}
            </Td>
            <Td label="出自" nowrap>
              <Source row={row} />
            </Td>
            <Td label="现在的账户">
              <Account row={row} />
            </Td>
            <Td label="办理" actions>
              {mayRecord && claims.has(row.awardId) ? (
                <TextLink
                  to={paths.paymentsRecord({ award: row.awardId })}
                  aria-label={`登记${row.name}的发放`}
                >
                  登记发放
                </TextLink>
              ) : null}
              {mayChangeAccount && exits.get(row.awardId)?.reason !== 'deceased' ? (
                <TextLink to={paths.familyAccount(row.familyId)} aria-label={`变更${row.name}的收款账户`}>
                  变更账户
                </TextLink>
              ) : null}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** Whoever sends it again pays twice, if the bank is right. */
function PaidAfterAll({ claim, maySettle }: { claim: Contradiction | undefined; maySettle: boolean }) {
  if (!claim) return null;
  return (
    <span className="mt-1 block text-sm">
      <Tag tone={isOpen(claim) ? 'danger' : 'neutral'}>银行另有回单说已付</Tag> <Claim claim={claim} />
      {isOpen(claim) ? (
        <>
          请先与银行核对，确已付的登记发放，不补发。
          {maySettle ? <TextLink to={paths.bankContradictionSettle(claim.id)}>实际没有付</TextLink> : null}
        </>
      ) : null}
    </span>
  );
}

function Source({ row: { batch, paymentId } }: { row: Failure }) {
  return (
    <>
      {batch ? (
        <TextLink to={paths.batch(batch.id)}>
          批次 {batch.number} 第 {batch.lineNumber} 行
        </TextLink>
      ) : null}
      {paymentId ? (
        <span className="block">
          <TextLink to={paths.payment(paymentId)}>发放记录</TextLink>
        </span>
      ) : null}
    </>
  );
}

const STATE_TONES: Record<AccountState, Tone> = {
  same: 'warning',
  fine: 'neutral',
  waiting: 'info',
  corrected: 'success',
  missing: 'danger',
  unknown: 'neutral',
};

function Account({ row: { bankName, accountLast4, accountState } }: { row: Failure }) {
  return (
    <>
      <Tag tone={STATE_TONES[accountState]}>{ACCOUNT_STATE_LABELS[accountState]}</Tag>
      {accountLast4 ? (
        <span className="block text-sm text-ink-500">
          {bankName} 尾号 {accountLast4}
        </span>
      ) : null}
    </>
  );
}
