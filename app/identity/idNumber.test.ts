import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../calendar/date';
import {
  ageOn,
  convertFifteen,
  maskIdNumber,
  normaliseIdNumber,
  parseIdNumber,
  sampleIdNumber,
} from './idNumber';

const today = businessDate('2019-12-31');

const people = fc.record({
  areaCode: fc.integer({ min: 0, max: 999_999 }).map((code) => String(code).padStart(6, '0')),
  birthDate: fc.integer({ min: 0, max: 43_000 }).map((days) => addDays(businessDate('1900-01-01'), days)),
  sequence: fc.integer({ min: 0, max: 999 }),
});

function slowCheck(seventeen: string): string {
  // ISO 7064 MOD 11-2 by its definition: the sum of digit × 2^place, with the check character, leaves 1.
  let sum = 0n;
  for (let i = 0; i < 17; i++) sum += BigInt(seventeen.charAt(i)) * 2n ** BigInt(17 - i);
  for (let check = 0n; check <= 10n; check++) {
    if ((sum + check) % 11n === 1n) return check === 10n ? 'X' : String(check);
  }
  throw new Error('no check character');
}

describe('parseIdNumber', () => {
  it('reads birth date, sex and area', () => {
    expect(parseIdNumber('11010519491231002X', { today })).toEqual({
      ok: true,
      idNumber: '11010519491231002X',
      birthDate: '1949-12-31',
      sex: 'female',
      areaCode: '110105',
      warnings: [],
    });
    expect(parseIdNumber('34052419800101001X', { today })).toMatchObject({
      ok: true,
      sex: 'male',
      areaCode: '340524',
    });
  });

  it('accepts the age of 120 and not a day more than that year', () => {
    const vector = '440524188001010014';
    const born1880 = { ok: true, birthDate: '1880-01-01', sex: 'male' };
    expect(parseIdNumber(vector, { today: businessDate('1999-10-01') })).toMatchObject(born1880);
    expect(parseIdNumber(vector, { today: businessDate('2000-12-31') })).toMatchObject(born1880);
    expect(parseIdNumber(vector, { today: businessDate('2001-01-01') })).toEqual({
      ok: false,
      code: 'id.too_old',
    });
  });

  it.each([
    '11010519491231002x',
    ' 110105 19491231 002x ',
    '110105\u30001949\u00a01231 002X',
    '１１０１０５１９４９１２３１００２Ｘ',
    '１１０１０５１９４９１２３１００２ｘ',
    "'11010519491231002X",
  ])('normalises %j', (text) =>
    expect(parseIdNumber(text, { today })).toMatchObject({ ok: true, idNumber: '11010519491231002X' }),
  );

  it.each([
    ['', 'id.empty'],
    [' \u3000', 'id.empty'],
    ['110105491231002', 'id.fifteen'],
    ['11010519491231002', 'id.length'],
    ['11010519491231002XX', 'id.length'],
    ['11010549123100X', 'id.length'],
    ['1.10105194912E+17', 'id.length'],
    ['1101051949123100X2', 'id.characters'],
    ['11010519491231002Y', 'id.characters'],
    ['11O10519491231002X', 'id.characters'],
    ['110105194902300021', 'id.birth_date'],
    ['110105194913010021', 'id.birth_date'],
    ['110105201902290021', 'id.birth_date'],
    ['110105202001010021', 'id.future'],
    ['110105180001010021', 'id.too_old'],
    ['110105194912310021', 'id.check_digit'],
    ['110105194912310022', 'id.check_digit'],
  ])('refuses %j: %s', (text, code) => expect(parseIdNumber(text, { today })).toEqual({ ok: false, code }));

  it('accepts a birth today and refuses one tomorrow', () => {
    const born = (date: string) =>
      sampleIdNumber({ areaCode: '410102', birthDate: businessDate(date), sequence: 7 });
    expect(parseIdNumber(born('2019-12-31'), { today })).toMatchObject({ ok: true });
    expect(parseIdNumber(born('2020-01-01'), { today })).toEqual({ ok: false, code: 'id.future' });
  });

  it.each([
    ['410102', []],
    ['419999', []],
    ['830000', []],
    ['999999', ['id.area_unknown']],
    ['000000', ['id.area_unknown']],
    ['160101', ['id.area_unknown']],
  ])('warns of the area %s: %j', (areaCode, warnings) => {
    const idNumber = sampleIdNumber({ areaCode, birthDate: businessDate('1980-01-01'), sequence: 1 });
    expect(parseIdNumber(idNumber, { today })).toMatchObject({ ok: true, warnings });
  });

  it('reads back every sample, with the check character of the standard', () => {
    fc.assert(
      fc.property(people, (person) => {
        const idNumber = sampleIdNumber(person);
        expect(idNumber.charAt(17)).toBe(slowCheck(idNumber));
        const { areaCode, birthDate, sequence } = person;
        const sex = sequence % 2 === 1 ? 'male' : 'female';
        expect(parseIdNumber(idNumber, { today })).toMatchObject({
          ok: true,
          idNumber,
          areaCode,
          birthDate,
          sex,
        });
      }),
    );
  });

  it('notices every single wrong digit and every two neighbours swapped', () => {
    fc.assert(
      fc.property(people, fc.nat(16), fc.integer({ min: 1, max: 9 }), (person, place, shift) => {
        const idNumber = sampleIdNumber(person);
        const wrong = (Number(idNumber.charAt(place)) + shift) % 10;
        const slipped = idNumber.slice(0, place) + String(wrong) + idNumber.slice(place + 1);
        expect(parseIdNumber(slipped, { today }).ok).toBe(false);
        const [left, right] = [idNumber.charAt(place), idNumber.charAt(place + 1)];
        const swapped = idNumber.slice(0, place) + right + left + idNumber.slice(place + 2);
        expect(parseIdNumber(swapped, { today }).ok).toBe(left === right);
      }),
    );
  });
});

