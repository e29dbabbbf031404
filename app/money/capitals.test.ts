import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountInCapitals } from './capitals';
import { fen } from './fen';
import { parseYuan } from './yuan';

describe('amountInCapitals', () => {
  it.each([
    ['1409.50', '人民币壹仟肆佰零玖元伍角'],
    ['6007.14', '人民币陆仟零柒元壹角肆分'],
    ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '人民币叁佰贰拾伍元零肆分'],
    ['107000.53', '人民币壹拾万零柒仟元零伍角叁分'],
    ['1000000.00', '人民币壹佰万元整'],
    ['600.00', '人民币陆佰元整'],
    ['0', '人民币零元整'],
    ['0.05', '人民币伍分'],
    ['0.50', '人民币伍角'],
    ['0.55', '人民币伍角伍分'],
    ['1.00', '人民币壹元整'],
    ['10.00', '人民币壹拾元整'],
    ['10.05', '人民币壹拾元零伍分'],
    ['600.50', '人民币陆佰元零伍角'],
    ['10000.50', '人民币壹万元零伍角'],
    ['100000.00', '人民币壹拾万元整'],
    ['1001000.00', '人民币壹佰万零壹仟元整'],
    ['110000.00', '人民币壹拾壹万元整'],
    ['100000001.00', '人民币壹亿零壹元整'],
    ['100050000.00', '人民币壹亿零伍万元整'],
    ['1050000000.00', '人民币壹拾亿零伍仟万元整'],
    ['99999999999.99', '人民币玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    ['-500.00', '人民币负伍佰元整'],
    ['-0.01', '人民币负壹分'],
  ])('%s is %s', (yuan, capitals) => {
    const parsed = parseYuan(yuan, { allowNegative: true });
    expect(parsed.ok && amountInCapitals(parsed.fen)).toBe(capitals);
  });

  it('agrees with a slow reading digit by digit', () => {
    const limit = Number.MAX_SAFE_INTEGER;
    const amounts = fc.oneof(
      fc.integer({ min: -limit, max: limit }),
      fc.integer({ min: 0, max: 2_000_000 }),
      // Amounts full of zeros, where the reading is difficult.
      fc
        .array(fc.constantFrom('0', '0', '0', '1', '5'), { minLength: 1, maxLength: 15 })
        .map((digits) => Number(digits.join(''))),
    );
    fc.assert(
      fc.property(amounts, (amount) => amountInCapitals(fen(amount)) === readSlowly(amount)),
      { numRuns: 20_000 },
    );
  });
});

const PLACES = [
  '分',
  '角',
  '元',
  '拾',
  '佰',
  '仟',
  '万',
  '拾',
  '佰',
  '仟',
  '亿',
  '拾',
  '佰',
  '仟',
  '万',
  '拾',
];

/** Walks the digits from the highest place; a zero is owed until the next other digit, a unit closes its section. */
function readSlowly(amount: number): string {
  if (amount === 0) return '人民币零元整';
  const digits = String(Math.abs(amount));
  let read = amount < 0 ? '人民币负' : '人民币';
  let zeroOwed = false;
  let sectionRead = false;
  let anythingRead = false;
  for (let i = 0; i < digits.length; i++) {
    const place = digits.length - 1 - i;
    const digit = Number(digits[i]);
    const closesSection = place === 2 || place === 6 || place === 10 || place === 14;
    if (digit === 0) {
      zeroOwed = anythingRead;
    } else {
      read +=
        (zeroOwed ? '零' : '') + '零壹贰叁肆伍陆柒捌玖'.charAt(digit) + (closesSection ? '' : PLACES[place]);
      zeroOwed = false;
      sectionRead = true;
      anythingRead = true;
    }
    const hundredMillionsAfterMore = place === 10 && digits.length > 14;
    const yuanAfterMore = place === 2 && digits.length > 2;
    if (closesSection && (sectionRead || hundredMillionsAfterMore || yuanAfterMore)) read += PLACES[place];
    if (closesSection) sectionRead = false;
  }
  return Math.abs(amount) % 100 === 0 ? `${read}整` : read;
}
