import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anEmptyRow,
  anIndicator,
  aNationalReport,
  aReport,
  aReportProject,
  aYearOf,
} from '../../tests/factories/yearIndicators';
import type { IndicatorResult } from '../indicators/indicator';
import { formatScore, formatWeight } from '../indicators/figures';
import { OTHER_SCORING } from '../../tests/factories/scoring';
import { USUAL_SCORING } from '../fund/scoring';
import { reportGrade } from './yearEnd';

const rowsOf = (rows: IndicatorResult[]) => aReport({ indicators: aYearOf(rows) }).rows;
const noteOf = (given: Partial<IndicatorResult>) => rowsOf([anIndicator(given)])[0]!.note;

describe('the grade of a total', () => {
  it.each([
    [10000, 'excellent'],
    [9000, 'excellent'],
    [8999, 'good'],
    [8000, 'good'],
    [7999, 'fair'],
    [6000, 'fair'],
    [5999, 'poor'],
    [0, 'poor'],
  ])('%i hundredths are %s', (hundredths, grade) => {
    expect(reportGrade(hundredths, USUAL_SCORING)).toBe(grade);
  });

  it.each([
    [9500, 'excellent'],
    [9499, 'good'],
    [8550, 'good'],
    [8549, 'fair'],
    [7000, 'fair'],
    [6999, 'poor'],
  ])('%i hundredths are %s by rules of the year', (hundredths, grade) => {
    expect(reportGrade(hundredths, OTHER_SCORING)).toBe(grade);
  });

  it('and its note are printed by the rules of the year in both layouts', () => {
    const indicators = aYearOf([anIndicator({ weightHundredths: 10_000, scoreHundredths: 9200 })]);
    const usual = aReport({ indicators });
    const other = { ...indicators, scoring: OTHER_SCORING };
    const papers = [aReport({ indicators: other }), aNationalReport({}, other)];
    expect(usual.total.gradeText).toBe('评级：优');
    expect(usual.notes).toContain(
      '评级标准：90分（含）以上为优，80分（含）以上为良，60分（含）以上为中，60分以下为差。',
    );
    for (const { total, notes } of papers) {
      expect(total.gradeText).toBe('评级：良');
      expect(notes).toContain(
        '评级标准：95分（含）以上为优，85.5分（含）以上为良，70分（含）以上为中，70分以下为差。',
      );
    }
  });
});

describe('points', () => {
  it.each([
    [0, '0', '0.00'],
    [5, '0.05', '0.05'],
    [250, '2.5', '2.50'],
    [1000, '10', '10.00'],
    [10000, '100', '100.00'],
    [9317, '93.17', '93.17'],
  ])('%i hundredths are %s as a weight and %s as a score', (hundredths, weight, score) => {
    expect(formatWeight(hundredths)).toBe(weight);
    expect(formatScore(hundredths)).toBe(score);
  });

  it('keep their value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        expect(Math.round(Number(formatScore(hundredths)) * 100)).toBe(hundredths);
        expect(Number(formatWeight(hundredths))).toBe(Number(formatScore(hundredths)));
      }),
    );
  });
});

describe('the tree', () => {
  it('merges neighbours of the same name and prints rows without an indicator', () => {
    const rows = rowsOf([
      anIndicator({ level1: '甲', level2: '一', level3: 'a' }),
      anIndicator({ level1: '甲', level2: '一', level3: 'b' }),
      anEmptyRow({ level1: '甲', level2: '二' }),
      anEmptyRow({ level1: '乙', level2: '二' }),
      anIndicator({ level1: '丙', level2: '', level3: 'c' }),
      anIndicator({ level1: '甲', level2: '一', level3: 'd' }),
    ]);
    expect(rows.map(({ level1 }) => level1 && [level1.text, level1.rowSpan])).toEqual([
      ['甲', 3],
      null,
      null,
      ['乙', 1],
      ['丙', 1],
      ['甲', 1],
    ]);
    expect(rows.map(({ level2 }) => level2 && [level2.text, level2.rowSpan])).toEqual([
      ['一', 2],
      null,
      ['二', 1],
      ['二', 1],
      ['', 1],
      ['一', 1],
    ]);
    expect(rows[2]).toMatchObject({ level3: '', target: '', actual: '', weight: '', score: '', note: '' });
    expect(rows[2]!.indicator).toBeNull();
  });

  it('covers every row once with the cells of each level', () => {
    const name = fc.constantFrom('甲', '乙', '');
    fc.assert(
      fc.property(fc.array(fc.record({ level1: name, level2: name }), { minLength: 1 }), (names) => {
        const rows = rowsOf(names.map((row) => anIndicator(row)));
        for (const level of ['level1', 'level2'] as const) {
          const covered = rows.flatMap((row) =>
            row[level] ? Array.from({ length: row[level].rowSpan }, () => row[level]!.text) : [],
          );
          expect(covered).toEqual(names.map((row) => row[level]));
        }
      }),
    );
  });

  it('prints the texts of the indicator engine as they are', () => {
    const [row] = rowsOf([
      anIndicator({
        level3: '应补尽补率',
        target: { operator: '>', value: '90', unit: '%', text: '>90%' },
        actual: { value: '0.900000', text: '90.00%' },
        weightHundredths: 250,
        scoreHundredths: 249,
      }),
    ]);
    expect(row).toMatchObject({
      level3: '应补尽补率',
      target: '>90%',
      actual: '90.00%',
      weight: '2.5',
      score: '2.49',
    });
  });

  it('drops what no office file may hold and keeps line breaks', () => {
    const [row] = rowsOf([
      anIndicator({ level3: '甲\u0000\u0007\ud800乙\ufffe', sentence: '一\r\n二\u000b' }),
    ]);
    expect(row).toMatchObject({ level3: '甲乙', note: '一\n二。' });
  });
});

