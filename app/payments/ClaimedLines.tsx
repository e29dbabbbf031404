import type { FieldMetadata } from '@conform-to/react';
import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { Alert, LongList, SeenTick, TextLink } from '../ui';
import { claimsSeenLabel, otherClaimsSeenLabel } from '../zh/batches';
import { yuanText } from '../zh/relief';
import {
  isAsTold,
  isFailedSince,
  isOfAmount,
  isOfSeveral,
  isOpen,
  isPaidBeforeFailing,
  ofLine,
  type Contradiction,
} from './contradiction';
import type { ClaimedLine } from './contradictions.server';

const SHOWN = 20;

/** The payments that the bank says it has made already, each with what it says and what came of it. */
export function ClaimedLines({ lines }: { lines: readonly ClaimedLine[] }) {
  const open = lines.filter(({ claim }) => isOpen(claim));
  const settled = lines.filter(({ claim }) => !isOpen(claim));
  return (
    <>
      {open.length > 0 ? (
        <Alert tone="danger" title={`其中 ${open.length} 笔，银行后来的回单说上次已经付出`}>
          <p>
            再发会重复付款。请先与银行核对：确已付出的，不再补发，按银行的日期和流水号登记发放；实际没有付的，才可以再发。
          </p>
          <Lines lines={open} />
        </Alert>
      ) : null}
      {settled.length > 0 ? (
        <Alert tone="info" title={`其中 ${settled.length} 笔，银行曾另有回单说已付，已经核对过`}>
          <Lines lines={settled} />
        </Alert>
      ) : null}
    </>
  );
}

function Lines({ lines }: { lines: readonly ClaimedLine[] }) {
  return (
    <LongList>
      {lines.map(({ awardId, name, fileNumber, claim }) => (
        <li key={awardId}>
          <TextLink to={paths.award(awardId)}>
            {fileNumber} {name}
          </TextLink>
          ：<Claim claim={claim} />
        </li>
      ))}
    </LongList>
  );
}

/** What the bank says against what is booked of a line, with the file that says it, and how it was cleared up. */
export function Claim({ claim }: { claim: Contradiction }) {
  const { batch, lineNumber, isTakenOut, settled } = claim;
  return (
    <>
      批次 {batch.number} {isTakenOut ? '移出的一行' : `第 ${lineNumber} 行登记为${bookedText(claim)}`}，
      <TextLink to={fileOf(claim)}>银行的另一份结果</TextLink>说{saidText(claim)}（{paperText(claim)}）。
      <WhichLine of={claim} />
      <OtherPayments of={claim} />
      <LaterWord of={claim} />
      <Reissue of={claim} />
      <PaidAgain of={claim} />
      {settled ? (
        <>
          {formatInstant(settled.at)} {settled.by}与银行核对，以登记的为准：{settled.reason}
        </>
      ) : null}
    </>
  );
}

/** That the file does not tell which line it is about, or tells one amount for several. */
export function WhichLine({ of }: { of: Contradiction }) {
  const { possibleLines, amountFen } = of;
  if (possibleLines === 1) return null;
  return (
    <strong className="font-medium">
      {isOfSeveral(of, amountFen)
        ? `是这个账号 ${possibleLines} 行的合计，请问清各行付了没有；付了的，各行按各自的金额登记，日期和流水号相同。`
        : `账号和金额对得上的有 ${possibleLines} 行，文件没有说是哪一行，请问清。`}
    </strong>
  );
}

/** That the bank has told of more than one payment for the line. */
export function OtherPayments({ of: { batch, amountFen, others, outcome, again } }: { of: Contradiction }) {
  const [first] = outcome === 'succeeded' && !again?.isTold ? others : [];
  if (!first) return null;
  return (
    <strong className="font-medium">
      银行还说过另一笔：
      <TextLink to={paths.batchResult(batch.id, first.resultId)}>
        {saidText({ ...first, amountFen })}（{paperText(first)}）
      </TextLink>
      {others.length > 1 ? `，共 ${others.length} 笔` : ''}，请问清是不是付了两次。
    </strong>
  );
}

