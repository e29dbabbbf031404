import { earliestApproval } from '../families/workflow';
import { businessDate } from '../calendar/date';
import type { Grade, ReliefType } from '../fund/project';
import { shareOf, type ScoringRules } from '../fund/scoring';
import { fen } from '../money/fen';
import { compareRatio } from '../money/rate';
import type { OverridableCode } from '../relief/ledgerAward';
import { capOf, type MedicalBill, type Standard } from '../relief/standards';

/**
 * What the rules forbid (domain definition, compliance): each check counts its cases, and none should have any. The
 * product refuses all of them when they are entered; here they are looked for once more in what is recorded.
 */

export const COMPLIANCE_CHECKS = [
  'over_cap',
  'duplicate_award',
  'unapproved_payment',
  'maker_is_checker',
  'not_on_register',
  'not_publicised',
  'outside_window',
] as const;
export type ComplianceCheck = (typeof COMPLIANCE_CHECKS)[number];

/** An award with what its checks ask of the application, the family and the rules of its day. */
export interface CheckedAward {
  id: string;
  type: ReliefType;
  familyId: string;
  memberId: string;
  personId: string;
  amountFen: number;
  approvedOn: string;
  releasedOn: string | null;
  /** Of the application: who recorded, reviewed and decided it. */
  makers: { recordedBy: string; reviewedBy: string | null; decidedBy: string | null };
  isApproved: boolean;
  medical: MedicalBill | null;
  lineMonthlyFen: number | null;
  /** Known violations that a head let in with an old ledger. */
  flags: readonly OverridableCode[];
  family: {
    registeredOn: string | null;
    exitedOn: string | null;
    publicisedOn: string | null;
    /** From which day the notice counts where it was entered after it was put up; null otherwise. */
    noticeFrom: string | null;
    /** Decided before it came here by an import. */
    isImported: boolean;
    recordedBy: string;
    approvedBy: string | null;
  };
}

export interface CheckedPayment {
  id: string;
  awardId: string;
  /** Itself and its corrections. */
  netFen: number;
  paidOn: string;
}

export interface ComplianceFacts {
  awards: readonly CheckedAward[];
  /** The payments, not their corrections. */
  payments: readonly CheckedPayment[];
  standards: readonly Standard[];
  windowOf: (type: ReliefType) => { startOn: string; endOn: string };
}

/** One case of a check: an award, and the payment where it is about one. */
export interface ComplianceCase {
  check: ComplianceCheck;
  awardId: string;
  paymentId: string | null;
  type: ReliefType;
  familyId: string;
  memberId: string;
  amountFen: number;
  on: string;
}

/** Every case of every check. */
export function complianceCases(facts: ComplianceFacts): ComplianceCase[] {
  const paid = netByAward(facts.payments);
  // A released award of which nothing was paid gave nothing to anybody.
  const awards = facts.awards.filter(({ id, releasedOn }) => releasedOn === null || (paid.get(id) ?? 0) > 0);
  const found = (check: ComplianceCheck, matches: (award: CheckedAward) => boolean) =>
    awards.filter(matches).map((award) => caseOf(check, award));
  return [
    ...found('over_cap', either(overCap(awards, { ...facts, paid }), 'relief.over_cap')),
    ...found('duplicate_award', either(duplicates(awards), 'relief.duplicate_schooling')),
    ...paymentCases(facts),
    ...found('maker_is_checker', hasOneHand),
    ...found(
      'not_on_register',
      (award) => isFlagged(award, 'relief.not_on_register') || isOffRegister(award),
    ),
    ...oncePerFamily(awards.filter(isUnpublicised)).map((award) => caseOf('not_publicised', award)),
  ];
}

function caseOf(check: ComplianceCheck, award: CheckedAward): ComplianceCase {
  const { id, type, familyId, memberId, amountFen, approvedOn } = award;
  return { check, awardId: id, paymentId: null, type, familyId, memberId, amountFen, on: approvedOn };
}

/** Found here, or flagged when its ledger came in: what was known then may not show in the records of today. */
function either(found: readonly CheckedAward[], code: OverridableCode): (award: CheckedAward) => boolean {
  const ids = new Set(found.map(({ id }) => id));
  return (award) => ids.has(award.id) || isFlagged(award, code);
}

function isFlagged({ flags }: CheckedAward, code: OverridableCode): boolean {
  return flags.includes(code);
}

function netByAward(payments: readonly CheckedPayment[]): Map<string, number> {
  const nets = new Map<string, number>();
  for (const { awardId, netFen } of payments) nets.set(awardId, (nets.get(awardId) ?? 0) + netFen);
  return nets;
}

