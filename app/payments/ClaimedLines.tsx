import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import { Alert, SeenTick, TextLink } from '../ui';
import { claimsSeenLabel } from '../zh/batches';
import type { ClaimedLine, Contradiction } from './contradictions.server';

const SHOWN = 20;

/** The payments that the bank says it has made already, each with what it says. */
export function ClaimedLines({ lines }: { lines: readonly ClaimedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Alert tone="danger" title={`其中 ${lines.length} 笔，银行后来的回单说上次已经付出`}>
      <p>
        再发会重复付款。请先与银行核对：确已付出的，不再补发，按银行的日期和流水号登记发放；实际没有付的，才可以再发。
      </p>
      <ul className="mt-1 list-inside list-disc">
        {lines.slice(0, SHOWN).map(({ awardId, name, fileNumber, claim }) => (
          <li key={awardId}>
            <TextLink to={paths.award(awardId)}>
              {fileNumber} {name}
            </TextLink>
            ：<Claim claim={claim} />
          </li>
        ))}
      </ul>
      {lines.length > SHOWN ? <p>另有 {lines.length - SHOWN} 笔。</p> : null}
    </Alert>
  );
}

/** What the bank says against what is booked of a line, with the file that says it. */
export function Claim({ claim }: { claim: Contradiction }) {
  const { batch, lineNumber, resultId, outcome, on, reference } = claim;
  const number = reference ? `，流水号 ${reference}` : '';
  return (
    <>
      批次 {batch.number} 第 {lineNumber} 行登记为{outcome === 'succeeded' ? '付款失败' : '已付'}，
      <TextLink to={paths.batchResult(batch.id, resultId, { view: 'doubtful' })}>银行的另一份结果</TextLink>说
      {outcome === 'succeeded' ? '已付' : '没有付'}（{on ?? '没有日期'}
      {number}）。
    </>
  );
}

/** What is asked of whoever makes, submits or approves a batch with such payments. */
export function ClaimsSeen({ field, lines }: { field: FieldMetadata; lines: readonly ClaimedLine[] }) {
  return <SeenTick field={field} count={lines.length} label={claimsSeenLabel(lines.length)} />;
}

/** The lines of a batch of which two answers of the bank say the opposite, each with where it is put right. */
export function Contradictions({ found }: { found: readonly Contradiction[] }) {
  if (found.length === 0) return null;
  return (
    <Alert tone="danger" title={`有 ${found.length} 笔，银行另有结果与登记的相反`}>
      <p>
        请先与银行核对。实际付了的，登记发放；实际没有付成或已退回的，打开发放记录登记退票。改正以后这里不再列出。
      </p>
      <ul className="mt-1 list-inside list-disc">
        {found.slice(0, SHOWN).map((one) => (
          <li key={one.lineId}>
            {one.holder}：<Claim claim={one} />
            <Remedy of={one} />
          </li>
        ))}
      </ul>
      {found.length > SHOWN ? <p>另有 {found.length - SHOWN} 笔。</p> : null}
    </Alert>
  );
}

function Remedy({ of: { paymentId, awardId } }: { of: Contradiction }) {
  return paymentId ? (
    <TextLink to={paths.payment(paymentId)}>发放记录</TextLink>
  ) : (
    <TextLink to={paths.award(awardId)}>核定</TextLink>
  );
}
