import { describe, expect, it } from 'vitest';
import { nameKeys, soundOf } from './nameKeys.server';

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
