import { yuanText } from './relief';
import type { ResultField } from '../payments/bankResult';
import type { FailureCause } from '../payments/batch';
import type { Booking } from '../payments/bookings.server';
import type { EarlyRows } from '../payments/earlyRows.server';
import type { UsedRows } from '../payments/usedRows.server';
import type { Doubt, PreviewTab } from '../payments/bankResultMatch';

/** The terms of a bank's result file (结果文件): what banks write, and what the product says about it. */

export const RESULT_FIELD_LABELS: Record<ResultField, string> = {
  line: '序号',
  account: '收款账号',
  holder: '户名',
  amount: '金额',
  status: '处理结果',
  reason: '失败原因',
  on: '银行日期',
  reference: '银行流水号',
};

/** Headers that banks use, the most telling first. */
export const HEADER_WORDS: Record<ResultField, readonly string[]> = {
  line: ['序号', '顺序号', '自定义序号', '明细序号', '行号', '笔号'],
  account: ['收款账号', '收款帐号', '收款人账号', '收款人帐号', '账号', '帐号', '卡号', '账户'],
  holder: ['户名', '收款账号名称', '收款人名称', '收款人户名', '收款人', '账户名称', '姓名'],
  amount: ['金额', '交易金额', '发放金额', '付款金额', '实付金额', '实发金额'],
  status: ['处理结果', '处理状态', '交易状态', '交易结果', '结果', '状态', '处理标志'],
  reason: ['失败原因', '退票原因', '错误信息', '返回信息', '错误描述', '处理信息', '原因'],
  on: ['交易日期', '处理日期', '入账日期', '付款日期', '记账日期', '银行日期', '日期'],
  reference: ['流水号', '交易流水号', '银行流水号', '流水', '凭证号', '交易号'],
};

/** In a header, it is about who pays. */
export const PAYER_WORD = '付款账';

/** In the header of a person's file or of a list of ours; a bank has no such column. */
export const REGISTER_HEADERS = [
  ...[
    '档案',
    '建档',
    '受助人',
    '救助',
    '困难',
    '致困',
    '年审',
    '在册',
    '民族',
    '政治面貌',
    '婚姻',
    '户口',
    '户籍',
  ],
  ...[
    '健康',
    '残疾',
    '患病',
    '学历',
    '就读',
    '住房',
    '住址',
    '家庭',
    '月收入',
    '出生',
    '就业',
    '劳模',
    '单亲',
    '工会',
  ],
  ...['医保', '自救能力'],
] as const;

/** In the header of a person's number; a bank may have it beside its answers. */
export const PERSON_HEADERS = ['身份证', '公民身份', '身份号码', '证件号'] as const;

export const TOTAL_WORDS = ['合计', '总计', '小计', '总笔数', '总金额', '合 计'] as const;

export const RESULT_WORDS = {
  success: [
    '成功',
    '交易成功',
    '处理成功',
    '付款成功',
    '代发成功',
    '发放成功',
    '入账成功',
    '已入账',
    '已付款',
    '已记账',
  ],
  failure: [
    '失败',
    '交易失败',
    '处理失败',
    '付款失败',
    '代发失败',
    '发放失败',
    '入账失败',
    '退票',
    '已退票',
    '退汇',
    '已退汇',
    '拒绝',
  ],
} as const;

/** Beside an amount with a minus: the bank took back what it had paid, and where it did not. */
export const TAKEN_BACK_WORDS = ['冲正', '冲销', '退回', '退汇', '退票', '撤销'] as const;
export const NOT_TAKEN_BACK_WORDS = ['失败', '未', '拒绝'] as const;

/** What banks write about why they did not pay, by cause; the first that fits is proposed. */
export const CAUSE_WORDS: Record<FailureCause, readonly string[]> = {
  name_mismatch: ['户名', '姓名', '名称不符', '账户名不'],
  account_closed: ['销户', '注销', '已销'],
  account_frozen: ['冻结', '止付', '挂失', '只收不付', '管控', '状态异常', '状态不正常'],
  account_inactive: ['未激活', '未启用', '睡眠', '休眠', '久悬', '不动户'],
  wrong_branch: ['行号', '联行', '开户行', '行名', '网点', '机构'],
  account_unknown: [
    '不存在',
    '无此',
    '账号错',
    '账号有误',
    '卡号错',
    '卡号有误',
    '无效账',
    '无效卡',
    '账号不',
  ],
  // Last, and of what ran out alone: many banks name the kind of paper beside an account that they do not know.
  identity_expired: [
    '证件过期',
    '证件已过',
    '证件失效',
    '证件已失效',
    '证件到期',
    '证件有效期',
    '件过期',
    '身份证过期',
    '身份证已过',
    '身份证失效',
    '身份证到期',
    '身份证有效期',
    '身份信息过期',
    '身份信息已过',
  ],
  other: [],
};

