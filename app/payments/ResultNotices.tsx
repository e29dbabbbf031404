import { paths } from '../paths';
import { Alert, LinkButton, TextLink } from '../ui';
import {
  apartText,
  DIFFERING_ELSEWHERE_ADVICE,
  differingElsewhereText,
  OTHER_FIT_TITLE,
  OTHERS_TITLE,
  otherBatchText,
  otherFitAdvice,
  otherFitText,
  STRANGE_TITLE,
  strangeText,
} from '../zh/otherBatches';
import {
  DIFFERING_ADVICE,
  DIFFERING_SEEN,
  differingTitle,
  unreadAdvice,
  unreadTitle,
} from '../zh/uncheckedResults';
import type { StrangeFile } from './otherBatch.server';
import type { OtherFit } from './otherFit.server';
import type { PreviewPage } from './resultPreview.server';

/** The file is about another batch: said before anybody answers its rows one by one. */
export function Strange({ file: { rows, other } }: { file: StrangeFile }) {
  return (
    <Alert tone="warning" title={STRANGE_TITLE}>
      {strangeText(rows)}
      {other ? (
        <>
          {otherBatchText(other, rows)}
          <LinkButton to={paths.batchResults(other.id)} size="small" className="ml-2">
            批次 {other.number} 的银行结果
          </LinkButton>
        </>
      ) : null}
    </Alert>
  );
}

/** The other batches of which a file might be the answer as well. */
export function OtherFits({ fit: { count, batches } }: { fit: OtherFit }) {
  return (
    <Alert tone="warning" title={OTHER_FIT_TITLE}>
      <p>要登记的 {count} 行：</p>
      <ul className="mt-1 list-inside list-disc">
        {batches.map((batch) => (
          <li key={batch.id}>
            批次 <TextLink to={paths.batchResults(batch.id)}>{batch.number}</TextLink>
            {otherFitText(batch)}
          </li>
        ))}
      </ul>
      <p>{otherFitAdvice(batches)}</p>
    </Alert>
  );
}

/** The rows that are not for this batch, because they are booked in others. */
export function Apart({ others }: Pick<PreviewPage, 'others'>) {
  const apart = others.filter((other) => other.apart > 0);
  if (apart.length === 0) return null;
  return (
    <Alert tone="info" title={OTHERS_TITLE}>
      {apart.map((other) => (
        <p key={other.id}>
          批次 <TextLink to={paths.batch(other.id)}>{other.number}</TextLink>
          {apartText(other)}
        </p>
      ))}
    </Alert>
  );
}

interface UncheckedProps {
  found: Pick<PreviewPage, 'batch' | 'result' | 'totals' | 'unchecked' | 'others'>;
  mayMap: boolean;
}

/** What nobody has looked at in a file, with what is to be done about it; then that somebody has. */
export function Unchecked({ found: { batch, result, totals, unchecked, others }, mayMap }: UncheckedProps) {
  const isSeen = unchecked.differing === 0;
  const elsewhere = others.filter(({ differing }) => differing > 0);
  return (
    <>
      {unchecked.unread > 0 ? (
        <Alert tone="warning" title={unreadTitle(unchecked.unread)}>
          {unreadAdvice(result.applied !== null)}
          {mayMap ? (
            <LinkButton to={paths.batchResultMapping(batch.id, result.id)} size="small" className="ml-2">
              列对应
            </LinkButton>
          ) : null}
        </Alert>
      ) : null}
      {totals.differing.count > 0 ? (
        <Alert
          tone={isSeen ? 'info' : 'warning'}
          title={differingTitle(isSeen ? totals.differing.count : unchecked.differing)}
        >
          {isSeen ? DIFFERING_SEEN : DIFFERING_ADVICE}
          {elsewhere.map((other) => (
            <p key={other.id}>
              批次 <TextLink to={paths.batch(other.id)}>{other.number}</TextLink>
              {differingElsewhereText(other)}
            </p>
          ))}
          {elsewhere.length > 0 && mayMap ? (
            <p>
              {DIFFERING_ELSEWHERE_ADVICE}
              <LinkButton to={paths.batchResultVoid(batch.id, result.id)} size="small" className="ml-2">
                作废
              </LinkButton>
            </p>
          ) : null}
        </Alert>
      ) : null}
    </>
  );
}
