import { describe, expect, it } from 'vitest';
import { toPlainText } from './plainText';

describe('toPlainText', () => {
  it.each([
    ['  600 ', '600'],
    ['１２３．５０', '123.50'],
    ['\u3000张\u3000', '张'],
    ['￥600', '¥600'],
    ['＝Ａ１', '=A1'],
    ["'0371", '0371'],
    ['６\u200b\ufeff０', '60'],
    ['1²', '1²'],
    ['', ''],
  ])('%j becomes %j', (typed, plain) => expect(toPlainText(typed)).toBe(plain));
});
