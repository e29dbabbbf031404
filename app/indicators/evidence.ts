import { isAmountMetric, type CountBasis, type Metric } from '../fund/target';
import type { ReceiptSource, ReliefType, ServiceKind } from '../fund/project';
import type { PaymentKind } from '../payments/payment';
import { typeOfMetric } from './compute';
import { COVERAGE_REASONS, coverageUnits, type CoverageUnit } from './coverage';
import { countedPayments, type PaymentFact, type YearFacts } from './facts';
import type { SurveyOutcome } from '../surveys/survey';
import { helpedBy, isOfType, keyOnBasis, type HelpedType } from './peopleHelped';
import { ANSWER_REASONS, judgedAnswers, type JudgedAnswer } from './satisfaction';
import { judgedServices, SERVICE_REASONS, type JudgedService } from './served';
import { timedAwards, TIMING_REASONS, type AwardTiming } from './timeliness';

/**
 * The rows behind a figure. What they add up to is the figure itself: the rows in the numerator give the numerator,
 * those in the denominator the denominator, and the rest says why it counts in neither.
 */

export const EVIDENCE_PARTS = ['numerator', 'both', 'denominator', 'excluded'] as const;
export type EvidencePart = (typeof EVIDENCE_PARTS)[number];

export const EVIDENCE_REASONS = [
  'after_day',
  'outside_project',
  'taken_back',
  ...COVERAGE_REASONS,
  ...TIMING_REASONS,
  ...ANSWER_REASONS,
  ...SERVICE_REASONS,
] as const;
export type EvidenceReason = (typeof EVIDENCE_REASONS)[number];

/** A payment row that a sum is made of. */
export type EvidencePayment = Pick<PaymentFact, 'id' | 'kind' | 'amountFen' | 'paidOn'>;

/** What a row tells of. `person`, `times` and `family` are sums over payments, corrections included. */
export type EvidenceRecord =
  | { kind: 'person' | 'family' | 'times'; payments: EvidencePayment[] }
  | { kind: 'payment'; paymentId: string; paymentKind: PaymentKind }
  | { kind: 'due' }
  | { kind: 'award'; dueOn: string; lastPaidOn: string | null; outOfWindow: boolean }
  | { kind: 'receipt'; receiptId: string; source: ReceiptSource }
  | { kind: 'budget' }
  | { kind: 'adjustment'; adjustmentId: string }
  | { kind: 'answer'; roundId: string; outcome: SurveyOutcome }
  | { kind: 'service'; serviceKind: ServiceKind; personName: string; fileNumber: string | null };

export interface EvidenceRow {
  /** What the row is a row of, once among the rows of a figure: a person, a payment, an award … Stays on the server. */
  unitId: string;
  part: EvidencePart;
  /** Why it is excluded, and of an award how it was judged. */
  reason: EvidenceReason | null;
  /** What the row adds to the figure: 1, or fen. */
  adds: number;
  record: EvidenceRecord;
  type: ReliefType | null;
  familyId: string | null;
  /** The member row the person is shown by. */
  memberId: string | null;
  awardId: string | null;
  amountFen: number | null;
  /** The day of the payment, the receipt, the adjustment, or the approval. */
  on: string | null;
}

/** Which rows an indicator stands on: those of its metric; of a count of people, by the basis that is looked at. */
export interface EvidenceQuestion {
  metric: Metric;
  basis: CountBasis;
}

/** Every row behind a figure, and the rows that are left out with the reason. */
export function evidenceRows(facts: YearFacts, { metric, basis }: EvidenceQuestion): EvidenceRow[] {
  const helped = typeOfMetric(metric);
  if (helped) return helpedRows(facts, { type: helped, basis });
  if (metric === 'paid_amount') return paidRows(facts);
  if (metric === 'received_amount') return receiptRows(facts);
  if (metric === 'services_count') return judgedServices(facts, basis).map(serviceRow);
  if (metric === 'budget_execution') return [...paidRows(facts), ...budgetRows(facts)];
  if (metric === 'funds_in_place') return [...receiptRows(facts), ...budgetRows(facts)];
  if (metric === 'coverage') return coverageUnits(facts).map(coverageRow);
  if (metric === 'satisfaction') return judgedAnswers(facts).map(answerRow);
  return timedAwards(facts).map(timingRow);
}

