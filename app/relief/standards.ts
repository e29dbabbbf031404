import type { BusinessDate } from '../calendar/date';
import type { ReliefType } from '../fund/project';
import type { Fen } from '../money/fen';
import { addFen, fen, subtractFen } from '../money/fen';

/**
 * How much relief there may be at most: versioned data, each set in force from its day on. The document of a set and
 * the sentence that explains a cap stand in app/zh/relief.ts.
 */

export const STANDARD_CODES = ['2015'] as const;
export type StandardCode = (typeof STANDARD_CODES)[number];

/** A number of months of the subsistence line in a year, or what the patient paid. */
export type CapRule = { basis: 'line_months'; months: number } | { basis: 'self_paid' };

export interface Standard {
  code: StandardCode;
  effectiveOn: BusinessDate;
  /** living: for a family and year; schooling: for a student and year; medical: for a bill. */
  caps: Record<ReliefType, CapRule>;
}

const STANDARDS: readonly Standard[] = [
  {
    code: '2015',
    effectiveOn: '2015-01-01' as BusinessDate,
    caps: {
      living: { basis: 'line_months', months: 12 },
      schooling: { basis: 'line_months', months: 10 },
      medical: { basis: 'self_paid' },
    },
  },
];

/** The standard in force on a day, null before the first one. */
export function standardOn(on: string, standards: readonly Standard[] = STANDARDS): Standard | null {
  return standards.filter((one) => one.effectiveOn <= on).pop() ?? null;
}

/** What a cap is computed from. */
export interface CapFacts {
  type: ReliefType;
  /** The day of the decision. */
  on: string;
  amountFen: Fen;
  /** Awarded before in the same year, to the same family (living) or student (schooling). */
  earlierFen: Fen;
  /** The subsistence line in force, null where there is none. */
  lineMonthlyFen: Fen | null;
  /** Medical only. */
  medical: MedicalBill | null;
}

export interface MedicalBill {
  totalFen: Fen;
  reimbursedFen: Fen;
}

export const CAP_GAPS = ['no_standard', 'no_line', 'no_bill'] as const;
/** Why there is no cap to compare with. */
export type CapGap = (typeof CAP_GAPS)[number];

/** A cap with the figures that explain it. */
export interface Cap {
  type: ReliefType;
  standard: StandardCode;
  rule: CapRule;
  lineMonthlyFen: Fen | null;
  medical: MedicalBill | null;
  capFen: Fen;
  earlierFen: Fen;
  amountFen: Fen;
  /** What the cap leaves before this amount; not below 0. */
  leftFen: Fen;
  /** By how much this amount is too high; 0 where it is not. */
  overFen: Fen;
}

export type CapAnswer = { ok: true; cap: Cap } | { ok: false; gap: CapGap };

/** The cap that an amount must keep to (总工发〔2015〕20号 for set 2015), or why there is none. */
export function capOf(facts: CapFacts, standards: readonly Standard[] = STANDARDS): CapAnswer {
  const standard = standardOn(facts.on, standards);
  if (!standard) return { ok: false, gap: 'no_standard' };
  const rule = standard.caps[facts.type];
  const capFen = amountOf(rule, facts);
  if (typeof capFen === 'string') return { ok: false, gap: capFen };
  // A bill carries its own cap: what an earlier bill was helped with does not lessen it.
  const earlierFen = rule.basis === 'self_paid' ? fen(0) : facts.earlierFen;
  const leftFen = fen(Math.max(0, subtractFen(capFen, earlierFen)));
  return {
    ok: true,
    cap: {
      type: facts.type,
      standard: standard.code,
      rule,
      lineMonthlyFen: rule.basis === 'line_months' ? facts.lineMonthlyFen : null,
      medical: rule.basis === 'self_paid' ? facts.medical : null,
      capFen,
      earlierFen,
      amountFen: facts.amountFen,
      leftFen,
      overFen: fen(Math.max(0, subtractFen(addFen(earlierFen, facts.amountFen), capFen))),
    },
  };
}

/** What the patient paid: the bill without what insurance gave back. */
export function selfPaid({ totalFen, reimbursedFen }: MedicalBill): Fen {
  return subtractFen(totalFen, reimbursedFen);
}

function amountOf(rule: CapRule, { lineMonthlyFen, medical }: CapFacts): Fen | CapGap {
  if (rule.basis === 'self_paid') return medical ? selfPaid(medical) : 'no_bill';
  return lineMonthlyFen === null ? 'no_line' : fen(lineMonthlyFen * rule.months);
}
