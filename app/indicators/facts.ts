import type { Grade, ReceiptSource, ReliefType, ServiceKind } from '../fund/project';
import type { ScoringRules } from '../fund/scoring';
import type { IndicatorFilter } from '../fund/indicatorFilter';
import type { CountBasis, IndicatorKind, Metric, TargetValue } from '../fund/target';
import type { PaymentKind } from '../payments/payment';
import type { Releases } from '../relief/release';
import type { SurveyOutcome } from '../surveys/survey';

/**
 * The records that the indicators of one project-year are computed from. All rows of the project are here, whatever
 * their date: which of them count as of a day is decided by the computation alone. Dates are YYYY-MM-DD, amounts fen.
 */
export interface YearFacts {
  asOf: string;
  project: ProjectFact;
  /** By what the year is scored. */
  scoring: ScoringRules;
  indicators: IndicatorFact[];
  programmes: ProgrammeFact[];
  adjustments: AdjustmentFact[];
  receipts: ReceiptFact[];
  awards: AwardFact[];
  payments: PaymentFact[];
  /** Every file that ever was on the register; the register is not bound to a project. */
  files: FileFact[];
  /** Of the year's satisfaction surveys; what was replaced by a correction is not among them. */
  answers: AnswerFact[];
  /** Of the project's days, by the day; the log is not bound to a project. */
  services: ServiceFact[];
  /** The division of each family, as far as an indicator counts one by itself. */
  divisions?: ReadonlyMap<string, string>;
}

export interface ProjectFact {
  id: string;
  year: number;
  startOn: string;
  endOn: string;
  /** The year's amount before adjustments. */
  currentFen: number;
}

export interface IndicatorFact {
  id: string;
  position: number;
  level1: string;
  level2: string;
  level3: string | null;
  kind: IndicatorKind;
  metric: Metric | null;
  countBasis: CountBasis | null;
  target: TargetValue;
  weightHundredths: number;
  /** Counts only a part. */
  filter?: IndicatorFilter | null;
  assessment: AssessmentFact | null;
}

export interface AssessmentFact {
  grade: Grade | null;
  /** The share of the points that the head gives, 0 to 100; null takes the default of the grade. */
  ratioPercent: number | null;
  /** What was reached, plain decimal text in the unit of the target; of an indicator that is entered. */
  actualValue?: string | null;
  sentence: string;
  /** The day in China that it was given. */
  recordedOn: string;
}

export interface ProgrammeFact {
  type: ReliefType;
  windowStartOn: string;
  windowEndOn: string;
  /** Within how many working days an award is to be paid; without one, the usual number. */
  timelyDays?: number | null;
}

export interface AdjustmentFact {
  id: string;
  adjustedOn: string;
  amountFen: number;
}

export interface ReceiptFact {
  id: string;
  source: ReceiptSource;
  receivedOn: string;
  amountFen: number;
}

/** `personId` here and below tells people apart: the fingerprint of the ID number, the same in every file. */
export interface AwardFact extends Releases {
  id: string;
  type: ReliefType;
  familyId: string;
  memberId: string;
  personId: string;
  amountFen: number;
  approvedOn: string;
}

export interface PaymentFact {
  id: string;
  awardId: string;
  type: ReliefType;
  familyId: string;
  memberId: string;
  personId: string;
  kind: PaymentKind;
  /** The payment at the root of a chain of corrections; a payment names itself. */
  originalId: string;
  amountFen: number;
  paidOn: string;
}

export interface FileFact {
  familyId: string;
  registeredOn: string;
  /** From this day on the family is no longer on the register. */
  exitedOn: string | null;
  main: MemberFact;
  students: MemberFact[];
}

export interface AnswerFact {
  id: string;
  roundId: string;
  familyId: string;
  memberId: string;
  personId: string;
  answeredOn: string;
  outcome: SurveyOutcome;
  /** Of a round that was withdrawn. */
  isWithdrawn: boolean;
}

export interface ServiceFact {
  id: string;
  kind: ServiceKind;
  servedOn: string;
  /** null of somebody without a file. */
  familyId: string | null;
  fileNumber: string | null;
  /** The one member of the file who has the name; null where none has, or several. */
  memberId: string | null;
  /** Tells people apart, see served.ts. */
  personId: string;
  personName: string;
  isVoided: boolean;
}

export interface MemberFact {
  memberId: string;
  personId: string;
}

/** The window of payment of a type; a project without a programme for it pays all the year. */
export function windowOf(
  {
    programmes,
    project,
  }: { programmes: readonly ProgrammeFact[]; project: Pick<ProjectFact, 'startOn' | 'endOn'> },
  type: ReliefType,
): { startOn: string; endOn: string } {
  const programme = programmes.find((one) => one.type === type);
  return programme
    ? { startOn: programme.windowStartOn, endOn: programme.windowEndOn }
    : { startOn: project.startOn, endOn: project.endOn };
}

/** P of the definitions: payment rows up to the day and inside the project's dates, corrections with their sign. */
export function countedPayments({ payments, project, asOf }: YearFacts): PaymentFact[] {
  return payments.filter(
    ({ paidOn }) => paidOn <= asOf && project.startOn <= paidOn && paidOn <= project.endOn,
  );
}

/** Net amounts in fen by a key of the row. */
export function netBy(rows: readonly PaymentFact[], key: (row: PaymentFact) => string): Map<string, number> {
  const nets = new Map<string, number>();
  for (const row of rows) nets.set(key(row), (nets.get(key(row)) ?? 0) + row.amountFen);
  return nets;
}

/** The sum of amounts in fen. */
export function totalFen(rows: Iterable<{ amountFen: number }>): number {
  let total = 0;
  for (const { amountFen } of rows) total += amountFen;
  return total;
}
