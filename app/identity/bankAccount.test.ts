import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAccount, parseBankAccount } from './bankAccount';

describe('parseBankAccount', () => {
  it.each([
    ['123456789012', '123456789012'],
    ['1'.repeat(21), '1'.repeat(21)],
    ['6222 0000 0000 0000 004', '6222000000000000004'],
    ['４１１１　１１１１　１１１１　１１１１', '4111111111111111'],
    ["'4111111111111111", '4111111111111111'],
    [' 4111111111111111 ', '4111111111111111'],
  ])('reads %j', (text, account) =>
    expect(parseBankAccount(text)).toEqual({ ok: true, account, warnings: [] }),
  );

  it.each([
    ['4111111111111112', ['account.luhn']],
    ['4111111111111111', []],
    ['4111111111111121', ['account.luhn']],
    ['411111111111112', []],
    ['41111111111111112222', []],
  ])('warns of %s: %j', (text, warnings) =>
    expect(parseBankAccount(text)).toMatchObject({ ok: true, warnings }),
  );

  it.each([
    ['', 'account.empty'],
    ['\u3000', 'account.empty'],
    ['12345678901', 'account.length'],
    ['1'.repeat(22), 'account.length'],
    ['6.222E+18', 'account.characters'],
    ['6222-0000-0000-0000', 'account.characters'],
    ['=6222000000000000', 'account.characters'],
    ['建行6222000000000000', 'account.characters'],
  ])('refuses %j: %s', (text, code) => expect(parseBankAccount(text)).toEqual({ ok: false, code }));

  it('lets exactly one last digit of a card pass without a warning', () => {
    const body = fc.array(fc.nat(9), { minLength: 15, maxLength: 18 });
    fc.assert(
      fc.property(body, (digits) => {
        const silent = Array.from({ length: 10 }, (_, last) => parseBankAccount([...digits, last].join('')));
        expect(silent.filter((parsed) => parsed.ok && parsed.warnings.length === 0)).toHaveLength(1);
      }),
    );
  });
});

describe('maskAccount', () => {
  it.each([
    ['4111111111111234', '****1234'],
    ['12345678', '****5678'],
    ['1234', '****'],
    ['', '****'],
  ])('%j is shown as %j', (account, masked) => expect(maskAccount(account)).toBe(masked));
});
