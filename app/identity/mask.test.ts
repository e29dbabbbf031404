import { describe, expect, it } from 'vitest';
import { maskAccount } from './bankAccount';
import { hiddenDifference } from './mask';
import { maskPhone } from './phone';

describe('where two numbers differ under their masks', () => {
  it.each([
    ['the same', '13900000000', '13900000000', null],
    ['in the head that is shown', '13800000000', '13900000000', null],
    ['in the tail that is shown', '13900000000', '13900000001', null],
    ['in the first hidden digit', '13900000000', '13910000000', { places: [4] }],
    ['in the last hidden digit', '13900000000', '13900010000', { places: [7] }],
    ['in two, changed over', '13912000000', '13921000000', { places: [4, 5] }],
    ['in length', '0371612345', '03716612345', null],
  ])('%s', (_, first, second, expected) => {
    expect(hiddenDifference(first, second, maskPhone)).toEqual(expected);
  });

  it.each([
    ['a digit more', '622200000000020', '6222000000000020', { longerBy: 1 }],
    ['a digit less', '6222000000000020', '622200000000020', { longerBy: -1 }],
    ['in the first', '5222000000000020', '6222000000000020', { places: [1] }],
    ['in the last four', '6222000000000021', '6222000000000020', null],
    ['short ones, wholly hidden', '1234567', '1234568', { places: [7] }],
    ['nothing beside a number', '', '6222000000000020', null],
  ])('accounts: %s', (_, first, second, expected) => {
    expect(hiddenDifference(first, second, maskAccount)).toEqual(expected);
  });
});
