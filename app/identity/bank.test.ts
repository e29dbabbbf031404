import { describe, expect, it } from 'vitest';
import { bankLabels } from '../zh/identity';
import { BANK_CODES, bankOf, otherBankOf } from './bank';

describe('the bank of a card', () => {
  it.each([
    ['6217 0000 1000 0000 001', 'ccb'],
    ['6222020000000000000', 'icbc'],
    ['6228480000000000000', 'abc'],
    ['9559900000000000', 'abc'],
    ['6217990000000000000', 'psbc'],
    ['6217990000000', null],
    ['9999000000000001', null],
    ['62170000x0000000001', null],
    ['', null],
  ])('%s is of %s', (account, bank) => expect(bankOf(account)).toBe(bank));

  it.each([
    ['6217000010000000001', '中国工商银行云州支行', 'ccb'],
    ['6217000010000000001', '中国建设银行云州支行', null],
    ['6217000010000000001', '建行云州支行', null],
    ['6217990000000000000', '邮储云州支行', null],
    ['6216600000000000000', '中国建设银行云州支行', 'boc'],
    ['6216600000000000000', '中国银行云州支行', null],
    ['9999000000000001', '中国工商银行云州支行', null],
    ['6217000010000000001', '', null],
  ])('%s with the bank %j typed is of another one: %s', (account, bankName, bank) =>
    expect(otherBankOf(account, bankName)).toBe(bank),
  );

  it('has a name', () => {
    for (const bank of BANK_CODES) expect(bankLabels[bank]).toMatch(/银行$/);
  });
});