export const FAILURE_CAUSE_LABELS: Record<FailureCause, string> = {
  name_mismatch: '户名与账号不符',
  wrong_branch: '开户行或行号有误',
  account_closed: '账户已销户',
  account_frozen: '账户被冻结或止付',
  account_inactive: '账户未激活或久悬',
  identity_expired: '证件过期',
  account_unknown: '账号不存在或有误',
  other: '其他',
};

export const PREVIEW_TAB_LABELS: Record<PreviewTab, string> = {
  doubtful: '存疑，由人判断',
  differing: '已登记，与文件不同',
  unknown: '不属于本批次',
  missing: '文件里没有',
  succeeded: '成功',
  failed: '失败',
  applied: '重复，以前或文件里已有',
};

/** Why a row is left to a person. */
export const DOUBT_LABELS: Record<Doubt, string> = {
  account_differs: '序号对得上，账号与批次不同',
  amount_differs: '金额与批次不同',
  paid_less: '银行付款少于批次金额',
  line_differs: '账号和金额对得上，序号与批次不同',
  several_lines: '批次中有几行账号和金额都相同，文件没有说是哪一行',
  lines_together: '金额是这个账号几行的合计',
  digits_lost: '账号是数字格式，Excel 已丢失末尾数字',
  account_masked: '账号只显示了一部分',
  account_unreadable: '账号为空或不是数字',
  amount_unreadable: '金额为空或不是金额',
  amount_negative: '金额是负数',
  word_unknown: '处理结果的用词没有对应成功或失败',
  word_pending: '银行还没有处理完',
  word_unsure: '银行多半还没有处理完',
  word_missing: '没有处理结果',
  date_missing: '没有银行日期',
  date_unreadable: '银行日期读不出来',
  holder_differs: '户名与批次不同',
  person_number: '流水号一栏是身份证号码，不是银行的流水号',
  contradicts: '同一行在文件里出现多次，内容不一致',
  answered_otherwise: '与以前登记的结果相反',
  withdrawn: '这一行已从批次中移出',
  not_in_batch: '批次中没有这样的账号和金额',
  other_batch: '已登记在别的批次',
  awaited_elsewhere: '文件里有两个批次的结果，这一行哪个批次都在等',
  breaks_rule: '不符合发放规则',
};

/** In the place of a bank's number that is not kept. */
export const REFERENCE_LOST = '流水号是数字格式，末尾数字已丢失，不登记';

