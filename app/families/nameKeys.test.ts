import { describe, expect, it } from 'vitest';
import { nameKeys } from './nameKeys.server';

describe('the keys of a name', () => {
  it.each([
    ['张三', 'zhangsan', 'zs'],
    ['单雄信', 'shanxiongxin', 'sxx'],
    ['仇英', 'qiuying', 'qy'],
    ['吕布', 'lvbu', 'lb'],
    ['阿依古丽·买买提', 'ayigulimaimaiti', 'ayglmmt'],
    ['欧阳修', 'ouyangxiu', 'oyx'],
  ])('of %s are %s and %s', (name, namePinyin, nameInitials) => {
    expect(nameKeys(name)).toEqual({ namePinyin, nameInitials });
  });
});
