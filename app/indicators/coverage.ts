import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import { releaseAsOf } from '../relief/release';
import {
  countedPayments,
  totalFen,
  windowOf,
  type FileFact,
  type PaymentFact,
  type YearFacts,
} from './facts';

/**
 * 应补尽补: who was due relief of each type, and whether they got it.
 *
 * The day that decides who is due is the end of the type's window, or the day of the facts where that is earlier;
 * later exits and entries change nothing, so that a past year keeps its figure. People are told apart by ID number:
 * a worker with an old and a new file is due living relief once, a student in two files schooling once.
 */

export const COVERAGE_REASONS = [
  'window_not_open',
  'exited_unpaid',
  'registered_later',
  'award_released',
  'paid_not_due',
] as const;
export type CoverageReason = (typeof COVERAGE_REASONS)[number];

export interface CoverageUnit {
  type: ReliefType;
  personId: string;
  /** The file and member row the person is shown by. */
  familyId: string;
  memberId: string;
  /** What the person got of this type in the counted payments. */
  netFen: number;
  /** `paid` counts in both, `unpaid` in the denominator only. */
  state: 'paid' | 'unpaid' | 'excluded';
  reason: CoverageReason | null;
}

interface Candidate {
  personId: string;
  files: { file: FileFact; memberId: string }[];
}

export interface Day {
  /** What the type is judged by. */
  on: string;
  windowOpen: boolean;
  windowStartOn: string;
}

/** Everybody who is due relief by the day of the facts, and those who are not with the reason. */
export function coverageUnits(facts: YearFacts): CoverageUnit[] {
  const counted = countedPayments(facts);
  return RELIEF_TYPES.flatMap((type) => {
    const payments = counted.filter((row) => row.type === type);
    const units =
      type === 'medical' ? approvedUnits(facts, payments) : registerUnits(facts, { type, payments });
    return [...units, ...paidWithoutClaim({ type, payments, units, facts })];
  });
}

/** Due and paid of all units, or of one type. */
export function coverageOf(units: readonly CoverageUnit[]): { numerator: number; denominator: number } {
  const paid = units.filter(({ state }) => state === 'paid').length;
  const unpaid = units.filter(({ state }) => state === 'unpaid').length;
  return { numerator: paid, denominator: paid + unpaid };
}

/** Living relief of the main persons, schooling of the students, of the files on the register. */
export function registerUnits(
  facts: YearFacts,
  { type, payments }: { type: 'living' | 'schooling'; payments: PaymentFact[] },
): CoverageUnit[] {
  const day = decidingDay(facts, type);
  const netOf = type === 'living' ? netsOfFilesAndPeople(payments) : netsOfPeople(payments);
  return candidates(facts.files, type).flatMap((candidate) => {
    const netFen = netOf(candidate);
    const verdict = registerVerdict(candidate, { day, netFen, facts });
    if (!verdict) return [];
    const { file, memberId } = shownFile(candidate, day.on);
    return [{ type, personId: candidate.personId, familyId: file.familyId, memberId, netFen, ...verdict }];
  });
}

type Verdict = Pick<CoverageUnit, 'state' | 'reason'>;

/** Null where the person has nothing to do with the year: gone before it began, or entered after it ended. */
function registerVerdict(
  { files }: Candidate,
  { day, netFen, facts }: { day: Day; netFen: number; facts: YearFacts },
): Verdict | null {
  const entered = files.filter(({ file }) => file.registeredOn <= day.on);
  const onRegister = entered.some(({ file }) => file.exitedOn === null || day.on < file.exitedOn);
  if (!day.windowOpen) return onRegister || netFen > 0 ? excluded('window_not_open') : null;
  if (onRegister) return netFen > 0 ? PAID : UNPAID;
  if (entered.length > 0) {
    if (netFen > 0) return PAID;
    return entered.some(({ file }) => file.exitedOn! >= day.windowStartOn) ? excluded('exited_unpaid') : null;
  }
  const { asOf, project } = facts;
  const later = files.some(({ file }) => file.registeredOn <= asOf && file.registeredOn <= project.endOn);
  return later || netFen > 0 ? excluded('registered_later') : null;
}