/** What helps with a doubt; nothing is to be done about rows of others. */
export const DOUBT_ADVICE: Record<Doubt, string | null> = {
  account_differs: '对照银行回单上的账号：付到了本行账户的，逐笔确认；是别人的或别的批次的，不用办。',
  amount_differs:
    '对照银行回单，问清实际付了多少：付够本行金额的，确认已付，多付的请银行退回；没有付的，确认未付。',
  paid_less: '对照银行回单：确认后按失败处理本行，再单独登记已付的部分。',
  line_differs: '如果银行重新编了序号，在「列对应」里不要对应序号列。',
  several_lines:
    '对照银行回单，看是哪一行，用右边各行的「确认已付」「确认未付」逐笔登记；几行共用一个流水号的，先问清银行付了几笔。',
  lines_together: '请向银行要逐笔的结果，或对照银行回单逐笔确认。',
  digits_lost: '请向银行要文本格式或 CSV 的文件，或对照银行回单逐笔确认。',
  account_masked: '对照银行回单上的完整账号逐笔确认，或请银行给账号完整的文件。',
  account_unreadable: '对照银行回单，看付给了谁，再逐笔确认；或请银行更正文件，重新上传。',
  amount_unreadable: '对照银行回单上的金额逐笔确认，或请银行更正文件，重新上传。',
  amount_negative: '多半是银行把这一笔收回了。请问清银行：整笔收回的，打开发放记录登记退票。',
  word_unknown:
    '问清银行后，在「列对应」里把这个用词归入成功或失败；文件已经登记、列对应不能再改的，把同一个文件再上传一次，在新的那一份里归入，或逐笔确认已付、未付。银行还没有处理完的，等下一个结果文件。',
  word_unsure:
    '问清银行：在这家银行就是最后结果的，在「列对应」里归入成功或失败，勾选已问清再保存（已经归入的，原样保存一次）；还没有处理完的，等下一个结果文件。',
  word_pending: '现在不用办：等银行的下一个结果文件，不要当作成功或失败登记。',
  word_missing: '文件没有说付了没有：问清银行后逐笔确认，或等银行的下一个文件。',
  date_missing: '在「列对应」里指定日期列，或填写统一的银行日期。',
  date_unreadable: '日期列对应错了的，改「列对应」；没有错的，对照银行回单上的日期逐笔确认。',
  holder_differs: '对照银行回单，看付到了谁的账户：是本人的，确认已付；户名不符没有付成的，确认未付。',
  person_number:
    '这个号码不会登记。对照银行回单找到流水号，再逐笔确认；整个文件都没有流水号的，在「列对应」里不要对应流水号列。',
  contradicts: '对照银行回单逐笔确认；文件里有别的批次的结果的，删去那些行再上传。',
  answered_otherwise: '付过又退回的，打开发放记录登记退票；先失败后付款的，单独登记发放。',
  withdrawn: '请问清银行：确实付了的，不要再发，登记发放；没有付的不用办。',
  not_in_batch: null,
  other_batch: null,
  awaited_elsewhere: '对照银行回单：是本批次的，逐笔确认；是那个批次的，到那个批次确认。',
  breaks_rule: '先按上面说的办好，再打开本页登记；办不了的，请问清银行付了没有。',
};

/** Before the doubt about a row whose line is answered as it says. */
export const DEALT_WITH = '已处理：';

/** What became of a row that goes against what is booked. */
export const STANDING_TEXTS = {
  open: '与登记的不符，还没有与银行核对，见',
  settled: '已与银行核对，以登记的为准',
  booked: '已按这一行登记或更正，不用再办',
} as const;

/** What a cell is like that is not shown. */
export const SHAPES = {
  amount: '（金额）',
  date: '（日期）',
  digits: (length: number, last: string) => `（数字 ${length} 位${last && `，尾号 ${last}`}）`,
  code: (length: number) => `（字母数字 ${length} 位）`,
  text: (length: number) => `（文字 ${length} 字）`,
} as const;

/** Of a file whose headers do not say that a bank has answered. */
export const NOT_LIKE_BANK = {
  title: '这个文件看起来不是银行结果',
  needed: '银行结果要有收款账号、金额、处理结果（成功或失败）三列，表头里没有认全。',
  found: (headers: readonly string[]) => `文件的表头是：${headers.filter(Boolean).join('、')}。`,
  advice:
    '选错了文件的，作废这个文件，再上传正确的；没有对应各列的文件不会登记任何结果。确是银行结果的，在下面指明各列；单元格先只显示类型和位数。',
} as const;

/** In the place of the form, once the results are entered. */
export const MAPPING_APPLIED = {
  title: '这个文件已经登记，列对应不能再改',
  advice: '银行有新的文件时另行上传；登记有误的，打开发放记录办理更正。',
} as const;

export const RESULT_LABELS = {
  file: '结果文件',
  success: '表示成功的用词',
  failure: '表示失败的用词',
  defaultOn: '统一的银行日期',
  bankReference: '银行流水号',
  cause: '失败原因',
  note: '依据与说明',
  reason: '作废原因',
  anotherReason: '流水号相同的理由',
} as const;

export const RESULT_MESSAGES = {
  file: '请选择银行返回的结果文件。',
  column: '请选择这一列。',
  columnTwice: '这一列已经对应了别的内容，请另选。',
  words: '请填写用词，多个用顿号隔开。',
  wordsLong: '用词太多，请精简到 400 个字以内。',
  wordTwice: (words: readonly string[]) => `「${words.join('、')}」不能既表示成功又表示失败。`,
  reference: '请填写银行回单上的流水号。',
  referenceLong: '银行流水号不能超过 60 个字。',
  cause: '请选择失败原因。',
  note: '请写明依据，如「工行回单 3 月 12 日」。',
  reason: '请写明为什么作废，如「误传了另一批次的文件」。',
  noteLong: '不能超过 200 个字，请精简。',
} as const;

