import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStrongPassword, PASSWORD_MAX, PASSWORD_MIN } from './password';

describe('the password policy', () => {
  it.each([
    ['9 characters', 'Abcdefg12', false],
    ['10 characters', 'Abcdefg123', true],
    ['128 characters', `A1${'b'.repeat(126)}`, true],
    ['129 characters', `A1${'b'.repeat(127)}`, false],
    ['one class', 'abcdefghij', false],
    ['two classes', 'abcdefgh12', false],
    ['lower, upper, digit', 'abcdefgH12', true],
    ['lower, upper, sign', 'abcdefgH-_', true],
    ['lower, digit, sign', 'abcdefg12-', true],
    ['upper, digit, sign', 'ABCDEFG12-', true],
    ['all four', 'Abcdefg12-', true],
    ['a blank as a sign', 'abcdefg 12', true],
    ['Chinese as signs', '帮扶中心abcdef12', true],
    ['Chinese alone', '帮扶中心困难职工帮扶中心', false],
    ['nine characters that are ten code units', '𠮷bcdefg12', false],
    ['ten characters beyond the basic plane', '𠮷bcdefgh12', true],
    ['nothing', '', false],
  ])('of %s', (_, password, strong) => {
    expect(isStrongPassword(password)).toBe(strong);
  });

  it('is never met by a short one, nor by two classes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: PASSWORD_MIN - 1 }), (password) => !isStrongPassword(password)),
    );
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{10,60}$/), (password) => !isStrongPassword(password)));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{8,60}$/), (letters) =>
        isStrongPassword(`A1${letters}`.slice(0, PASSWORD_MAX)),
      ),
    );
  });
});
