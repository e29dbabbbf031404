import { yuanText as yuan } from '../relief';
import type { Notices } from './notices';

/** How many other files are read anew with one. */
function alikeText({ alike = 0, left = 0 }: Record<string, string | number>): string {
  const rest = Number(left) > 0 ? `还有 ${left} 个更早的没有重读，需要时打开它的「列对应」保存一次。` : '';
  return Number(alike) > 0 ? `表头相同的另外 ${alike} 个文件也照此重新读取了。${rest}` : rest;
}

export const BANK_RESULTS_NOTICES = {
  'batch.result_uploaded': () => '文件已读取，请核对后登记。',
  'batch.result_mapped': (counts) => `列对应已保存，下次相同表头的文件直接照此读取。${alikeText(counts)}`,
  'batch.result_mapped_otherwise': ({ ended, ...counts }) =>
    `列对应已保存。照新的读法，有 ${ended} 笔原来与登记不符的不再提醒：如果表示成功、失败的用词或列没有对应对，请改回来。${alikeText(counts)}`,
  'batch.result_applied': ({ succeeded, failed, amountFen }) =>
    `已登记成功 ${succeeded} 笔（${yuan(amountFen)}）、失败 ${failed} 笔。`,
  'batch.result_voided': () => '已作废：文件内容已删除，作废人和原因留在批次和操作日志里。',
  'batch.result_closed': ({ succeeded, failed, amountFen }) =>
    `已登记成功 ${succeeded} 笔（${yuan(amountFen)}）、失败 ${failed} 笔。批次全部有结果，已办结。`,
  'batch.result_checked': () => '已记入操作日志：这个文件已核对。没有登记新的结果。',
  'contradiction.settled': () => '已写明核对结果，以登记的为准。',
  'batch.line_paid': () => '已登记这一行付款成功。',
  'batch.line_failed': () => '已登记这一行付款失败，列入「退票与失败」。',
  'account.proposed': () => '账户变更已提出，由另一人确认后生效；确认之前仍用原账户。',
  'account.confirmed': () => '新账户已确认，今后的款项付到新账户。',
  'account.rejected': () => '没有同意变更，仍用原账户。',
} satisfies Notices;