describe('the note of a row', () => {
  const helped = {
    kind: 'quantitative' as const,
    metric: 'people_helped.living' as const,
    counts: { persons: 1012, personTimes: 2013, families: 998 },
  };

  it('is empty where there is nothing to say', () => {
    expect(noteOf({})).toBe('');
  });

  it('shows all three counts, whichever the target counts', () => {
    expect(noteOf(helped)).toBe('共1,012人、2,013人次、998户。');
  });

  it('says of a far excess only that it is far', () => {
    expect(noteOf({ ...helped, remarks: ['above_target', 'far_above_target', 'explanation_required'] })).toBe(
      '共1,012人、2,013人次、998户；超过目标值 30% 以上；需说明偏差原因。',
    );
  });

  it('no longer asks for an explanation that was given', () => {
    const explained = {
      remarks: ['above_target', 'explanation_required'] as const,
      sentence: '追加一次活动。',
    };
    expect(noteOf({ ...helped, ...explained, remarks: [...explained.remarks] })).toBe(
      '共1,012人、2,013人次、998户；超过目标值；追加一次活动。',
    );
  });

  it('gives numerator and denominator of a rate of people or awards', () => {
    const coverage = { kind: 'quantitative' as const, metric: 'coverage' as const };
    const actual = { value: '0.987544', text: '98.75%' };
    expect(noteOf({ ...coverage, actual, numerator: 1110, denominator: 1124, outcome: 'missed' })).toBe(
      '应补对象1,124个，已补1,110个；未达到目标值。',
    );
  });

  it('gives none where there is no value', () => {
    const none = { value: null, text: '—' };
    expect(
      noteOf({ metric: 'coverage', actual: none, numerator: 0, denominator: 0, remarks: ['no_denominator'] }),
    ).toBe('截至日没有应计入的对象。');
  });

  it('does not call a graded indicator missed', () => {
    expect(noteOf({ outcome: 'missed', grade: 'partly', sentence: '补发两笔' })).toBe('补发两笔。');
  });
});

describe('the head block', () => {
  it('has every field of the form, blank where nothing is known', () => {
    const { basics } = aReport({
      project: aReportProject({ unitCode: '', previousTotalFen: 123_456_789, previousCurrentFen: null }),
    });
    const entries = Object.fromEntries(basics.flat().map(({ label, text }) => [label, text]));
    expect(entries).toEqual({
      项目名称: '帮扶资金',
      预算单位: '云州市困难职工帮扶中心',
      单位编码: '',
      资金用途: '业务类',
      联系电话: '0999-5550123',
      项目负责人: '样例甲',
      联系人: '样例乙',
      开始时间: '2019年1月1日',
      结束时间: '2019年12月31日',
      项目总金额: '1,000,000.00元',
      项目本年度金额: '1,000,000.00元',
      上年度项目总金额: '1,234,567.89元',
      项目上年度金额: '',
      项目构成: '救济费 1,000,000.00元',
      年度绩效目标: '三类救助按时、足额发到困难职工手中。',
    });
  });
});

