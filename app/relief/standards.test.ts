import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { RELIEF_TYPES } from '../fund/project';
import { fen } from '../money/fen';
import {
  capOf,
  proposalOf,
  selfPaid,
  standardOn,
  type CapFacts,
  type ProposalFacts,
  type Standard,
} from './standards';

const LINE = fen(60_000);

const facts = (given: Partial<CapFacts>): CapFacts => ({
  type: 'living',
  on: '2019-03-01',
  amountFen: fen(0),
  earlierFen: fen(0),
  lineMonthlyFen: LINE,
  medical: null,
  ...given,
});

describe('the standard', () => {
  it.each([
    ['2014-12-31', null],
    ['2015-01-01', '2015'],
    ['2019-12-31', '2015'],
  ])('in force on %s is %s', (on, code) => expect(standardOn(on)?.code ?? null).toBe(code));

  it('is the latest of several that are in force', () => {
    const set = (effectiveOn: string, months: number): Standard => ({
      code: effectiveOn,
      effectiveOn: businessDate(effectiveOn),
      document: '样例',
      amounts: { living: {}, schooling: {}, medicalPercent: null },
      caps: {
        living: { basis: 'line_months', months },
        schooling: { basis: 'line_months', months },
        medical: { basis: 'self_paid' },
      },
    });
    const sets = [set('2015-01-01', 12), set('2020-01-01', 6)];
    const capOn = (on: string) => {
      const answer = capOf(facts({ on }), sets);
      return answer.ok && answer.cap.capFen;
    };
    expect([capOn('2019-12-31'), capOn('2020-01-01')]).toEqual([720_000, 360_000]);
  });
});

describe('the cap', () => {
  // 600 yuan a month: 12 months are 7,200 yuan, 10 months 6,000.
  const bill = { totalFen: fen(5_000_000), reimbursedFen: fen(3_000_000) };
  it.each<[string, Partial<CapFacts>, { capFen: number; leftFen: number; overFen: number }]>([
    [
      'living, exactly 12 months of the line',
      { amountFen: fen(720_000) },
      { capFen: 720_000, leftFen: 720_000, overFen: 0 },
    ],
    ['living, one fen more', { amountFen: fen(720_001) }, { capFen: 720_000, leftFen: 720_000, overFen: 1 }],
    [
      'living, up to the cap with what was awarded before',
      { amountFen: fen(220_000), earlierFen: fen(500_000) },
      { capFen: 720_000, leftFen: 220_000, overFen: 0 },
    ],
    [
      'living, one fen beyond it',
      { amountFen: fen(220_001), earlierFen: fen(500_000) },
      { capFen: 720_000, leftFen: 220_000, overFen: 1 },
    ],
    [
      'living, after more was awarded than the cap',
      { amountFen: fen(1), earlierFen: fen(800_000) },
      { capFen: 720_000, leftFen: 0, overFen: 80_001 },
    ],
    [
      'schooling, exactly 10 months of the line',
      { type: 'schooling', amountFen: fen(600_000) },
      { capFen: 600_000, leftFen: 600_000, overFen: 0 },
    ],
    [
      'schooling, one fen more',
      { type: 'schooling', amountFen: fen(600_001) },
      { capFen: 600_000, leftFen: 600_000, overFen: 1 },
    ],
    [
      'medical, exactly what the patient paid',
      { type: 'medical', amountFen: fen(2_000_000), medical: bill },
      { capFen: 2_000_000, leftFen: 2_000_000, overFen: 0 },
    ],
    [
      'medical, one fen more',
      { type: 'medical', amountFen: fen(2_000_001), medical: bill },
      { capFen: 2_000_000, leftFen: 2_000_000, overFen: 1 },
    ],
    [
      'medical, whatever earlier bills were helped with',
      { type: 'medical', amountFen: fen(2_000_000), earlierFen: fen(9_000_000), medical: bill },
      { capFen: 2_000_000, leftFen: 2_000_000, overFen: 0 },
    ],
    [
      'medical, a bill that insurance paid in full',
      {
        type: 'medical',
        amountFen: fen(1),
        medical: { totalFen: bill.totalFen, reimbursedFen: bill.totalFen },
      },
      { capFen: 0, leftFen: 0, overFen: 1 },
    ],
    [
      'a line of nothing',
      { amountFen: fen(1), lineMonthlyFen: fen(0) },
      { capFen: 0, leftFen: 0, overFen: 1 },
    ],
  ])('%s', (_, given, cap) => expect(capOf(facts(given))).toMatchObject({ ok: true, cap }));

  it.each<[string, Partial<CapFacts>, string]>([
    ['before the first standard', { on: '2014-12-31' }, 'no_standard'],
    ['living without a line', { lineMonthlyFen: null }, 'no_line'],
    ['schooling without a line', { type: 'schooling', lineMonthlyFen: null }, 'no_line'],
    ['medical without a bill', { type: 'medical' }, 'no_bill'],
  ])('is not known %s', (_, given, gap) => expect(capOf(facts(given))).toEqual({ ok: false, gap }));

  it('needs no line for medical relief, and shows only the figures it rests on', () => {
    const medical = capOf(facts({ type: 'medical', medical: bill, lineMonthlyFen: null }));
    expect(medical).toMatchObject({ ok: true, cap: { lineMonthlyFen: null, medical: bill, earlierFen: 0 } });
    expect(capOf(facts({ medical: bill }))).toMatchObject({
      ok: true,
      cap: { lineMonthlyFen: LINE, medical: null, standard: '2015' },
    });
  });

  it('is kept by all that it leaves, and broken by one fen more', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 }).map(fen);
    fc.assert(
      fc.property(fc.constantFrom(...RELIEF_TYPES), amount, amount, amount, (type, line, earlier, total) => {
        const given = {
          type,
          lineMonthlyFen: line,
          earlierFen: earlier,
          medical: { totalFen: total, reimbursedFen: fen(0) },
        };
        const first = capOf(facts(given));
        const leftFen = first.ok ? first.cap.leftFen : -1;
        const again = capOf(facts({ ...given, amountFen: fen(leftFen) }));
        const more = capOf(facts({ ...given, amountFen: fen(leftFen + 1) }));
        const beyond = type === 'medical' ? 0 : Math.max(0, earlier - (type === 'living' ? 12 : 10) * line);
        expect(again).toMatchObject({ ok: true, cap: { overFen: beyond } });
        expect(more).toMatchObject({ ok: true, cap: { overFen: beyond + 1 } });
      }),
    );
  });
});

