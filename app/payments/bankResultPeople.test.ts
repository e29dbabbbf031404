import { describe, expect, it } from 'vitest';
import { guessMapping, readRows, type ResultFile } from './bankResult';

const HEADERS = ['账号', '金额', '处理结果', '失败原因', '流水号'];

const referencesOf = (references: readonly string[]) => {
  const rows = references.map((reference, index) => ({
    number: index + 2,
    cells: ['6222021000000000009', '600.00', '成功', '', reference],
  }));
  const file: ResultFile = { headers: HEADERS, rows };
  return readRows(file, guessMapping(HEADERS)).map(({ reference }) => reference);
};

describe("people's numbers in a bank's file", () => {
  it.each([
    ['are no numbers of the bank', ['110101199003070011', '11010119900307002X'], ['', '']],
    ['beside a blank one too', ['110101199003070011', ''], ['', '']],
    [
      'are left where most are others',
      ['110101199003070011', 'R2', 'R3'],
      ['110101199003070011', 'R2', 'R3'],
    ],
    [
      'are not what begins with a bank and a day',
      ['102100201903120001', '102100201903120002', '102100201903120003'],
      ['102100201903120001', '102100201903120002', '102100201903120003'],
    ],
  ])('in the column of its numbers %s', (_, given, read) => {
    expect(referencesOf(given)).toEqual(read);
  });
});
