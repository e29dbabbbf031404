import { describe, expect, it } from 'vitest';
import { comparableReference } from './reference';

describe('what references are compared by', () => {
  it.each([
    ['Ａ１－２', 'A1-2'],
    ['a1', 'A1'],
    [' PL 2019\u30000310\u200b', 'PL20190310'],
    ['凭证（１）号', '凭证(1)号'],
  ])('%s is %s', (typed, same) => {
    expect(comparableReference(typed)).toBe(comparableReference(same));
    expect(comparableReference(typed)).toBe(same);
  });

  it('tells other numbers apart', () => {
    expect(comparableReference('A1')).not.toBe(comparableReference('A11'));
    expect(comparableReference('A-1')).not.toBe(comparableReference('A1'));
  });
});
