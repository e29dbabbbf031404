import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from './fen';
import { formatWan, formatYuan, LARGEST_AMOUNT_FEN, parseYuan, plainYuan } from './yuan';

describe('parseYuan', () => {
  it.each([
    ['0', 0],
    ['600', 60000],
    ['1409.5', 140950],
    ['1409.50', 140950],
    ['0.01', 1],
    ['007', 700],
    ['1,000,000.00', 100000000],
    ['1，000', 100000],
    ['1 000', 100000],
    ['¥600', 60000],
    ['￥ 600', 60000],
    ['600元', 60000],
    ['600 元', 60000],
    ['¥1,409.50元', 140950],
    ['１，４０９．５０', 140950],
    [' 600\u3000', 60000],
    ["'600", 60000],
    ['99999999999.99', 9999999999999],
    ['99,999,999,999.99', 9999999999999],
    ['0099999999999.99', 9999999999999],
  ])('reads %j as %d fen', (text, amount) => expect(parseYuan(text)).toEqual({ ok: true, fen: amount }));

  it.each([
    ['', 'money.empty'],
    [' \u3000', 'money.empty'],
    ['1.234', 'money.too_many_decimals'],
    ['1.230', 'money.too_many_decimals'],
    ['100000000000', 'money.too_large'],
    ['100000000000.00', 'money.too_large'],
    ['-5', 'money.negative'],
    ['¥-5', 'money.negative'],
    ['1e5', 'money.not_a_number'],
    ['1.5E+5', 'money.not_a_number'],
    ['=1', 'money.not_a_number'],
    ['＝1+1', 'money.not_a_number'],
    ['+5', 'money.not_a_number'],
    ['@5', 'money.not_a_number'],
    ['--5', 'money.not_a_number'],
    ['.5', 'money.not_a_number'],
    ['5.', 'money.not_a_number'],
    ['1.2.3', 'money.not_a_number'],
    ['1,50', 'money.not_a_number'],
    ['1,0000', 'money.not_a_number'],
    ['1000,000', 'money.not_a_number'],
    ['0x10', 'money.not_a_number'],
    ['六百', 'money.not_a_number'],
    ['¥', 'money.not_a_number'],
    ['元', 'money.not_a_number'],
    ['600元元', 'money.not_a_number'],
    ['600万元', 'money.not_a_number'],
    ['1²', 'money.not_a_number'],
    ['NaN', 'money.not_a_number'],
  ])('refuses %j: %s', (text, code) => expect(parseYuan(text)).toEqual({ ok: false, code }));

  it.each([
    ['-5', -500],
    ['－１，２３４．５０', -123450],
    ['¥-5', -500],
    ['-¥5', -500],
    ['-0', 0],
    ['5', 500],
  ])('reads %j as %d fen where negative amounts are allowed', (text, amount) =>
    expect(parseYuan(text, { allowNegative: true })).toEqual({ ok: true, fen: amount }),
  );

  it('has one more fen than the largest amount refused', () => {
    expect(parseYuan(plainYuan(LARGEST_AMOUNT_FEN))).toEqual({ ok: true, fen: LARGEST_AMOUNT_FEN });
    expect(parseYuan(plainYuan(fen(LARGEST_AMOUNT_FEN + 1)))).toEqual({ ok: false, code: 'money.too_large' });
  });

  it('reads back whatever is printed', () => {
    const amounts = fc.integer({ min: -LARGEST_AMOUNT_FEN, max: LARGEST_AMOUNT_FEN }).map(fen);
    fc.assert(
      fc.property(amounts, (amount) => {
        for (const text of [formatYuan(amount), plainYuan(amount), `${formatYuan(amount)}元`]) {
          expect(parseYuan(text, { allowNegative: true })).toEqual({ ok: true, fen: amount });
        }
      }),
    );
  });

  it('answers to any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseYuan(text).ok === 'boolean'));
  });
});

describe('formats', () => {
  it.each([
    [0, '0.00', '0.00', '0.00'],
    [1, '0.01', '0.01', '0.00'],
    [-1, '-0.01', '-0.01', '0.00'],
    [10, '0.10', '0.10', '0.00'],
    [100, '1.00', '1.00', '0.00'],
    [4999, '49.99', '49.99', '0.00'],
    [5000, '50.00', '50.00', '0.01'],
    [-5000, '-50.00', '-50.00', '-0.01'],
    [99999, '999.99', '999.99', '0.10'],
    [100000, '1,000.00', '1000.00', '0.10'],
    [123456780, '1,234,567.80', '1234567.80', '123.46'],
    [-123456780, '-1,234,567.80', '-1234567.80', '-123.46'],
    [100000000, '1,000,000.00', '1000000.00', '100.00'],
    [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91', '90071992547409.91', '9,007,199,254.74'],
  ])('%d fen is %s, plain %s, in ten thousands %s', (amount, yuan, plain, wan) => {
    expect([formatYuan(fen(amount)), plainYuan(fen(amount)), formatWan(fen(amount))]).toEqual([
      yuan,
      plain,
      wan,
    ]);
  });
});
