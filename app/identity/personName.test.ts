import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskName, parsePersonName } from './personName';

describe('parsePersonName', () => {
  it.each([
    ['张三', '张三'],
    [' 张三\u3000', '张三'],
    ['张　三', '张三'],
    ['张  三 丰', '张三丰'],
    ['𠮷𡌛', '𠮷𡌛'],
    ['王𠮷 𡌛', '王𠮷𡌛'],
    ['李〇一', '李〇一'],
    ['\ue000某', '\ue000某'],
    ['买买提·艾力', '买买提·艾力'],
    ['买买提．艾力', '买买提·艾力'],
    ['买买提•艾力', '买买提·艾力'],
    ['买买提・艾力', '买买提·艾力'],
    ['买买提･艾力', '买买提·艾力'],
    ['买买提‧艾力', '买买提·艾力'],
    ['买买提.艾力', '买买提·艾力'],
    ['阿.买.提', '阿·买·提'],
    ['买买提 · 艾力', '买买提·艾力'],
    ['买买提\u200b·艾力', '买买提·艾力'],
    ['J. Smith', 'J. Smith'],
    ['Anna  O’Brien-Lee', 'Anna O’Brien-Lee'],
    ['张'.repeat(50), '张'.repeat(50)],
    ['𠮷'.repeat(50), '𠮷'.repeat(50)],
  ])('reads %j as %j', (text, name) => expect(parsePersonName(text)).toEqual({ ok: true, name }));

  it.each([
    ['', 'name.empty'],
    [' \u3000', 'name.empty'],
    ['张'.repeat(51), 'name.too_long'],
    ['𠮷'.repeat(51), 'name.too_long'],
    ['张3', 'name.digits'],
    ['张３', 'name.digits'],
    ['张\u0000三', 'name.characters'],
    ['张\u202e三', 'name.characters'],
    ['张\ud842', 'name.characters'],
    ['=张三', 'name.characters'],
    ['@张三', 'name.characters'],
    ['张三（代）', 'name.characters'],
    ['张三，李四', 'name.characters'],
    ['张<b>', 'name.characters'],
    ['张😀', 'name.characters'],
    ['·张三', 'name.characters'],
    ['张三·', 'name.characters'],
    ['买买提··艾力', 'name.characters'],
  ])('refuses %j: %s', (text, code) => expect(parsePersonName(text)).toEqual({ ok: false, code }));

  it('changes nothing when it reads its own answer', () => {
    const text = fc.string({ unit: fc.constantFrom(...'张𠮷〇a·.． ・\u3000\u200b') });
    fc.assert(
      fc.property(text, (typed) => {
        const first = parsePersonName(typed);
        expect(first.ok ? parsePersonName(first.name) : first).toEqual(first);
      }),
    );
  });
});

describe('maskName', () => {
  it.each([
    ['张三', '张＊'],
    ['张三丰', '张＊'],
    ['欧阳小明', '欧阳＊'],
    ['欧阳', '欧＊'],
    ['𠮷田', '𠮷＊'],
    ['买买提·艾力', '买＊'],
    ['', '＊'],
  ])('%j is shown as %j', (name, masked) => expect(maskName(name)).toBe(masked));
});
