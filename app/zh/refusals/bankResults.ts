import { formatInstant } from '../../calendar/instant';
import type { SheetProblem } from '../../sheets/sheet';
import { sheetProblemMessages } from '../sheets';
import type { Sentences } from './sentences';

/** Lines of batches, of which the first are named. */
function linesText(lines: string, count: number): string {
  const named = lines.split('\n').map((line) => {
    const [number, lineNumber, ...holder] = line.split(' ');
    return `批次 ${number} 第 ${lineNumber} 行 ${holder.join(' ')}`;
  });
  return `${named.join('、')}${count > named.length ? ' 等' : ''}`;
}

export const BANK_RESULTS_REFUSALS = {
  'result.unreadable': ({ problem }) => sheetProblemMessages[problem as SheetProblem],
  'result.no_headers': () =>
    '文件里没有找到表头和明细。请上传银行的结果明细（要有账号、金额和处理结果几列），不要上传汇总页；没有表头的，在第一行补上各列的名称。',
  'result.register': ({ headers, count }) =>
    `这是困难职工的名册或本系统导出的名单，不是银行结果：表头有“${headers}”等 ${count} 列。没有读取，也没有保存。请上传银行返回的结果明细，要有账号、金额和处理结果几列；银行直接答复在名册上的，先删去这些列。`,
  'result.not_found': () => '没有找到这个结果文件，请从批次的「银行结果」重新打开。',
  'result.erased': () => '这个结果文件已随到期档案清除，只保留登记的结果。',
  'result.voided': ({ by, at, reason }) =>
    `这个结果文件已由${by}于 ${formatInstant(String(at))} 作废，文件内容已删除。${reason ? `原因：${reason}` : ''}`,
  'result.in_use': () => '这个文件的结果已经登记，不能作废。登记有误的，打开发放记录办理更正。',
  'result.contradicts': ({ count, lineNumber }) =>
    Number(count) > 0
      ? `这个文件现在有 ${count} 行与登记的不符（如第 ${lineNumber} 行），没有作废。请确认文件确实传错了，再勾选；文件没有传错的，请在「银行结果存疑」逐笔办理。`
      : '这个文件现在没有与登记不符的行了，没有作废。请去掉勾再提交。',
  'result.unmapped': () => '还没有说明各列是什么，没有登记。请先完成「列对应」。',
  'result.applied': () => '这个文件已经登记过，列对应不能再改。银行有新的文件时另行上传。',
  'result.changed': ({ succeeded, failed }) =>
    `在您核对期间有变化，没有登记：现在可登记成功 ${succeeded} 笔、失败 ${failed} 笔。请重新核对后再登记。`,
  'result.read_otherwise': () =>
    '在您核对期间有变化，没有登记：「列对应」或统一的银行日期已改过。请按现在的重新核对各行的结果、日期和流水号，再登记。',
  'result.nothing_new': () =>
    '没有登记：这个文件里现在没有能登记的结果了，各行已经登记过，或者存疑、由人判断。请看下面各行现在的情况。',
  'result.recorded': ({ by, at }) =>
    `没有再登记：这个文件的结果已由${by}于 ${formatInstant(String(at))} 登记。下面是现在的情况。`,
  'result.early_days': ({ count, sentOn }) =>
    Number(count) > 0
      ? `现在有 ${count} 行的银行日期早于本批次交给银行的 ${sentOn}，或者那以前已作为别的批次的结果传过、登记过，没有登记。请对照银行回单，确认不是别的批次的文件，再勾选。`
      : '现在没有银行日期过早的行了，没有登记。请重新打开本页核对。',
  'result.used_references': (data) =>
    Number(data.count) > 0
      ? `现在有 ${data.count} 行，同一天的同一个流水号已登记在别的发放上，没有登记：第 ${data.rowNumber} 行的「${data.reference}」，${data.name}（${data.fileNumber}）。请对照银行回单，确认不是同一笔，再勾选。`
      : '现在没有流水号已登记在别的发放上的行了，没有登记。请重新打开本页核对。',
  'result.fits_other': ({ count, number }) =>
    Number(count) > 0
      ? `现在要登记的 ${count} 行与批次 ${number} 也完全对得上，没有登记。请对照银行回单，确认是本批次的结果，再勾选。`
      : '现在没有与别的批次也对得上的行了，没有登记。请重新打开本页核对。',
  'result.booked_otherwise': ({ count }) =>
    Number(count) > 0
      ? `现在有 ${count} 行以前已登记，流水号或银行日期与文件不同，没有登记。请对照银行回单，核对是写错了还是付了两次，再勾选。`
      : '现在没有与登记不同的行了，没有登记。请重新打开本页核对。',
  'result.unread': ({ count }) =>
    Number(count) > 0
      ? `现在有 ${count} 行说的是已经登记的人，但看不懂，或银行还没有处理完，没有登记。请先改「列对应」，或问清银行再勾选。`
      : '现在没有看不懂的行了，没有登记。请重新打开本页核对。',
  'result.mapping_ends': ({ count, lines }) =>
    Number(count) > 0
      ? `照新的读法，有 ${count} 笔原来与登记不符的不再提醒，没有保存：${linesText(String(lines), Number(count))}。用词或列没有对应对的，请改回来；原来读错了、现在改正的，勾选后再保存。`
      : '照新的读法，没有哪一笔不再提醒了，没有保存。请去掉勾再保存。',
  'result.words_pending': ({ count, pending }) =>
    Number(count) > 0
      ? `「${String(pending).split('\n').join('、')}」多半是银行还没有处理完，没有保存。请先问清银行：还会变的，删去，等下一个结果文件；确实是最后结果的，勾选后再保存。`
      : '现在没有像是还没有处理完的用词了，没有保存。请去掉勾再保存。',
  'batch.line_not_found': () => '批次里没有这一行，请从批次重新打开。',
  'batch.line_early': ({ sentOn }) =>
    `银行日期早于本批次第一次交给银行的 ${sentOn}，没有登记。请对照银行回单更正日期；确实如此的，勾选后再登记。`,
  'batch.row_opposite': () =>
    '与文件这一行说的相反，没有登记。请先问清银行：以银行回单为准的，勾选后登记；文件没有说错的，按文件说的登记。',
  'batch.row_pending': () =>
    '文件的这一行说银行还没有处理完，没有登记。请等银行的下一个结果文件；已经问清银行、有回单的，勾选后登记。',
  'batch.row_used': ({ lineNumber }) =>
    `文件的这一行多半已经用过：第 ${lineNumber} 行已照这样登记，没有登记。请对照银行回单，这一行另有自己的结果的，勾选后登记。`,
  'contradiction.not_found': () => '没有找到这条存疑的银行结果，请从「银行结果存疑」重新打开。',
  'contradiction.replaced': () =>
    '银行又有新的结果，或者原来的文件已作废，没有写明。请看现在的：上面已换成银行现在的说法，核对后再写。',
  'contradiction.file_voided': () =>
    '说这句话的结果文件已经作废，银行没有别的结果与登记不符，不用写明核对结果。没有写入。',
  'contradiction.settled': () => '这条存疑已经有结果：登记已与银行一致，或别人已写明核对结果。没有重复办理。',
  'batch.line_answered': ({ lineNumber }) =>
    `第 ${lineNumber} 行已经有结果，没有再登记。有误时打开发放记录办理更正。`,
} satisfies Sentences;
