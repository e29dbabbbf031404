import { USUAL_SCORING } from '../../app/fund/scoring';
import type { IndicatorResult, YearIndicators } from '../../app/indicators/indicator';
import { yearEndReport, type ReportProject, type YearEndFacts } from '../../app/reports/yearEnd';

/** One indicator of a hand-made year; by default a qualitative one that the head has graded in full. */
export function anIndicator(given: Partial<IndicatorResult> = {}): IndicatorResult {
  const position = given.position ?? 1;
  return {
    id: `indicator-${position}`,
    position,
    level1: '投入与目标管理',
    level2: '财务管理',
    level3: '财务管理制度健全性',
    kind: 'qualitative',
    metric: null,
    countBasis: null,
    target: { operator: null, value: null, unit: null, text: '健全' },
    actual: { value: null, text: '达成' },
    counts: null,
    numerator: null,
    denominator: null,
    sample: null,
    outcome: 'met',
    weightHundredths: 400,
    scoreHundredths: 400,
    grade: 'achieved',
    sentence: '',
    remarks: [],
    ...given,
  };
}

/** A second-level row without an indicator. */
export function anEmptyRow(given: Partial<IndicatorResult> = {}): IndicatorResult {
  return anIndicator({
    level3: null,
    target: { operator: null, value: null, unit: null, text: '' },
    actual: { value: null, text: '' },
    outcome: 'no_data',
    weightHundredths: 0,
    scoreHundredths: null,
    grade: null,
    ...given,
  });
}

/** A year of rows whose totals are the sums of the rows. */
export function aYearOf(rows: IndicatorResult[], given: Partial<YearIndicators> = {}): YearIndicators {
  const indicators = rows.filter((row) => row.level3 !== null);
  const sum = (values: number[]) => values.reduce((left, right) => left + right, 0);
  return {
    year: 2019,
    asOf: '2019-12-31',
    scoring: USUAL_SCORING,
    budget: {
      budgetFen: 100_000_000,
      receivedFen: 100_000_000,
      committedFen: 0,
      committedAwards: 0,
      paidFen: 98_500_000,
    },
    rows: rows.map((row, index) => ({ ...row, id: `indicator-${index + 1}`, position: index + 1 })),
    totalScoreHundredths: sum(indicators.map((row) => row.scoreHundredths ?? 0)),
    unscoredHundredths: sum(
      indicators.filter((row) => row.scoreHundredths === null).map((row) => row.weightHundredths),
    ),
    ...given,
  };
}

export function aReportProject(given: Partial<ReportProject> = {}): ReportProject {
  return {
    year: 2019,
    projectName: '帮扶资金',
    unitCode: '990007',
    useType: '业务类',
    leader: '样例甲',
    contact: '样例乙',
    phone: '0999-5550123',
    startOn: '2019-01-01',
    endOn: '2019-12-31',
    totalFen: 100_000_000,
    currentFen: 100_000_000,
    previousTotalFen: 90_000_000,
    previousCurrentFen: null,
    annualGoal: '三类救助按时、足额发到困难职工手中。',
    ...given,
  };
}

const NO_SERVICES = {
  total: 0,
  byKind: { job_placement: 0, training: 0, start_up: 0, petition: 0, legal_aid: 0, policy_advice: 0 },
};

/** What a report is made of, with a tree of the 2019 shape: every kind of row and of outcome in it. */
export function yearEndFacts(given: Partial<YearEndFacts> = {}): YearEndFacts {
  return {
    project: aReportProject(),
    components: [{ subject: '救济费', amountFen: 100_000_000 }],
    indicators: aYearOf(wholeTree()),
    services: NO_SERVICES,
    leftOut: { payments: 0, netFen: 0 },
    centreName: '云州市困难职工帮扶中心',
    auditHead: { sequence: 42, recordedAt: '2020-01-08T02:05:00.000Z', hash: 'ab'.repeat(32) },
    layout: { layout: 'tree_2019', department: '', planned: null, budget: null },
    generatedAt: '2020-01-08T02:05:09.000Z',
    ...given,
  };
}

export const aReport = (given: Partial<YearEndFacts> = {}) => yearEndReport(yearEndFacts(given));

/** The same year in the national layout. */
export const aNationalReport = (
  given: Partial<YearEndFacts['layout']> = {},
  indicators: YearIndicators = aYearOf(wholeTree()),
) =>
  yearEndReport(
    yearEndFacts({
      indicators,
      layout: {
        layout: 'national',
        department: '云州市总工会',
        planned: { carriedFen: 0, otherFen: 20_000_000 },
        budget: { carriedFen: 1_234_567, otherFen: 20_000_053 },
        ...given,
      },
    }),
  );

const percent = (text: string) => ({
  operator: '=' as const,
  value: text.replace(/[^\d.]/g, ''),
  unit: '%',
  text,
});
const people = (value: string) => ({
  operator: '=' as const,
  value,
  unit: '人',
  text: `=${value}人`,
});