/** Medical relief of the people whose application was approved: an approved application is its award. */
function approvedUnits(facts: YearFacts, payments: PaymentFact[]): CoverageUnit[] {
  const day = decidingDay(facts, 'medical');
  const netOf = netsOfPeople(payments);
  const exitOf = new Map(facts.files.map(({ familyId, exitedOn }) => [familyId, exitedOn]));
  const approved = facts.awards.filter(
    ({ type, approvedOn }) => type === 'medical' && approvedOn <= facts.asOf,
  );
  return [...groupBy(approved, ({ personId }) => personId)].map(([personId, awards]) => {
    const kept = awards.filter((award) => releaseAsOf(award, facts.asOf) === null);
    const waiting = kept.filter(({ familyId }) => {
      const exitedOn = exitOf.get(familyId) ?? null;
      return exitedOn === null || day.on < exitedOn;
    });
    const netFen = netOf({ personId });
    const { familyId, memberId } = waiting.at(-1) ?? kept.at(-1) ?? awards.at(-1)!;
    const unit = { type: 'medical' as const, personId, familyId, memberId, netFen };
    if (!day.windowOpen) return { ...unit, ...excluded('window_not_open') };
    if (netFen > 0) return { ...unit, ...PAID };
    if (waiting.length > 0) return { ...unit, ...UNPAID };
    return { ...unit, ...excluded(kept.length > 0 ? 'exited_unpaid' : 'award_released') };
  });
}

const PAID: Verdict = { state: 'paid', reason: null };
const UNPAID: Verdict = { state: 'unpaid', reason: null };

function excluded(reason: CoverageReason): Verdict {
  return { state: 'excluded', reason };
}

/** People who were paid although nothing of the type was due to them: shown, so that no payment is out of sight. */
function paidWithoutClaim({
  type,
  payments,
  units,
  facts,
}: {
  type: ReliefType;
  payments: PaymentFact[];
  units: CoverageUnit[];
  facts: YearFacts;
}): CoverageUnit[] {
  const people = new Set(units.map(({ personId }) => personId));
  const families = type === 'living' ? familiesOf(facts.files, people) : new Set<string>();
  const others = payments.filter(
    ({ personId, familyId }) => !people.has(personId) && !families.has(familyId),
  );
  return [...groupBy(others, ({ personId }) => personId)].flatMap(([personId, rows]) => {
    const netFen = totalFen(rows);
    const { familyId, memberId } = rows.at(-1)!;
    return netFen > 0 ? [{ type, personId, familyId, memberId, netFen, ...excluded('paid_not_due') }] : [];
  });
}

/** The day that decides about a type as of the day of the facts. */
export function decidingDay(
  facts: Pick<YearFacts, 'asOf' | 'project' | 'programmes'>,
  type: ReliefType,
): Day {
  const { startOn, endOn } = windowOf(facts, type);
  return {
    on: endOn < facts.asOf ? endOn : facts.asOf,
    windowOpen: startOn <= facts.asOf,
    windowStartOn: startOn,
  };
}

function candidates(files: readonly FileFact[], type: 'living' | 'schooling'): Candidate[] {
  const entries = files.flatMap((file) =>
    (type === 'living' ? [file.main] : file.students).map(({ memberId, personId }) => ({
      file,
      memberId,
      personId,
    })),
  );
  return [...groupBy(entries, ({ personId }) => personId)].map(([personId, own]) => ({
    personId,
    files: own,
  }));
}

/** The file that makes the person due, or else the one entered last. */
function shownFile({ files }: Candidate, on: string) {
  const active = files.find(
    ({ file }) => file.registeredOn <= on && (file.exitedOn === null || on < file.exitedOn),
  );
  return active ?? files.reduce((last, one) => (one.file.registeredOn > last.file.registeredOn ? one : last));
}

function netsOfPeople(payments: PaymentFact[]): (candidate: { personId: string }) => number {
  const byPerson = groupBy(payments, ({ personId }) => personId);
  return ({ personId }) => totalFen(byPerson.get(personId) ?? []);
}

/** Living relief is the family's: what any of its files got counts, whoever of the family received it. */
function netsOfFilesAndPeople(payments: PaymentFact[]): (candidate: Candidate) => number {
  const byPerson = groupBy(payments, ({ personId }) => personId);
  const byFamily = groupBy(payments, ({ familyId }) => familyId);
  return ({ personId, files }) => {
    const rows = new Set(byPerson.get(personId));
    for (const { file } of files) for (const row of byFamily.get(file.familyId) ?? []) rows.add(row);
    return totalFen(rows);
  };
}

function familiesOf(files: readonly FileFact[], people: ReadonlySet<string>): Set<string> {
  return new Set(files.filter(({ main }) => people.has(main.personId)).map(({ familyId }) => familyId));
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
