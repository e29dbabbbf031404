import { formatInstant } from '../../calendar/instant';
import type { PaymentKind } from '../../payments/payment';
import type { RefusalData } from '../../refusal';
import type { ReliefType } from '../../fund/project';
import { PAYMENT_KIND_LABELS } from '../payments';
import { payWindowText, yuanText as yuan } from '../relief';
import { listChanged, type Sentences } from './sentences';

const about = ({ name, fileNumber }: RefusalData) => (name ? `${name}（${fileNumber}）：` : '');
const andMore = ({ more }: RefusalData) => (more ? `另有 ${more} 笔也不能登记。` : '');
/** A row of a ledger stands for itself: others are in although it is not. */
const nothingDone = ({ alone }: RefusalData) => (alone ? '' : '本次没有登记任何一笔。');

export const PAYMENTS_REFUSALS = {
  'payment.nobody_signs': () => '名单里没有要签收的人。请先办理审批，或查看批次里的明细。',
  'payment.not_found': () => '没有找到这条发放记录，请从发放记录列表重新打开。',
  'payment.nothing_selected': () => '没有选中任何待发放的核定。请返回列表勾选后再登记。',
  'payment.line_repeated': (data) =>
    `${about(data)}同一笔核定在名单里出现了两次，${nothingDone(data)}请去掉一次。`,
  'payment.selection_changed': (data) =>
    Number(data.found) === 0
      ? `核对之后，这 ${data.expected} 笔都已不在等待之列（多半是别人已经办理），没有重复办理。请返回待发放查看。`
      : `${listChanged(data, '笔')}，没有登记。请返回列表重新核对。`,
  'payment.award_released': (data) =>
    `${about(data)}这笔核定已于 ${data.releasedOn} 撤销，不能发放。${nothingDone(data)}请去掉这一笔。${andMore(data)}`,
  'payment.already_paid': (data) =>
    `${about(data)}这笔核定已经全额发放，不能重复发放。${nothingDone(data)}请去掉这一笔。${andMore(data)}`,
  'payment.above_rest': (data) =>
    `${about(data)}还可发放 ${yuan(data.restFen)}，本次 ${yuan(data.amountFen)}，超出 ${yuan(data.overFen)}。${nothingDone(data)}请改小金额。${andMore(data)}`,
  'payment.overlaps': (data) =>
    data.reversedOn
      ? `${about(data)}按这个日期，到 ${data.on} 累计发放会超出核定 ${yuan(data.overFen)}：${data.mistakenOn} 的发放到 ${data.reversedOn} 才冲正，在那之前仍算已付。请先打开 ${data.reversedOn} 的那条冲正，登记更正把它冲正；再按 ${data.mistakenOn} 重新冲正原来的发放，然后登记这一笔。${andMore(data)}`
      : `${about(data)}按这个日期，到 ${data.on} 累计发放会超出核定 ${yuan(data.overFen)}（之前的款项那时还没有退回）。请核对银行日期。${andMore(data)}`,
  'payment.outside_window': ({ count, on, type, startOn, endOn }) =>
    Number(count) > 0
      ? `有 ${count} 笔会在发放期外付款，没有办理。${payWindowText({ type: type as ReliefType, startOn: String(startOn), endOn: String(endOn), on: String(on), isOver: String(on) > String(endOn) })}仍应发放的，请核对后在「已核对」前打勾再提交。`
      : '按这个日期，没有在发放期外付款的。请去掉「已核对」的勾再提交。',
  'payment.exited_lines': ({ count, name, fileNumber }) =>
    Number(count) > 0
      ? `有 ${count} 笔的家庭已经退出（如 ${name}，${fileNumber}），没有登记。没有付成、不应再发的，请在名单里去掉，再撤销核定；银行确已付款的，请逐笔看过，勾选后再提交。`
      : '名单里已没有退出的家庭。请去掉「已逐笔看过」的勾再提交。',
  'payment.paid_claims': ({ count, name, fileNumber }) =>
    Number(count) > 0
      ? `有 ${count} 笔，银行回单说已经付出，金额、日期或流水号与填写的不同（如 ${name}，${fileNumber}），没有登记。就是回单上那一笔的，请改为回单的金额、日期和流水号；另外付了一笔的，核对后勾选再提交。`
      : '已没有银行回单与填写不同的款项。请去掉「已与银行核对」的勾再提交。',
  'payment.failed_since': ({ count, name, fileNumber, failedOn }) =>
    Number(count) > 0
      ? `有 ${count} 笔，银行说没有付是在这个日期之后或就在这一天（如 ${name}，${fileNumber}，${failedOn}），钱多半已经退回，没有登记。请先问清银行：确实付成的，勾选后登记；付过又退回的，再登记退票。`
      : '按这个日期，银行说没有付都不在这之后。请去掉「已问清银行」的勾再提交。',
  'payment.claims_changed': ({ by, at, name, fileNumber, reason }) =>
    `在您填写期间，银行结果的核对有变化，没有登记。${by ? `${name}（${fileNumber}）：${by}于 ${formatInstant(String(at))} 写明“${reason}”。` : ''}请看上面现在的情况，确实应当登记的再提交。`,
  'payment.in_batch': (data) =>
    `${about(data)}这笔核定在批次 ${data.number} 中，等待银行结果，不能另外登记。${nothingDone(data)}请在该批次中导入银行结果；批次还没有送银行的，先把这一笔移出。${andMore(data)}`,
  'payment.before_approval': (data) =>
    `${about(data)}发放日期不能早于审批日期 ${data.approvedOn}。${nothingDone(data)}请核对银行日期。${andMore(data)}`,
  'payment.correction_not_allowed': () =>
    '这种更正方式不适用于这条记录：退票和追回只针对发放，更正记录有误时用冲正。',
  'payment.correction_too_large': ({ leftFen }) =>
    Number(leftFen) > 0
      ? `这条记录还可更正 ${yuan(leftFen)}，请改小金额。`
      : '这条记录已经全额更正过，没有可以更正的金额。请刷新后再看。',
  'payment.return_whole': ({ amountFen }) =>
    `退票须是全额 ${yuan(amountFen)}，银行不会只退一部分。部分退还请选「追回」，部分记错请选「冲正」。`,
  'payment.before_corrected': ({ paidOn }) => `更正日期不能早于原记录的日期 ${paidOn}，请核对。`,
  'payment.later_reversal': ({ paidOn, on }) =>
    `冲正表示原记录没有发生过，日期一般写原记录的日期 ${paidOn}；写 ${on}，在那之前仍按原记录统计，银行在那之前实际付的一笔也登记不上。请改日期；确要写 ${on} 的，请在「已核对」前打勾再提交。`,
  'payment.breaks_chain': ({ on, overFen }) =>
    `这样更正后，到 ${on} 有一条记录的更正会超过它本身 ${yuan(overFen)}。请查看该笔的更正经过，按先后顺序办理。`,
  'payment.overpays_award': ({ overFen }) =>
    `冲正这条更正后，这笔核定的累计发放会超出 ${yuan(overFen)}（可能已经补发）。请先更正补发的那一笔。`,
  'payment.recovery_in_batch': ({ number }) =>
    `这笔核定还有款项在批次 ${number} 中等待银行付款，不能就此按追回了结。请先移出批次或等银行结果；还要继续发放的，请选「改正后重新发放」。`,
  'payment.recovery_doubted': ({ number, lineNumber }) =>
    `银行的另一份结果（批次 ${number} 第 ${lineNumber} 行）说这笔核定已经付过，还没有核对清楚，不能就此按追回了结：了结以后就不能再登记发放。请先在「银行结果存疑」办完，或选「改正后重新发放」。`,
  'payment.corrected_alike': ({ kind, on, amountFen, reference }) =>
    `${on} 已登记过一条${PAYMENT_KIND_LABELS[kind as PaymentKind]} ${yuan(amountFen)}（流水号「${reference}」），请不要重复登记。确实是另一笔的，请在这里写明理由后再提交。`,
  'payment.own_reference': ({ reference }) =>
    `流水号「${reference}」是原来那笔发放的流水号。请填写银行退回或收回款项的流水号；银行确实用同一个号的，请在这里写明理由后再提交。`,
  'payment.account_as_reference': () =>
    '这里填的是收款账号，不是流水号。流水号所有人都能看到，账号不要写在这里；请照银行回单填写流水号或回单编号。',
  'payment.used_reference': (data) =>
    `流水号「${data.reference}」已登记在另一笔发放上：${about(data)}${data.on} ${yuan(data.amountFen)}${data.number === null ? '' : `，批次 ${data.number} 第 ${data.lineNumber} 行`}。请对照银行回单，确认这一笔没有登记过；确实是另一笔、银行用同一个号的，请在这里写明理由后再提交。`,
} satisfies Sentences;