/** What the bank said after that, which takes it back or changes it: neither is the way to pay or to take back. */
export function LaterWord({ of }: { of: Contradiction }) {
  const { batch, later, failedOn } = of;
  if (later === null) {
    return isFailedSince(of, []) ? (
      <strong className="font-medium">
        登记的没有付是 {failedOn} 的，在这之后，多半已经退回，先问清银行：付过又退回的，
        {isPaidBeforeFailing(of) ? '打开发放记录登记退票' : '先登记发放，再登记退票'}。
      </strong>
    ) : null;
  }
  // Of two words that it was paid the amount tells them apart.
  const amountFen = of.outcome === 'succeeded' ? (of.saidFen ?? of.amountFen) : of.amountFen;
  return (
    <strong className="font-medium">
      <TextLink to={paths.batchResult(batch.id, later.resultId)}>再后来的结果</TextLink>又说
      {saidText({ ...later, amountFen })}（{paperText(later)}），先问清银行再办。
    </strong>
  );
}

/** What is about to be paid again, while the bank says that it was paid; or an award of which nothing is paid any more. */
export function Reissue({ of: { outcome, reissue, closed, again, bookedFen } }: { of: Contradiction }) {
  if (outcome === 'failed') return null;
  if (reissue === null)
    return closed && !again && bookedFen === 0 ? (
      <strong className="font-medium">{CLOSED_TEXTS[closed]}</strong>
    ) : null;
  return (
    <strong className="font-medium">
      这笔核定正在批次 <TextLink to={paths.batch(reissue.id)}>{reissue.number}</TextLink>，{wayOut(reissue)}
    </strong>
  );
}

const CLOSED_TEXTS = {
  given_up:
    '这笔核定已撤销，不再登记发放：银行确实付了的，请银行退回，再写明核对结果；退不回来的，报中心主任处理，把处理办法写进核对结果。',
  taken_back: '这笔核定已追回，不再登记发放：银行确实又付了的，请银行退回，再写明核对结果。',
} as const;

function wayOut({ isDraft, isSent }: NonNullable<Contradiction['reissue']>): string {
  if (isSent) return '已报给银行，请立即与银行联系。';
  if (isDraft) return '确已付出的请先移出该批次，再登记发放。';
  return '确已付出的请审批人退回该批次，移出后再登记发放。';
}

/** What was paid besides, which may be the same payment under another number, or a second one. */
export function PaidAgain({ of: { again } }: { of: Contradiction }) {
  if (again === null) return null;
  return (
    <strong className="font-medium">
      这笔核定另有<TextLink to={paths.payment(again.paymentId)}>发放记录</TextLink>{' '}
      {yuanText(again.amountFen)}（{paperText(again)}
      ）：是同一笔付款的，冲正（日期写原来的银行日期）后按银行说的日期和流水号重新登记；银行付了两次的，请银行退回一笔，再写明核对结果。
    </strong>
  );
}

/** The bank's day and number. */
export function paperText({ on, reference }: { on: string | null; reference: string }): string {
  return `${on ?? '没有日期'}${reference ? `，流水号 ${reference}` : ''}`;
}

/** The page of the file with the row. */
export function fileOf({ batch, resultId, tab }: Contradiction): string {
  return paths.batchResult(batch.id, resultId, { view: tab });
}

const TAKEN_OUT_TEXT = '已移出批次，没有报给银行';

/** As what a line is booked, with its amount where the bank says another one. */
export function bookedText(claim: Contradiction): string {
  const { outcome, paymentId, bookedFen, failedOn, isTakenOut } = claim;
  if (isTakenOut) return TAKEN_OUT_TEXT;
  if (isPaidBeforeFailing(claim)) return `付款失败（${failedOn}），另由人工登记为已付`;
  if (isOfAmount(claim)) return `已付 ${yuanText(bookedFen)}`;
  if (outcome === 'failed') return '已付';
  return paymentId ? '已付，后来又退回或冲正' : '付款失败';
}

/** What the bank says of it, with its amount where that is not what was sent or what is booked. */
export function saidText(said: Said): string {
  const { outcome, saidFen, amountFen, bookedFen = 0 } = said;
  if (outcome === 'failed') return '没有付';
  const isPlain = saidFen === null || (saidFen === amountFen && (bookedFen === 0 || bookedFen === saidFen));
  return isPlain ? '已付' : `已付 ${yuanText(saidFen)}`;
}

type Said = Pick<Contradiction, 'outcome' | 'saidFen' | 'amountFen'> &
  Partial<Pick<Contradiction, 'bookedFen'>>;

