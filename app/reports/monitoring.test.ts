import { describe, expect, it } from 'vitest';
import { anIndicator, aYearOf } from '../../tests/factories/yearIndicators';
import { monitoringRows, type MonitoringNote } from './monitoring';

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
