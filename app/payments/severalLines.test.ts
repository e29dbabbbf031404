import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResultRow } from './bankResult';
import { sharedOut, type FittingLine, type SaidBefore } from './severalLines';

const AMOUNT_FEN = 60_000;

const paid = (reference: string, on: string | null = '2019-03-12') => ({
  status: 'succeeded' as const,
  booked: { reference, on },
});
const failed = (failedOn: string | null = '2019-03-12') => ({ status: 'failed' as const, failedOn });
const sent = { status: 'sent' as const };
const takenOut = { status: 'withdrawn' as const };

function linesOf(given: readonly Partial<FittingLine>[]): FittingLine[] {
  return given.map((one, index) => ({
    ...{ id: `L${index + 1}`, lineNumber: index + 1, account: '6222021000000000001', holder: '林样本' },
    ...{ amountFen: AMOUNT_FEN, status: 'sent', booked: null, failedOn: null },
    ...one,
  }));
}

function aRow(outcome: 'succeeded' | 'failed', on: string | null, reference = '', amountFen = AMOUNT_FEN) {
  return { outcome, on, reference, amountFen } as ResultRow;
}

const yes = (on: string | null, reference = '') => aRow('succeeded', on, reference);
const no = (on: string | null) => aRow('failed', on);

/** `L2 X5 of 2`: a row of that paper for that line, which may be about two. */
function shares(lines: readonly FittingLine[], rows: readonly ResultRow[], before: SaidBefore[] = []) {
  const fitting = rows.map((row) => ({ row, fits: lines }));
  return sharedOut(fitting, before).map(
    ({ row, line, possibleLines }) =>
      `${line.id} ${row.reference || row.on || '?'}${possibleLines > 1 ? ` of ${possibleLines}` : ''}`,
  );
}

describe('rows that fit two lines alike', () => {
  it.each<[string, Partial<FittingLine>[], ResultRow[], string[]]>([
    [
      'paid, each of them, of two that failed',
      [failed(), failed()],
      [yes('2019-03-14', 'D1'), yes('2019-03-14', 'D2')],
      ['L1 D1', 'L2 D2'],
    ],
    [
      'paid, of two that failed',
      [failed(), failed()],
      [yes('2019-03-14', 'D1')],
      ['L1 D1 of 2', 'L2 D1 of 2'],
    ],
    [
      'paid, without a paper, of two that failed',
      [failed(), failed()],
      [yes(null)],
      ['L1 ? of 2', 'L2 ? of 2'],
    ],
    [
      'paid three times, of two that failed',
      [failed(), failed()],
      [yes('2019-03-14', 'D1'), yes('2019-03-14', 'D2'), yes('2019-03-14', 'D3')],
      ['L1 D1', 'L2 D2', 'L1 D3 of 2'],
    ],
    ['paid as booked, beside one that failed', [paid('E1'), failed()], [yes('2019-03-12', 'E1')], ['L1 E1']],
    ['paid on the day as booked', [failed(), paid('', '2019-03-12')], [yes('2019-03-12', 'E1')], ['L2 E1']],
    ['paid by another number', [paid('E1'), failed()], [yes('2019-03-12', 'D2')], ['L2 D2']],
    ['paid on another day', [paid('E1'), failed()], [yes('2019-03-14')], ['L2 2019-03-14']],
    ['paid, without a paper, once', [paid('E1'), failed()], [yes(null)], ['L1 ?']],
    ['paid, without a paper, twice', [paid('E1'), failed()], [yes(null), yes(null)], ['L1 ?', 'L2 ?']],
    [
      'paid by other numbers, of two that were paid',
      [paid('E1'), paid('E2')],
      [yes('2019-03-14', 'D1')],
      ['L1 D1 of 2', 'L2 D1 of 2'],
    ],
    [
      'failed, of two that were paid',
      [paid('E1'), paid('E2')],
      [no('2019-03-14')],
      ['L1 2019-03-14 of 2', 'L2 2019-03-14 of 2'],
    ],
    [
      'failed, both that were paid',
      [paid('E1'), paid('E2')],
      [no('2019-03-14'), no('2019-03-15')],
      ['L1 2019-03-14', 'L2 2019-03-15'],
    ],
    [
      'failed as booked, beside one that was paid',
      [paid('E1'), failed()],
      [no('2019-03-12')],
      ['L2 2019-03-12'],
    ],
    ['failed, without a day', [paid('E1'), failed()], [no(null)], ['L2 ?']],
    ['failed later, beside one that was paid', [paid('E1'), failed()], [no('2019-03-14')], ['L1 2019-03-14']],
    ['paid, beside one that waits', [failed(), sent], [yes('2019-03-14', 'D1')], []],
    ['paid twice, beside one that waits', [failed(), sent], [yes(null, 'D1'), yes(null, 'D2')], ['L1 D2']],
    ['paid, beside one that was taken out', [failed(), takenOut], [yes('2019-03-14', 'D1')], ['L1 D1']],
    [
      'paid together, of two that failed',
      [failed(), failed()],
      [aRow('succeeded', '2019-03-14', 'D1', 2 * AMOUNT_FEN)],
      ['L1 D1 of 2', 'L2 D1 of 2'],
    ],
    [
      'paid together, of two that were paid',
      [paid('E1'), paid('E2')],
      [aRow('succeeded', '2019-03-14', 'D1', 2 * AMOUNT_FEN)],
      [],
    ],
  ])('%s', (_, lines, rows, expected) => expect(shares(linesOf(lines), rows)).toEqual(expected));

  it('stay with the line of which an earlier file said it', () => {
    const before = [{ lineId: 'L2', outcome: 'succeeded' as const, on: '2019-03-14', reference: 'D1' }];
    expect(shares(linesOf([failed(), failed()]), [yes('2019-03-14', 'd1')], before)).toEqual(['L2 d1']);
    expect(shares(linesOf([paid('E1'), paid('E2')]), [no('2019-03-14')], before)).toHaveLength(2);
  });
});

describe('whatever a file says of lines that it does not tell apart', () => {
  const state = fc.constantFrom<Partial<FittingLine>>(
    ...[paid('E1'), paid('E2', '2019-03-13'), failed(), failed(null), sent, takenOut],
  );
  const row = fc
    .record({
      outcome: fc.constantFrom('succeeded' as const, 'failed' as const),
      reference: fc.constantFrom('E1', 'E2', 'D1', 'D2', ''),
    })
    .map(({ outcome, reference }) => aRow(outcome, reference ? '2019-03-14' : null, reference));

  it('no line that failed is forgotten while the bank tells of more payments than are booked or waited for', () => {
    fc.assert(
      fc.property(
        fc.array(state, { minLength: 2, maxLength: 4 }),
        fc.array(row, { maxLength: 5 }),
        (states, rows) => {
          const lines = linesOf(states);
          const told = sharedOut(
            rows.map((one) => ({ row: one, fits: lines })),
            [],
          );
          const count = (status: FittingLine['status']) =>
            lines.filter((line) => line.status === status).length;
          const papers = new Set(
            rows.flatMap(({ outcome, reference }, index) =>
              outcome === 'succeeded' ? [reference || index] : [],
            ),
          );
          const claimed = new Set(
            told.flatMap(({ row: { outcome }, line }) =>
              outcome === 'succeeded' && line.status === 'failed' ? [line.id] : [],
            ),
          );
          if (count('failed') > 0 && papers.size > count('succeeded') + count('sent'))
            expect(claimed.size).toBeGreaterThan(0);
          for (const { line } of told) expect(['succeeded', 'failed']).toContain(line.status);
        },
      ),
    );
  });
});
