import { describe, expect, it } from 'vitest';
import { earliestByEntry, lateSteps, noticeCountsFrom, type EnteredStepKind } from './lateEntry';

describe('a step', () => {
  it.each<[EnteredStepKind, string, string, boolean]>([
    ['visited', '2026-11-04', '2026-11-04', false],
    ['visited', '2026-11-04', '2026-11-05', false],
    ['visited', '2026-11-04', '2026-11-06', true],
    ['submitted', '2026-12-31', '2027-01-01', false],
    ['submitted', '2026-12-31', '2027-01-02', true],
    ['publicised', '2026-11-05', '2026-11-05', false],
    ['publicised', '2026-11-05', '2026-11-06', true],
  ])('%s on %s and entered on %s is late: %s', (kind, on, enteredOn, isLate) =>
    expect(lateSteps([{ kind, on, enteredOn }])).toHaveLength(isLate ? 1 : 0),
  );
});

describe('a public notice', () => {
  // 2026-11-05 is a Thursday: five working days later it is 11-12.
  it.each<[string, string, number | null, string, string | null]>([
    ['2026-11-05', '2026-11-05', 2026, '2026-11-05', null],
    ['2026-11-05', '2026-11-06', 2026, '2026-11-06', '2026-11-13'],
    ['2026-11-05', '2026-11-27', 2026, '2026-11-27', '2026-12-04'],
    // Entered on a Sunday: no working day was lost between.
    ['2026-11-06', '2026-11-08', 2026, '2026-11-08', null],
    ['2026-11-05', '2026-11-27', 2027, '2026-11-05', null],
    ['2026-11-05', '2026-11-27', null, '2026-11-05', null],
    ['2025-12-31', '2026-01-05', 2026, '2025-12-31', null],
    ['2026-01-04', '2026-01-06', 2026, '2026-01-06', '2026-01-13'],
  ])(
    'put up on %s and entered on %s, of an office since %s, counts from %s',
    (publicisedOn, enteredOn, beganIn, from, earliest) => {
      expect(noticeCountsFrom({ publicisedOn, enteredOn, beganIn })).toBe(from);
      expect(earliestByEntry({ publicisedOn, enteredOn, beganIn })).toBe(earliest);
    },
  );
});
