import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubtSentence, problemSentence } from '../zh/targetForm';
import { FULL_WEIGHT } from './target';
import { readTargetForm } from './targetForm';
import type { Doubt, TargetForm, TargetFormReading } from './targetForm';

const FORM = readFileSync(new URL('../../tests/fixtures/targetForm.txt', import.meta.url), 'utf8');

function cellsOf(text: string): string[][] {
  return text.split('\n').map((line) => line.split('\t'));
}

/** Reads the invented form after replacing pieces of it; each piece must be there. */
function reading(...replacements: readonly (readonly [string, string])[]): TargetFormReading {
  let text = FORM;
  for (const [piece, other] of replacements) {
    if (!text.includes(piece)) throw new Error(`not in the form: ${piece}`);
    text = text.replace(piece, () => other);
  }
  return readTargetForm(cellsOf(text));
}

function formIn(result: TargetFormReading): TargetForm {
  if (!result.ok) throw new Error(result.problems.map(problemSentence).join('\n'));
  return result.form;
}

function doubtsIn(result: TargetFormReading): Doubt[] {
  formIn(result);
  return result.ok ? result.doubts : [];
}

function problemsIn(result: TargetFormReading) {
  return result.ok ? [] : result.problems;
}

const read = (...replacements: readonly (readonly [string, string])[]) => formIn(reading(...replacements));
const problemCodes = (result: TargetFormReading) => problemsIn(result).map(({ code }) => code);
const doubtCodes = (result: TargetFormReading) => doubtsIn(result).map(({ code }) => code);

