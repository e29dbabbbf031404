import { describe, expect, it } from 'vitest';
import { maskPhone, parsePhone } from './phone';

describe('parsePhone', () => {
  it.each([
    ['13000000001', '13000000001', 'mobile'],
    ['19999999999', '19999999999', 'mobile'],
    ['130 0000 0001', '13000000001', 'mobile'],
    ['130-0000-0001', '13000000001', 'mobile'],
    ['１３０００００００１'.padEnd(11, '１'), '13000000011', 'mobile'],
    ['+8613000000001', '13000000001', 'mobile'],
    ['+86 130-0000-0001', '13000000001', 'mobile'],
    ['8613000000001', '13000000001', 'mobile'],
    ['0371-61234567', '0371-61234567', 'landline'],
    ['037161234567', '0371-61234567', 'landline'],
    ['（0371）61234567', '0371-61234567', 'landline'],
    ['0371 6123 4567', '0371-61234567', 'landline'],
    ['010-61234567', '010-61234567', 'landline'],
    ['02161234567', '021-61234567', 'landline'],
    ['0371-61234567-801', '0371-61234567-801', 'landline'],
    ['61234567', '61234567', 'landline'],
    ['6123456', '6123456', 'landline'],
  ])('reads %j as %j', (text, phone, kind) => expect(parsePhone(text)).toEqual({ ok: true, phone, kind }));

  it.each([
    ['', 'phone.empty'],
    ['\u3000', 'phone.empty'],
    ['12000000001', 'phone.not_a_phone'],
    ['1300000000', 'phone.not_a_phone'],
    ['130000000011', 'phone.not_a_phone'],
    ['0371-6123456789', 'phone.not_a_phone'],
    ['0371-612345', 'phone.not_a_phone'],
    ['0371-11234567', 'phone.not_a_phone'],
    ['110', 'phone.not_a_phone'],
    ['无', 'phone.not_a_phone'],
    ['=13000000001', 'phone.not_a_phone'],
    ['13000000001/13000000002', 'phone.not_a_phone'],
  ])('refuses %j: %s', (text, code) => expect(parsePhone(text)).toEqual({ ok: false, code }));
});

describe('maskPhone', () => {
  it.each([
    ['13000001234', '130****1234'],
    ['0371-61234567', '037******4567'],
    ['61234567', '****4567'],
    ['6123456', '*******'],
    ['', ''],
  ])('%j is shown as %j', (phone, masked) => expect(maskPhone(phone)).toBe(masked));
});
