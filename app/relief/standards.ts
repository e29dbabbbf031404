import type { BusinessDate } from '../calendar/date';
import type { Category, EducationStage } from '../families/family';
import type { ReliefType } from '../fund/project';
import type { Fen } from '../money/fen';
import { addFen, fen, subtractFen } from '../money/fen';

/**
 * How much relief there may be at most, and how much is usual: versioned data, each set in force from its day on. One
 * set is shipped, with its document in app/zh/relief.ts; further ones are entered by the head.
 */

/** A number of months of the subsistence line in a year, or what the patient paid. */
export type CapRule = { basis: 'line_months'; months: number } | { basis: 'self_paid' };

/** The usual amounts: living by category, schooling by stage, medical as a part of what the patient paid. */
export interface StandardAmounts {
  living: Partial<Record<Category, number>>;
  schooling: Partial<Record<EducationStage, number>>;
  medicalPercent: number | null;
}

export interface Standard {
  code: string;
  effectiveOn: BusinessDate;
  /** Null for the shipped set. */
  document: string | null;
  /** living: for a family and year; schooling: for a student and year; medical: for a bill. */
  caps: Record<ReliefType, CapRule>;
  amounts: StandardAmounts;
}

export const SHIPPED_STANDARD: Standard = {
  code: '2015',
  effectiveOn: '2015-01-01' as BusinessDate,
  document: null,
  caps: {
    living: { basis: 'line_months', months: 12 },
    schooling: { basis: 'line_months', months: 10 },
    medical: { basis: 'self_paid' },
  },
  amounts: { living: {}, schooling: {}, medicalPercent: null },
};

/** The standard in force on a day, null before the first one. */
export function standardOn(on: string, standards: readonly Standard[] = [SHIPPED_STANDARD]): Standard | null {
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
  /** Whether that line is an example that nobody has confirmed. */
  lineIsSample?: boolean;
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
  standard: string;
  /** The document of the standard; null for the shipped one. */
  document: string | null;
  rule: CapRule;
  lineMonthlyFen: Fen | null;
  /** The cap rests on an example line (示例), not on an official one. */
  lineIsSample: boolean;
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

/** The cap that an amount must keep to (总工发〔2015〕20号 for the shipped set), or why there is none. */
export function capOf(facts: CapFacts, standards?: readonly Standard[]): CapAnswer {
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
      document: standard.document,
      rule,
      lineMonthlyFen: rule.basis === 'line_months' ? facts.lineMonthlyFen : null,
      lineIsSample: rule.basis === 'line_months' && facts.lineIsSample === true,
      medical: rule.basis === 'self_paid' ? facts.medical : null,
      capFen,
      earlierFen,
      amountFen: facts.amountFen,
      leftFen,
      overFen: fen(Math.max(0, subtractFen(addFen(earlierFen, facts.amountFen), capFen))),
    },
  };
}

/** Whose amount is looked up in a standard. */
export interface ProposalFacts {
  type: ReliefType;
  on: string;
  category: Category | null;
  stage: EducationStage | null;
  /** Medical only; without it there is a percentage to tell, and no amount. */
  medical: MedicalBill | null;
  /** What the cap leaves; null where no cap can be computed. */
  leftFen: Fen | null;
}

/** What a standard proposes, with what explains it. */
export interface Proposal {
  type: ReliefType;
  document: string | null;
  category: Category | null;
  stage: EducationStage | null;
  percent: number | null;
  /** By the standard alone; null while there is no bill. */
  standardFen: Fen | null;
  leftFen: Fen | null;
  /** The lesser of the two. */
  proposedFen: Fen | null;
}

/** The usual amount, never above what the cap leaves; null where the standard names none. */
export function proposalOf(facts: ProposalFacts, standards?: readonly Standard[]): Proposal | null {
  const standard = standardOn(facts.on, standards);
  if (!standard) return null;
  const usual = usualAmount(standard.amounts, facts);
  if (!usual) return null;
  const { standardFen } = usual;
  const isCut = standardFen !== null && facts.leftFen !== null && facts.leftFen < standardFen;
  return {
    type: facts.type,
    document: standard.document,
    category: facts.type === 'living' ? facts.category : null,
    stage: facts.type === 'schooling' ? facts.stage : null,
    ...usual,
    leftFen: facts.leftFen,
    proposedFen: isCut ? facts.leftFen : standardFen,
  };
}

function usualAmount(
  amounts: StandardAmounts,
  { type, category, stage, medical }: ProposalFacts,
): Pick<Proposal, 'percent' | 'standardFen'> | null {
  if (type === 'medical') return medicalAmount(amounts.medicalPercent, medical);
  const amountFen =
    type === 'living' ? category && amounts.living[category] : stage && amounts.schooling[stage];
  return amountFen ? { percent: null, standardFen: fen(amountFen) } : null;
}

function medicalAmount(percent: number | null, medical: MedicalBill | null) {
  if (percent === null) return null;
  // Whole fen, rounded down: a proposal never goes above its part.
  const standardFen = medical && fen(Math.floor((Math.max(0, selfPaid(medical)) * percent) / 100));
  return { percent, standardFen };
}

/** What the patient paid: the bill without what insurance gave back. */
export function selfPaid({ totalFen, reimbursedFen }: MedicalBill): Fen {
  return subtractFen(totalFen, reimbursedFen);
}

function amountOf(rule: CapRule, { lineMonthlyFen, medical }: CapFacts): Fen | CapGap {
  if (rule.basis === 'self_paid') return medical ? selfPaid(medical) : 'no_bill';
  return lineMonthlyFen === null ? 'no_line' : fen(lineMonthlyFen * rule.months);
}
