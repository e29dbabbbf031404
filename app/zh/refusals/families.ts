import type { ApprovalDoubt } from '../../families/bulkDoubts';
import type { Category, FamilyStatus } from '../../families/family';
import type { FamilyAction } from '../../families/workflow';
import {
  CATEGORY_LABELS,
  FAMILY_ACTION_LABELS,
  FAMILY_HUKOU_LABELS,
  FAMILY_STATUS_LABELS,
  regionLabel,
} from '../families';
import type { FamilyHukou } from '../../families/family';
import { findingSentence, missingSentence } from '../familyForm';
import { APPROVAL_DOUBT_TEXTS } from '../familyList';
import { reviewSumText } from '../reviews';
import type { Finding } from '../../families/crossChecks';
import type { PaperProblem } from '../../families/sentFiles.server';
import { paperProblemSentence } from '../papers';
import type { Sentences } from './sentences';

export const FAMILIES_REFUSALS = {
  'paper.refused': ({ problems }) =>
    (JSON.parse(String(problems)) as PaperProblem[]).map(paperProblemSentence).join('\n'),
  'family.no_main_person': () => '第一位必须是档案主，关系为「本人」。请把档案主填在第一位。',
  'family.two_main_persons': () => '一份档案只能有一位「本人」，就是档案主。请选择这位成员与档案主的关系。',
  'family.same_id_twice': ({ name }) => `这个身份证号与本户成员${name}的相同，请对照身份证核对。`,
  'family.id_elsewhere': ({ name, fileNumber, status }) =>
    `${name}的身份证号已登记在档案 ${fileNumber}（${FAMILY_STATUS_LABELS[status as FamilyStatus]}）中，一人只能在一份有效档案里。请先核对该档案；确需重新建档的，先为原档案办理退出。`,
  'family.id_invalid': ({ name }) => `${name}的身份证号不正确，请对照身份证核对。`,
  'family.bank_incomplete': () => '填写了银行账号，还需要填写开户银行和户名。',
  'family.holder_not_listed': ({ accountHolder }) =>
    `户名「${accountHolder}」不是本户登记的成员。救助金只能转入档案主或本户成员的账户，请核对户名或补充成员。`,
  'family.not_now': ({ status, action }) =>
    `这份档案现在是「${FAMILY_STATUS_LABELS[status as FamilyStatus]}」，不能办理「${FAMILY_ACTION_LABELS[action as FamilyAction]}」。请返回档案页查看当前可以办理的事项。`,
  'family.in_future': ({ today }) => `日期不能晚于今天（${today}），请填写实际办理的日期。`,
  'family.before_previous_step': ({ earliest }) => `日期不能早于上一步的日期 ${earliest}，请核对。`,
  'family.exit_before_review': ({ reviewedOn }) =>
    `退出日期不能早于最近一次年审 ${reviewedOn}：那次年审认定这户家庭仍然在册。请填写这一天或以后的日期，实际发生的时间另在材料中写明。`,
  'family.incomplete': ({ missing, blocking }) => {
    const fields = JSON.parse(String(missing)) as string[];
    const findings = JSON.parse(String(blocking)) as Finding[];
    return [...(fields.length > 0 ? [missingSentence(fields)] : []), ...findings.map(findingSentence)].join(
      '\n',
    );
  },
  'family.notice_running': ({ publicisedOn, earliest }) =>
    `公示从 ${publicisedOn} 开始，须满 5 个工作日，最早 ${earliest} 才能审批。请改为公示期满后的日期，或等公示期满再办理。`,
  'family.maker_checker': () => '这份档案由您登记或修改过，不能由本人审批。请由另一位有审批权限的人办理。',
  'family.no_line': ({ appliedOn, division, hukouKind }) =>
    `${regionLabel(String(division))}在申请日期 ${appliedOn} 没有${FAMILY_HUKOU_LABELS[hukouKind as FamilyHukou]}户籍适用的低保标准，不能认定类别。请先在「低保标准」中登记当时执行的标准。`,
  'family.category_of_other_rules': ({ ruleSet }) =>
    `申请日期适用 ${ruleSet} 年规则，没有您选择的类别，请在列出的类别中选择。`,
  'family.papers_not_seen': ({ count }) =>
    `这份档案缺 ${count} 种材料。请先补齐；仍要批准的，核对清单后勾选「已核对」。`,
  'family.duplicates_not_seen': ({ count }) =>
    `有 ${count} 份档案与这一户可能重复，还没有核对清楚。请先对比核对；仍要批准的，勾选「已看过」。`,
  'family.notice_not_seen': ({ earliest }) =>
    `公示是事后录入的，从录入之日算，到 ${earliest} 才满期，没有批准。请等期满再办理；仍要先批准的，核对公示的材料后勾选「已核对」。`,
  'family.doubts_not_seen': ({ kind, count, seen }) => {
    const { title } = APPROVAL_DOUBT_TEXTS[kind as ApprovalDoubt];
    return Number(seen) > 0
      ? '核对之后名单有变化（有的可能刚刚已经批准），这一次都没有办理。请重新打开本页核对。'
      : `${title(Number(count))}，这一次都没有办理。请逐户看过，仍要批准的，勾选「已核对」后再提交。`;
  },
  'family.override_reason': ({ proposed, perCapitaFen }) => {
    const sum =
      typeof perCapitaFen === 'number' ? `按填写的收入，${reviewSumText({ proposed, perCapitaFen })}。` : '';
    return `${sum}您选择的类别与系统建议不同，请写明理由。`;
  },
  'family.no_category': () =>
    '按规则不属于任何困难类别，或缺少当时的低保标准，不能批量审批。请打开档案单独办理。',
  'family.objection_open': () =>
    '公示期间收到的异议还没有处理，不能审批。请由登记人以外的人处理异议后再办理。',
  'family.objection_upheld': () => '公示期间的异议已认定成立，不能批准建档，只能退回补正或不予认定。',
  'family.followed': ({ fileNumber }) =>
    `这份档案已经重新建档为 ${fileNumber}，不能重复办理。请打开档案 ${fileNumber} 继续办理。`,
  'family.erased': () => '这份档案已过保存期限，个人信息已清除，不能据此重新建档。请直接登记新档案。',
  'family.main_deceased': () =>
    '这份档案因档案主去世退出，不能按原来的档案主重新建档。家里其他人仍有困难的，请以其中一人为档案主登记新档案。',
  'family.nothing_left': () => '这份档案已过保存期限，个人信息已清除，没有可以查看的号码。',
  'family.kept_still': ({ fileNumber }) =>
    `档案 ${fileNumber} 还没有过保存期限，或已经清除，不能办理。请刷新页面后重新勾选。`,
  'notice.not_visited': ({ fileNumber, status }) =>
    `档案 ${fileNumber} 现在是「${FAMILY_STATUS_LABELS[status as FamilyStatus]}」，不能公示。请取消勾选这一户后再提交。`,
  'notice.before_visit': ({ fileNumber, visitedOn }) =>
    `档案 ${fileNumber} 在 ${visitedOn} 才入户核查，公示开始日期不能早于这一天。`,
  'notice.down_already': ({ takenDownOn }) => `这份公示已在 ${takenDownOn} 撤下，不用重复办理。`,
  'notice.still_running': ({ endsOn }) =>
    `公示还没有期满，最早 ${endsOn} 可以撤下。需要提前撤下的，请先将仍在公示的家庭退回补正或不予认定。`,
  'objection.handled': ({ handledOn }) => `这条异议已在 ${handledOn} 处理，不能重复处理。`,
  'objection.same_person': () => '这条异议由您登记，须由另一位工作人员核实处理。',
  'review.too_early': ({ dueOn, earliest }) =>
    `这户家庭的年审日期是 ${dueOn}，最早可在 ${earliest} 办理，请填写这一天以后的日期。`,
  'review.category_changes': ({ category, proposed }) =>
    proposed
      ? `现在是「${CATEGORY_LABELS[category as Category] ?? '未定'}」，按年审当天的规定建议「${CATEGORY_LABELS[proposed as Category]}」。类别有变化，请打开档案单独办理年审。`
      : '按年审当天的规定已不属于任何困难类别，不能批量续期。请打开档案单独办理年审或退出。',
  'review.no_line': ({ on }) =>
    `${on} 没有这户家庭适用的低保标准，不能核定类别。请先在「低保标准」中登记当时执行的标准。`,
  'contract_rule.taken': ({ effectiveOn }) => `从 ${effectiveOn} 起的规定已经登记，请填写另一个执行日期。`,
  'line.taken': ({ effectiveOn }) =>
    `该地区该类别从 ${effectiveOn} 起的低保标准已经登记。需要更正金额时，请在列表中办理确认更正。`,
} satisfies Sentences;
