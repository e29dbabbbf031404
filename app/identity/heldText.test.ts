import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { heldText, openedText } from './heldText.server';

const HOUR = 3_600_000;
const ID = '11010519491231002X';

describe('a search text in an address', () => {
  afterEach(() => vi.useRealTimers());

  it('stays as it is unless it is a whole number', () => {
    for (const text of ['', '张三', 'KN2019-00001', '1234', 'zs']) expect(heldText(text)).toBe(text);
  });

  it('holds a whole number sealed, never twice alike, for some hours', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const held = heldText(ID);
    expect(held).toMatch(/^~[\w-]+$/);
    expect(held).not.toBe(heldText(ID));
    expect(heldText(held)).toBe(held);
    vi.setSystemTime(Date.now() + 12 * HOUR - 1);
    expect(openedText(held)).toBe(ID);
    vi.setSystemTime(Date.now() + 1);
    expect(openedText(held)).toBe(held);
  });

  it('opens nothing that was changed or made elsewhere', () => {
    const held = heldText(ID);
    const changed = held.slice(0, -3) + (held.endsWith('AAA') ? 'BBB' : 'AAA');
    for (const text of [changed, '~', '~x', '~~', `${held}AAAA`]) expect(openedText(text)).not.toBe(ID);
  });

  it('shows no long run of digits, whatever was searched for, and gives every text back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\d X-]{0,24}$/), (typed) => {
        const text = typed.trim();
        expect(heldText(text)).not.toMatch(/\d{15}/);
        expect(openedText(heldText(text))).toBe(text);
      }),
    );
  });
});
