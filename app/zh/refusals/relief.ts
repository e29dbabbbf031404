import type { ReliefType } from '../../fund/project';
import type { ApplicationStatus } from '../../relief/application';
import type { RefusalData } from '../../refusal';
import { reliefTypeLabels } from '../fund';
import {
  APPLICATION_STATUS_LABELS,
  BENEFICIARY_LABELS,
  CAP_GAP_SENTENCES,
  yuanText as yuan,
} from '../relief';
import { listChanged, type Sentences } from './sentences';

/** Of several that were asked for at once: whom the sentence is about, and how many more there are. */
const about = ({ name, fileNumber }: RefusalData) => (name ? `${name}（${fileNumber}）：` : '');
const andMore = ({ more }: RefusalData) =>
  more ? `另有 ${more} 件也不能办理。本次没有办理任何一件，请去掉不能办理的再提交。` : '';
const type = ({ type: code }: RefusalData) => reliefTypeLabels[code as ReliefType];

export const RELIEF_REFUSALS = {
  'application.not_found': () => '没有找到这件救助申请，请从申请列表重新打开。',
  'campaign.not_found': () => '没有找到这个救助活动，请从活动列表重新打开。',
  'award.not_found': () => '没有找到这笔核定，请从待发放列表重新打开。',
  'application.wrong_status': (data) =>
    `${about(data)}申请现在的状态是「${APPLICATION_STATUS_LABELS[data.status as ApplicationStatus]}」，不能这样办理，可能已有人办过。请刷新后再看。${andMore(data)}`,
  'application.own_record': (data) =>
    `${about(data)}这件申请由您本人提交，须由他人审核和审批。请转给其他人员办理。${andMore(data)}`,
  'application.own_review': (data) =>
    `${about(data)}这件申请由您本人审核，须由另一人审批。请转给其他审批人办理。${andMore(data)}`,
  'application.own_decision': (data) =>
    `${about(data)}这件申请由您本人审批，须由另一位审批人作二级审批。请转给其他审批人办理。${andMore(data)}`,
  'exit.open_awards': ({ count, amountFen }) =>
    Number(count) > 0
      ? `这户家庭有 ${count} 笔核定还没有发完，共 ${yuan(amountFen)}。不应再发的，请先撤销核定；仍应发放的，请勾选后再提交。`
      : '待发放的核定已有变化，现在没有待发的。请核对后再提交。',
  'exit.off_register': ({ count, amountFen, on }) =>
    Number(count) > 0
      ? `从 ${on} 起退出，会使这一天或以后审批的 ${count} 笔核定（共 ${yuan(amountFen)}）成为「核定时不在册」，列入合规检查。请核对退出日期；属实的，请勾选后再提交。`
      : `${on} 起没有核定。请核对退出日期后再提交。`,
  'application.look_again': (data) =>
    [
      data.overFen
        ? `请确认：${type(data)}上限 ${yuan(data.capFen)}，此前已批 ${yuan(data.earlierFen)}，申请金额超出 ${yuan(data.overFen)}，审核时须减到上限以内。`
        : '',
      data.sameOn
        ? `请确认：这个人本年度已有一件${type(data)}申请（${data.sameOn} 提出，${yuan(data.sameFen)}），请核对是否同一事由。`
        : '',
    ]
      .filter(Boolean)
      .join('\n'),
  'application.not_recorder': ({ recorder }) =>
    `这件申请由${recorder}提交，只能由本人修改。需要换人办理时，请撤回后重新提交。`,
  'application.not_beneficiary': (data) =>
    data.type === 'schooling'
      ? '助学救助的受助人须是身份为「学生」的家庭成员。请选择学生，或先更正家庭档案。'
      : `${type(data)}的受助人须是${BENEFICIARY_LABELS[data.type as ReliefType]}，请重新选择。`,
  'application.member_missing': () => '所选成员不在这份家庭档案里，请重新选择受助人。',
  'application.bill_missing': () => '医疗救助须填写费用总额和已报销金额。',
  'application.review_above_request': ({ requestedFen }) =>
    `审核金额不能高于申请金额 ${yuan(requestedFen)}。确需增加时，请退回由经办人修改申请。`,
  'application.decision_above_request': ({ requestedFen }) =>
    `审批金额不能高于申请金额 ${yuan(requestedFen)}。确需增加时，请退回由经办人修改申请。`,
  'application.decision_reason': ({ amountFen }) =>
    `审批金额与审核后的金额 ${yuan(amountFen)} 不同，请写明调整的理由。`,
  'application.one_amount': () => '一次办理多件时不能改金额。请逐件打开，单独填写金额。',
  'relief.nothing_selected': () => '没有选中任何申请。请返回列表勾选后再办理。',
  'relief.selection_changed': (data) =>
    Number(data.found) === 0
      ? `核对之后，这 ${data.expected} 件都已不在等待之列（多半是别人已经办理），没有重复办理。请返回活动或列表查看。`
      : `${listChanged(data, '件')}，没有办理。请返回列表重新核对。`,
  'relief.not_on_register': (data) =>
    `${about(data)}这一家庭在 ${data.on} 不在册。救助须先建档、后帮扶，请核对日期或先办理建档。${andMore(data)}`,
  'relief.duplicate_schooling': (data) =>
    `${about(data)}这名学生本年度已于 ${data.approvedOn} 核定助学救助 ${yuan(data.amountFen)}，同一年度不能重复。${andMore(data)}`,
  'relief.open_schooling': (data) =>
    `${about(data)}这名学生本年度已有一件办理中的助学申请（${data.appliedOn} 提出），请先办结那一件。`,
  'relief.over_cap': (data) =>
    `${about(data)}${type(data)}上限 ${yuan(data.capFen)}，此前已批 ${yuan(data.earlierFen)}，本次 ${yuan(data.amountFen)}，超出 ${yuan(data.overFen)}。请先减少金额，或退回调整。${andMore(data)}`,
  'relief.no_standard': (data) => `${about(data)}${CAP_GAP_SENTENCES.no_standard}${andMore(data)}`,
  'relief.no_line': (data) => `${about(data)}${CAP_GAP_SENTENCES.no_line}${andMore(data)}`,
  'relief.no_bill': (data) => `${about(data)}${CAP_GAP_SENTENCES.no_bill}${andMore(data)}`,
  'relief.date_in_future': () => '日期不能晚于今天，请核对。',
  'relief.date_before': (data) =>
    `${about(data)}日期不能早于上一步的日期 ${data.earliestOn}，请核对。${andMore(data)}`,
  'relief.date_outside': (data) =>
    `日期须在项目年度内（${data.startOn} 至 ${data.endOn}），请核对，或改到相应年度办理。`,
  'relief.applied_late': ({ endOn }) =>
    `申请日期不能晚于项目年度的最后一天 ${endOn}，请核对，或在下一年度提出。`,
  'relief.other_project': () => '所选申请分属不同年度，请按年度分别办理。',
  'relief.no_second_head': () =>
    '二级审批须有第二位有审批权限的人员，现在不足两位。请先由管理员开通账号，再设定金额。',
  'standard.taken': ({ effectiveOn }) =>
    `${effectiveOn} 已有确认执行的标准，不能再改。请换一个执行日期登记新的标准。`,
  'standard.confirmed': ({ confirmedBy }) => `这套标准已由${confirmedBy}确认，不用再确认。`,
  'campaign.nobody': () => '按这些条件，这一天没有可以救助的在册家庭。请核对日期和条件。',
  'campaign.candidate_not_found': () => '活动名单里没有这个人，请从名单重新打开。',
  'campaign.already_in': ({ name }) => `${name}已在名单里，可能已有人列入。请刷新名单后再看。`,
  'campaign.already_out': ({ name }) => `${name}不在入选名单里，可能已有人去掉。请刷新名单后再看。`,
  'campaign.list_closed': () => '这个活动已开始审核，名单不能再增加人。请为这个家庭单独提出申请。',
  'campaign.person_listed': ({ name, fileNumber }) =>
    `${name}已由档案 ${fileNumber} 列入名单，同一身份证号不能重复。`,
  'campaign.nobody_awarded': () => '这个活动还没有批准的救助，没有可以公示的名单。请先办理审批。',
  'campaign.already_noticed': ({ noticedOn }) => `受助名单已于 ${noticedOn} 公示，不用再登记。`,
  'campaign.not_noticed': () => '受助名单还没有登记公示，不用撤下。请先登记公示。',
  'campaign.notice_down': ({ takenDownOn }) => `受助名单已于 ${takenDownOn} 撤下，不用重复登记。`,
  'campaign.notice_running': ({ endsOn }) =>
    `公示还没有期满，最早 ${endsOn} 可以撤下。请填写期满以后的日期。`,
  'campaign.name_taken': ({ name }) => `本年度已有名为「${name}」的活动，请换一个名称，以免重复发放。`,
  'campaign.list_changed': (data) => `${listChanged(data, '人')}，没有启动活动。请重新核对。`,
  'award.released': ({ releasedOn }) =>
    `这笔核定已于 ${releasedOn} 撤销，不能再办理。需要救助时请重新提出申请。`,
  'award.nothing_to_release': () =>
    '这笔核定已经全额发放，没有可以撤销的余额。发放有误请对发放记录办理更正。',
  'award.in_batch': ({ number }) =>
    `这笔核定在批次 ${number} 中，等待银行付款，不能撤销。请先把它移出批次，或等银行结果。`,
  'award.doubted': ({ number, lineNumber }) =>
    `银行的另一份结果（批次 ${number} 第 ${lineNumber} 行）与这笔核定登记的不符，没有撤销：撤销以后就不能再登记发放或补发。请先在「银行结果存疑」按银行的结果登记，或写明登记的没有错。`,
  'award.release_before': ({ earliestOn }) =>
    `撤销日期不能早于核定日期和最近一次发放、更正的日期 ${earliestOn}，请核对。`,
} satisfies Sentences;