function wholeTree(): IndicatorResult[] {
  const graded = (level3: string, target: string, given: Partial<IndicatorResult> = {}) =>
    anIndicator({
      level3,
      target: { operator: null, value: null, unit: null, text: target },
      weightHundredths: 250,
      scoreHundredths: 250,
      ...given,
    });
  const inputs = { level1: '投入与目标管理' };
  const outputs = { level1: '产出目标' };
  const effects = { level1: '效果目标' };
  const lasting = { level1: '影响力目标' };
  const measured = { kind: 'quantitative' as const, grade: null };
  return [
    anIndicator({
      ...inputs,
      ...measured,
      level2: '投入管理',
      level3: '预算执行率',
      metric: 'budget_execution',
      target: percent('=100%'),
      actual: { value: '0.985000', text: '98.50%' },
      numerator: 98_500_000,
      denominator: 100_000_000,
      outcome: 'missed',
      weightHundredths: 500,
      scoreHundredths: 493,
      remarks: ['explanation_required'],
      sentence: '医疗救助申请少于预期，余款结转下年。',
    }),
    graded('预算编制合理性', '合理', {
      ...inputs,
      level2: '投入管理',
      weightHundredths: 200,
      scoreHundredths: 200,
    }),
    anIndicator({
      ...inputs,
      ...measured,
      level2: '投入管理',
      level3: '预算资金到位情况',
      metric: 'funds_in_place',
      target: percent('=100%'),
      actual: { value: '1.000000', text: '100.00%' },
      numerator: 100_000_000,
      denominator: 100_000_000,
      weightHundredths: 500,
      scoreHundredths: 500,
    }),
    graded('财务管理制度健全性', '健全', { ...inputs, level2: '财务管理' }),
    graded('资金使用规范性', '合规', {
      ...inputs,
      level2: '财务管理',
      grade: 'partly',
      actual: { value: null, text: '部分达成' },
      outcome: 'missed',
      scoreHundredths: 175,
      sentence: '两笔退票补发超过十个工作日。',
    }),
    graded('财务监控有效性', '有效', { ...inputs, level2: '财务管理' }),
    graded('合同管理完备性', '完备', { ...inputs, level2: '项目管理' }),
    graded('项目质量可控性', '可控', { ...inputs, level2: '项目管理' }),
    graded('项目管理制度健全性', '健全', {
      ...inputs,
      level2: '项目管理',
      outcome: 'ungraded',
      grade: null,
      scoreHundredths: null,
      actual: { value: null, text: '—' },
      remarks: ['not_graded'],
    }),
    anEmptyRow({ ...inputs, level2: '资产管理' }),
    anIndicator({
      ...outputs,
      ...measured,
      level2: '数量',
      level3: '医疗救助人数',
      metric: 'people_helped.medical',
      countBasis: 'persons',
      target: people('5'),
      actual: { value: '7', text: '7人' },
      counts: { persons: 7, personTimes: 9, families: 7 },
      weightHundredths: 1000,
      scoreHundredths: 1000,
      remarks: ['above_target', 'far_above_target', 'explanation_required'],
    }),
    anIndicator({
      ...outputs,
      ...measured,
      level2: '数量',
      level3: '助学救助人数',
      metric: 'people_helped.schooling',
      countBasis: 'persons',
      target: people('200'),
      actual: { value: '163', text: '163人' },
      counts: { persons: 163, personTimes: 163, families: 151 },
      outcome: 'missed',
      weightHundredths: 1000,
      scoreHundredths: 815,
      remarks: ['explanation_required'],
      sentence: '在册学生比年初少，已逐户核实。',
    }),
    anIndicator({
      ...outputs,
      ...measured,
      level2: '数量',
      level3: '生活救助人数',
      metric: 'people_helped.living',
      countBasis: 'person_times',
      target: { operator: '=', value: '2000', unit: '人次', text: '=2000人次' },
      actual: { value: '2013', text: '2013人次' },
      counts: { persons: 1012, personTimes: 2013, families: 1004 },
      weightHundredths: 1000,
      scoreHundredths: 1000,
      remarks: ['above_target'],
    }),
    anIndicator({
      ...outputs,
      ...measured,
      level2: '数量',
      level3: '应补尽补率',
      metric: 'coverage',
      target: { operator: null, value: '100', unit: '%', text: '100%' },
      actual: { value: '0.987544', text: '98.75%' },
      numerator: 1110,
      denominator: 1124,
      outcome: 'missed',
      weightHundredths: 1000,
      scoreHundredths: 987,
    }),
    anEmptyRow({ ...outputs, level2: '质量' }),
    anIndicator({
      ...outputs,
      ...measured,
      level2: '时效',
      level3: '补贴发放及时性',
      metric: 'timeliness',
      target: { operator: null, value: null, unit: null, text: '及时' },
      actual: { value: '0.963105', text: '及时(96.31%)' },
      numerator: 2088,
      denominator: 2168,
      weightHundredths: 1000,
      scoreHundredths: 1000,
    }),
    anEmptyRow({ ...outputs, level2: '成本' }),
    anEmptyRow({ ...effects, level2: '经济效益' }),
    graded('社会稳定性目标', '得到提高', {
      ...effects,
      level2: '社会效益',
      weightHundredths: 550,
      scoreHundredths: 550,
    }),
    anEmptyRow({ ...effects, level2: '环境效益' }),
    anIndicator({
      ...effects,
      ...measured,
      level2: '满意度',
      level3: '受补贴对象满意度',
      metric: 'satisfaction',
      target: { operator: '>', value: '90', unit: '%', text: '>90%' },
      actual: { value: null, text: '—' },
      outcome: 'no_data',
      weightHundredths: 1000,
      scoreHundredths: null,
      remarks: ['no_surveys'],
    }),
    graded('档案管理机制健全性', '健全', {
      ...lasting,
      level2: '长效管理',
      weightHundredths: 375,
      scoreHundredths: 375,
    }),
    graded('长效管理机制健全性', '健全', {
      ...lasting,
      level2: '长效管理',
      weightHundredths: 375,
      scoreHundredths: 375,
    }),
    anEmptyRow({ ...lasting, level2: '人力资源' }),
    anEmptyRow({ ...lasting, level2: '部门协助' }),
    anEmptyRow({ ...lasting, level2: '配套设施' }),
    anEmptyRow({ ...lasting, level2: '信息共享' }),
    anEmptyRow({ ...lasting, level2: '其它' }),
  ];
}
