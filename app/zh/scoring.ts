import type { Grade } from '../fund/project';
import type { ScoringFault, ScoringField, ScoringRules } from '../fund/scoring';

/** 评分规则 in words: the fields of its form, and what the rules of a year say. */

export const SCORING_LABELS: Record<ScoringField, string> = {
  farAbove: '明显超过目标',
  executionExplained: '预算执行率须说明',
  timely: '及时',
  mostlyTimely: '基本及时',
  thinAnswers: '最少有效评价',
  thinShare: '最小样本比例',
  filesSound: '档案完整率建议达成',
  filesPassable: '档案完整率建议部分达成',
  achievedFrom: '达成',
  partlyFrom: '部分达成',
  excellentFrom: '优',
  goodFrom: '良',
  fairFrom: '中',
};

/** What a field is for, before its usual value. */
export const SCORING_HINTS: Record<ScoringField, string> = {
  farAbove: '超过目标值的这个比例，须说明原因。',
  executionExplained: '预算执行率低于这个比例，须说明原因。',
  timely: '发放及时率达到这个比例为「及时」。',
  mostlyTimely: '达到这个比例为「基本及时」，再低为「不及时」。',
  thinAnswers: '有效评价少于这个份数，提示样本偏少。',
  thinShare: '有效评价少于受助人数的这个比例，提示样本偏少。',
  filesSound: '材料齐全的在册档案达到这个比例，建议「达成」。',
  filesPassable: '达到这个比例建议「部分达成」，再低建议「未达成」。',
  achievedFrom: '「达成」得这个比例至 100% 的分值。',
  partlyFrom: '「部分达成」从这个比例起；再低为「未达成」。',
  excellentFrom: '总分达到为「优」。',
  goodFrom: '总分达到为「良」。',
  fairFrom: '总分达到为「中」，再低为「差」。',
};

/** The fields in the order of their form. */
export const SCORING_GROUPS: readonly {
  title: string;
  description: string;
  fields: readonly ScoringField[];
}[] = [
  {
    title: '定量指标',
    description: '达到目标值得满分，没有达到的按比例得分；下面两项决定什么时候必须写明原因。',
    fields: ['farAbove', 'executionExplained'],
  },
  {
    title: '补贴发放及时性',
    description: '目标写「及时」或「基本及时」的，也按这里的比例计分。',
    fields: ['timely', 'mostlyTimely'],
  },
  {
    title: '满意度样本',
    description: '两项有一项不够，指标、报告和定稿检查就提示「样本偏少」；只是提示，不影响得分。',
    fields: ['thinAnswers', 'thinShare'],
  },
  {
    title: '定性指标',
    description: '由中心主任评定；分档改变后，已评定的得分比例不在新分档内的，会列为待处理，须重新评定。',
    fields: ['achievedFrom', 'partlyFrom', 'filesSound', 'filesPassable'],
  },
  {
    title: '总分等级',
    description: '印在年终报告的评级和说明里。',
    fields: ['excellentFrom', 'goodFrom', 'fairFrom'],
  },
];

export const SCORING_FACT_LABELS = {
  measured: '定量指标',
  timeliness: '发放及时性',
  sample: '满意度样本',
  graded: '定性指标',
  files: '档案完整率',
  total: '总分等级',
} as const;

/** Values are hundredths of a percent, of the total hundredths of a point: `9250` is 92.5. Answers are counted. */
const number = (hundredths: number) => String(hundredths / 100);
const percent = (hundredths: number) => `${number(hundredths)}%`;
const points = (hundredths: number) => `${number(hundredths)} 分`;

/** The grades of the total are points, answers are counted, everything else is percent. */
const IN_POINTS: readonly ScoringField[] = ['excellentFrom', 'goodFrom', 'fairFrom'];
const isCount = (field: ScoringField) => field === 'thinAnswers';

/** A value as it is typed. */
export const scoringInput = (field: ScoringField, value: number) =>
  isCount(field) ? String(value) : number(value);
/** A value as it is read: `92.5%`, `85 分`, `30 份`. */
export const scoringValue = (field: ScoringField, value: number) => {
  if (isCount(field)) return `${value} 份`;
  return IN_POINTS.includes(field) ? points(value) : percent(value);
};

export const scoringSuffix = (field: ScoringField) => {
  if (isCount(field)) return '份';
  return IN_POINTS.includes(field) ? '分' : '%';
};

/** As the log keeps it. */
export const scoringAudit = (rules: ScoringRules) =>
  Object.fromEntries(
    Object.keys(SCORING_LABELS).map((field) => [
      field,
      scoringValue(field as ScoringField, rules[field as ScoringField]),
    ]),
  );

