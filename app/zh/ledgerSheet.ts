import type { JobPhase } from '../exchange/job';
import type { LEDGER_CODES, LedgerNote } from '../exchange/ledgerProblem';
import type { LedgerColumn, LedgerKind } from '../exchange/ledgerSheet';
import type { ReceiptSource, ReliefType } from '../fund/project';
import type { PaymentKind } from '../payments/payment';
import type { RefusalData } from '../refusal';
import { refusalSentence } from './refusals';
import { CELL_SENTENCES, type CellData } from './sheetCells';

export { LEDGER_TITLES, ledgerFailureText } from './ledgerTitles';

/** Other names that offices give the same columns. */
export const LEDGER_ALIASES: Record<LedgerKind, Partial<Record<LedgerColumn, readonly string[]>>> = {
  payments: {
    fileNumber: ['档案号', '档案编码', '家庭编号', '建档编号'],
    idNumber: ['身份证号', '身份证号码', '受助人身份证', '受助人身份证号码', '身份证', '公民身份号码'],
    name: ['姓名', '受助人'],
    type: ['类型', '救助类别', '救助项目'],
    approvedOn: ['审批日期', '批准时间', '核定日期', '审批时间'],
    awardAmount: ['核定金额', '审批金额', '批准金额元'],
    paidOn: ['支付日期', '发放时间', '付款日期'],
    amount: ['实发金额', '支付金额', '付款金额'],
    result: ['发放结果', '支付结果', '状态'],
    reference: ['银行流水号', '交易流水号', '流水'],
    originalReference: ['原银行流水号', '原交易流水号'],
    remarks: ['说明', '附注'],
  },
  receipts: {
    receivedOn: ['到账时间', '收款日期', '日期'],
    source: ['资金来源', '来源渠道'],
    amount: ['到账金额', '收款金额'],
    voucher: ['凭证', '凭证编号', '凭证号码'],
    remarks: ['说明', '摘要'],
    year: ['年度', '项目年度', '预算年度'],
  },
};

export const TYPE_WORDS: Record<string, ReliefType> = {
  生活救助: 'living',
  生活: 'living',
  生活补助: 'living',
  助学救助: 'schooling',
  助学: 'schooling',
  金秋助学: 'schooling',
  医疗救助: 'medical',
  医疗: 'medical',
  大病救助: 'medical',
};

export const RESULT_WORDS: Record<string, PaymentKind> = {
  成功: 'payment',
  发放成功: 'payment',
  已发放: 'payment',
  退票: 'return',
  冲正: 'reversal',
  追回: 'recovery',
};

export const SOURCE_WORDS: Record<string, ReceiptSource> = {
  中央财政专项: 'central',
  中央财政专项资金: 'central',
  中央财政: 'central',
  中央: 'central',
  地方财政配套: 'local',
  地方财政配套资金: 'local',
  地方财政: 'local',
  市财政: 'local',
  上级工会拨付及本级留成: 'union',
  上级工会拨付: 'union',
  本级留成: 'union',
  上级工会: 'union',
  社会捐助: 'donation',
  社会捐赠: 'donation',
  捐助: 'donation',
  捐赠: 'donation',
  专户利息: 'interest',
  利息: 'interest',
  其他合法来源: 'other',
  其他: 'other',
  其它: 'other',
};

const OWN_SENTENCES: Record<(typeof LEDGER_CODES)[number], (data: CellData) => string> = {
  'row.duplicate': ({ first }) => `与第 ${first} 行完全重复，已按一笔处理。请删去这一行。`,
  'row.reference_twice': ({ first }) =>
    `流水号与第 ${first} 行相同，但其他内容不同。一笔流水只能有一行，请对照银行回单核对流水号。`,
  'row.same_award_differs': ({ first }) =>
    `与第 ${first} 行是同一人、同一类型、同一批准日期的同一笔核定，但批准金额不同，无法判断哪个正确，两行都没有导入。请核对后改为一致。`,
  'row.no_day': () =>
    '填写了发放金额或结果，没有发放日期。已经发放的请补填银行发放日期；批准后没有发放的，请把发放金额、结果留空。',
  'amount.not_positive': () => '金额必须大于 0，退票和冲正也填正数。请填写实际金额。',
  'year.not_a_year': () => '记入年度应是四位年份，如 2019。请改正，或留空按到账日期归入。',
  'original.unneeded': () => '结果为“成功”的行不更正别的流水，原流水号应留空。请删去原流水号，或改正结果。',
};