describe('what the patient paid', () => {
  it('is the bill without what came back', () =>
    expect(selfPaid({ totalFen: fen(1_000), reimbursedFen: fen(999) })).toBe(1));
});

describe('the proposal', () => {
  const sets: Standard[] = [
    {
      code: 'own',
      effectiveOn: businessDate('2019-01-01'),
      document: '样例',
      caps: {
        living: { basis: 'line_months', months: 12 },
        schooling: { basis: 'line_months', months: 10 },
        medical: { basis: 'self_paid' },
      },
      amounts: { living: { subsistence: 60_000 }, schooling: { college: 300_000 }, medicalPercent: 50 },
    },
  ];
  const asked: ProposalFacts = {
    type: 'living',
    on: '2019-03-01',
    category: 'subsistence',
    stage: 'college',
    medical: null,
    leftFen: fen(60_000),
  };
  const bill = { totalFen: fen(1_001), reimbursedFen: fen(500) };

  it.each<[string, Partial<ProposalFacts>, [number | null, number | null] | null]>([
    ['by category', {}, [60_000, 60_000]],
    ['cut to what the cap leaves', { leftFen: fen(59_999) }, [60_000, 59_999]],
    ['where no cap is known', { leftFen: null }, [60_000, 60_000]],
    ['a category that has none', { category: 'marginal' }, null],
    ['no category', { category: null }, null],
    ['by stage', { type: 'schooling', leftFen: fen(600_000) }, [300_000, 300_000]],
    ['a stage that has none', { type: 'schooling', stage: 'primary' }, null],
    ['medical without a bill', { type: 'medical' }, [null, null]],
    ['medical, whole fen', { type: 'medical', medical: bill, leftFen: fen(501) }, [250, 250]],
    ['before the first standard', { on: '2018-12-31' }, null],
  ])('%s', (_, given, expected) => {
    const proposal = proposalOf({ ...asked, ...given }, sets);
    expect(proposal && [proposal.standardFen, proposal.proposedFen]).toEqual(expected);
  });

  it('names nothing by the shipped set', () => expect(proposalOf(asked)).toBeNull());
});
