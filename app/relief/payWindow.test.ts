import { expect, it } from 'vitest';
import { countMissed, missedWindows, type PayWindow } from './payWindow';

const SCHOOLING: PayWindow = { type: 'schooling', startOn: '2026-10-01', endOn: '2026-10-31', count: 41 };
const LIVING: PayWindow = { type: 'living', startOn: '2026-01-01', endOn: '2026-12-31', count: 2 };

it.each([
  ['2026-09-30', 41, false],
  ['2026-10-01', 0, null],
  ['2026-10-31', 0, null],
  ['2026-11-01', 41, true],
  ['2027-01-01', 43, true],
  ['', 0, null],
])('on %s %i payments lie outside', (on, count, isOver) => {
  const missed = missedWindows([SCHOOLING, LIVING], on);
  expect(countMissed(missed)).toBe(count);
  expect(missed[0]?.isOver ?? null).toBe(isOver);
});
