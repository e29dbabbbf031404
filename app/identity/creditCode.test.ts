import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCreditCode } from './creditCode';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];

describe('parseCreditCode', () => {
  it.each(['13530103015119637B', '11440784007086759E'])('accepts %s', (creditCode) =>
    expect(parseCreditCode(creditCode)).toEqual({ ok: true, creditCode }),
  );
  it.each(['13530103015119637b', ' 1353 0103 0151 1963 7B', '１３５３０１０３０１５１１９６３７Ｂ'])(
    'normalises %j',
    (text) => expect(parseCreditCode(text)).toEqual({ ok: true, creditCode: '13530103015119637B' }),
  );
  it.each([
    ['', 'credit_code.empty'],
    ['13530103015119637', 'credit_code.length'],
    ['13530103015119637BB', 'credit_code.length'],
    ['1353010301511963IB', 'credit_code.characters'],
    ['1353010301511963OB', 'credit_code.characters'],
    ['1353010301511963SB', 'credit_code.characters'],
    ['1353010301511963VB', 'credit_code.characters'],
    ['1353010301511963ZB', 'credit_code.characters'],
    ['1353010301511963-B', 'credit_code.characters'],
    ['13530103015119637C', 'credit_code.check'],
    ['13530103015119638B', 'credit_code.check'],
  ])('refuses %j: %s', (text, code) => expect(parseCreditCode(text)).toEqual({ ok: false, code }));

  it('accepts exactly one check character', () => {
    const body = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 });
    fc.assert(
      fc.property(body, (characters) => {
        const accepted = ALPHABET.filter((check) => parseCreditCode(characters.join('') + check).ok);
        // The definition of the standard: the weighted sum of all 18 places divides by 31; weights are powers of 3.
        const values = [...characters, accepted[0] ?? ''].map((character) => ALPHABET.indexOf(character));
        const sum = values.reduce(
          (total, value, place) => total + BigInt(value) * 3n ** BigInt(place === 17 ? 0 : place),
          0n,
        );
        expect([accepted.length, sum % 31n]).toEqual([1, 0n]);
      }),
    );
  });
});
