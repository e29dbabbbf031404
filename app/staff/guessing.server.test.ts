import { describe, expect, it } from 'vitest';
import { isSoonGuessed } from './guessing.server';

const OWNER = { username: 'linxiao', name: '林小样', centreName: '云州市困难职工帮扶中心' };

describe('a password that is soon guessed', () => {
  it.each([
    ['a common word and digits', 'Password123!'],
    ['with signs for letters', 'P@ssw0rd2026'],
    ['the usual one of an administrator', 'Admin@123456'],
    ['a row of the keyboard', 'Qwertyuiop1!'],
    ['a column of the keyboard', '1qaz@WSX3e'],
    ['digits in a row', 'Aa123456789'],
    ['one sign over and over', 'aaaaAAAA1111'],
    ['what lovers write', 'Woaini1314520'],
    ['the city and a year', 'Yunzhou@2026'],
    ['the centre and a year', 'Bangfu2026!!'],
    ['the centre by its initials', 'Yzskn@2026'],
    ['the whole name in pinyin', 'Linxiaoyang1!'],
    ['the surname and a day of birth', 'Lin19900101!'],
    ['the name and the end of an ID number', 'Lxy31002X!'],
    ['a mobile number', 'Lin-13812345678'],
    ['an ID number', 'ID11010519491231002x'],
  ])('is %s', async (_, password) => expect(await isSoonGuessed(password, OWNER)).toBe(true));

  it.each([
    ['two unrelated words', 'Qingshan-Daxue7'],
    ['a sentence', 'wo jia you San zhi mao 8'],
    ['random characters', 'K3fg8d7sX9q2'],
    ['Chinese characters', '山高月小水落石出aB3'],
    ['what the demo makes', 'Demo-66762e308df1'],
  ])('is not %s', async (_, password) => expect(await isSoonGuessed(password, OWNER)).toBe(false));

  it('is found of somebody else only where it is common', async () => {
    const other = { username: 'wanger', name: '王二', centreName: '云州市困难职工帮扶中心' };
    expect(await isSoonGuessed('Linxiaoyang1!', other)).toBe(false);
    expect(await isSoonGuessed('Password123!', other)).toBe(true);
  });

  it('that is too weak by its form is left to the sentence about the form', async () =>
    expect(await isSoonGuessed('123456', OWNER)).toBe(false));
});
