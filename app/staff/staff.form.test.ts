import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { STAFF_MESSAGES as MESSAGES } from '../zh/staff';
import { LoginForm, NewPassword, PasswordChangeForm, SetupForm, StaffForm, Username } from './staff.form';

const PASSWORD = 'First-Pass-2019';

/** The messages of a parse, by field. */
function errorsOf(result: {
  error?: { issues: { path: PropertyKey[]; message: string }[] };
}): Record<string, string> {
  return Object.fromEntries(
    (result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]),
  );
}

describe('user names', () => {
  it.each([
    ['abc', 'abc'],
    ['  Zhang.San ', 'zhang.san'],
    ['ADMIN', 'admin'],
    ['0a-_.', '0a-_.'],
    ['a'.repeat(30), 'a'.repeat(30)],
  ])('may be %j', (typed, username) => {
    expect(Username.parse(typed)).toBe(username);
  });

  it.each(['', 'ab', 'a'.repeat(31), '.abc', '-abc', 'zhang san', 'zhang@home', '张三丰', 'abc\n'.repeat(2)])(
    'must not be %j',
    (typed) => {
      expect(errorsOf(Username.safeParse(typed))).toEqual({ '': MESSAGES.usernameShape });
    },
  );

  it('are found again however they are typed at login', () => {
    expect(LoginForm.parse({ username: ' Admin ', password: ' kept as typed ' })).toEqual({
      username: 'admin',
      password: ' kept as typed ',
    });
  });
});

describe('a new account', () => {
  const good = { username: 'zhang', name: ' 张三 ', roles: ['finance'], password: PASSWORD };

  it('is taken', () => {
    expect(StaffForm.parse(good)).toEqual({ ...good, name: '张三' });
  });

  it.each([
    ['no name', { name: ' ' }, { name: MESSAGES.nameMissing }],
    ['50 characters', { name: '名'.repeat(50) }, {}],
    ['51 characters', { name: '名'.repeat(51) }, { name: MESSAGES.nameLong }],
    ['no role', { roles: [] }, { roles: MESSAGES.rolesMissing }],
    ['roles left out', { roles: undefined }, { roles: MESSAGES.rolesMissing }],
    ['a weak password', { password: 'weak' }, { password: MESSAGES.passwordWeak }],
    ['no password', { password: undefined }, { password: MESSAGES.passwordMissing }],
  ])('of %s', (_, changed, errors) => {
    expect(errorsOf(StaffForm.safeParse({ ...good, ...changed }))).toEqual(errors);
  });

  it('takes no role that is none', () => {
    expect(StaffForm.safeParse({ ...good, roles: ['root'] }).success).toBe(false);
  });
});

describe('a new password of one’s own', () => {
  const good = { current: 'old', password: PASSWORD, repeated: PASSWORD };
  it.each([
    ['is taken', {}, {}],
    ['is typed twice alike', { repeated: 'Other-Pass-2019' }, { repeated: MESSAGES.passwordsDiffer }],
    ['is strong', { password: 'weak', repeated: 'weak' }, { password: MESSAGES.passwordWeak }],
    ['needs the current one', { current: undefined }, { current: MESSAGES.passwordMissing }],
  ])('%s', (_, changed, errors) => {
    expect(errorsOf(PasswordChangeForm.safeParse({ ...good, ...changed }))).toEqual(errors);
  });
});

describe('the set-up form', () => {
  const good = {
    centreName: '云州市中心',
    adminUsername: 'admin',
    adminName: '甲',
    adminPassword: PASSWORD,
    headUsername: 'head',
    headName: '乙',
    headPassword: PASSWORD,
  };
  it.each([
    ['is taken', {}, {}],
    ['needs two names', { headUsername: 'ADMIN' }, { headUsername: MESSAGES.usernamesSame }],
    ['needs a centre', { centreName: '云' }, { centreName: MESSAGES.centreMissing }],
    ['takes a short centre', { centreName: '云州' }, {}],
    ['takes a long centre', { centreName: '云'.repeat(100) }, {}],
    ['takes no longer one', { centreName: '云'.repeat(101) }, { centreName: MESSAGES.centreMissing }],
    ['wants strong passwords', { headPassword: 'weak' }, { headPassword: MESSAGES.passwordWeak }],
  ])('%s', (_, changed, errors) => {
    expect(errorsOf(SetupForm.safeParse({ ...good, ...changed }))).toEqual(errors);
  });
});

describe('a new password', () => {
  const messageOf = (password: string) =>
    errorsOf(z.object({ password: NewPassword }).safeParse({ password })).password;
  it.each([
    [`A1${'b'.repeat(126)}`, undefined],
    [`A1${'b'.repeat(127)}`, MESSAGES.passwordTooLong],
    ['b'.repeat(129), MESSAGES.passwordTooLong],
    [`A1${'𠮷'.repeat(126)}`, undefined],
    ['Abcdefg12', MESSAGES.passwordWeak],
  ])('%s is told of what is wrong with it alone', (password, message) =>
    expect(messageOf(password)).toBe(message),
  );
});
