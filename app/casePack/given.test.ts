import { describe, expect, it } from 'vitest';
import { hasLostDigits, numbersOfSheet, numbersOfText, textOfNumbers } from './given';

describe('the numbers of a pasted list', () => {
  it.each([
    ['', []],
    ['11010519491231002X', [[1, '11010519491231002X']]],
    [
      '张三 11010519491231002x\n\n李四，440524188001010014',
      [
        [1, '11010519491231002x'],
        [3, '440524188001010014'],
      ],
    ],
    [
      'a1、b2;c3',
      [
        [1, 'a1'],
        [1, 'b2'],
        [1, 'c3'],
      ],
    ],
    ['１１０１０５', [[1, '110105']]],
    [
      '姓名 身份证号\n周某 号码见附件\n张三 110105',
      [
        [2, '周某号码见附件'],
        [3, '110105'],
      ],
    ],
  ])('of %j are found with their lines', (text, found) => {
    expect(numbersOfText(text).map(({ row, text: number }) => [row, number])).toEqual(found);
  });
});

describe('the numbers of a sheet', () => {
  it('stand under the column that says so, whatever is in it', () => {
    const sheet = [
      ['抽查名单', ''],
      ['姓名', '身份证号'],
      ['张三', '11010519491231002X'],
      ['李四', '123'],
      ['王五1', ''],
      ['', ''],
    ];
    expect(numbersOfSheet(sheet)).toEqual([
      { row: 3, text: '11010519491231002X' },
      { row: 4, text: '123' },
      { row: 5, text: '王五' },
    ]);
  });

  it('are those of the column with most of them where no column says so', () => {
    const sheet = [
      ['1', '张三', '11010519491231002X'],
      ['2', '6222020200112233445', '440524188001010014'],
      ['3', '王五', '4.40524E+17'],
    ];
    expect(numbersOfSheet(sheet).map(({ row }) => row)).toEqual([1, 2, 3]);
    expect(numbersOfSheet([['姓名'], ['张三']])).toEqual([]);
  });

  it('keep their rows as a text', () => {
    const numbers = [
      { row: 3, text: '1101 05' },
      { row: 3, text: '44' },
      { row: 5, text: '55' },
    ];
    expect(textOfNumbers(numbers)).toBe('\n\n110105 44\n\n55');
    expect(numbersOfText(textOfNumbers(numbers)).map(({ row }) => row)).toEqual([3, 3, 5]);
  });

  it('tell when a sheet has lost their digits', () => {
    expect(['4.40524E+17', '440524188001010000', '440524188001010014'].map(hasLostDigits)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
