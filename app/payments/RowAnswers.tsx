import { paths } from '../paths';
import { TextLink } from '../ui';
import type { PreviewLine } from './resultPreview.server';

interface RowAnswersProps {
  row: PreviewLine;
  batchId: string;
  resultId: string;
  /** Whether a line that waits may be answered by hand. */
  mayAnswer: boolean;
}

/** Where the lines that a row of a result file may be about are answered by hand, or what was paid of them. */
export function RowAnswers({ row, batchId, resultId, mayAnswer }: RowAnswersProps) {
  const { line, fits, rowNumber, doubt } = row;
  const given = { batchId, from: rowNumber === null ? {} : { result: resultId, row: rowNumber } };
  const open = (line ? [line] : fits).filter(
    ({ paymentId, status }) => paymentId !== null || (mayAnswer && status === 'sent'),
  );
  const isPart = doubt === 'paid_less';
  if (line) return open.map((one) => <LineAnswers key={one.id} line={one} isPart={isPart} {...given} />);
  if (open.length === 0) return null;
  return (
    <div className="flex flex-col gap-y-1 sm:items-end">
      {open.map((one) => (
        <span key={one.id} className="flex gap-x-3">
          <span className="text-ink-500">第 {one.lineNumber} 行</span>
          <LineAnswers line={one} isPart={isPart} {...given} />
        </span>
      ))}
    </div>
  );
}

interface LineAnswersProps {
  line: PreviewLine['fits'][number];
  batchId: string;
  from: { result?: string; row?: number };
  isPart: boolean;
}

/** A line of which the bank paid less cannot be confirmed as paid: that would book the whole. */
function LineAnswers({ line: { id, lineNumber, paymentId }, batchId, from, isPart }: LineAnswersProps) {
  if (paymentId) return <TextLink to={paths.payment(paymentId)}>发放记录</TextLink>;
  return (
    <>
      {isPart ? null : (
        <TextLink to={paths.batchLinePaid(batchId, id, from)} aria-label={`第 ${lineNumber} 行确认已付`}>
          确认已付
        </TextLink>
      )}
      <TextLink to={paths.batchLineFailed(batchId, id, from)} aria-label={`第 ${lineNumber} 行确认未付`}>
        确认未付
      </TextLink>
    </>
  );
}
