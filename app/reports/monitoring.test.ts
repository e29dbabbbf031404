import { describe, expect, it } from 'vitest';
import { anEmptyRow, anIndicator, aReportProject, aYearOf } from '../../tests/factories/yearIndicators';
import { monitoringReport, monitoringRows, type MonitoringNote } from './monitoring';

const row = (text: string, outcome: 'met' | 'missed') =>
  aYearOf([anIndicator({ metric: 'coverage', outcome, actual: { value: '0.5', text } })]);
const note: MonitoringNote = {
  indicatorId: 'indicator-1',
  expected: '100%',
  cause: '十月集中发放',
  likelihood: 'likely',
  recordedByName: '林主任',
  recordedAt: '2019-07-01T01:00:00.000Z',
};

describe('a row of the monitoring report', () => {
  it.each([
    ['wants a word where the year is reckoned to miss', 'missed', [], true],
    ['wants none once somebody has said why', 'missed', [note], false],
    ['wants none where the target is reckoned to be reached', 'met', [], false],
  ] as const)('%s', (_, outcome, notes, isOpen) => {
    const years = { now: row('50.00%', 'missed'), forecast: row('90.00%', outcome) };
    expect(monitoringRows(years, notes)).toEqual([
      expect.objectContaining({ actual: '50.00%', reckoned: '90.00%', note: notes[0] ?? null, isOpen }),
    ]);
  });
});

describe('an amount that is reckoned', () => {
  const amount = (numerator: number, unit: string, text: string) =>
    anIndicator({
      ...{ metric: 'paid_amount' as const, numerator, actual: { value: String(numerator), text } },
      target: { operator: '>=', value: '90', unit, text: `90${unit}` },
    });
  it.each([
    ['in ten thousands of yuan, to two decimals', 85_123_456, '万元', '85.123456万元', '约85.12万元'],
    ['half up', 85_125_000, '万元', '85.125万元', '约85.13万元'],
    ['in yuan, as it is', 85_123_456, '元', '851,234.56元', '851,234.56元'],
    ['exact where it has come true', 80_000_001, '万元', '80.000001万元', '80.000001万元'],
  ])('is shown %s', (_, numerator, unit, text, reckoned) => {
    const now = aYearOf([amount(80_000_001, unit, '80.000001万元')]);
    const rows = monitoringRows({ now, forecast: aYearOf([amount(numerator, unit, text)]) }, []);
    expect(rows).toMatchObject([{ reckoned }]);
  });
});

describe('the monitoring paper', () => {
  const paperOf = (leftFen: number, leftOut = { payments: 0, netFen: 0 }) => {
    const now = aYearOf([
      anIndicator({ metric: 'coverage', outcome: 'missed' }),
      anEmptyRow({ level2: '资产管理' }),
      anIndicator({ level3: '财务监控有效性' }),
    ]);
    return monitoringReport({
      ...{ project: aReportProject(), centreName: '云州市困难职工帮扶中心', now, forecast: now, notes: [] },
      leftOut,
      outlook: { plannedToDateFen: 90_000_000, projectedFen: 100_000_000, leftFen },
      generatedAt: '2019-08-01T02:05:09.000Z',
    });
  };

  it('leaves out what is no indicator, and lets a name stand for the rows below it', () => {
    const { rows } = paperOf(0);
    expect(rows.map(({ level1, level2, name }) => [level1?.rowSpan, level2?.rowSpan, name])).toEqual([
      [2, 2, '财务管理制度健全性'],
      [undefined, undefined, '财务监控有效性'],
    ]);
  });

  it.each([
    ['the budget and no more', 0, []],
    ['one fen more', -1, ['0.01']],
  ])('says by how much the plan goes beyond the budget: %s', (_, leftFen, amounts) => {
    const said = paperOf(leftFen).notes.flatMap((note) => /比预算多(.*?)元/.exec(note)?.[1] ?? []);
    expect(said).toEqual(amounts);
  });

  it('names what is reckoned to miss its target and has no word', () => {
    expect(paperOf(0).notes.at(-1)).toContain('财务管理制度健全性');
  });

  it('says what the ledger holds beside it', () => {
    const said = (leftOut?: { payments: number; netFen: number }) =>
      paperOf(0, leftOut).notes.filter((note) => note.includes('不计入'));
    expect(said()).toEqual([]);
    expect(said({ payments: 2, netFen: 0 })).toEqual([
      '截至日之后（或项目期外）发放和更正2条，净额0.00元，不计入本表的“已发放”。',
    ]);
  });

  it('has no rate without a budget', () => {
    const now = aYearOf([], {
      budget: { budgetFen: 0, receivedFen: 0, committedFen: 0, committedAwards: 0, paidFen: 0 },
    });
    const { funds } = monitoringReport({
      ...{ project: aReportProject(), centreName: '', now, forecast: now, notes: [] },
      leftOut: { payments: 0, netFen: 0 },
      outlook: { plannedToDateFen: 0, projectedFen: 0, leftFen: 0 },
      generatedAt: '2019-08-01T02:05:09.000Z',
    });
    expect([funds[5]!.text, funds[7]!.text]).toEqual(['—', '—']);
  });
});
