import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparedTarget,
  countBasisOfName,
  defaultWeights,
  FULL_WEIGHT,
  guessCountBasis,
  guessMetric,
  kindOfIndicator,
  METRICS,
  parseTargetValue,
  targetFault,
} from './target';
import type { CountBasis, IndicatorNames, Metric, TargetFault, TargetOperator } from './target';

type Expected = [operator: TargetOperator | null, value: string | null, unit: string | null];

describe('parseTargetValue', () => {
  it.each<[string, ...Expected]>([
    ['=100%', '=', '100', '%'],
    ['>90%', '>', '90', '%'],
    ['<5%', '<', '5', '%'],
    ['>=95%', '>=', '95', '%'],
    ['<=3%', '<=', '3', '%'],
    ['≥95%', '>=', '95', '%'],
    ['≤3%', '<=', '3', '%'],
    ['=5人', '=', '5', '人'],
    ['100%', null, '100', '%'],
    ['1000000元', null, '1000000', '元'],
    ['1,000,000.50元', null, '1000000.5', '元'],
    ['600元/人', null, '600', '元/人'],
    ['≥1万人', '>=', '10000', '人'],
    ['=1.2万人次', '=', '12000', '人次'],
    ['0.50005万户', null, '5000.5', '户'],
    ['=100万元', '=', '100', '万元'],
    ['＝１００％', '=', '100', '%'],
    ['＞90％', '>', '90', '%'],
    ['＞＝９０．５％', '>=', '90.5', '%'],
    ['＜ 10 天', '<', '10', '天'],
    [' = 2000 人次 ', '=', '2000', '人次'],
    ['不低于90%', '>=', '90', '%'],
    ['不少于300户', '>=', '300', '户'],
    ['不超过10个工作日', '<=', '10', '个工作日'],
    ['大于90%', '>', '90', '%'],
    ['大于等于90%', '>=', '90', '%'],
    ['90%以上', '>=', '90', '%'],
    ['90%（含）以上', '>=', '90', '%'],
    ['10天以内', '<=', '10', '天'],
    ['达到95%以上', '>=', '95', '%'],
    ['控制在5%以内', '<=', '5', '%'],
    ['=12台', '=', '12', '台'],
    ['200', null, '200', null],
    ['090.500%', null, '90.5', '%'],
    ['0', null, '0', null],
    ['0.00%', null, '0', '%'],
  ])('reads %s', (text, operator, value, unit) => {
    expect(parseTargetValue(text)).toEqual({ operator, value, unit, text: text.trim() });
  });

  it.each([
    '健全',
    '合规',
    '得到提高',
    '及时',
    '',
    '=',
    '>%',
    '2021年底前完成',
    '5到10人',
    '5-10人',
    '1.2.3%',
    '1,00元',
    '12台',
    '不低于90%以下',
    '=健全',
    'e5',
    '=1=2',
  ])('keeps %s as words', (text) => {
    expect(parseTargetValue(text)).toEqual({ operator: null, value: null, unit: null, text });
  });

  it('reads any text without throwing, and never a value that is no plain decimal', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[=<>≥不低于0-9.,%人以上]{0,12}$/),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const { value } = parseTargetValue(text);
        expect(value === null || /^\d+(\.\d*[1-9])?$/.test(value)).toBe(true);
      }),
    );
  });
});

describe('kindOfIndicator', () => {
  it.each([
    ['=5人', 'people_helped.medical', 'quantitative'],
    ['=3个', null, 'quantitative'],
    ['及时', 'timeliness', 'quantitative'],
    ['健全', null, 'qualitative'],
  ] as const)('of %s with %s is %s', (text, metric, kind) => {
    expect(kindOfIndicator({ target: parseTargetValue(text), metric })).toBe(kind);
  });

  it('needs no target for a computed metric', () => {
    expect(kindOfIndicator({ target: null, metric: 'coverage' })).toBe('quantitative');
    expect(kindOfIndicator({ target: null, metric: null })).toBe('qualitative');
  });
});