describe('the money', () => {
  const budget = {
    budgetFen: 110_000_000,
    receivedFen: 107_00053,
    committedFen: 60000,
    committedAwards: 1,
    paidFen: 98_500_000,
  };

  it('stands in figures and in capitals', () => {
    const { funds } = aReport({ indicators: aYearOf([], { budget }) });
    expect(funds.map(({ label, amountText, capitalsText }) => [label, amountText, capitalsText])).toEqual([
      ['年初预算数', '1,000,000.00', '人民币壹佰万元整'],
      ['全年预算数（调整后）', '1,100,000.00', '人民币壹佰壹拾万元整'],
      ['资金到位数', '107,000.53', '人民币壹拾万零柒仟元零伍角叁分'],
      ['资金支付数', '985,000.00', '人民币玖拾捌万伍仟元整'],
      ['已批待发数', '600.00', '人民币陆佰元整'],
    ]);
  });

  it('shows the rates as the tree does', () => {
    const rates = aReport().rates.map(({ text }) => text);
    expect(rates).toEqual(['98.50%', '100.00%']);
  });

  it.each([
    [budget, ['89.55%', '9.73%']],
    [{ ...budget, budgetFen: 0 }, ['—', '—']],
  ])('shows the rates of a tree without such indicators', (given, texts) => {
    const { rates } = aReport({ indicators: aYearOf([], { budget: given }) });
    expect(rates.map(({ text }) => text)).toEqual(texts);
  });
});

describe('the total', () => {
  it('is the one of the indicators, final when every row has a score', () => {
    const { total } = aReport({
      indicators: aYearOf([anIndicator({ weightHundredths: 10_000, scoreHundredths: 8999 }), anEmptyRow()]),
    });
    expect(total).toEqual({
      weightHundredths: 10_000,
      weight: '100',
      scoreHundredths: 8999,
      score: '89.99',
      grade: 'good',
      isProvisional: false,
      gradeText: '评级：良',
    });
  });

  it('is provisional while points have no score', () => {
    const { total } = aReport();
    expect(total).toMatchObject({ weight: '100', score: '84.70', gradeText: '评级：良（暂定）' });
  });
});

describe('the notes', () => {
  it('name the day, what has no score, what has no data and why, and what is not explained', () => {
    const { notes, open } = aReport();
    expect(notes[0]).toContain('2019年12月31日');
    expect(notes.slice(3)).toEqual([
      '有2项指标尚无得分（待评定1项，暂无数据1项），涉及权重12.5分，没有计入得分，评级为暂定。',
      '“受补贴对象满意度”暂无完成值：还没有满意度调查记录。',
      '下列指标未达到或偏离目标，原因尚未说明：医疗救助人数（7人）。',
    ]);
    expect(open.unscoredHundredths).toBe(1250);
    expect(open.ungraded.map(({ name }) => name)).toEqual(['项目管理制度健全性']);
    expect(open.noData.map(({ name }) => name)).toEqual(['受补贴对象满意度']);
    expect(open.unexplained.map(({ name }) => name)).toEqual(['医疗救助人数']);
  });

  it.each([
    ['2019-12-30', true],
    ['2019-12-31', false],
    ['2020-01-05', false],
  ])('as of %s say that the year is not over: %s', (asOf, isInterim) => {
    const notes = aReport({ indicators: aYearOf([], { asOf }) }).notes.join('');
    expect(notes.includes('阶段性')).toBe(isInterim);
  });

  it.each([
    [9999, true],
    [10_000, false],
    [10_001, true],
  ])('with a weight of %i hundredths complain: %s', (weightHundredths, complains) => {
    const indicators = aYearOf([anIndicator({ weightHundredths, scoreHundredths: 1 })]);
    expect(aReport({ indicators }).notes.join('').includes('不等于100分')).toBe(complains);
  });

  it('of a finished year say nothing of open points', () => {
    const indicators = aYearOf([anIndicator({ weightHundredths: 10_000, scoreHundredths: 10_000 })]);
    const report = aReport({ indicators });
    expect(report.notes).toHaveLength(3);
    expect(report.open).toEqual({ ungraded: [], noData: [], unexplained: [], unscoredHundredths: 0 });
  });
});

describe('the name of an export', () => {
  it('tells year, project and day, without what a file name may not hold', () => {
    const project = aReportProject({ projectName: '帮扶/资金:"甲"' });
    expect(aReport().fileName).toBe('2019年度帮扶资金绩效自评表（截至2019-12-31）');
    expect(aReport({ project }).fileName).toBe('2019年度帮扶 资金 甲 绩效自评表（截至2019-12-31）');
  });
});
