import { describe, expect, it } from 'vitest';
import { COLUMN_TITLES } from '../zh/familySheet';
import { LIST_COLUMNS } from '../zh/listExports';
import { NATIONAL_TITLES } from '../zh/national';
import { guessColumns, resultFileOf } from './bankResult';
import { natureOf, shapeOf, shownCells, type FileNature } from './resultSample';

const ANSWERED = ['序号', '账号', '户名', '金额', '处理结果', '失败原因', '交易日期', '流水号'];

describe('a file of which a bank result is asked', () => {
  it.each<[string, readonly string[], FileNature]>([
    ["a bank's answer", ANSWERED, 'bank'],
    ['one in words of its own', ['收款卡号', '交易金额(元)', '返回状态'], 'bank'],
    ['one with numbers of people', ['姓名', '身份证号', '手机号', '卡号', '金额', '状态'], 'bank'],
    ['one without the answers', ['序号', '户名', '账号', '开户行', '金额', '备注'], 'unknown'],
    ['people with their cards', ['姓名', '身份证号', '银行卡号'], 'register'],
    ['people with their cards and amounts', ['姓名', '证件号码', '卡号', '金额'], 'register'],
    ['people by the official term', ['姓名', '公民身份号码', '银行账户'], 'register'],
    ['one without accounts', ['金额', '处理结果', '流水号'], 'unknown'],
    ['one without amounts', ['账号', '处理结果', '流水号'], 'unknown'],
    ['one that names nothing', ['甲', '乙', '丙'], 'unknown'],
    ['two columns of a register', ['姓名', '困难类别', '家庭住址'], 'unknown'],
    ['three columns of a register', ['姓名', '困难类别', '家庭住址', '健康状况'], 'register'],
    ['the register as it is imported', Object.values(COLUMN_TITLES), 'register'],
    ['the register for the national system', Object.values(NATIONAL_TITLES), 'register'],
    ['our list of payments', LIST_COLUMNS.payments, 'register'],
    ['our list of a batch, with accounts, amounts and states', LIST_COLUMNS['batch-lines'], 'register'],
    ['our list that a bank has answered in', ['档案号', '困难类别', '家庭住址', ...ANSWERED], 'bank'],
  ])('%s', (_, headers, nature) => {
    expect(natureOf(headers)).toBe(nature);
  });

  it('has no column of a register proposed for a column of a bank', () => {
    expect(guessColumns(['主要致困原因', '出生日期', '家庭账户'])).toEqual({});
  });

  it.each([
    ['a row of somebody', [['测甲甲', '419901196001011009', '13710000000', '600.00']], null],
    ['words', [['甲', '乙', '丙']], ['甲', '乙', '丙']],
    ['a number of seven digits', [['甲', '1234567', '丙']], ['甲', '1234567', '丙']],
    ['a number of eight digits', [['甲', '12345678', '丙']], null],
    ['one in full-width digits', [['甲', '１２３４５６７８', '丙']], null],
    ['one in groups', [['甲', '1234 5678', '丙']], null],
  ])('takes %s for its headers', (_, rows, headers) => {
    const numbered = rows.map((cells, index) => ({ number: index + 1, cells }));
    expect(resultFileOf(numbered)?.headers ?? null).toEqual(headers);
  });
});

describe('a cell of a column that nobody has named', () => {
  it.each([
    ['', ''],
    ['1', '1'],
    ['00', '00'],
    ['E015', 'E015'],
    ['成功', '成功'],
    ['00-交易成功', '00-交易成功'],
    ['付款失败', '付款失败'],
    ['李成功', '（文字 3 字）'],
    ['12345', '（数字 5 位）'],
    ['13710000000', '（数字 11 位）'],
    ['419901196001011', '（数字 15 位，尾号 1011）'],
    ['419901600101011', '（数字 15 位）'],
    ['419901196001011009', '（数字 18 位）'],
    ['419901 19600101 1009', '（数字 18 位）'],
    ['419901196013011009', '（数字 18 位，尾号 1009）'],
    ['6222 0210 0000 0000 009', '（数字 19 位，尾号 0009）'],
    ['41990119600101100X', '（字母数字 18 位）'],
    ['600.00', '（金额）'],
    ['+600.00', '（金额）'],
    ['￥1,600.50', '（金额）'],
    ['2019-03-12', '（日期）'],
    ['20190312', '（日期）'],
    ['本人大病', '（文字 4 字）'],
    ['测试路0号', '（文字 5 字）'],
    ['𠮷某', '（文字 2 字）'],
  ])('%s is shown as %s', (cell, shape) => {
    expect(shapeOf(cell)).toBe(shape);
  });

  it('is the only one that is not shown', () => {
    const cells = ['测甲甲', '6222021000000000009', '13710000000'];
    expect(shownCells(cells, new Set([0, 1]))).toEqual(['测甲甲', '****0009', '（数字 11 位）']);
    expect(shownCells(['419901196001011009'], new Set([0]))).toEqual(['（数字 18 位）']);
    expect(shownCells(['证件４１９９０１１９６００１０１１００９不符'], new Set([0]))).toEqual([
      '证件****不符',
    ]);
    expect(shownCells(['６２２２０２１００００００００００９'], new Set([0]))).toEqual(['****0009']);
    expect(shownCells(cells, new Set())).toEqual([
      '（文字 3 字）',
      '（数字 19 位，尾号 0009）',
      '（数字 11 位）',
    ]);
  });
});
