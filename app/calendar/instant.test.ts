import { expect, it } from 'vitest';
import { formatInstant } from './instant';

it.each([
  ['2019-10-01T01:05:09.000Z', '2019-10-01 09:05:09'],
  ['2018-12-31T16:00:00.000Z', '2019-01-01 00:00:00'],
  ['2018-12-31T15:59:59.999Z', '2018-12-31 23:59:59'],
])('shows %s as %s, wherever the server stands', (instant, shown) => {
  expect(formatInstant(instant)).toBe(shown);
});
