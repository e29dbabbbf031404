import { describe, expect, it } from 'vitest';
import { normalisedRecoveryCode, newRecoveryCode } from './recoveryCode';
import { checkCode, newSecret, qrOf } from './totp';

/** The secret of RFC 6238, appendix B, and the last six digits of its SHA-1 values. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);
const check = (code: string, seconds: number, lastStep: number | null = null) =>
  checkCode({ secret: SECRET, code, lastStep, now: at(seconds) });

describe('a code', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('of RFC 6238 at %d is right', (seconds, code) =>
    expect(check(code, seconds)).toEqual({ verdict: 'right', step: Math.floor(seconds / 30) }),
  );

  it.each([
    ['one step late', 89, 'right'],
    ['one step early', 29, 'right'],
    ['two steps late', 120, 'wrong'],
  ])('%s is %s', (_, seconds, verdict) => expect(check('287082', seconds).verdict).toBe(verdict));

  it('is right once, and none of an earlier step after it', () => {
    expect(check('287082', 59, 1)).toEqual({ verdict: 'used' });
    expect(check('287082', 59, 2)).toEqual({ verdict: 'used' });
    expect(check('287082', 59, 0)).toEqual({ verdict: 'right', step: 1 });
  });

  it.each(['', '28708', '2870822', 'abcdef', '２８７０８２', '287 082', "' or 1=1--"])(
    'is never %j',
    (code) => expect(check(code, 59)).toEqual({ verdict: 'wrong' }),
  );
});

describe('what an app is given', () => {
  it('is a secret of 160 bits, another one each time', () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(newSecret());
  });

  it('is drawn as modules within a quiet border', () => {
    const { size, path } = qrOf({ secret: SECRET, username: 'head', issuer: '云州中心' });
    const places = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
    expect(Math.min(...places)).toBe(4);
    expect(Math.max(...places)).toBe(size - 5);
  });
});

describe('a recovery code', () => {
  it.each([
    ['k7wm-2pqa-x9rd', 'k7wm-2pqa-x9rd'],
    [' K7WM 2PQA X9RD ', 'k7wm-2pqa-x9rd'],
    ['k7wm2pqax9rd', 'k7wm-2pqa-x9rd'],
    ['', ''],
  ])('typed as %j is %j', (typed, code) => expect(normalisedRecoveryCode(typed)).toBe(code));

  it('reads back as it was made', () => {
    const code = newRecoveryCode((limit) => limit - 1);
    expect(normalisedRecoveryCode(code)).toBe(code);
  });
});