describe('guessMetric', () => {
  it.each<[string, string, Metric | null]>([
    ['投入管理', '预算执行率', 'budget_execution'],
    ['预算管理', '执行率', 'budget_execution'],
    ['投入管理', '资金支出进度', 'budget_execution'],
    ['投入管理', '预算编制合理性', null],
    ['投入管理', '预算资金到位情况', 'funds_in_place'],
    ['投入管理', '资金到位率', 'funds_in_place'],
    ['投入管理', '资金到位及时性', null],
    ['财务管理', '资金使用规范性', null],
    ['数量', '医疗救助人数', 'people_helped.medical'],
    ['数量', '医疗救助人次', 'people_helped.medical'],
    ['数量', '大病职工救助人数', 'people_helped.medical'],
    ['医疗救助', '救助人数', 'people_helped.medical'],
    ['医疗救助', '政策知晓率', null],
    ['数量', '助学救助人数', 'people_helped.schooling'],
    ['数量', '金秋助学人数', 'people_helped.schooling'],
    ['数量', '生活救助人数', 'people_helped.living'],
    ['数量', '生活困难补助户数', 'people_helped.living'],
    ['数量', '生活救助金额', null],
    ['数量', '应补尽补率', 'coverage'],
    ['质量', '救助对象覆盖率', 'coverage'],
    ['质量', '宣传覆盖率', null],
    ['时效', '补贴发放及时性', 'timeliness'],
    ['时效', '补助金发放及时率', 'timeliness'],
    ['时效', '信访处理及时率', null],
    ['满意度', '受补贴对象满意度', 'satisfaction'],
    ['满意度', '职工满意率', 'satisfaction'],
    ['满意度', '媒体评价', null],
    ['社会效益', '社会稳定', null],
    ['数量', '帮扶困难职工人数', 'people_helped.all'],
    ['数量', '困难职工帮扶户数', 'people_helped.all'],
    ['数量', '救助困难职工人次', 'people_helped.all'],
    ['困难职工帮扶', '受助人数', 'people_helped.all'],
    ['数量', '职工帮扶生活救助人数', 'people_helped.living'],
    ['数量', '帮扶困难职工数量', 'people_helped.all'],
    ['数量', '职工助困人数', 'people_helped.living'],
    ['数量', '帮扶活动次数', null],
    ['数量', '困难职工建档户数', null],
    ['数量', '困难职工脱困户数', null],
    ['数量', '慰问品数量标准', null],
    ['数量', '困难职工子女人数', null],
    ['数量', '救助资金发放金额', 'paid_amount'],
    ['数量', '帮扶资金发放额', 'paid_amount'],
    ['数量', '慰问金总额', 'paid_amount'],
    ['数量', '助学救助发放金额', null],
    ['数量', '人均救助金额', null],
    ['数量', '资金筹集金额', null],
    ['数量', '法律援助人次', 'services_count'],
    ['数量', '困难职工技能培训人次', 'services_count'],
    ['数量', '职业介绍帮扶人数', 'services_count'],
    ['数量', '提供政策咨询服务人次', 'services_count'],
    ['数量', '职业介绍、技能培训人次', null],
    ['数量', '职业介绍成功人数', null],
    ['数量', '农民工技能培训人次', null],
    ['数量', '技能培训合格人数', null],
    ['数量', '技能培训期数', null],
    ['数量', '服务职工人次', null],
    ['投入', '资金到位金额', 'received_amount'],
    ['投入', '中央财政专项资金到位金额', 'received_amount'],
    ['投入', '地方财政配套资金到位额', 'received_amount'],
    ['投入', '到位资金总额', 'received_amount'],
    ['投入', '省级财政资金到位金额', null],
    ['投入', '财政资金到位金额', null],
    ['投入', '救助物资到位金额', null],
  ])('of %s / %s is %s', (level2, level3, metric) => {
    expect(guessMetric({ level1: '目标', level2, level3 })).toBe(metric);
  });

  it('finds none without an indicator', () => {
    expect(guessMetric({ level1: '产出目标', level2: '满意度', level3: null })).toBeNull();
  });
});

