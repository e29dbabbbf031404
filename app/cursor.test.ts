import { describe, expect, it } from 'vitest';
import { cursorOf, keyFrom, keyText } from './cursor';

describe('a key in an address', () => {
  it('comes back as it went', () => {
    expect(keyFrom(keyText([2019, 12]), ['number', 'number'])).toEqual([2019, 12]);
    // Files of an earlier register are numbered below zero.
    expect(keyFrom('2019_-12', ['number', 'number'])).toEqual([2019, -12]);
    const id = '0193a1b2-0000-7000-8000-000000000001';
    expect(keyFrom(keyText(['2019-03-05', id]), ['text', 'text'])).toEqual(['2019-03-05', id]);
  });

  it.each(['', '2019', '2019_1_2', '2019_x', '2019_', '_12', '2019_-', '2019_1.5', '2019_1234567890123456'])(
    '%j names no place',
    (text) => expect(keyFrom(text, ['number', 'number'])).toBeNull(),
  );

  it('is read under its two names', () => {
    expect(cursorOf(new URLSearchParams('after=2019_12'))).toEqual({ after: '2019_12', before: null });
    expect(cursorOf(new URLSearchParams('before=2019_12&after='))).toEqual({
      after: null,
      before: '2019_12',
    });
  });
});
