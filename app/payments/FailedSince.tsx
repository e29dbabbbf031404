import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import { Alert, LongList, SeenTick, TextLink } from '../ui';
import { failedSeenLabel } from '../zh/payments';
import type { FailedLine } from './failedSince.server';
import { isBeforeFailing } from './failure';

interface FailedSinceProps {
  field: FieldMetadata;
  lines: readonly FailedLine[];
  /** The day on which it would be paid. */
  on: string | undefined;
}

/** What whoever records a payment of before its failure is told, and ticks. */
export function FailedSince({ field, lines, on }: FailedSinceProps) {
  const since = on ? lines.filter((line) => isBeforeFailing(on, line)) : [];
  if (since.length === 0) return null;
  return (
    <>
      <Alert tone="warning" title={`有 ${since.length} 笔，银行说没有付是在 ${on} 之后，或就在这一天`}>
        <p>
          银行先付后退的，钱多半已经退回。请先问清银行：付过又退回的，登记这一笔以后再登记退票；确实另外付成的，或没有付的日期写错了的，勾选后登记。
        </p>
        <LongList>
          {since.map(({ awardId, name, fileNumber, batch, lineNumber, failedOn, isTold }) => (
            <li key={awardId}>
              <TextLink to={paths.award(awardId)}>
                {fileNumber} {name}
              </TextLink>
              ：批次 <TextLink to={paths.batch(batch.id)}>{batch.number}</TextLink> 第 {lineNumber} 行
              {isTold ? `后来的结果文件说 ${failedOn} 没有付` : `登记的没有付是 ${failedOn} 的`}
            </li>
          ))}
        </LongList>
      </Alert>
      <SeenTick field={field} count={since.length} label={failedSeenLabel(since.length)} />
    </>
  );
}
