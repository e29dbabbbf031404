import { describe, expect, it } from 'vitest';
import { holdsPersonalNumber, isLongNumber } from './longNumber';

describe('a whole number of a person', () => {
  it.each([
    ['11010519491231002X', true, true],
    ['１１０１０５１９４９１２３１００２Ｘ', true, true],
    ['110105 19491231 0021', true, true],
    ['6222 0202 0000 0000 019', true, true],
    ['账号6222020200000000019，请核对', true, true],
    ['13800000001', true, false],
    ['138 0000 0001', true, false],
    ['0371-65550001', true, false],
    ['KN2019-00001', false, false],
    ['002X', false, false],
    ['20191001', false, false],
    ['2019-10-01 至 2019-12-31', false, false],
    ['2019-10-01 2019-12-31', false, false],
    ['总工发〔2015〕20号', false, false],
    ['凭证 20191015001234', true, false],
    ['张三', false, false],
    ['', false, false],
  ])('%s: hidden in addresses %s, refused in remarks %s', (text, isHidden, isRefused) => {
    expect(isLongNumber(text)).toBe(isHidden);
    expect(holdsPersonalNumber(text)).toBe(isRefused);
  });
});
