import type { PreviewTab } from '../payments/bankResultMatch';

/** What is said of rows of a bank's file at which nobody has looked: those that tell another payment, or cannot be read. */

/** Of a file with rows about answered lines that cannot be read. */
export const unreadTitle = (count: number) =>
  `有 ${count} 行说的是已经登记的人，但看不懂，或银行还没有处理完`;
export const unreadAdvice = (isApplied: boolean) =>
  `这些行在「存疑，由人判断」里，可能与登记的相反。${
    isApplied
      ? '这个文件已经登记，列对应不能再改；表头相同的下一个文件补上了用词，这里也随着补读。请问清银行，付过又退回的登记退票，失败后又付的登记发放。'
      : '看不懂用词的，在「列对应」里把用词归入成功或失败；金额看不懂或是负数的，请问清银行，付过又退回的登记退票，失败后又付的登记发放。'
  }写着「处理中」一类用词、以前却当作成功或失败登记了的，请问清银行付了没有：其实没有付的，打开发放记录冲正；当作失败而其实付了的，登记发放。核对以后勾选；没有勾选以前，首页一直列出这个文件。`;

/** What whoever enters a result, or has looked through it, ticks of these rows. */
export function unreadSeenLabel(count: number): string {
  return `已问清银行：这 ${count} 行，登记的没有错，或已另行办理`;
}

interface UncheckedCounts {
  isMapped: boolean;
  differingRows: number;
  unreadRows: number;
}

/** What of a file nobody has looked at. */
export function uncheckedText({ isMapped, differingRows, unreadRows }: UncheckedCounts): string {
  if (!isMapped) return '还没有说明各列是什么';
  const parts = [
    ...(differingRows > 0 ? [`${differingRows} 行与登记不同`] : []),
    ...(unreadRows > 0 ? [`${unreadRows} 行看不懂或银行还没有处理完`] : []),
  ];
  return parts.join('，');
}

/** Where the page of the file has those rows. */
export function uncheckedView({ differingRows }: UncheckedCounts): PreviewTab {
  return differingRows > 0 ? 'differing' : 'doubtful';
}

export const UNCHECKED_ADVICE =
  '可能是银行付了两次，或后来退回，或其实还没有付。打开文件逐行看过，整个文件一次勾选核对，这里就不再列出。';

/** What whoever enters a result ticks of the rows that say otherwise than what is written down. */
export function differingSeenLabel(count: number): string {
  return `已对照银行回单：${count} 行与登记不同的，已逐行核对银行是否付了两次`;
}

export const DIFFERING_ADVICE =
  '这些行不会再登记一次。请对照银行回单，看是登记时写错了，还是银行付了两次：写错的，打开发放记录冲正，再按回单登记；付了两次的，请银行退回多付的一笔。';

/** The same once somebody has. */
export const DIFFERING_SEEN = '已核对过。银行再说别的流水号或日期，会重新列出。';

export function differingTitle(count: number): string {
  return `${count} 行以前已登记，流水号或银行日期与文件不同`;
}