describe('readTargetForm', () => {
  it('reads the head', () => {
    expect(read()).toMatchObject({
      centreName: '临澜市职工互助服务中心',
      year: 2021,
      projectName: '职工暖心资金',
      unitCode: '990007',
      useType: '民生类',
      leader: '样例甲',
      contact: '样例乙',
      phone: '0999-5550123',
      startOn: '2021-01-01',
      endOn: '2021-12-31',
      totalFen: 86_000_000,
      currentFen: 86_000_000,
      previousTotalFen: 80_000_000,
      previousCurrentFen: 80_000_000,
      components: [
        { subject: '生活补助', amountFen: 70_000_000 },
        { subject: '助学金', amountFen: 16_000_000 },
      ],
    });
  });

  it('reads the long texts without their markup, paragraph by paragraph', () => {
    const { texts } = read();
    expect(texts.overview).toBe(
      '本项目面向在册的困难职工家庭，分三类给予帮助。\n家庭人均收入 < 低保线的优先；“一户一档”。',
    );
    expect(texts.remarks).toBe('无');
    expect(texts.overallGoal).toBe('让困难职工家庭的日子过得稳当。');
    expect(Object.values(texts).join('')).not.toMatch(/<p>|&ldquo;/);
  });

  it('reads the planned headcounts', () => {
    expect(read().planned).toEqual({
      living: { people: 300, basis: 'persons', firstMonth: 1, lastMonth: 12 },
      schooling: { people: 40, basis: 'persons', firstMonth: 9, lastMonth: 9 },
      medical: { people: 12, basis: 'persons', firstMonth: 3, lastMonth: 11 },
    });
  });

  it('reads the whole tree in order, with the level-2 names that have no indicator', () => {
    expect(read().rows.map(({ level1, level2, level3 }) => [level1, level2, level3])).toEqual([
      ['投入与管理目标', '投入管理', '预算执行率'],
      ['投入与管理目标', '投入管理', '预算资金到位率'],
      ['投入与管理目标', '财务管理', '财务制度健全性'],
      ['投入与管理目标', '资产管理', null],
      ['产出目标', '数量', '医疗救助人次'],
      ['产出目标', '数量', '助学救助人数'],
      ['产出目标', '数量', '生活救助户数'],
      ['产出目标', '数量', '应补尽补率'],
      ['产出目标', '质量', null],
      ['产出目标', '时效', '补贴发放及时性'],
      ['效果目标', '社会效益', '职工队伍稳定'],
      ['效果目标', '满意度', '受助职工满意度'],
      ['影响力目标', '长效管理', '长效机制健全性'],
      ['影响力目标', '其它', null],
    ]);
  });

  it('reads targets, metrics and counts', () => {
    const rows = read().rows.map(({ target, kind, metric, countBasis }) => [
      target?.text,
      kind,
      metric,
      countBasis,
    ]);
    expect(rows).toEqual([
      ['=100%', 'quantitative', 'budget_execution', null],
      ['=100%', 'quantitative', 'funds_in_place', null],
      ['健全', 'qualitative', null, null],
      [undefined, null, null, null],
      ['=12人次', 'quantitative', 'people_helped.medical', 'person_times'],
      ['=45人', 'quantitative', 'people_helped.schooling', 'persons'],
      ['≥300户', 'quantitative', 'people_helped.living', 'families'],
      ['100%', 'quantitative', 'coverage', null],
      [undefined, null, null, null],
      ['及时', 'quantitative', 'timeliness', null],
      ['得到增强', 'qualitative', null, null],
      ['>92%', 'quantitative', 'satisfaction', null],
      ['健全', 'qualitative', null, null],
      [undefined, null, null, null],
    ]);
    expect(read().rows.map(({ position }) => position)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
  });

  it('proposes weights that add up to 100 points', () => {
    const weights = read().rows.map(({ weight }) => weight);
    expect(weights).toEqual([
      400,
      300,
      300,
      null,
      1000,
      1000,
      1000,
      1000,
      null,
      1000,
      1500,
      1000,
      1500,
      null,
    ]);
  });

  it('doubts what should be looked at, and says where', () => {
    expect(doubtsIn(reading())).toEqual([
      { code: 'target_without_operator', row: 37, data: { indicator: '应补尽补率', text: '100%' } },
      { code: 'weights_defaulted', data: {} },
      {
        code: 'plan_differs_from_target',
        data: { type: 'schooling', planPeople: 40, planBasis: 'persons', targetText: '=45人' },
      },
    ]);
  });

  describe('gives the same form for', () => {
    it.each<[string, (text: string) => string]>([
      ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
      ['lost trailing tabs', (text) => text.replace(/\t+$/gm, '')],
      ['extra trailing tabs', (text) => text.replaceAll('\n', '\t\t\n')],
      ['lost blank lines', (text) => text.replace(/\n+/g, '\n')],
      ['blanks around the cells', (text) => text.replaceAll('\t', ' \t\u3000')],
      ['half-width brackets', (text) => text.replaceAll('（', '(').replaceAll('）', ')')],
      ['colons after the names', (text) => text.replace(/^(项目名称|单位编码|项目概况|备注)\t/gm, '$1：\t')],
      [
        'numbered names',
        (text) => text.replace('项目名称', '1.项目名称').replace('项目概况', '（一）项目概况'),
      ],
      ['no <p> tags', (text) => text.replace('</p><p>', '<br>').replace(/<\/?p>/g, '')],
      [
        'markup escaped once more',
        (text) => text.replaceAll('<p>', '&lt;p&gt;').replaceAll('</p>', '&lt;/p&gt;'),
      ],
      ['thousands and yuan signs', (text) => text.replaceAll('860000.00', '￥860,000.00元')],
      [
        'other spellings of dates',
        (text) => text.replace('2021-01-01', '2021年1月1日').replace('2021-12-31', '2021/12/31'),
      ],
      ['dates with a time', (text) => text.replace('2021-01-01', '2021-01-01 00:00:00.0')],
      [
        'the year in the title',
        (text) => text.replace('支出项目', '2021年度支出项目').replace('（2021年）\n', ''),
      ],
      [
        'names and values in one cell',
        (text) => text.replace('项目名称\t', '项目名称：').replace('单位编码\t', '单位编码: '),
      ],
      ['a sum line', (text) => text.replace('备注\t无', '\t合计\t860000.00\t\n备注\t无')],
      [
        'a repeated header',
        (text) => text.replace('产出目标\t', '一级指标\t二级指标\t三级指标\t目标值\n产出目标\t'),
      ],
      ['a foot that repeats names', (text) => `${text}填表人：某某\t联系电话：0999-5550000\n`],
    ])('%s', (_, vary) => {
      expect(formIn(readTargetForm(cellsOf(vary(FORM))))).toEqual(read());
    });

    it('repeated cells written out', () => {
      let level1 = '';
      let level2 = '';
      const written = cellsOf(FORM).map((cells, index) => {
        if (index < 34 || cells.length !== 4 || cells[0]?.startsWith('预算单位')) return cells;
        level1 = cells[0] || level1;
        level2 = cells[1] || level2;
        return [level1, level2, ...cells.slice(2)];
      });
      expect(formIn(readTargetForm(written))).toEqual(read());
    });

    it('level names on lines of their own', () => {
      const withLines = reading(['产出目标\t数量\t医疗', '产出目标\t\t\t\n\t数量\t\t\n\t\t医疗']);
      expect(formIn(withLines)).toEqual(read());
    });

    it('columns in between', () => {
      const wide = cellsOf(FORM).map((cells) => cells.flatMap((cell) => [cell, '']));
      expect(formIn(readTargetForm(wide))).toEqual(read());
    });

    it('full-width digits and signs', () => {
      const wide = reading(
        ['=45人', '＝４５人'],
        ['>92%', '＞９２％'],
        ['860000.00\t项目本', '８６００００．００\t项目本'],
      );
      expect(formIn(wide).rows[5]?.target).toEqual({
        operator: '=',
        value: '45',
        unit: '人',
        text: '＝４５人',
      });
      expect(formIn(wide).rows[11]?.target).toEqual({
        operator: '>',
        value: '92',
        unit: '%',
        text: '＞９２％',
      });
      expect(formIn(wide).totalFen).toBe(86_000_000);
    });
  });

  it('reads amounts in units of 10,000 yuan, said by the name, the value or a line', () => {
    const byName = [
      ['项目总金额\t860000.00', '项目总金额（万元）\t86'],
      ['项目本年度金额\t860000.00', '项目本年度金额(万元)\t86.000000'],
      ['预算金额(元)', '预算金额(万元)'],
      ['700000.00', '70'],
      ['160000.00', '16.0000'],
    ] as const;
    expect(read(...byName)).toEqual(read());
    expect(read(['860000.00\t项目本', '86万元\t项目本'])).toEqual(read());
    const byLine = read(
      ['（2021年）', '（2021年）\n\t\t\t金额单位：万元'],
      ['项目总金额\t860000.00', '项目总金额\t86'],
      ['项目本年度金额\t860000.00', '项目本年度金额\t86'],
      ['800000.00\t项目上', '80\t项目上'],
      ['上年度金额\t800000.00', '上年度金额\t800000元'],
    );
    expect(byLine).toEqual(read());
    expect(problemCodes(reading(['项目总金额\t860000.00', '项目总金额(万元)\t86.0000001']))).toEqual([
      'amount_unreadable',
    ]);
  });

  it('goes on with a long text in the lines below', () => {
    const { texts } = read(
      ['<p>依据市里关于', '<p>第一段</p>\n<p>第二段</p>\n<p>依据市里关于'],
      ['备注\t无', '备注\t\n都写在这里'],
    );
    expect(texts.basis).toBe('第一段\n第二段\n依据市里关于关心困难职工生活的会议意见。');
    expect(texts.remarks).toBe('都写在这里');
  });

  it('takes the weights of the form when they are complete', () => {
    const points = ['5', '5分', '5', '', '10', '10', '10', '10', '', '10', '12.5', '10%', '12.5', ''];
    const header = cellsOf(FORM).findIndex(([first]) => first === '一级指标');
    const weighted = (values: readonly string[]) =>
      readTargetForm(
        cellsOf(FORM).map((cells, index) => {
          if (index === header) return [...cells, '分值'];
          return index > header && cells.length === 4 ? [...cells, values[index - header - 1] ?? ''] : cells;
        }),
      );
    const complete = weighted(points);
    expect(formIn(complete).rows.map(({ weight }) => weight)).toEqual([
      500,
      500,
      500,
      null,
      1000,
      1000,
      1000,
      1000,
      null,
      1000,
      1250,
      1000,
      1250,
      null,
    ]);
    expect(doubtCodes(complete)).not.toContain('weights_defaulted');
    const short = weighted(['4', ...points.slice(1)]);
    expect(doubtsIn(short)).toContainEqual({ code: 'weights_unusable', data: { totalText: '99' } });
    expect(formIn(short).rows.reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBe(FULL_WEIGHT);
    expect(doubtCodes(weighted(['五', ...points.slice(1)]))).toContain('weights_unusable');
  });

  describe('doubts', () => {
    it.each<[string, Doubt['code'], string, string]>([
      ['no name in the title', 'centre_name_missing', '临澜市职工互助服务中心', ''],
      ['a blank field', 'fields_missing', '上年度项目总金额\t800000.00', '上年度项目总金额\t'],
      ['a missing field', 'fields_missing', '单位编码\t990007\t', ''],
      ['an unknown line', 'line_not_understood', '项目详细信息', '政府采购金额\t12'],
      ['a year only in the dates', 'year_from_dates', '（2021年）', ''],
      ['another year in the dates', 'year_differs_from_dates', '（2021年）', '（2022年）'],
      ['a blank date', 'dates_assumed', '2021-12-31', ''],
      ['no composition', 'components_missing', '\t生活补助\t700000.00\t\n\t助学金\t160000.00\t\n', ''],
      ['another plan', 'plan_differs_from_target', '拟救助12人', '拟救助13人'],
      ['a blank target', 'target_missing', '=45人', ''],
      ['a target without sign', 'target_without_operator', '=45人', '45人'],
      ['a number in a phrase', 'target_not_understood', '得到增强', '2021年底前完成'],
      ['a target without indicator', 'target_without_indicator', '质量\t\t', '质量\t\t=3项'],
      ['an indicator without level 2', 'indicator_without_level2', '效果目标\t社会效益\t', '效果目标\t\t'],
      ['lost tabs', 'level1_unfamiliar', '\t\t助学救助人数\t=45人', '助学救助人数\t=45人'],
      [
        'lost tabs before a word',
        'level1_unfamiliar',
        '\t财务管理\t财务制度健全性\t健全',
        '财务制度健全性\t健全',
      ],
      ['a bare level-1 name', 'level1_without_indicator', '产出目标\t', '过程目标\t\t\t\n产出目标\t'],
      ['an unknown number', 'metric_not_recognised', '得到增强', '=3项'],
      ['a metric used twice', 'metric_repeated', '财务制度健全性\t健全', '资金到位率\t=90%'],
      ['a count of nothing known', 'count_basis_unknown', '生活救助户数\t≥300户', '生活救助数量\t≥300'],
      ['人次 by name and 人 by unit', 'count_basis_mixed', '=12人次', '=12人'],
      ['one indicator twice', 'indicator_repeated', '助学救助人数\t=45人', '应补尽补率\t=90%'],
    ])('%s', (_, code, piece, other) => {
      const usual: readonly string[] = doubtCodes(reading());
      const count = (codes: readonly string[]) => codes.filter((found) => found === code).length;
      expect(count(doubtCodes(reading([piece, other])))).toBe(count(usual) + 1);
    });

    it('keeps both lines of a repeated indicator', () => {
      const { rows } = read(['助学救助人数\t=45人', '应补尽补率\t=90%']);
      expect(rows.filter(({ level3 }) => level3 === '应补尽补率').map(({ target }) => target?.text)).toEqual([
        '=90%',
        '100%',
      ]);
    });

    it('compares plan and target as numbers', () => {
      const same = reading(['拟救助40人', '拟救助45人']);
      expect(doubtCodes(same)).not.toContain('plan_differs_from_target');
      expect(doubtCodes(reading(['拟救助40人', '拟救助45人'], ['=45人', '=45.0人']))).not.toContain(
        'plan_differs_from_target',
      );
    });

    it('takes the calendar year where dates are missing', () => {
      expect(read(['2021-01-01', ''], ['2021-12-31', ''])).toMatchObject({
        startOn: '2021-01-01',
        endOn: '2021-12-31',
      });
    });
  });

  describe('refuses', () => {
    it.each<[string, string[], string, string]>([
      ['a file without title', ['title_missing'], '支出项目绩效目标表', '通讯录'],
      ['a file without header', ['indicator_header_missing'], '三级指标', '备用'],
      ['neither dates nor year', ['year_missing'], '（2021年）\n\n', '\n'],
      ['an unreadable amount', ['amount_unreadable'], '860000.00\t项目本', '八十六万\t项目本'],
      ['an amount with a third decimal', ['amount_unreadable'], '700000.00', '700000.001'],
      ['a negative amount', ['amount_unreadable'], '700000.00', '-700000.00'],
      ['a missing amount of the year', ['amount_missing'], '项目本年度金额\t860000.00', '项目本年度金额\t'],
      ['another sum of the components', ['components_differ'], '700000.00', '700000.01'],
      ['a component without subject', ['component_subject_missing'], '\t助学金\t', '\t\t'],
      ['a date that is none', ['date_unreadable'], '2021-12-31', '2021-13-31'],
      ['a date that is not real', ['date_unreadable'], '2021-12-31', '2021-02-30'],
      ['dates the wrong way round', ['dates_reversed'], '2021-01-01', '2022-01-01'],
    ])('%s', (_, codes, piece, other) => {
      const replacements: [string, string][] = [[piece, other]];
      if (codes[0] === 'year_missing') replacements.push(['2021-01-01', ''], ['2021-12-31', '']);
      expect(problemCodes(reading(...replacements))).toEqual(codes);
    });

    it('a form without indicators', () => {
      const header = FORM.slice(0, FORM.indexOf('投入与管理目标'));
      expect(problemCodes(readTargetForm(cellsOf(header)))).toEqual(['indicators_missing']);
      expect(problemCodes(readTargetForm(cellsOf(`${header}产出目标\t数量\t\t\n`)))).toEqual([
        'indicators_missing',
      ]);
    });

    it('with all its reasons at once, and the lines', () => {
      const problems = problemsIn(
        reading(['2021-12-31', '年底'], ['项目总金额\t860000.00', '项目总金额\t很多'], ['700000.00', '1']),
      );
      expect(problems).toEqual([
        { code: 'date_unreadable', row: 10, data: { field: 'endOn', text: '年底' } },
        { code: 'amount_unreadable', row: 11, data: { name: '项目总金额', text: '很多' } },
        { code: 'components_differ', data: { componentsFen: 16_000_100, currentFen: 86_000_000 } },
      ]);
    });

    it.each([[[]], [[[]]], [[['']]], [[['姓名', '电话']]]])('%j', (cells: string[][]) => {
      expect(problemCodes(readTargetForm(cells))).toEqual(['title_missing', 'indicator_header_missing']);
    });
  });

  it('never throws on a damaged form: it is a form with sentences for its doubts, or a refusal with its reasons', () => {
    const lines = FORM.split('\n');
    const damage = fc.record({
      at: fc.nat(lines.length - 1),
      kind: fc.constantFrom('delete', 'blank', 'double', 'garble', 'trim', 'swap', 'cut'),
      garbage: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('&#x110000;', '&#55555;', '<p', '9'.repeat(40), '=', '\t'),
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 12 }), (damages) => {
        let damaged = [...lines];
        for (const { at, kind, garbage } of damages) damaged = damagedBy(damaged, { at, kind, garbage });
        const result = readTargetForm(cellsOf(damaged.join('\n')));
        const sentences = result.ok ? result.doubts.map(doubtSentence) : result.problems.map(problemSentence);
        expect(result.ok || sentences.length > 0).toBe(true);
        expect(
          sentences.every((sentence) => /[。？]$/.test(sentence) && !/undefined|NaN/.test(sentence)),
        ).toBe(true);
        if (result.ok) expectSound(result.form);
      }),
      { numRuns: 400 },
    );
  });
});