/** What whoever enters a result ticks of the rows that the bank dates before it had the batch. */
export function earlySeenLabel(count: number): string {
  return `已对照银行回单：${count} 行确实是本批次的结果，银行日期没有弄错`;
}

/** What whoever takes a file away ticks of its rows that go against what is booked. */
export function voidSeenLabel(count: number): string {
  return `文件确实传错了：其中 ${count} 行与登记的不符，只有这个文件这样说，作废后不再提醒`;
}

/** What whoever says how a file is read ticks of the rows that go against what is booked, and do so no more by it. */
export function mappingSeenLabel(count: number): string {
  return `原来读错了：${count} 笔不是与登记不符，不用再提醒`;
}

export const ALIKE_ADVICE =
  '表头相同、还没有登记的其他结果文件，保存后也照此重新读取；已经登记的，只补读原来看不懂的行。统一的银行日期只用于这个文件。';

/** What whoever enters a result ticks of the rows whose day and number another payment has. */
export function usedSeenLabel(count: number): string {
  return `已对照银行回单：${count} 行的流水号虽然相同，确实是另一笔付款`;
}

export const USED_ADVICE =
  '这些流水号同一天已登记在别的发放上，多半是同一笔付款先由人工登记过；是同一笔的，先冲正登记错的那一笔。';

/** One of these rows, and the payment that has its number. */
export function usedNotice({ rowNumber, by, isOfSister }: UsedRows['rows'][number]): string {
  const batch = isOfSister
    ? `本批次第 ${by.lineNumber} 行，账号相同，可能当时认错了行`
    : by.number === null
      ? '由人工登记'
      : `批次 ${by.number} 第 ${by.lineNumber} 行`;
  return `文件第 ${rowNumber} 行：「${by.reference}」是 ${by.name}（${by.fileNumber}）${yuanText(by.amountFen)}，${batch}`;
}

/** What is written down of a line, beside what the row says. */
export function bookingText({ reference, on, isByHand }: Omit<Booking, 'paymentId'>): string {
  return `${isByHand ? '已由人工登记' : '已按以前的文件登记'}：流水号 ${reference}，银行日期 ${on}`;
}

/** The same of one line that is answered by hand. */
export const LINE_EARLY_LABEL = '已对照银行回单：银行日期确实早于批次交给银行的日子，是这一行的结果';

export function lineEarlyNotice(sentOn: string): string {
  return `银行日期早于 ${sentOn}，那一天本批次才第一次导出给银行。请对照银行回单，确认日期没有填错，也不是别的批次的结果。`;
}

export function earlyNotice({ count, rowNumbers, sentOn, otherBatch }: EarlyRows): string {
  if (otherBatch?.isSameFile)
    return `这个文件在本批次导出给银行之前，已经作为批次 ${otherBatch.number} 的结果传过，不会是本批次的结果（共 ${count} 行）。常见的原因是选错了文件：请作废，再传本批次的结果。`;
  if (otherBatch !== null)
    return `要登记的 ${count} 行，账号、金额和结果都与批次 ${otherBatch.number} 已登记的一样，也没有新的银行日期和流水号，多半是那份结果换了顺序或另存后又传上来。是那一批的，请作废，再传本批次的结果；银行对本批次也是这样答复的，核对后打勾。`;
  const others = count > rowNumbers.length ? ' 等' : '';
  return `文件第 ${rowNumbers.join('、')}${others} 行，共 ${count} 行的银行日期早于 ${sentOn}，那一天本批次才第一次导出给银行。常见的原因是选错了文件，或「列对应」里的日期列不对。`;
}

/** What stands beside a figure of the file that is not the one of the batch. */
export const OTHER_THAN_BATCH = '与批次不同';
export const OTHER_ACCOUNT_ADVICE =
  '文件这一行是另一个账号，多半是别的批次或别人的结果。请对照银行回单上的账号，确认付到了本行的账户，再登记。';
