import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { holdsIdNumber, holdsPersonalNumber, isLongNumber } from './longNumber';

describe('a number of a document or a bank', () => {
  const today = businessDate('2026-11-25');
  it.each([
    ['11010519491231002X', true],
    ['张三 110105 19491231 002x', true],
    ['340524198001010011', false],
    ['1101 0519 4912 3100 2X', true],
    ['110105-19491231-002X', true],
    ['１１０１０５１９４９１２３１００２ｘ', true],
    ['110105491231002', true],
    ['110105 491231 002', true],
    ['110105491331002', false],
    ['回单 110105491231002', false],
    ['20191015000123456789', false],
    // Fifteen and eighteen digits that begin with a day, or a bank, and agree with all but the provinces.
    ['201912201015301', false],
    ['191226880101001', false],
    ['201912200112310003', false],
    ['201912201991123101', false],
    ['191219200112310002', false],
    ['102100201912260000', false],
    ['11440784007086759E', false],
    ['11010519491231002X0', false],
    ['410105/20190315/0001', false],
    ['记-0123', false],
  ])('%s is, or holds, an ID number: %s', (text, isRefused) => {
    expect(holdsIdNumber(text, today)).toBe(isRefused);
  });
});

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
