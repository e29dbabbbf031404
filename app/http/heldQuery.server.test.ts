import { describe, expect, it } from 'vitest';
import { heldQuery, isCut, MOST_SOUGHT, soughtText } from './heldQuery.server';

describe('a search text', () => {
  it.each([
    ['as long as it may be', '王'.repeat(MOST_SOUGHT), '王'.repeat(MOST_SOUGHT), false],
    ['one character longer', '王'.repeat(MOST_SOUGHT + 1), '王'.repeat(MOST_SOUGHT), true],
    ['of rare characters', '𠮷'.repeat(MOST_SOUGHT), '𠮷'.repeat(MOST_SOUGHT), false],
    ['of rare characters, one longer', '𠮷'.repeat(MOST_SOUGHT + 1), '𠮷'.repeat(MOST_SOUGHT), true],
    ['pasted whole', '查'.repeat(1_000_000), '查'.repeat(MOST_SOUGHT), true],
  ])('%s', (_, text, sought, cut) => {
    const asked = new URLSearchParams({ search: text, page: '2' });
    expect(soughtText(text)).toBe(sought);
    expect(isCut(asked)).toBe(cut);
    expect(Object.fromEntries(heldQuery(asked))).toEqual({ search: sought, page: '2' });
  });
});