describe('count basis', () => {
  it.each([
    ['人', 'persons'],
    ['名', 'persons'],
    ['人次', 'person_times'],
    ['人次/年', 'person_times'],
    ['户', 'families'],
    ['户次', null],
    ['%', null],
    [null, null],
  ] as const)('of the unit %s is %s', (unit, basis) => {
    expect(guessCountBasis(unit)).toBe(basis);
  });

  it.each([
    ['医疗救助人数', 'persons'],
    ['医疗救助人次', 'person_times'],
    ['生活救助户数', 'families'],
    ['生活救助', null],
  ] as const)('of the name %s is %s', (name, basis) => {
    expect(countBasisOfName(name)).toBe(basis);
  });
});

type WeightedRow = IndicatorNames & { metric: Metric | null };

function row(level1: string, metric: Metric | null = null, level3: string | null = '指标'): WeightedRow {
  return { level1, level2: '二级', level3, metric };
}

describe('defaultWeights', () => {
  it('deals whole points, the odd ones to the first rows', () => {
    const inputs = Array.from({ length: 9 }, () => row('投入与目标管理'));
    const outputs = Array.from({ length: 3 }, () => row('产出目标'));
    const weights = defaultWeights([...inputs, ...outputs, row('效果目标'), row('效果目标', 'satisfaction')]);
    expect(weights).toEqual([200, 100, 100, 100, 100, 100, 100, 100, 100, 1700, 1700, 1600, 3000, 1000]);
  });

  it('gives nothing to rows without indicator', () => {
    expect(defaultWeights([row('产出目标', null, null), row('产出目标')])).toEqual([null, 10_000]);
    expect(defaultWeights([row('产出目标', null, null)])).toEqual([null]);
    expect(defaultWeights([])).toEqual([]);
  });

  it('gives the points of an absent group to the others in proportion', () => {
    expect(defaultWeights([row('投入'), row('产出目标'), row('效果目标')])).toEqual([1100, 5600, 3300]);
    expect(defaultWeights([row('产出目标'), row('其他', 'satisfaction')])).toEqual([8300, 1700]);
  });

  it('counts a budget metric among the inputs wherever it stands', () => {
    expect(defaultWeights([row('管理', 'budget_execution'), row('产出目标')])).toEqual([1700, 8300]);
  });

  it('divides into hundredths when a group has more rows than points', () => {
    const weights = defaultWeights([
      ...Array.from({ length: 12 }, () => row('投入')),
      row('产出目标'),
      row('效果目标'),
      row('', 'satisfaction'),
    ]);
    expect(weights.slice(0, 12)).toEqual([84, 84, 84, 84, 83, 83, 83, 83, 83, 83, 83, 83]);
  });

  it('always adds up to exactly 100 points, in whole points where possible', () => {
    const rows = fc.array(
      fc.record({
        level1: fc.constantFrom('投入与目标管理', '产出目标', '效果目标', '影响力目标'),
        level2: fc.constant('二级'),
        level3: fc.constantFrom('指标', null),
        metric: fc.constantFrom(null, ...METRICS),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(rows, (tree) => {
        const weights = defaultWeights(tree);
        const given = weights.filter((weight) => weight !== null);
        expect(weights.map((weight) => weight === null)).toEqual(tree.map(({ level3 }) => level3 === null));
        expect(given.reduce((sum, weight) => sum + weight, 0)).toBe(given.length > 0 ? FULL_WEIGHT : 0);
        expect(given.every((weight) => weight > 0)).toBe(true);
        if (tree.length <= 10) expect(given.every((weight) => weight % 100 === 0)).toBe(true);
      }),
    );
  });
});

describe('a target that its metric can be compared with', () => {
  it.each<[string, Metric | null, CountBasis | null, TargetFault | null]>([
    ['≥1000人', 'people_helped.living', 'persons', null],
    ['≥1000名', 'people_helped.living', 'persons', null],
    ['≥1万人', 'people_helped.living', 'persons', null],
    ['≥1000', 'people_helped.living', 'persons', null],
    ['≥1000人次', 'people_helped.living', 'persons', 'unit'],
    ['≥1000人次', 'people_helped.living', 'person_times', null],
    ['≥1000户', 'people_helped.living', 'persons', 'unit'],
    ['≥1000户', 'people_helped.living', 'families', null],
    ['=200元', 'people_helped.schooling', 'persons', 'unit'],
    ['≥90%', 'people_helped.medical', 'persons', 'unit'],
    ['≥90%', 'budget_execution', null, null],
    ['≥900‰', 'budget_execution', null, null],
    ['≥0.9', 'coverage', null, null],
    ['≥90人', 'budget_execution', null, 'unit'],
    ['≥4.5分', 'satisfaction', null, 'unit'],
    ['及时', 'timeliness', null, null],
    ['按时足额', 'timeliness', null, null],
    ['及时率100%', 'timeliness', null, 'unreadable'],
    ['', 'timeliness', null, 'unreadable'],
    ['100-200人', 'people_helped.living', 'persons', 'unreadable'],
    ['≥-5人', 'people_helped.living', 'persons', 'unreadable'],
    ['同上年', 'people_helped.living', 'persons', 'unreadable'],
    ['', 'people_helped.living', 'persons', 'unreadable'],
    ['全覆盖', 'coverage', null, 'unreadable'],
    ['规范', null, null, null],
    ['≥90人', null, null, null],
    ['≥1000人', 'people_helped.all', 'persons', null],
    ['≥1000户', 'people_helped.all', 'person_times', 'unit'],
    ['≥50万元', 'paid_amount', null, null],
    ['≥500000元', 'paid_amount', null, null],
    ['≥500000', 'paid_amount', null, null],
    ['≥90%', 'paid_amount', null, 'unit'],
    ['≥600元/人', 'paid_amount', null, 'unit'],
    ['≥50万元', 'received_amount', null, null],
    ['≥90%', 'received_amount', null, 'unit'],
    ['≥200人次', 'services_count', 'person_times', null],
    ['≥200人', 'services_count', 'person_times', 'unit'],
    ['≥200人', 'services_count', 'persons', null],
    ['≥200', 'services_count', 'persons', null],
    ['≥200', 'services_count', 'families', 'basis'],
    ['≥200户', 'services_count', 'families', 'basis'],
    ['≥200户', 'services_count', null, 'unit'],
    ['≥20场', 'services_count', 'person_times', 'unit'],
  ])('%s of %s by %s: %s', (text, metric, countBasis, fault) => {
    expect(targetFault({ target: parseTargetValue(text), metric, countBasis })).toBe(fault);
  });
});

describe('how a target is read beside what computes it', () => {
  it.each<[string, Metric | null, string | null]>([
    // A rate without a unit: a share up to 1, a percentage above.
    ['≥0.9', 'coverage', '>= 90%'],
    ['≥0.005', 'coverage', '>= 0.5%'],
    ['≥0', 'coverage', '>= 0%'],
    ['≥0.995', 'satisfaction', '>= 99.5%'],
    ['≥1', 'coverage', '>= 100%'],
    ['≥1.0', 'coverage', '>= 100%'],
    ['≥1.01', 'coverage', '>= 1.01%'],
    ['≥90', 'coverage', '>= 90%'],
    ['≥100', 'coverage', '>= 100%'],
    ['≤0.05', 'coverage', '<= 5%'],
    ['1', 'budget_execution', '>= 100%'],
    // With one it is what it says.
    ['≥90%', 'coverage', '>= 90%'],
    ['≥0.5 %', 'coverage', '>= 0.5%'],
    ['≥1%', 'coverage', '>= 1%'],
    ['≥900‰', 'coverage', '>= 900‰'],
    // Counts, amounts and what the head judges are no shares.
    ['≥0.9', 'paid_amount', '>= 0.9'],
    ['=1', 'people_helped.living', '= 1'],
    ['≥0.9', null, '>= 0.9'],
    ['≥90%', null, '>= 90%'],
    ['及时', 'timeliness', null],
  ])('%s of %s as %s', (text, metric, expected) => {
    const read = comparedTarget({ metric, target: parseTargetValue(text) });
    expect(read && `${read.operator} ${read.value}${read.unit ?? ''}`).toBe(expected);
  });
});
