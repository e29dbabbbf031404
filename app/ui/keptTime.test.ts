import { expect, it } from 'vitest';
import { clockOf } from './keptTime';

it.each([
  ['2026-11-26T19:25:10.400Z', '2026-11-27 03:25:10'],
  ['2026-12-31T15:59:59.000Z', '2026-12-31 23:59:59'],
  ['2026-12-31T16:00:00.000Z', '2027-01-01 00:00:00'],
])('what was kept at %s is told as %s', (at, told) => expect(clockOf(Date.parse(at))).toBe(told));
