import type { BatchStatus } from '../payments/batch';
import type { FittingBatch } from '../payments/otherFit.server';

/** What is said of a bank's file, or of rows of it, that may be the answer to another batch. */

/** What whoever enters a result ticks where another batch fits its rows just as well. */
export function otherFitSeenLabel(count: number): string {
  return `已对照银行回单：${count} 行确实是本批次的结果，不是别的批次的`;
}

export const OTHER_FIT_TITLE = '别的批次也完全对得上';

type FittingText = Pick<FittingBatch, 'title' | 'isWaiting' | 'enteredCount'>;

/** One such batch, after what leads there. */
export function otherFitText({ title, isWaiting, enteredCount }: FittingText): string {
  if (!isWaiting) return `「${title}」里，这些行已经一模一样地登记过。`;
  return enteredCount > 0
    ? `「${title}」也完全对得上：其中 ${enteredCount} 行已经一模一样地登记在它那里，其余的它也在等银行结果。`
    : `「${title}」也完全对得上，它也在等银行结果。`;
}

export function otherFitAdvice(batches: readonly Pick<FittingBatch, 'enteredCount'>[]): string {
  const isEntered = batches.some(({ enteredCount }) => enteredCount > 0);
  const why = isEntered
    ? '已登记在那个批次的，结果一样，流水号和日期也没有不同，多半整个文件都是那一批的。'
    : '账号和金额都一样，文件里没有别的能说明是哪一批的。';
  return `${why}请对照银行回单；是那一批的，作废这个文件，到那个批次上传。`;
}

/** Above a file none of whose rows fits the batch. */
export const STRANGE_TITLE = '文件里没有一行和本批次对得上';

export function strangeText(rows: number): string {
  return `${rows} 行的账号或金额都与本批次不同，多半是别的批次的结果，或「列对应」不对。请先核对文件，不要逐笔确认。`;
}

export function otherBatchText(
  { number, title, status, fitting }: { number: string; title: string; status: BatchStatus; fitting: number },
  rows: number,
): string {
  const of = fitting === rows ? '各行' : `其中 ${fitting} 行`;
  const advice = status === 'exported' ? '应当在那个批次上传' : '那个批次已有结果';
  return `${of}的账号和金额与批次 ${number}「${title}」相同，${advice}。`;
}

export const OTHERS_TITLE = '文件里还有别的批次的结果';

interface OtherText {
  title: string;
  apart: number;
  differing: number;
}

/** Of rows that are booked in another batch, after what leads there. */
export function apartText({ title, apart }: OtherText): string {
  return `「${title}」已按相同的日期和流水号登记了其中 ${apart} 行，这里不再登记；其余的行按本批次核对。`;
}

/** Of rows that differ from what is booked here, after what leads there. */
export function differingElsewhereText({ title, differing }: OtherText): string {
  return `「${title}」已按相同的日期和流水号登记了其中 ${differing} 行，多半是那一批的结果，不是付了两次。`;
}

export const DIFFERING_ELSEWHERE_ADVICE = '整个文件都是那一批的，作废这个文件。';

/** Where a row is booked, after what leads there. */
export function placeText({ lineNumber }: { lineNumber: number }): string {
  return ` 第 ${lineNumber} 行已按这个日期和流水号登记`;
}
