import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ledgerFault, netsOf, ownNet, type LedgerRow } from './ledger';

const row = (id: string, amountFen: number, paidOn: string, correctsId: string | null = null): LedgerRow => ({
  id,
  correctsId,
  amountFen,
  paidOn: `2019-${paidOn}`,
});

const paid = row('paid', 600, '01-10');
const returned = row('returned', -600, '01-20', 'paid');

describe('what a row is still worth', () => {
  it.each<[string, LedgerRow[], Record<string, number>]>([
    ['a payment', [paid], { paid: 600 }],
    ['returned', [paid, returned], { paid: 0, returned: -600 }],
    [
      'the return reversed',
      [paid, returned, row('again', 600, '01-25', 'returned')],
      { paid: 600, returned: 0, again: 600 },
    ],
    [
      'the reversal of the return reversed in part',
      [paid, returned, row('again', 600, '01-25', 'returned'), row('part', -100, '01-26', 'again')],
      { paid: 500, returned: -100, again: 500, part: -100 },
    ],
    [
      'two recoveries',
      [paid, row('one', -100, '02-01', 'paid'), row('two', -50, '02-02', 'paid')],
      { paid: 450, one: -100, two: -50 },
    ],
    [
      'two payments apart',
      [paid, returned, row('reissued', 600, '01-25')],
      { paid: 0, returned: -600, reissued: 600 },
    ],
  ])('%s', (_, rows, nets) => {
    expect(Object.fromEntries(netsOf(rows))).toEqual(nets);
    for (const [id, net] of Object.entries(nets)) expect(ownNet(rows, id)).toBe(net);
    expect(Object.fromEntries(netsOf([...rows].reverse()))).toEqual(nets);
  });

  it('is nothing for a row that is not there', () => expect(ownNet([paid], 'other')).toBe(0));
});

describe('the fault of a ledger', () => {
  it.each<[string, LedgerRow[], object | null]>([
    ['no rows', [], null],
    ['paid in full', [paid], null],
    [
      'one fen too much',
      [paid, row('more', 1, '01-11')],
      { code: 'overpaid', on: '2019-01-11', overFen: 1, rowId: null },
    ],
    ['in two parts', [row('a', 200, '01-10'), row('b', 400, '01-10')], null],
    ['returned and paid again the same day', [paid, returned, row('again', 600, '01-20')], null],
    [
      'paid again the day before it came back',
      [paid, returned, row('again', 600, '01-19')],
      { code: 'overpaid', on: '2019-01-19', overFen: 600, rowId: null },
    ],
    ['corrected on its day', [paid, row('back', -600, '01-10', 'paid')], null],
    [
      'corrected the day before',
      [paid, row('back', -600, '01-09', 'paid')],
      { code: 'before_corrected', on: '2019-01-09', overFen: 0, rowId: 'paid' },
    ],
    [
      'corrected by one fen too much',
      [paid, row('part', -1, '01-11', 'paid'), row('back', -600, '01-20', 'paid')],
      { code: 'overcorrected', on: '2019-01-20', overFen: 1, rowId: 'paid' },
    ],
    [
      'a correction corrected by one fen too much',
      [paid, row('part', -100, '01-11', 'paid'), row('undone', 101, '01-12', 'part')],
      { code: 'overcorrected', on: '2019-01-12', overFen: 1, rowId: 'part' },
    ],
    [
      'enough only from a later day on',
      [
        paid,
        row('part', -200, '02-01', 'paid'),
        row('undone', 200, '03-01', 'part'),
        row('back', -600, '02-15', 'paid'),
      ],
      { code: 'overcorrected', on: '2019-02-15', overFen: 200, rowId: 'paid' },
    ],
    [
      'a return undone after the re-issue',
      [paid, returned, row('reissued', 600, '01-25'), row('undone', 600, '01-26', 'returned')],
      { code: 'overpaid', on: '2019-01-26', overFen: 600, rowId: null },
    ],
  ])('%s', (_, rows, fault) => {
    expect(ledgerFault(rows, 600)).toEqual(fault);
    expect(ledgerFault([...rows].reverse(), 600)).toEqual(fault);
  });

  it('is found exactly where a walk day by day finds one', () => {
    const day = fc.integer({ min: 10, max: 16 }).map((number) => `01-${number}`);
    const step = fc.record({
      day,
      amountFen: fc.integer({ min: 1, max: 40 }),
      corrects: fc.option(fc.nat(4)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const rows: LedgerRow[] = [];
        for (const { day: on, amountFen, corrects } of steps) {
          const target = corrects === null ? undefined : rows[corrects];
          const signed = target && target.amountFen > 0 ? -amountFen : amountFen;
          rows.push(row(`row ${rows.length}`, signed, on, target?.id ?? null));
        }
        expect(ledgerFault(rows, 50) !== null).toBe(isUnsound(rows, 50));
      }),
      { numRuns: 2000 },
    );
  });
});

/** The rules of the ledger once more, slowly. */
function isUnsound(rows: readonly LedgerRow[], awardFen: number): boolean {
  const worth = (one: LedgerRow, known: readonly LedgerRow[]): number => {
    let net = one.amountFen;
    for (const other of known) if (other.correctsId === one.id) net += worth(other, known);
    return net;
  };
  for (const one of rows) {
    const corrected = rows.find(({ id }) => id === one.correctsId);
    if (corrected && one.paidOn < corrected.paidOn) return true;
  }
  for (let date = 10; date <= 16; date += 1) {
    const known = rows.filter(({ paidOn }) => paidOn <= `2019-01-${date}`);
    let total = 0;
    for (const one of known) {
      total += one.amountFen;
      const net = worth(one, known);
      if (one.amountFen > 0 ? net < 0 : net > 0) return true;
    }
    if (total > awardFen) return true;
  }
  return false;
}
