import type { AnswerProblem, AnswerProblemCode, SheetField } from '../surveys/answerSheet';
import type { PersonView, SampleUnit, SurveyMethod, SurveyOutcome } from '../surveys/survey';

export const SURVEY_METHOD_LABELS: Record<SurveyMethod, string> = { phone: '电话', paper: '纸质' };

export const SURVEY_OUTCOME_LABELS: Record<SurveyOutcome, string> = {
  very_satisfied: '很满意',
  satisfied: '满意',
  fair: '一般',
  dissatisfied: '不满意',
  unreached: '未接通',
  declined: '拒访',
};

export const SAMPLE_UNIT_LABELS: Record<SampleUnit, string> = {
  people: '人',
  percent: '受助人数的百分比（%）',
};

export const PERSON_VIEW_LABELS: Record<PersonView, string> = {
  all: '全部',
  open: '尚未调查',
  ...SURVEY_OUTCOME_LABELS,
};

/** What the forms of the surveys say. */
export const SURVEY_MESSAGES = {
  name: '请填写调查名称，例如「2019年冬季满意度调查」',
  nameLong: '调查名称不能超过 60 字',
  method: '请选择调查方式',
  size: (most: number) => `样本数为 1 至 ${most} 的整数`,
  percent: '百分比不能超过 100',
  unit: '请选择样本数按人数还是按百分比',
  seed: '随机种子为 1 至 2147483647 的整数',
  endBefore: '结束日期不能早于开始日期',
  person: '没有选定受访人，请从样本名单重新打开',
  outcome: '请选择评价，也可以按数字键 1 至 6',
  opinionLong: '意见不能超过 500 字，请摘要填写',
  reason: '请写明作废的原因（2–200 个字），会记入操作日志。',
  reasonLong: '原因不能超过 200 个字，请摘要填写',
  file: '请选择要导入的 Excel 文件',
  fileLarge: '文件超过 5 MB，请分成几个文件导入',
} as const;

/** The titles of the columns of an answers workbook, and other names they are known by. */
export const ANSWER_TITLES: Record<SheetField, string> = {
  idNumber: '身份证号',
  answeredOn: '日期',
  method: '方式',
  outcome: '评价',
  opinion: '意见',
};
export const ANSWER_ALIASES: Record<SheetField, readonly string[]> = {
  idNumber: ['身份证号码', '身份证', '公民身份号码', '证件号码'],
  answeredOn: ['调查日期', '访问日期', '评价日期'],
  method: ['调查方式'],
  outcome: ['满意度', '评价结果', '总体评价'],
  opinion: ['意见建议', '意见和建议', '备注'],
};

/** Words that a cell may say. */
export const METHOD_WORDS: Record<string, SurveyMethod> = {
  电话: 'phone',
  电话调查: 'phone',
  纸质: 'paper',
  问卷: 'paper',
  纸质问卷: 'paper',
};
export const OUTCOME_WORDS: Record<string, SurveyOutcome> = {
  很满意: 'very_satisfied',
  非常满意: 'very_satisfied',
  满意: 'satisfied',
  基本满意: 'satisfied',
  一般: 'fair',
  不满意: 'dissatisfied',
  未接通: 'unreached',
  无人接听: 'unreached',
  拒访: 'declined',
  拒绝: 'declined',
};

/** Of an import: what was taken in and counts nothing. */
export const outdatedText = (count: number) =>
  count === 0 ? '' : `导入的里面有 ${count} 行不计入满意度：本人还有日期更晚的评价，以最后一次为准。`;

export const REFUSED_TITLE = '退回原因';
export const ANSWERS_SHEET = '满意度评价';

/** Everything that a row of a workbook is not taken for. */
export function answerProblemsText(problems: readonly AnswerProblem[]): string {
  return problems.map(answerProblemText).join('');
}

/** Why a row of a workbook is not taken, and what to do. */
export function answerProblemText({ code, data }: AnswerProblem): string {
  const on = `${data.startOn} 至 ${data.endOn}`;
  const sentences: Record<AnswerProblemCode, string> = {
    id_empty: '身份证号是空的，请补填。',
    id_digits_lost: '身份证号是数字格式，末几位已经丢失。请把这一列设为文本后重新填写。',
    id_invalid: '身份证号不正确（位数、日期或校验码不符），请核对后改正。',
    person_unknown: '没有这个身份证号的档案，请核对号码。',
    person_unpaid: '这个人不在本轮样本中：本轮抽样时没有发放给他的救助。',
    not_in_sample: '这个人有发放记录，但没有抽入本轮样本，评价不能计入。',
    date_invalid: '日期是空的或认不出，请写成 2019-12-05 这样的日期。',
    date_outside: `日期不在本轮调查期间（${on}）内，请核对。`,
    date_in_future: '日期在今天之后，请核对。',
    method_unknown: '方式请写「电话」或「纸质」。',
    outcome_unknown: '评价请写「很满意」「满意」「一般」「不满意」「未接通」或「拒访」。',
    opinion_long: '意见超过 500 字，请摘要填写。',
    opinion_number: '意见里有身份证号或银行账号（15 位以上的数字），请删去后再导入。',
    duplicate_row: `与第 ${data.row} 行是同一个人、同一天的不同评价，请只保留一行。`,
  };
  return sentences[code];
}

export const withdrawnLabel = '已作废';
export const withdrawnRoundName = (name: string) => `${name}（${withdrawnLabel}）`;

export const ROUND_LABELS = {
  name: '调查名称',
  method: '调查方式',
  startOn: '开始日期',
  endOn: '结束日期',
  paidUntilOn: '受助截至日期',
  sampleWish: '样本数',
  sampleUnit: '样本数单位',
  seed: '随机种子',
  reason: '作废原因',
} as const;

export const ANSWER_LABELS = {
  outcome: '评价',
  opinion: '意见',
  answeredOn: '调查日期',
  method: '方式',
} as const;

/** How many a wish comes to, before they are drawn. */
export const drawnText = (people: number, drawn: number) =>
  `按上面的 ${people} 人计算，将抽 ${drawn} 人，抽出后不能更换。`;
