import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { afterPrefix, isHit, soughtIn } from './familySearch';

const sought = (text: string) => soughtIn(text, businessDate('2026-01-01'));

describe('what a search text is taken for', () => {
  it.each([
    ['nothing', '', { by: 'nothing' }],
    ['nothing but spaces', ' \u3000 ', { by: 'nothing' }],
    ['a full ID number', '11010519491231002x', { by: 'id_number', idNumber: '11010519491231002X' }],
    [
      'one in full-width digits',
      '１１０１０５１９４９１２３１００２Ｘ',
      { by: 'id_number', idNumber: '11010519491231002X' },
    ],
    ['digits', '0021', { by: 'digits', digits: '0021' }],
    ['digits typed in groups', '139 0000 0000', { by: 'digits', digits: '13900000000' }],
    ['the end of an ID number with a small x', '002x', { by: 'digits', digits: '002X' }],
    ['too little before an X to be digits', '2x', { by: 'file_number', part: '2X' }],
    ['pinyin', 'Zhang San', { by: 'letters', letters: 'zhangsan' }],
    ['pinyin with an apostrophe', "xi'an", { by: 'letters', letters: 'xian' }],
    ['an umlaut as it is typed elsewhere', 'lü', { by: 'letters', letters: 'lv' }],
    ['initials', 'ZS', { by: 'letters', letters: 'zs' }],
    ['a file number', 'kn2019-00012', { by: 'file_number', part: 'KN2019-00012' }],
    ['a part of one', '2019-0001', { by: 'file_number', part: '2019-0001' }],
    ['a name', '张三', { by: 'name', part: '张三' }],
    ['a name with a space', '张 三', { by: 'name', part: '张三' }],
    ['a lookalike of the separator', '阿里•木', { by: 'name', part: '阿里·木' }],
    ['a percent sign', '%', { by: 'name', part: '%' }],
  ])('%s', (_, text, expected) => expect(sought(text)).toEqual(expected));
});

const member = {
  name: '张三丰',
  namePinyin: 'zhangsanfeng',
  nameInitials: 'zsf',
  idMasked: '999999********0021',
  idLast4: '0021',
  birthOn: '1975-03-02',
};

describe('whom a search hits', () => {
  it.each([
    ['0021', true],
    ['0020', false],
    ['020021', true],
    ['030021', false],
    ['197503020021', true],
    ['99197503020021', true],
    ['89197503020021', false],
    ['021', false],
    ['zs', true],
    ['zhangsan', true],
    ['sanfeng', false],
    ['三丰', true],
    ['李', false],
    ['', false],
  ])('%j: %j', (text, hit) => expect(isHit(sought(text), member)).toBe(hit));
});

describe('what comes after a prefix', () => {
  it.each([
    ['zs', 'zt'],
    ['zhangsan', 'zhangsao'],
    ['az', 'b'],
    ['139', '14'],
    ['1390', '1391'],
    ['zz', null],
    ['99', null],
  ])('%s: %s', (prefix, end) => expect(afterPrefix(prefix)).toBe(end));
});