const SENTENCES: Record<string, (data: CellData) => string> = { ...CELL_SENTENCES, ...OWN_SENTENCES };

/** Why a row is refused, and what to do: the sentence of the ledger, or that of the rule as the screens say it. */
export function ledgerProblemText(code: string, data: RefusalData): string {
  return (SENTENCES[code] ?? ((figures: RefusalData) => refusalSentence(code, figures)))(data);
}

/** What is worth a look in a ledger; of one that was only checked nothing has been recorded yet. */
export const LEDGER_NOTE_LABELS: Record<LedgerNote, (count: number, isApplied: boolean) => string> = {
  cap_unknown: (count, isApplied) =>
    `${count} 笔核定没有核对上限：批准当天没有登记低保标准，或台账没有医疗票据金额。${isApplied ? '已' : '将'}照原决定登记。`,
  id_converted: (count) => `${count} 行的身份证号是 15 位旧号，已换算为 18 位核对。`,
  lines_skipped: (count) => `${count} 行是合计、说明或重复的表头，没有读取。`,
  above_budget: (count, isApplied) =>
    `${count} 笔到账使当年到账合计超过调整后预算，${isApplied ? '已照台账登记' : '导入时将照台账登记'}。请核对金额和预算调整。`,
  overridden: (count, isApplied) =>
    `${count} 笔核定违反规定，${isApplied ? '已' : '导入时将'}由负责人放行并注明原因，会列入合规检查。`,
};

export const LEDGER_TEMPLATE: Record<
  LedgerKind,
  { sheet: string; fileName: string; lines: readonly (readonly [string, string])[] }
> = {
  payments: {
    sheet: '发放台账',
    fileName: '发放台账导入模板.xlsx',
    lines: [
      ['要求', '一笔发放、退票或冲正一行；先导入绩效目标、到账和家庭档案，再导入这份台账。'],
      [
        '同一笔核定',
        '同一人、同一类型、同一批准日期的各行属于同一笔核定（分次发放、补发），批准金额须一致。',
      ],
      [
        '退票、冲正',
        '另起一行，发放金额填正数，原流水号填它更正的那一笔的流水号，发放日期填退回或冲正的日期。',
      ],
      ['没有发放的核定', '发放日期、发放金额、结果、流水号都留空。'],
      [
        '身份证号、流水号',
        '这几列已设为文本。粘贴时请用“只粘贴值”，不要改成数字，否则 15 位以后的数字会丢失。',
      ],
      ['日期', '2019-01-05、2019.1.5、2019/1/5、2019年1月5日、20190105 或 Excel 日期都可以。'],
      ['金额', '单位为元，最多两位小数。'],
      ['再次导入', '已经导入的行（流水号相同）不会重复，可以改正退回的行后重新导入。'],
    ],
  },
  receipts: {
    sheet: '到账台账',
    fileName: '到账台账导入模板.xlsx',
    lines: [
      ['要求', '一笔到账一行，按到账日期归入所在的项目年度；请先导入绩效目标。'],
      ['记入年度', '提前或延后到账、要记入前后一年的，填写四位年份；其余留空。'],
      ['来源', '从下拉列表中选择。'],
      ['金额', '单位为元，大于 0，最多两位小数。退回的款项请在系统中对那笔到账办理更正。'],
      ['再次导入', '日期、来源、金额、凭证号都相同的算同一笔，不会重复。'],
    ],
  },
};

export const NAME_SEPARATOR = '、';

export const LEDGER_PHASE_LABELS: Record<JobPhase, string> = {
  reading: '正在读取文件',
  checking: '正在逐行检查',
  importing: '正在按日期逐日导入',
  writing: '正在生成文件',
};

export const LEDGER_REASON_TITLE = '退回原因';
export const ledgerRefusedFileName = (fileName: string) =>
  `退回的行 ${fileName.replace(/\.xlsx$/i, '')}.xlsx`;
