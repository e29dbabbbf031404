import type { Division } from '../identity/division';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anIndicator, aNationalReport, aReport, aYearOf } from '../../tests/factories/yearIndicators';
import type { IndicatorResult } from '../indicators/indicator';
import { closingPoints, type ClosingFacts } from './closingPoints';
import { paperDifferences } from './frozenDifference';

const target = { operator: '=' as const, value: '2', unit: '人', text: '=2人' };
const people = {
  level3: '样例',
  metric: 'people_helped.living' as const,
  countBasis: 'persons' as const,
  target,
  outcome: 'met' as const,
  sentence: '',
  remarks: [],
  weightHundredths: 10_000,
  scoreHundredths: 10_000,
  sample: null,
};

const NOTHING_OPEN = {
  applications: 0,
  batches: [],
  contradictions: 0,
  uncheckedFiles: 0,
  awards: { count: 0, restFen: 0 },
};

/** Of a year of one indicator, and 89 yuan paid of 100. */
function checksOf(given: Partial<IndicatorResult>, facts: Partial<ClosingFacts> = {}): string[] {
  const report = aReport({ indicators: aYearOf([anIndicator({ ...people, ...given })]) });
  report.money = { ...report.money, budgetFen: 10_000, paidFen: 8900 };
  const found = closingPoints({
    ...{
      report,
      planGaps: [],
      evidenced: new Set<string>(),
      suggested: new Map(),
      chapters: [],
      combined: [],
    },
    ...{ ledger: { netFen: 8900, outside: { payments: 0, netFen: 0 } }, today: '2020-02-03' },
    unfinished: NOTHING_OPEN,
    ...facts,
  });
  return found.map(({ check, isBlocking }) => (isBlocking ? `${check}!` : check));
}

const gap = { type: 'living' as const, plannedPeople: 1000, targetText: '=2000人次' };
const thin = { answers: 5, paid: 500, isThin: true };
const causes = [{ chapter: 'causes' as const, facts: [], content: '受疫情影响。' }];

describe('what is looked at before a year is closed', () => {
  it.each<[string, Partial<IndicatorResult>, Partial<ClosingFacts>, string[]]>([
    ['nothing', {}, { chapters: causes }, []],
    ['low execution that no indicator measures', {}, {}, ['execution_unexplained!']],
    ['a variance', { remarks: ['explanation_required'] }, { chapters: causes }, ['unexplained!']],
    [
      'a variance that is explained',
      { remarks: ['explanation_required'], sentence: '因故。' },
      { chapters: causes },
      [],
    ],
    ['weights', { weightHundredths: 9000 }, { chapters: causes }, ['weights!']],
    [
      'a unit that is not what is counted',
      { target: { ...target, unit: '人次' } },
      { chapters: causes },
      ['unit_mixed!'],
    ],
    [
      'a rate in people',
      { metric: 'coverage', countBasis: null, counts: null, target: { ...target, unit: '人' } },
      { chapters: causes },
      ['unit_mixed!'],
    ],
    [
      'a name that says what is not counted',
      { level3: '生活救助户数', countBasis: 'persons' },
      { chapters: causes },
      ['name_mixed'],
    ],
    [
      'a name that says what is counted',
      { level3: '生活救助人数', countBasis: 'persons' },
      { chapters: causes },
      [],
    ],
    [
      'a name and a unit that both say something else',
      { level3: '生活救助户数', countBasis: 'persons', target: { ...target, unit: '人次' } },
      { chapters: causes },
      ['unit_mixed!'],
    ],
    ['a target without a unit', { target: { ...target, unit: null } }, { chapters: causes }, []],
    [
      'one person in two roles',
      {},
      { chapters: causes, combined: [{ name: '身兼', conflicts: ['pays_and_decides'] }] },
      ['combined_roles'],
    ],
    ['a plan of another number', {}, { chapters: causes, planGaps: [gap] }, ['plan_gap']],
    [
      'applications, batches and awards on their way',
      {},
      {
        chapters: causes,
        unfinished: {
          applications: 2,
          batches: [{ id: 'batch', number: '2019-001', status: 'exported' }],
          contradictions: 3,
          uncheckedFiles: 1,
          awards: { count: 1, restFen: 60_000 },
        },
      },
      ['pending_applications', 'open_batch', 'bank_contradictions', 'unchecked_files', 'unpaid_awards'],
    ],
    [
      'a ledger of another sum than the report',
      {},
      { chapters: causes, ledger: { netFen: 8901, outside: { payments: 0, netFen: 0 } } },
      ['ledger_differs!'],
    ],
    [
      'payments after the day of the report',
      {},
      { chapters: causes, ledger: { netFen: 8900, outside: { payments: 3, netFen: 1800 } } },
      ['paid_outside'],
    ],
    [
      'a chapter that nobody wrote and the records say nothing of',
      {},
      { chapters: [...causes, { chapter: 'measures', facts: [], content: '' }] },
      ['empty_chapter'],
    ],
    ['a thin sample', { sample: thin }, { chapters: causes }, ['thin_sample']],
    ['no thin one', { sample: { ...thin, isThin: false } }, { chapters: causes }, []],
    [
      'a grade without a file',
      { metric: null, countBasis: null, target: { ...target, value: null } },
      { chapters: causes },
      ['no_evidence'],
    ],
    ...(
      [
        ['achieved', 'achieved', []],
        ['achieved', 'partly', ['above_suggestion']],
        ['partly', 'not_achieved', ['above_suggestion']],
        ['partly', 'achieved', []],
        ['achieved', null, []],
      ] as const
    ).map(
      ([grade, suggested, expected]): [string, Partial<IndicatorResult>, Partial<ClosingFacts>, string[]] => [
        `a grade ${grade} where ${suggested} is suggested`,
        { metric: null, countBasis: null, target: { ...target, value: null }, grade },
        {
          chapters: causes,
          evidenced: new Set(['indicator-1']),
          suggested: new Map(suggested ? [['indicator-1', suggested]] : []),
        },
        [...expected],
      ],
    ),
  ])('%s', (_, given, facts, expected) => {
    expect(checksOf(given, facts)).toEqual(expected);
  });
});

