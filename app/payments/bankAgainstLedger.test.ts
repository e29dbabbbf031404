import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { booksAgainst, lastAfter, type LineWord, type PaperRow } from './bankAgainstLedger';

const SENT_FEN = 60_000;

function aWord(given: Partial<LineWord> = {}): LineWord {
  return {
    ...{ resultId: 'r1', outcome: 'succeeded', on: '2019-03-14' },
    ...{ uploadedAt: '2019-03-15T01:00:00.000Z', firstAt: '2019-03-15T01:00:00.000Z' },
    ...{ reference: 'R4', saidFen: SENT_FEN, amountFen: SENT_FEN, paymentId: null },
    ...{ possibleLines: 1, failedOn: null, isTakenOut: false },
    ...given,
  };
}

function aRow(given: Partial<PaperRow> = {}): PaperRow {
  return {
    ...{ id: 'p1', kind: 'payment', correctsId: null, amountFen: SENT_FEN, paidOn: '2019-03-14' },
    ...{ bankReference: 'R4', recordedAt: '2019-03-16T01:00:00.000Z' },
    ...given,
  };
}

const corrected = (kind: PaperRow['kind'], amountFen: number) =>
  aRow({ id: 'c1', kind, correctsId: 'p1', amountFen, paidOn: '2019-03-20' });

const against = (word: LineWord, rows: PaperRow[], said: LineWord[] = [word]) =>
  booksAgainst(word, { rows, answered: new Set(), said, sisters: [], failedBefore: [] });