const limitOf = (field: ScoringField) => {
  if (isCount(field)) return '1 至 10000 份';
  return IN_POINTS.includes(field) ? '0.01 至 100 分' : '0.01% 至 100%';
};

/** What to do about a value that does not fit. */
export const scoringFaultText = ({ field, fault, other }: ScoringFault): string => {
  const label = SCORING_LABELS[field];
  if (fault === 'far_above_range')
    return `「${label}」应在 100% 至 1000% 之间：从目标值的百分之多少起要说明原因。`;
  if (fault === 'whole') return `「${label}」请填整数百分比，因为得分比例只填整数。`;
  if (fault === 'descending')
    return `「${label}」应低于「${other ? SCORING_LABELS[other] : ''}」，请改小这一项，或改大上一项。`;
  return `「${label}」应在 ${limitOf(field)} 之间。`;
};

export const SCORING_MESSAGES = {
  value: (field: ScoringField) =>
    isCount(field)
      ? `请填写「${SCORING_LABELS[field]}」，用整数，例如 30。`
      : `请填写「${SCORING_LABELS[field]}」，用数字，最多两位小数，例如 92.5。`,
} as const;

const SAME_AS_USUAL = '系统默认';
export const scoringStands = {
  usual: `现在按${SAME_AS_USUAL}计分，没有另行设定。`,
  set: ({ by, at, version }: { by: string; at: string; version: number }) =>
    `现行规则由 ${by} 于 ${at} 设定（第 ${version} 次）。`,
} as const;

/** How each qualitative indicator is settled. */
export const gradedDefinition = (rules: ScoringRules) =>
  `由中心主任按制度、记录和检查情况评定：${bandsText(rules)}，并写明理由。`;

/** How an indicator with a number that the product does not measure gets its score. */
export const ENTERED_DEFINITION =
  '系统没有这项指标的记录：由中心主任填写完成值，写明数据来源；达到目标值得满分，没有达到的按完成值与目标值的比例计分。';

/** 达成得 80%–100% 的分值 … */
export const bandsText = ({ achievedFrom, partlyFrom }: ScoringRules) =>
  `达成得 ${percent(achievedFrom)}–100% 的分值，部分达成得 ${percent(partlyFrom)}–${percent(achievedFrom)}，未达成得 ${percent(partlyFrom)} 以下`;

export const timelinessText = ({ timely, mostlyTimely }: ScoringRules) =>
  `发放及时率 ${percent(timely)} 以上为及时，${percent(mostlyTimely)} 以上为基本及时，其余为不及时。`;

/** When few answers are said to be too few. */
export const thinSampleText = ({ thinAnswers, thinShare }: Pick<ScoringRules, 'thinAnswers' | 'thinShare'>) =>
  `有效评价少于 ${thinAnswers} 份，或少于受助人数的 ${percent(thinShare)}，提示样本偏少。`;

export const measuredText = ({ farAbove, executionExplained }: ScoringRules) =>
  `超过目标值的 ${percent(farAbove)} 须说明原因；预算执行率低于 ${percent(executionExplained)} 须说明原因。`;

export const totalGradesText = ({ excellentFrom, goodFrom, fairFrom }: ScoringRules) =>
  `总分 ${number(excellentFrom)} 以上为优，${number(goodFrom)} 以上为良，${number(fairFrom)} 以上为中，其余为差。`;

export const filesText = ({ filesSound, filesPassable }: ScoringRules) =>
  `在册档案材料完整率 ${percent(filesSound)} 以上建议达成，${percent(filesPassable)} 以上建议部分达成，其余建议未达成。`;

/** What stands under the printed form. */
export const printedGrades = ({ excellentFrom, goodFrom, fairFrom }: ScoringRules) =>
  `评级标准：${number(excellentFrom)}分（含）以上为优，${number(goodFrom)}分（含）以上为良，${number(fairFrom)}分（含）以上为中，${number(fairFrom)}分以下为差。`;

/** By how much a figure is far above its target. */
export const farAboveText = ({ farAbove }: ScoringRules) =>
  farAbove === 10000 ? '超过目标值' : `超过目标值 ${percent(farAbove - 10000)} 以上`;

export const executionLimit = ({ executionExplained }: ScoringRules) => percent(executionExplained);

/** Beside a grade that the head chooses. */
export const bandHint = ({ from, to }: { from: number; to: number }) => `得分 ${from}%–${to}%`;
export const usualShares = (labels: Record<Grade, string>, bands: Record<Grade, { usual: number }>): string =>
  (Object.keys(bands) as Grade[]).map((grade) => `${labels[grade]}按 ${bands[grade].usual}%`).join('，');