function damagedBy(
  lines: string[],
  { at, kind, garbage }: { at: number; kind: string; garbage: string },
): string[] {
  const line = lines[at];
  if (line === undefined) return lines;
  const others = { before: lines.slice(0, at), after: lines.slice(at + 1) };
  const half = Math.floor(line.length / 2);
  switch (kind) {
    case 'delete':
      return [...others.before, ...others.after];
    case 'blank':
      return [...others.before, '', ...others.after];
    case 'double':
      return [...others.before, line, line, ...others.after];
    case 'garble':
      return [...others.before, line.slice(0, half) + garbage + line.slice(half + 1), ...others.after];
    case 'trim':
      return [...others.before, line.trim(), ...others.after];
    case 'swap':
      return [...others.after, line, ...others.before];
    default:
      return [...others.before, line.slice(0, half)];
  }
}

function expectSound(form: TargetForm): void {
  expect(form.startOn <= form.endOn).toBe(true);
  expect(Number.isSafeInteger(form.currentFen)).toBe(true);
  const sum = form.components.reduce((total, { amountFen }) => total + amountFen, 0);
  expect(form.components.length === 0 || sum === form.currentFen).toBe(true);
  expect(form.rows.reduce((total, { weight }) => total + (weight ?? 0), 0)).toBe(FULL_WEIGHT);
  expect(form.rows.every(({ level3, weight }) => (level3 === null) === (weight === null))).toBe(true);
}