describe('that a line was paid', () => {
  it.each<[string, PaperRow[], object | null]>([
    ['nothing is booked', [], { bookedFen: 0, paymentId: null, again: null }],
    ['it is booked so', [aRow()], null],
    ['its number is written otherwise', [aRow({ bankReference: ' ｒ4' })], null],
    ['it was sent back', [aRow(), corrected('return', -SENT_FEN)], null],
    ['it was recovered', [aRow(), corrected('recovery', -SENT_FEN)], null],
    ['it was reversed', [aRow(), corrected('reversal', -SENT_FEN)], { bookedFen: 0, again: null }],
    ['a part of it was sent back', [aRow(), corrected('return', -1)], null],
    ['a part of it was recovered', [aRow(), corrected('recovery', -1)], null],
    [
      'a part of it was reversed',
      [aRow(), corrected('reversal', -1)],
      { bookedFen: SENT_FEN - 1, isByHand: true },
    ],
    ['more is booked', [aRow({ amountFen: SENT_FEN + 1 })], { bookedFen: SENT_FEN + 1, isByHand: true }],
    ['it is booked in parts', [aRow({ amountFen: 1 }), aRow({ id: 'p2', amountFen: SENT_FEN - 1 })], null],
    [
      'it is booked in parts which were sent back',
      [
        ...[aRow({ amountFen: 1 }), corrected('return', -1)],
        aRow({ id: 'p2', amountFen: SENT_FEN - 1 }),
        { ...corrected('return', 1 - SENT_FEN), id: 'c2', correctsId: 'p2' },
      ],
      null,
    ],
    [
      'another number is booked',
      [aRow({ bankReference: 'R5' })],
      { bookedFen: 0, again: { reference: 'R5' } },
    ],
    [
      'another day is booked',
      [aRow({ paidOn: '2019-03-13' })],
      { bookedFen: 0, again: { on: '2019-03-13' } },
    ],
  ])('where %s', (_, rows, expected) => {
    const found = against(aWord(), rows);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  it.each<[string, string | null, PaperRow[], object | null]>([
    ['before', '2019-03-13', [aRow()], null],
    ['on that day', '2019-03-14', [aRow()], null],
    ['after', '2019-03-15', [aRow()], { bookedFen: SENT_FEN, isByHand: true }],
    ['after, and it was sent back', '2019-03-15', [aRow(), corrected('return', -SENT_FEN)], null],
  ])('is not over by its record where the line is booked as failed %s', (_, failedOn, rows, expected) => {
    const found = against(aWord({ failedOn }), rows);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
    const [word, failed] = [aWord({ failedOn }), aWord({ outcome: 'failed', on: '2019-03-15' })];
    expect(against(word, rows, [word, failed])).toBeNull();
  });

  it.each<[string, PaperRow[], object | null]>([
    ['nothing', [], { bookedFen: 0, again: null }],
    ['that payment, in whichever batch', [aRow()], null],
    ['a payment of another number', [aRow({ bankReference: 'R5' })], { again: { reference: 'R5' } }],
    ['a payment of another day', [aRow({ paidOn: '2019-03-20' })], { again: { on: '2019-03-20' } }],
  ])('of a line that was taken out stands where the ledger has %s', (_, rows, expected) => {
    const answered = new Set(rows.map(({ id }) => id));
    const word = aWord({ isTakenOut: true });
    const found = booksAgainst(word, { rows, answered, said: [word], sisters: [], failedBefore: [] });
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  it('together with another line, is over by a payment of its own amount', () => {
    const word = aWord({ possibleLines: 2, saidFen: SENT_FEN + 100 });
    expect(against(word, [aRow()])).toBeNull();
    expect(against(word, [])).toMatchObject({ bookedFen: 0 });
  });

  it.each<[string, LineWord, boolean]>([
    ['with its day, number and amount, is', aWord(), false],
    ['with its number typed otherwise, is', aWord({ reference: ' ｒ4' }), false],
    ['with another number, is not', aWord({ reference: 'R5' }), true],
    ['with another day, is not', aWord({ on: '2019-03-13' }), true],
    ['without a number, is not', aWord({ reference: '' }), true],
    ['without a day, is not', aWord({ on: null }), true],
    ['without an amount, is not', aWord({ saidFen: null }), true],
    ['without number and day, is not', aWord({ reference: '', on: null }), true],
  ])('%s what the bank answered of another line', (_, word, isAgainst) => {
    const books = { rows: [aRow()], answered: new Set(['p1']), said: [word], sisters: [], failedBefore: [] };
    const found = booksAgainst(word, books);
    if (isAgainst) expect(found).toMatchObject({ bookedFen: 0, again: { paymentId: 'p1' } });
    else expect(found).toBeNull();
  });

  it.each([
    [SENT_FEN, 'applied'],
    [SENT_FEN - 1, 'doubtful'],
  ])('with %i, of a line whose own payment was reversed, stands under %s', (saidFen, tab) => {
    const rows = [aRow(), corrected('reversal', -SENT_FEN)];
    expect(against(aWord({ paymentId: 'p1', saidFen }), rows)).toMatchObject({ tab, bookedFen: 0 });
  });
});

describe('that a line was not paid', () => {
  const failed = (given: Partial<LineWord> = {}) =>
    aWord({
      outcome: 'failed',
      reference: '',
      on: '2019-03-20',
      ...{ uploadedAt: '2019-03-21T01:00:00.000Z', firstAt: '2019-03-21T01:00:00.000Z' },
      ...given,
    });

  it.each<[string, PaperRow[], LineWord[], boolean]>([
    ['nothing is booked', [], [], false],
    ['it was booked by hand before, of an earlier day', [aRow()], [], true],
    ['it was booked by hand before, of a later day', [aRow({ paidOn: '2019-03-21' })], [], false],
    ['it was booked by hand later', [aRow({ recordedAt: '2019-03-22T01:00:00.000Z' })], [], false],
    [
      'it was booked later as the bank had told',
      [aRow({ recordedAt: '2019-03-22T01:00:00.000Z' })],
      [aWord()],
      true,
    ],
    [
      'the bank told of it on a later day',
      [aRow({ paidOn: '2019-03-21' })],
      [aWord({ on: '2019-03-21' })],
      false,
    ],
  ])('where %s', (_, rows, said, isAgainst) => {
    const found = against(failed(), rows, [failed(), ...said]);
    expect(found !== null).toBe(isAgainst);
  });

  it.each<[string, Partial<LineWord>, boolean]>([
    ['on that day is of the first run', {}, false],
    ['on another day is not', { on: '2019-03-21' }, true],
    ['on that day, with a number, is not', { reference: 'F1' }, true],
    ['on no day is not', { on: null }, true],
  ])('%s, where it failed in a batch before', (_, given, isAgainst) => {
    const word = failed({ paymentId: 'p1', ...given });
    const failedBefore = [{ on: '2019-03-20', reference: '' }];
    const books = { rows: [aRow()], answered: new Set(['p1']), said: [word], sisters: [], failedBefore };
    expect(booksAgainst(word, books) !== null).toBe(isAgainst);
  });
});

describe('a later file', () => {
  const AT = '2019-03-16T01:00:00.000Z';
  const later = { resultId: 'r2', uploadedAt: AT, firstAt: AT };

  it.each<[string, Partial<LineWord>, boolean]>([
    ['of the same number', { saidFen: 1 }, true],
    ['of the same number and another day', { on: '2019-03-15' }, true],
    ['of the same day, without a number', { reference: '' }, true],
    ['of the same number that had come before it', { firstAt: '2019-03-14T01:00:00.000Z' }, false],
    ['of another number', { reference: 'R5' }, false],
    ['of another day, without a number', { reference: '', on: '2019-03-15' }, false],
    ['without number or day', { reference: '', on: null }, false],
    ['that says the opposite', { outcome: 'failed' }, false],
  ])('%s puts the earlier one right: %o', (_, given, isRight) => {
    const word = aWord();
    const other = aWord({ ...later, ...given });
    expect(against(word, [], [word, other]) === null).toBe(isRight);
    if (other.outcome === 'succeeded' && other.firstAt > word.firstAt)
      expect(against(other, [], [word, other])).not.toBeNull();
  });

  it.each<[string, Partial<LineWord>, string | null]>([
    ['that says the opposite, of a later day', { outcome: 'failed', on: '2019-03-15' }, 'r2'],
    ['that says the opposite, of an earlier day', { outcome: 'failed', on: '2019-03-13' }, null],
    ['that says the opposite, without a day', { outcome: 'failed', on: null }, 'r2'],
    ['that says the same', {}, null],
    ['that says another amount', { saidFen: 1 }, 'r2'],
  ])('%s is named beside it', (_, given, resultId) => {
    const word = aWord();
    expect(lastAfter(word, [word, aWord({ ...later, ...given })])?.resultId ?? null).toBe(resultId);
  });
});

describe('whatever is said and booked', () => {
  const row = fc.record({
    amountFen: fc.integer({ min: 1, max: 3 }),
    paidOn: fc.constantFrom('2019-03-13', '2019-03-14', '2019-03-15'),
    bankReference: fc.constantFrom('', 'R4', 'R5'),
    backFen: fc.integer({ min: 0, max: 3 }),
    kind: fc.constantFrom('return' as const, 'reversal' as const),
  });
  const rowsOf = (made: readonly (typeof row extends fc.Arbitrary<infer T> ? T : never)[]) =>
    made.flatMap(({ backFen, kind, ...given }, index): PaperRow[] => {
      const id = `p${index}`;
      const back = {
        ...aRow(),
        id: `c${index}`,
        kind,
        correctsId: id,
        amountFen: -Math.min(backFen, given.amountFen),
      };
      return [aRow({ id, ...given }), ...(backFen > 0 ? [back] : [])];
    });

  it('what stands against a word is a payment of the books, with what is left of it', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), fc.integer({ min: 1, max: 3 }), (made, saidFen) => {
        const rows = rowsOf(made);
        const leftFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
        for (const outcome of ['succeeded', 'failed'] as const) {
          const found = against(aWord({ outcome, saidFen, amountFen: saidFen }), rows);
          if (found === null) continue;
          expect(found.bookedFen).toBeLessThanOrEqual(leftFen);
          expect(found.paymentId === null).toBe(found.bookedFen === 0);
          if (found.bookedFen === 0) expect(found.again === null).toBe(leftFen === 0);
          else if (outcome === 'succeeded') expect(found.bookedFen).not.toBe(saidFen);
        }
        if (leftFen === 0 && made.every(({ kind }) => kind === 'reversal'))
          expect(against(aWord({ saidFen }), rows)).not.toBeNull();
      }),
    );
  });
});
