import type { RefusalData } from '../../refusal';
import type { BatchStatus, LeftOutReason, LineFault } from '../../payments/batch';
import { BATCH_STATUS_LABELS, LEFT_OUT_LABELS, LINE_FAULT_LABELS } from '../batches';
import { listChanged, type Sentences } from './sentences';

const andMore = ({ more }: RefusalData) => (Number(more) > 0 ? `另有 ${more} 笔也是这样。` : '');

export const BATCHES_REFUSALS = {
  'batch.not_found': () => '没有找到这个发放批次，请从批次列表重新打开。',
  'batch.nothing_selected': () => '没有选中可以发放的核定。请返回「待发放」勾选后再做批次。',
  'batch.two_years': () => '所选核定分属不同年度，请按年度分别做批次。',
  'batch.award_unfit': (data) =>
    `${data.name}（${data.fileNumber}）：${LEFT_OUT_LABELS[data.reason as LeftOutReason]}${
      data.batchNumber ? ` ${data.batchNumber}` : ''
    }，没有做成批次。请去掉这一笔后重做。${andMore(data)}`,
  'batch.selection_changed': (data) =>
    Number(data.found) === 0
      ? `核对之后，这 ${data.expected} 笔都已不在等待之列（多半是别人已经办理），没有重复办理。请返回待发放查看。`
      : `${listChanged(data, '笔')}，没有做成批次。请重新核对。`,
  'batch.not_now': ({ number, status }) =>
    `批次 ${number} 现在是「${BATCH_STATUS_LABELS[status as BatchStatus]}」，不能这样办理。请打开批次查看最新情况。`,
  'batch.changed_meanwhile': () => '在您查看期间，这个批次有变化，没有办理。请打开批次重新核对。',
  'batch.own': () => '这个批次由您制作，须由另一位有审批权限的人审批。',
  'batch.empty': () => '批次里已经没有明细，不能办理。请作废这个批次。',
  'batch.line_faulty': (data) =>
    `第 ${data.lineNumber} 行 ${data.name}（${data.fileNumber}）：${LINE_FAULT_LABELS[data.fault as LineFault]}，不能照原样付款。${andMore(data)}请把有问题的明细移出批次（已提交的，先退回给制单人），更正后另做批次。`,
  'batch.exited_lines': ({ count, name, fileNumber }) =>
    Number(count) > 0
      ? `有 ${count} 笔的家庭已经退出（如 ${name}，${fileNumber}）。不应再发的，请退回或移出后撤销核定；仍应发放的，请逐笔看过，勾选后再提交。`
      : '批次里已没有退出的家庭。请核对后再提交。',
  'batch.account_doubts': ({ count, name, fileNumber }) =>
    Number(count) > 0
      ? `有 ${count} 笔的收款账户需要先核对（如 ${name}，${fileNumber}）。账户不对的，请退回或移出，更正账户后另做批次；仍发到现在的账户的，请逐笔核对，勾选后再提交。`
      : '批次里已没有需要核对的收款账户。请核对后再提交。',
  'batch.paid_claims': ({ count, name, fileNumber }) =>
    Number(count) > 0
      ? `有 ${count} 笔，银行后来的回单说上次已经付出（如 ${name}，${fileNumber}），再发会重复。请先与银行核对：确已付出的，移出或不列入批次，按银行的日期和流水号登记发放；实际没有付的，勾选后再提交。`
      : '已没有银行说付出过的款项。请核对后再提交。',
  'batch.unnoticed': ({ count, name }) =>
    Number(count) > 0
      ? `有 ${count} 笔的受助名单还没有公示期满（如「${name}」），没有做成批次。应先公示的，请公示期满再做；仍要先发的，请核对后勾选再提交。`
      : '所选各笔的受助名单都已公示期满。请去掉「已核对」的勾再提交。',
  'batch.unnoticed_at_approval': ({ count, name }) =>
    Number(count) > 0
      ? `有 ${count} 笔的受助名单还没有公示期满（如「${name}」），没有审批。应先公示的，请退回批次或等公示期满再审批；仍要先发的，请核对后勾选再提交。`
      : '批次中各笔的受助名单都已公示期满。请核对后再提交。',
  'batch.left_since': ({ count, name, fileNumber }) =>
    Number(count) > 0
      ? `审批以后有 ${count} 笔的家庭退出（如 ${name}，${fileNumber}），还没有导出。不应再发的，请退回批次，移出后撤销核定；仍应发放的，请逐笔看过，勾选后再导出。`
      : '审批以后没有家庭退出。请核对后再导出。',
  'batch.file_again': ({ count, fileName }) =>
    Number(count) > 0
      ? `这个批次已经导出过 ${count} 个银行文件（最近的是「${fileName}」），没有再导出。确需换一种格式时，请确认以前的文件没有交给银行，再勾选。`
      : '这个批次还没有导出过银行文件。请核对后再导出。',
  'batch.line_not_there': () => '要移出的明细已不在批次里，没有移出任何一笔。请刷新后再看。',
  'batch.digest_differs': ({ number }) =>
    `批次 ${number} 的明细与审批时不一致，不能导出。请联系管理员核查操作日志，不要把以前的文件交给银行。`,
  'batch.file_differs': ({ number }) =>
    `批次 ${number} 重新生成的文件与第一次导出的不一致，没有下载。请使用第一次下载的文件，并联系管理员核查。`,
  'bank_file.not_found': () => '没有找到这个银行文件，请从批次重新导出。',
  'bank_file.not_in_gbk': ({ lineNumber, text }) =>
    Number(lineNumber) > 0
      ? `第 ${lineNumber} 行「${text}」里有 GBK 写不出的字，没有导出。请改用 Excel 或 CSV（UTF-8）。`
      : `「${text}」里有 GBK 写不出的字，没有导出。请改用 Excel 或 CSV（UTF-8）。`,
  'bank_file.no_paying_account': () => '这种格式要写明付款账户，请先在「银行文件格式」中登记付款账户。',
  'bank_layout.not_found': () => '没有找到这种银行格式，它可能已停用。请重新选择。',
  'bank_layout.name_taken': ({ name }) => `已有名为「${name}」的格式，请换一个名称，或先停用原来的。`,
  'bank_layout.retired_already': () => '这种格式已经停用。',
} satisfies Sentences;