/** What groups of rows add up to. A count has rows in the numerator only. */
export function evidenceTotals(groups: readonly { numerator: number; denominator: number }[]): {
  numerator: number;
  denominator: number;
} {
  return {
    numerator: groups.reduce((total, group) => total + group.numerator, 0),
    denominator: groups.reduce((total, group) => total + group.denominator, 0),
  };
}

/** Whether the figure of a metric is a sum of money. */
export function isMoneyMetric(metric: Metric): boolean {
  return metric === 'budget_execution' || metric === 'funds_in_place' || isAmountMetric(metric);
}

/** Whether the rows behind a figure are receipts, which are about nobody. */
export function isReceiptMetric(metric: Metric): boolean {
  return metric === 'funds_in_place' || metric === 'received_amount';
}

function helpedRows(
  facts: YearFacts,
  { type, basis }: { type: HelpedType; basis: CountBasis },
): EvidenceRow[] {
  const ofType = facts.payments.filter((row) => isOfType(row, type));
  const counted = countedPayments({ ...facts, payments: ofType });
  const helped = helpedBy(facts, type);
  const nets = { persons: helped.persons, person_times: helped.personTimes, families: helped.families }[
    basis
  ];
  const groups = new Map<string, PaymentFact[]>();
  for (const row of counted) {
    const key = keyOnBasis(row, basis);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const rows = [...nets].map(([key, netFen]) => ({
    ...helpedRow(groups.get(key)!, { type, basis, netFen }),
    unitId: key,
  }));
  return [...rows, ...leftOutPayments(facts, ofType)];
}

function helpedRow(
  rows: PaymentFact[],
  { type, basis, netFen }: { type: HelpedType; basis: CountBasis; netFen: number },
): Omit<EvidenceRow, 'unitId'> {
  const payments = rows.filter(({ kind }) => kind === 'payment');
  const shown = payments[payments.length - 1] ?? rows[0]!;
  const kind = basis === 'persons' ? 'person' : basis === 'families' ? 'family' : 'times';
  const counts = netFen > 0;
  return {
    part: counts ? 'numerator' : 'excluded',
    reason: counts ? null : 'taken_back',
    adds: 1,
    record: {
      kind,
      payments: rows.map(({ id, kind, amountFen, paidOn }) => ({ id, kind, amountFen, paidOn })),
    },
    // A person or family helped in several ways is of no one type; a payment is of its own.
    type: type === 'all' && basis !== 'person_times' ? null : shown.type,
    familyId: shown.familyId,
    memberId: shown.memberId,
    awardId: shown.awardId,
    amountFen: netFen,
    on: shown.paidOn,
  };
}

function paidRows(facts: YearFacts): EvidenceRow[] {
  const counted = countedPayments(facts).map((row) => paymentRow(row, { part: 'numerator', reason: null }));
  return [...counted, ...leftOutPayments(facts, facts.payments)];
}

/** Payment rows of the project that do not count: dated after the day, or outside the project's dates. */
function leftOutPayments({ asOf, project }: YearFacts, payments: PaymentFact[]): EvidenceRow[] {
  return payments.flatMap((row) => {
    const outside = row.paidOn < project.startOn || row.paidOn > project.endOn;
    if (row.paidOn <= asOf && !outside) return [];
    const reason = row.paidOn > asOf ? ('after_day' as const) : ('outside_project' as const);
    return [paymentRow(row, { part: 'excluded', reason })];
  });
}

function paymentRow(row: PaymentFact, verdict: Pick<EvidenceRow, 'part' | 'reason'>): EvidenceRow {
  return {
    ...verdict,
    unitId: row.id,
    adds: row.amountFen,
    record: { kind: 'payment', paymentId: row.id, paymentKind: row.kind },
    type: row.type,
    familyId: row.familyId,
    memberId: row.memberId,
    awardId: row.awardId,
    amountFen: row.amountFen,
    on: row.paidOn,
  };
}

const NOBODY = { type: null, familyId: null, memberId: null, awardId: null };

/** The budget of the year with its adjustments. */
export function budgetRows({
  project,
  adjustments,
  asOf,
}: Pick<YearFacts, 'project' | 'adjustments' | 'asOf'>): EvidenceRow[] {
  const year: EvidenceRow = {
    unitId: project.id,
    part: 'denominator',
    reason: null,
    adds: project.currentFen,
    record: { kind: 'budget' },
    ...NOBODY,
    amountFen: project.currentFen,
    on: project.startOn,
  };
  const adjusted = adjustments.map(({ id, adjustedOn, amountFen }): EvidenceRow => ({
    ...(adjustedOn <= asOf
      ? { part: 'denominator', reason: null }
      : { part: 'excluded', reason: 'after_day' }),
    unitId: id,
    adds: amountFen,
    record: { kind: 'adjustment', adjustmentId: id },
    ...NOBODY,
    amountFen,
    on: adjustedOn,
  }));
  return [year, ...adjusted];
}

function receiptRows({ receipts, asOf }: YearFacts): EvidenceRow[] {
  return receipts.map(({ id, source, receivedOn, amountFen }) => ({
    ...(receivedOn <= asOf ? { part: 'numerator', reason: null } : { part: 'excluded', reason: 'after_day' }),
    unitId: id,
    adds: amountFen,
    record: { kind: 'receipt', receiptId: id, source },
    ...NOBODY,
    amountFen,
    on: receivedOn,
  }));
}

/** Somebody may be due relief of several types. */
export function coverageId({ type, personId }: Pick<CoverageUnit, 'type' | 'personId'>): string {
  return `${type} ${personId}`;
}

const COVERAGE_PARTS: Record<CoverageUnit['state'], EvidencePart> = {
  paid: 'both',
  unpaid: 'denominator',
  excluded: 'excluded',
};

export function coverageRow(unit: CoverageUnit): EvidenceRow {
  const { type, familyId, memberId, netFen, state, reason } = unit;
  return {
    unitId: coverageId(unit),
    part: COVERAGE_PARTS[state],
    reason,
    adds: 1,
    record: { kind: 'due' },
    type,
    familyId,
    memberId,
    awardId: null,
    amountFen: netFen,
    on: null,
  };
}

/** How an award that was judged counts. */
export const TIMING_PARTS: Record<AwardTiming['state'], EvidencePart> = {
  on_time: 'both',
  late: 'denominator',
  left_out: 'excluded',
};

function timingRow({ award, dueOn, lastPaidOn, outOfWindow, state, reason }: AwardTiming): EvidenceRow {
  return {
    unitId: award.id,
    part: TIMING_PARTS[state],
    reason,
    adds: 1,
    record: { kind: 'award', dueOn, lastPaidOn, outOfWindow },
    type: award.type,
    familyId: award.familyId,
    memberId: award.memberId,
    awardId: award.id,
    amountFen: award.amountFen,
    on: award.approvedOn,
  };
}

const ANSWER_PARTS: Record<JudgedAnswer['state'], EvidencePart> = {
  satisfied: 'both',
  unsatisfied: 'denominator',
  left_out: 'excluded',
};

function answerRow({ answer, state, reason }: JudgedAnswer): EvidenceRow {
  const { roundId, outcome, familyId, memberId, answeredOn } = answer;
  return {
    unitId: answer.id,
    part: ANSWER_PARTS[state],
    reason,
    adds: 1,
    record: { kind: 'answer', roundId, outcome },
    type: null,
    familyId,
    memberId,
    awardId: null,
    amountFen: null,
    on: answeredOn,
  };
}

function serviceRow({ service, counts, reason }: JudgedService): EvidenceRow {
  const { id, kind, familyId, fileNumber, memberId, personName, servedOn } = service;
  return {
    unitId: id,
    part: counts ? 'numerator' : 'excluded',
    reason,
    adds: 1,
    record: { kind: 'service', serviceKind: kind, personName, fileNumber },
    type: null,
    familyId,
    memberId,
    awardId: null,
    amountFen: null,
    on: servedOn,
  };
}