/** Awards that take what was awarded in the year beyond the cap of their day, in the order of approval. */
function overCap(
  awards: readonly CheckedAward[],
  { standards, paid }: { standards: readonly Standard[]; paid: ReadonlyMap<string, number> },
): CheckedAward[] {
  const earlier = new Map<string, number>();
  return inOrder(awards).filter((award) => {
    const { id, type, familyId, personId, approvedOn, releasedOn, lineMonthlyFen, medical } = award;
    const amountFen = releasedOn === null ? award.amountFen : (paid.get(id) ?? 0);
    const key = type === 'living' ? `living ${familyId}` : `${type} ${personId}`;
    const earlierFen = earlier.get(key) ?? 0;
    earlier.set(key, earlierFen + amountFen);
    const answer = capOf(
      {
        type,
        on: approvedOn,
        amountFen: fen(amountFen),
        earlierFen: fen(earlierFen),
        lineMonthlyFen: lineMonthlyFen === null ? null : fen(lineMonthlyFen),
        medical,
      },
      standards,
    );
    return answer.ok && answer.cap.overFen > 0;
  });
}

/** A second award for the schooling of one student in the year. */
function duplicates(awards: readonly CheckedAward[]): CheckedAward[] {
  const seen = new Set<string>();
  return inOrder(awards.filter(({ type }) => type === 'schooling')).filter(({ personId }) => {
    if (seen.has(personId)) return true;
    seen.add(personId);
    return false;
  });
}

/** The order of approval; of one day that of the ids. */
export function byApproval(one: Dated, other: Dated): number {
  if (one.approvedOn !== other.approvedOn) return one.approvedOn < other.approvedOn ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}
type Dated = Pick<CheckedAward, 'approvedOn' | 'id'>;

function inOrder(awards: readonly CheckedAward[]): CheckedAward[] {
  return [...awards].sort(byApproval);
}

function paymentCases({ awards, payments, windowOf }: ComplianceFacts): ComplianceCase[] {
  const awardOf = new Map(awards.map((award) => [award.id, award]));
  return payments.flatMap(({ id, awardId, netFen, paidOn }) => {
    const award = awardOf.get(awardId);
    if (!award || netFen <= 0) return [];
    const { startOn, endOn } = windowOf(award.type);
    const isUnapproved = !award.isApproved || paidOn < award.approvedOn;
    const checks: ComplianceCheck[] = [
      ...(isUnapproved ? (['unapproved_payment'] as const) : []),
      ...(paidOn < startOn || paidOn > endOn ? (['outside_window'] as const) : []),
    ];
    return checks.map((check) => ({
      ...caseOf(check, award),
      paymentId: id,
      amountFen: netFen,
      on: paidOn,
    }));
  });
}

/** One person in two of the roles that the rules keep apart. */
function hasOneHand({ makers: { recordedBy, reviewedBy, decidedBy }, family }: CheckedAward): boolean {
  return (
    (reviewedBy !== null && reviewedBy === recordedBy) ||
    (decidedBy !== null && (decidedBy === recordedBy || decidedBy === reviewedBy)) ||
    (family.approvedBy !== null && family.approvedBy === family.recordedBy)
  );
}

function isOffRegister({ approvedOn, family: { registeredOn, exitedOn } }: CheckedAward): boolean {
  return registeredOn === null || registeredOn > approvedOn || (exitedOn !== null && exitedOn <= approvedOn);
}

/** Not put up in public for the working days that it takes; an earlier register is not held to it. */
function isUnpublicised({ family }: CheckedAward): boolean {
  const { publicisedOn, noticeFrom, registeredOn, isImported } = family;
  if (isImported || registeredOn === null) return false;
  return publicisedOn === null || registeredOn < earliestApproval(businessDate(noticeFrom ?? publicisedOn));
}

function oncePerFamily(awards: readonly CheckedAward[]): CheckedAward[] {
  return [...new Map(awards.map((award) => [award.familyId, award])).values()];
}

/** How many cases each check has. */
export function complianceCounts(cases: readonly ComplianceCase[]): Record<ComplianceCheck, number> {
  return Object.fromEntries(
    COMPLIANCE_CHECKS.map((check) => [check, cases.filter((one) => one.check === check).length]),
  ) as Record<ComplianceCheck, number>;
}

/** Checks whose cases are never a mere slip of a date. */
const GRAVE: readonly ComplianceCheck[] = ['unapproved_payment', 'maker_is_checker', 'not_on_register'];

/** What the counts suggest; a pattern of the field, which the head may judge otherwise. */
export function gradeOfCounts(counts: Record<ComplianceCheck, number>): Grade {
  if (GRAVE.some((check) => counts[check] > 0)) return 'not_achieved';
  return COMPLIANCE_CHECKS.every((check) => counts[check] === 0) ? 'achieved' : 'partly';
}

/** What the share of complete files suggests; null without files. */
export function gradeOfFiles(
  { complete, active }: { complete: number; active: number },
  { filesSound, filesPassable }: ScoringRules,
): Grade | null {
  const reaches = (from: number) => compareRatio(complete, active, shareOf(from)) !== -1;
  if (active === 0) return null;
  if (reaches(filesSound)) return 'achieved';
  return reaches(filesPassable) ? 'partly' : 'not_achieved';
}

/** The check whose cases an address asks for; undefined is all of them. */
export function complianceCheckOf(given: URLSearchParams): ComplianceCheck | undefined {
  return COMPLIANCE_CHECKS.find((one) => one === given.get('check'));
}
