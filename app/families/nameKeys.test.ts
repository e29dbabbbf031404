import { describe, expect, it } from 'vitest';
import { nameKeys, nameOrder, soundOf } from './nameKeys.server';

describe('the keys of a name', () => {
  it.each([
    ['张三', 'zhangsan', 'zs'],
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['仇英', 'qiuying', 'qy'],
    ['吕布', 'lvbu', 'lb'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
  ])('of %s are %s and %s', (name, namePinyin, nameInitials) => {
    expect(nameKeys(name)).toMatchObject({ namePinyin, nameInitials });
  });

  it.each([
    ['张三', 'zhangsan', 'san', ''],
    ['欧阳小丁', 'ouyangxiaoding', 'yangxiaoding', 'xiaoding'],
    ['单重庆', 'danzhongqing', 'zhongqing', 'qing'],
    ['阿里·木', 'alimu', 'limu', 'mu'],
  ])('%s sounds character by character, from each of the first three', (name, ...sounds) => {
    const { nameSound, nameSound2, nameSound3 } = nameKeys(name);
    expect([nameSound, nameSound2, nameSound3]).toEqual(sounds);
  });

  it.each([
    ['欧阳修', null],
    ['𠮷田三', null],
    ['欧阳小丁', '欧阳小丁'],
  ])('%s is kept once more when it is longer than three characters', (name, longName) => {
    expect(nameKeys(name).longName).toBe(longName);
  });

  it('a part sounds as it does in the whole', () => {
    expect(nameKeys('单重庆').nameSound2.startsWith(soundOf('重'))).toBe(true);
  });
});

describe('the order of names', () => {
  const orderOf = (name: string) => nameOrder({ name, ...nameKeys(name) });

  it.each([
    ['张三', 'zhang024352san019977'],
    ['单雄信', 'shan021333xiong038596xin020449'],
    ['欧阳小丁', 'ou027431yang038451xiaoding023567'],
    ['王', 'wang029579'],
    ['阿·木', 'a038463000183mu026408'],
    ['John', null],
    ['𠮷田', null],
    ['', null],
  ])('%s stands at %j', (name, order) => expect(orderOf(name)).toBe(order));

  it('is that of pinyin, syllable by syllable, with equal characters together', () => {
    const names = ['阿里', '万国', '王安', '王国', '詹刚', '张刚', '张三', '张三丰', '章安', '章国'];
    expect([...names].reverse().sort((one, other) => (orderOf(one)! < orderOf(other)! ? -1 : 1))).toEqual(
      names,
    );
  });
});
