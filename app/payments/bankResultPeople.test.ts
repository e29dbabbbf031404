import { describe, expect, it } from 'vitest';
import { guessMapping, readRows, type ResultFile } from './bankResult';

const HEADERS = ['账号', '金额', '处理结果', '失败原因', '交易日期', '流水号'];

const rowsOf = (references: readonly string[], on = '2019-12-26', account = '6222021000000000009') => {
  const rows = references.map((reference, index) => ({
    number: index + 2,
    cells: [account, '600.00', '成功', '', on, reference],
  }));
  const file: ResultFile = { headers: HEADERS, rows };
  return readRows(file, guessMapping(HEADERS));
};

const read = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(({ reference, isPersonNumber }) => (isPersonNumber ? 'person' : reference));

describe("people's numbers where a bank's should be", () => {
  it.each([
    ['110101199003070011'],
    ['11010119900307002X'],
    ['11010119900307002x'],
    ['110101 19900307 0011'],
    ['1101 0119 9003 0700 11'],
    ['１１０１０１１９９００３０７００２ｘ'],
    ['流水110101199003070011'],
    ['110101900307001'],
    ['110101 900307 001'],
    ['１１０１０１９００３０７００１'],
    [`${'K'.repeat(50)}110101199003070011`],
  ])('%s alone among others is left to a person, and not kept', (given) => {
    const rows = rowsOf([given, 'R2', 'R3']);
    expect(read(rows)).toEqual(['person', 'R2', 'R3']);
    expect(rows[0]!.reference).toBe('');
  });

  it.each([
    ['of the last century and of today', ['110101900307001', '110101199003070011']],
    ['of fifteen digits', ['110101900307001', '110101720315214', '110101550607008']],
    ['in other writings', ['11010119900307002x', '１１０１０１９００３０７００１', '']],
    ['with a number of the bank among them', ['110101199003070011', '11010119900307002X', 'R3']],
  ])('are no column of the bank: %s', (_, given) => {
    expect(read(rowsOf(given))).toEqual(given.map(() => ''));
  });

  it.each([
    ['eighteen digits that begin with a day', '201912200112310003'],
    ['one that begins with its short day', '191219200112310002'],
    ['fifteen digits that begin with a day and a time', '201912201015301'],
    ['a bank and the day', '102100201912260000'],
    ['an area and the day of the row', '410105201912260003'],
    ['fifteen digits with the day of the row', '410105191226001'],
    ['a wrong check character', '110101199003070012'],
    ['a day that there is not', '110101199002300014'],
    ['fifteen digits with a month that there is not', '110101901307001'],
    ['a province that there is not', '990105196801011230'],
    ['fifteen digits of such a province', '990105680101123'],
    ['fifteen digits among words', '回单 110101900307001'],
    ['nineteen digits', '1101011990030700110'],
    ['who is not born yet', '410105202012260002'],
  ])("may be the bank's: %s", (_, given) => {
    expect(read(rowsOf([given, given]))).toEqual([given, given]);
    expect(read(rowsOf([given, 'R2', 'R3']))).toEqual([given, 'R2', 'R3']);
  });

  it.each([
    ['the account itself', '6222021000000000009', ''],
    ['in groups', '6222 0210 0000 0000 009', ''],
    ['in groups with dashes', '6222-0210-0000-0000-009', ''],
    ['in wide digits', '６２２２０２１０００００００００００９', ''],
    ['the account and a day', '6222021000000000009-20191226', ''],
    ['the account among words', '卡6222021000000000009转入', ''],
    ['another number as long', '1002021000000000009', '1002021000000000009'],
    ['its last digits', 'LS0009', 'LS0009'],
    ['a bank and a day', '102100201912260000', '102100201912260000'],
  ])('as the number of the bank: %s', (_, given, reference) => {
    expect(rowsOf([given, 'R2']).map((row) => [row.reference, row.isPersonNumber])).toEqual([
      [reference, false],
      ['R2', false],
    ]);
  });

  it.each([
    ['6222****0009', '6222021000000000009', ''],
    ['****0009', '1002021000000000009', '1002021000000000009'],
    ['622202*********0009', '6222 0210 0000 0000 009', ''],
    ['622202*********0009', 'LS 6222', 'LS 6222'],
    ['', '6222021000000000009', '6222021000000000009'],
  ])('beside the account %s: %s', (account, given, reference) => {
    expect(rowsOf([given], '2019-12-26', account)[0]!.reference).toBe(reference);
  });

  it('with another day is told by its row', () => {
    expect(read(rowsOf(['410105201912260003', 'R2'], '2020-12-27'))).toEqual(['person', 'R2']);
    expect(read(rowsOf(['110101199003070011', 'R2'], ''))).toEqual(['person', 'R2']);
  });
});
