import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anIndicator, aNationalReport, aReport, aYearOf } from '../../tests/factories/yearIndicators';
import type { IndicatorResult } from '../indicators/indicator';
import { usualLayout } from './layout';
import { partsOf } from './national';

const amounts = ({
  plannedFen,
  budgetFen,
  paidFen,
}: Record<'plannedFen' | 'budgetFen' | 'paidFen', number | null>) => [plannedFen, budgetFen, paidFen];

describe('the national layout', () => {
  it('is usual from 2020 on', () => {
    expect([2019, 2020, 2031].map(usualLayout)).toEqual(['tree_2019', 'national', 'national']);
    expect(aReport().national).toBeNull();
  });

  it('scores the execution beside the money, and all else in rows, with the same total', () => {
    const { national, total, rows } = aNationalReport();
    const { execution } = national!;
    expect(execution!.metric).toBe('budget_execution');
    const shown = national!.rows.map(({ indicator }) => indicator);
    expect([execution, ...shown]).toEqual(rows.flatMap(({ indicator }) => indicator ?? []));
    const points = [execution!, ...shown].reduce(
      (sum, { scoreHundredths }) => sum + (scoreHundredths ?? 0),
      0,
    );
    expect(points).toBe(total.scoreHundredths);
    expect(national!.notes.at(-1)).toBe('预算执行率：未达到目标值；医疗救助申请少于预期，余款结转下年。');
    expect(national!.funds[0]).toMatchObject({
      weight: '5',
      score: '4.93',
      rate: '98.50%',
      paid: '98.500000',
    });
    expect(national!.rows.every(({ level3 }) => level3 !== '')).toBe(true);
  });

  it('prints operator, value and unit of a target apart, and words as what is qualitative', () => {
    const byName = new Map(aNationalReport().national!.rows.map((row) => [row.level3, row]));
    expect(byName.get('医疗救助人数')).toMatchObject({
      nature: '＝',
      target: '5',
      unit: '人',
      actual: '7人',
    });
    expect(byName.get('合同管理完备性')).toMatchObject({
      nature: '定性',
      target: '完备',
      unit: '',
      note: '',
    });
    expect(byName.get('资金使用规范性')!.note).toBe('两笔退票补发超过十个工作日。');
  });

  it('says why what is measured against a word stands as qualitative, and nothing of the others', () => {
    const timely = (text: string, value: string | null) =>
      anIndicator({
        ...{ level3: '补贴发放及时性', kind: 'quantitative', metric: 'timeliness' },
        target: { operator: null, value, unit: value && '%', text },
      });
    const told = (row: IndicatorResult) => {
      const { rows, notes } = aNationalReport({}, aYearOf([row])).national!;
      return [rows[0]!.nature, notes.filter((note) => note.includes('指标性质')).length];
    };
    expect(told(timely('及时', null))).toEqual(['定性', 1]);
    expect(told(timely('95%', '95'))).toEqual(['≥', 0]);
    expect(told(anIndicator())).toEqual(['定性', 0]);
  });

  it('says beside the name which part of the records an indicator counts', () => {
    const filter = { type: 'living', division: '410105', source: null, serviceKind: null } as const;
    const part = anIndicator({ level3: '应补尽补率', metric: 'coverage', filter });
    const { rows, goal } = aNationalReport({}, aYearOf([part])).national!;
    expect(rows[0]!.level3).toBe('应补尽补率（只计：金水区、生活救助）');
    expect(goal.actual).toContain('应补尽补率（只计：金水区、生活救助）');
  });

  it('says what is known of the sources, and a line for what is not', () => {
    const unknown = aNationalReport({ planned: null, budget: null }).national!;
    expect(
      unknown.funds
        .slice(1)
        .flatMap(amounts)
        .every((amount) => amount === null),
    ).toBe(true);
    expect(unknown.funds.slice(1).map(({ planned, rate }) => [planned, rate])).toEqual(
      Array.from({ length: 3 }, () => ['—', '—']),
    );
    expect(unknown.notes.join('')).toContain('年初预算没有登记资金来源');
  });

  it('spends what was carried over first and other money last', () => {
    const budget = { carriedFen: 10_000_000, otherFen: 5_000_000 };
    const { funds } = aNationalReport({ budget }).national!;
    expect(funds.map(amounts).map(([, budgetFen, paidFen]) => [budgetFen, paidFen])).toEqual([
      [100_000_000, 98_500_000],
      [85_000_000, 85_000_000],
      [10_000_000, 10_000_000],
      [5_000_000, 3_500_000],
    ]);
  });

  it('has no points beside the money where the tree does not measure it', () => {
    const { national, total } = aNationalReport(
      {},
      aYearOf([anIndicator({ weightHundredths: 10_000, scoreHundredths: 9000 })]),
    );
    expect(national!.execution).toBeNull();
    expect(national!.funds[0]).toMatchObject({ weight: '—', score: '—' });
    expect(total.score).toBe('90.00');
  });

  it('divides every amount without a rest, or not at all', () => {
    const sum = fc.integer({ min: 0, max: 10 ** 12 });
    fc.assert(
      fc.property(sum, sum, sum, (totalFen, carriedFen, otherFen) => {
        const parts = partsOf(totalFen, { carriedFen, otherFen });
        if (carriedFen + otherFen > totalFen) return parts === null;
        return parts!.every((part) => part >= 0) && parts!.reduce((left, right) => left + right) === totalFen;
      }),
    );
    expect(partsOf(1, null)).toBeNull();
  });
});