/** What is asked of whoever makes, submits, approves or sends a batch with such payments. */
export function ClaimsSeen({ field, lines }: { field: FieldMetadata; lines: readonly ClaimedLine[] }) {
  const count = lines.filter(({ claim }) => isOpen(claim)).length;
  return <SeenTick field={field} count={count} label={claimsSeenLabel(count)} />;
}

interface OtherClaimsSeenProps {
  field: FieldMetadata;
  lines: readonly ClaimedLine[];
  paidOn: string | undefined;
  bankReference: string | undefined;
  /** What would be recorded of an award. */
  amountOf: (awardId: string) => number;
}

/** What is asked of whoever records a payment of which the bank tells another day, number or amount. */
export function OtherClaimsSeen({
  field,
  lines,
  paidOn = '',
  bankReference = '',
  amountOf,
}: OtherClaimsSeenProps) {
  const count = lines.filter(({ awardId, claim }) => {
    // With what the bank's paper is booked as already.
    const amountFen = amountOf(awardId) + claim.bookedFen;
    const typed = { paidOn, bankReference, amountFen, recordedAt: claim.uploadedAt };
    const words = [claim, ...claim.others].map((word) => ofLine(word, claim.amountFen));
    return isOpen(claim) && !isPaidBeforeFailing(claim) && !words.some((word) => isAsTold(word, typed));
  }).length;
  return <SeenTick field={field} count={count} label={otherClaimsSeenLabel(count)} />;
}

/** The lines of a batch of which two answers of the bank say the opposite, each with where it is put right. */
export function Contradictions({
  found,
  maySettle,
}: {
  found: readonly Contradiction[];
  maySettle: boolean;
}) {
  const open = found.filter(isOpen);
  const settled = found.filter((one) => !isOpen(one));
  return (
    <>
      {open.length > 0 ? (
        <Alert tone="danger" title={`有 ${open.length} 笔，银行另有结果与登记的不符`}>
          <p>
            请先与银行核对。实际付了的，登记发放；实际没有付成或已退回的，打开发放记录登记退票；银行付得比登记的少，冲正多记的部分；付得多的，请银行退回多付的部分；登记的没有错的，写明核对结果。办完以后这里不再列出。
          </p>
          <ul className="mt-1 list-inside list-disc">
            {open.slice(0, SHOWN).map((one) => (
              <li key={one.lineId}>
                {one.holder}：<Claim claim={one} />
                <Remedies of={one} maySettle={maySettle} />
              </li>
            ))}
          </ul>
          {open.length > SHOWN ? (
            <p>
              另有 {open.length - SHOWN} 笔，见
              <TextLink to={paths.bankContradictions}>银行结果存疑</TextLink>。
            </p>
          ) : null}
        </Alert>
      ) : null}
      {settled.length > 0 ? (
        <Alert tone="info" title={`有 ${settled.length} 笔，银行另有结果与登记的不符，已经核对过`}>
          <LongList>
            {settled.map((one) => (
              <li key={one.lineId}>
                {one.holder}：<Claim claim={one} />
              </li>
            ))}
          </LongList>
        </Alert>
      ) : null}
    </>
  );
}

interface RemediesProps {
  of: Contradiction;
  maySettle: boolean;
}

/** Where it is put right: the ledger after the bank, or the bank's answer after what was cleared up. */
export function Remedies({ of, maySettle }: RemediesProps) {
  const { id, outcome, paymentId, awardId, reissue, again, closed } = of;
  if (!maySettle)
    return paymentId ? (
      <TextLink to={paths.payment(paymentId)}>发放记录</TextLink>
    ) : (
      <TextLink to={paths.award(awardId)}>核定</TextLink>
    );
  return (
    <span className="inline-flex gap-3">
      {outcome === 'failed' || isOfAmount(of) ? (
        <TextLink to={paths.payment(paymentId!)}>发放记录</TextLink>
      ) : again ? (
        <TextLink to={paths.payment(again.paymentId)}>发放记录</TextLink>
      ) : reissue ? (
        <TextLink to={paths.batch(reissue.id)}>批次 {reissue.number}</TextLink>
      ) : closed ? (
        <TextLink to={paths.award(awardId)}>核定</TextLink>
      ) : (
        <TextLink to={paths.paymentsRecord({ award: awardId })}>登记发放</TextLink>
      )}
      <TextLink to={paths.bankContradictionSettle(id)}>登记的没有错</TextLink>
    </span>
  );
}