describe('the difference to a frozen paper', () => {
  const reportOf = (rows: { actual: string; sentence: string }[]) =>
    aReport({
      indicators: aYearOf(
        rows.map(({ actual, sentence }, index) =>
          anIndicator({
            id: `i${index}`,
            level3: `样例${index}`,
            sentence,
            actual: { value: null, text: actual },
          }),
        ),
      ),
    });
  const text = fc.string({ maxLength: 6, unit: fc.constantFrom('甲', '乙', '1', '%') });
  const rows = fc.array(fc.record({ actual: text, sentence: text }), { minLength: 1, maxLength: 4 });

  it('is none with itself, and the same seen from the other side', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const [was, is] = [reportOf(before), reportOf(after)];
        expect(paperDifferences(was, was)).toEqual([]);
        const sides = (given: ReturnType<typeof paperDifferences>, turned: boolean) =>
          given.map(({ frozen, now }) => (turned ? `${now}|${frozen}` : `${frozen}|${now}`)).sort();
        expect(sides(paperDifferences(was, is), false)).toEqual(sides(paperDifferences(is, was), true));
      }),
      { numRuns: 40 },
    );
  });

  it('tells the rows by their indicator, also where one was renamed', () => {
    const was = reportOf([{ actual: '1', sentence: '' }]);
    const is = structuredClone(was);
    is.rows[0]!.level3 = '改名';
    is.rows[0]!.actual = '2';
    expect(paperDifferences(was, is)).toEqual([
      { place: '样例0：三级指标', frozen: '样例0', now: '改名' },
      { place: '样例0：完成值', frozen: '1', now: '2' },
    ]);
  });

  it('is none where an older paper did not say yet which part an indicator counts, but is where it counts another', () => {
    const partOf = (division: Division) => {
      const filter = { type: null, division, source: null, serviceKind: null };
      return aReport({ indicators: aYearOf([anIndicator({ level3: '应补尽补率', filter })]) });
    };
    const [was, is] = [partOf('410105'), partOf('410105')];
    was.rows[0]!.level3 = '应补尽补率';
    expect(is.rows[0]!.level3).toBe('应补尽补率（只计：金水区）');
    expect(paperDifferences(was, is)).toEqual([]);
    expect(paperDifferences(was, partOf('410103'))).toMatchObject([
      { frozen: '应补尽补率（只计：金水区）', now: '应补尽补率（只计：二七区）' },
    ]);
  });

  it('compares amounts of the national form by value, and names the rate of a line', () => {
    const paid = (paidFen: number) =>
      aNationalReport(
        { planned: null, budget: { carriedFen: 0, otherFen: 20_000_000 } },
        aYearOf([anIndicator()], {
          budget: { ...aYearOf([]).budget, budgetFen: 100_000_000, paidFen },
        }),
      );
    const [was, is] = [paid(99_580_000), paid(99_546_000)];
    const amounts = ({ national }: typeof was) => national!.funds.map((line) => line.paid);
    expect([amounts(was)[1], amounts(is)[1]]).toEqual(['80.00', '80.000']);
    const places = paperDifferences(was, is).filter(({ place }) => place.includes('资金'));
    expect(places.filter(({ place }) => /拨款|结转/.test(place))).toEqual([]);
    expect(places.filter(({ place }) => place.startsWith('其他资金'))).toEqual([
      { place: '其他资金：全年执行数', frozen: '19.58', now: '19.546' },
      { place: '其他资金：执行率', frozen: '97.90%', now: '97.73%' },
    ]);
  });

  it('tells what else defines an indicator now, beside its figure, points and note only', () => {
    const row = anIndicator({
      ...{ level3: '生活救助人数', metric: 'people_helped.living', countBasis: 'persons' },
      target: { operator: '=', value: '20', unit: '人', text: '=20人' },
      actual: { value: '20', text: '20人' },
    });
    const division: Division = '410105';
    const counts = {
      filter: { type: null, division, source: null, serviceKind: null },
      actual: { value: '3', text: '3人' },
    };
    const target = { ...row.target, value: '30', text: '=30人' };
    const was = aReport({ indicators: aYearOf([row]) });
    const told = (given: Partial<IndicatorResult>) =>
      paperDifferences(
        was,
        aReport({ indicators: aYearOf([{ ...row, ...given, scoreHundredths: 60 }]) }),
      ).flatMap(({ place, redefined }) => (redefined ? [[place, ...redefined]] : []));
    const filtered = '计算范围：计入全部 → 只计：金水区';
    expect(told({ actual: counts.actual })).toEqual([]);
    expect(told(counts)).toEqual([
      ['生活救助人数：完成值', filtered],
      ['生活救助人数：得分', filtered],
    ]);
    expect(told({ ...counts, target, weightHundredths: 500 })).toEqual([
      ['生活救助人数：完成值', filtered],
      ['生活救助人数：得分', filtered, '目标值：=20人 → =30人', '分值：4 分 → 5 分'],
    ]);
    expect(told({ metric: null, countBasis: null, actual: { value: '20', text: '20' } })).toMatchObject([
      ['生活救助人数：完成值', '计算口径：生活救助人数 → 人工评定或填写', '计数单位：人 → —'],
      ['生活救助人数：得分', '计算口径：生活救助人数 → 人工评定或填写', '计数单位：人 → —'],
    ]);
  });
});
