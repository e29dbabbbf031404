import type { SheetProblem } from '../../sheets/sheet';
import type { LedgerFileProblem } from '../../exchange/ledgerFile.server';
import type { LedgerColumn, LedgerKind } from '../../exchange/ledgerSheet';
import { ledgerFailureText } from '../ledgerTitles';
import { yuanText } from '../relief';
import { sheetProblemMessages } from '../sheets';
import type { Sentences } from './sentences';

export const EXCHANGE_REFUSALS = {
  'list.too_long': ({ most }) =>
    `这个列表超过 ${Number(most).toLocaleString('zh-CN')} 行，一个 Excel 文件装不下。请缩小日期、状态等条件，分几次导出。`,
  'export.file_gone': () =>
    '这个文件已失效（做好的文件保留一个月，更换密钥或恢复备份之后也可能打不开）。请重新导出；导入退回的行，请重新导入一次。',
  'export.not_full': () => '您没有查看完整身份证号和账号的权限。请改为隐去部分号码后导出。',
  'case_pack.sheet_refused': ({ problem }) => sheetProblemMessages[problem as SheetProblem],
  'case_pack.no_number': () =>
    '名单里没有读到号码。粘贴的名单请每行一个身份证号；文件请有一列标题为「身份证号」，单元格设为文本。',
  'case_pack.too_many_numbers': ({ most }) => `一次最多查 ${most} 个号码，请分几次查找。`,
  'case_pack.too_many_payments': ({ most }) =>
    `查到的发放超过 ${most} 笔。请选定一个年度，或把名单分成几份。`,
  'case_pack.not_found': () => '没有找到这个资料包。资料包只有生成它的人能下载，请重新生成。',
  'case_pack.nothing_found': () => '没有查到发放，不能生成资料包。请核对名单和年度。',
  'case_pack.not_whole': () => '您没有查看完整号码的权限。请去掉这个勾选，按隐去部分号码生成。',
  'national.not_whole': () =>
    '您没有查看完整身份证号和账号的权限，不能导出。全国系统要完整号码，隐去的没有用；请由有权限的人导出。',
  'national.known_here': () =>
    '这一户已有人登记在本系统的档案里，不能再登记一份。请打开那份档案核对，添加或更正成员。',
  'national.no_main_person': () =>
    '这一户在文件里没有能读出的“本人”，不知道谁是档案主。请在全国系统核对与档案主关系，或直接登记家庭。',
  'national.too_many_members': ({ most }) =>
    `文件里这一户超过 ${most} 人，一份档案登记不下。请核对档案编号，或直接登记家庭。`,
  'national.draft_open': () =>
    '您有一份登记了一半的家庭还没有保存。请先到「登记家庭」保存或丢弃它，再按全国系统的内容登记。',
  'job.finished': () => '这项工作已经结束，不能再取消。',
  'job.not_checked': () => '这份文件现在不在待核准状态。请返回查看最新进度。',
  'job.own_file': () => '这份文件由您上传，须由另一位有审批权限的人核准。',
  'ledger.no_project': ({ on, receipt }) =>
    `${on} 不在任何项目年度内。请先导入绩效目标（该年度的目标表），再导入这份台账${receipt ? '；提前或延后到账、要记入前后一年的，请在「记入年度」列填写年份' : ''}。`,
  'ledger.file_refused': ({ kind, problem, columns }) =>
    ledgerFailureText(kind as LedgerKind, {
      problem: problem as LedgerFileProblem,
      columns: String(columns).split(' ').filter(Boolean) as LedgerColumn[],
    }),
  'ledger.family_unknown': ({ fileNumber }) =>
    `没有档案编号为「${fileNumber}」的家庭。请核对编号，或先导入这户的家庭档案。`,
  'ledger.person_unknown': ({ fileNumber }) =>
    `档案「${fileNumber}」里没有这个身份证号的人。请对照身份证核对号码，并核对档案编号是否填成了别户的。`,
  'ledger.name_differs': ({ fileNumber, name }) =>
    `姓名「${name}」与档案「${fileNumber}」中这个身份证号登记的姓名不同。请核对姓名；姓名无误的，请核对身份证号和档案编号。`,
  'ledger.original_missing': ({ reference }) =>
    `没有找到原流水号「${reference}」的发放记录，它既不在系统里，也不在这份文件里。请核对原流水号，或先导入那一笔。`,
  'ledger.original_refused': ({ row }) => `它更正的第 ${row} 行没有导入。请先改正那一行，两行一起重新导入。`,
  'ledger.original_elsewhere': ({ reference }) =>
    `原流水号「${reference}」是另一笔核定的发放。退票、冲正须与原发放是同一人、同一类型、同一批准日期，请核对。`,
  'ledger.award_differs': ({ amountFen, givenFen }) =>
    `系统中这个人这一类型、这一天的核定是 ${yuanText(amountFen)}，这里填的批准金额是 ${yuanText(givenFen)}。请核对批准金额和批准日期。`,
  'ledger.row_differs': ({ columns }) =>
    `这一行已经导入或登记过，但「${columns}」与那时不同，没有改动。系统中的记录有误的，请在系统中办理更正；这里填错的，请改正。`,
  'ledger.recorded_differently': ({ paidOn, amountFen }) =>
    `这个流水号已在系统中登记为 ${paidOn} 的 ${yuanText(amountFen)}，与这一行不同，没有改动。请核对流水号、日期和金额。`,
  'ledger.receipt_differs': () =>
    '这笔到账（日期、来源、金额、凭证号都相同）系统中已有，但备注不同，没有改动。同一笔的请删去这一行；确是另一笔的，请核对凭证号。',
} satisfies Sentences;