describe('convertFifteen', () => {
  it('converts and says so', () => {
    expect(convertFifteen('110105491231002', { today })).toMatchObject({
      ok: true,
      idNumber: '11010519491231002X',
      birthDate: '1949-12-31',
      warnings: ['id.converted'],
    });
    expect(convertFifteen('９９９９９９ ８００１０１ ００１', { today })).toMatchObject({
      ok: true,
      warnings: ['id.area_unknown', 'id.converted'],
    });
  });
  it('checks the birth date', () =>
    expect(convertFifteen('110105490230002', { today })).toEqual({ ok: false, code: 'id.birth_date' }));
  it('leaves 18 characters as they are', () =>
    expect(convertFifteen('11010519491231002X', { today })).toEqual(
      parseIdNumber('11010519491231002X', { today }),
    ));
  it('refuses other lengths', () =>
    expect(convertFifteen('1101054912310', { today })).toEqual({ ok: false, code: 'id.length' }));
});

describe('maskIdNumber', () => {
  it.each([
    ['11010519491231002X', '110105********002X'],
    ['110105491231002', '110105*****1002'],
    ['11010549', '****0549'],
    ['1101', '****'],
    ['', ''],
  ])('%j is shown as %j', (text, masked) => expect(maskIdNumber(text)).toBe(masked));
});

describe('normaliseIdNumber', () => {
  it('checks nothing', () => expect(normaliseIdNumber(' ａｂｃ x ')).toBe('ABCX'));
});

describe('ageOn', () => {
  it.each([
    ['1980-05-10', '2019-05-09', 38],
    ['1980-05-10', '2019-05-10', 39],
    ['1980-02-29', '2019-02-28', 38],
    ['1980-02-29', '2019-03-01', 39],
    ['1980-02-29', '2020-02-29', 40],
    ['2019-05-10', '2019-05-10', 0],
    ['2019-05-10', '2019-05-09', -1],
  ])('born %s, on %s: %d', (birth, date, age) =>
    expect(ageOn(businessDate(birth), businessDate(date))).toBe(age),
  );
});

describe('sampleIdNumber', () => {
  const birthDate = businessDate('1949-12-31');
  it('makes the number of the standard', () =>
    expect(sampleIdNumber({ areaCode: '110105', birthDate, sequence: 2 })).toBe('11010519491231002X'));
  it.each([
    ['11010', 2],
    ['1101055', 2],
    ['11010X', 2],
    ['110105', 1000],
    ['110105', -1],
    ['110105', 1.5],
  ])('refuses area %s, sequence %d', (areaCode, sequence) =>
    expect(() => sampleIdNumber({ areaCode, birthDate, sequence })).toThrow(RangeError),
  );
});
