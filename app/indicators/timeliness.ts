import { businessDate } from '../calendar/date';
import type { ReliefType } from '../fund/project';
import { awardDueDate, type AwardDueDate } from '../relief/dueDate';
import { releaseAsOf } from '../relief/release';
import type { Measure } from './score';
import { netBy, totalFen, windowOf, type AwardFact, type PaymentFact, type YearFacts } from './facts';

/**
 * 补贴发放及时性: which awards were paid in time.
 *
 * A payment of an award is standing at the day of the facts when nothing has been taken off it by then: it was not
 * corrected, or its corrections were themselves taken back in full. A payment of which a part was returned does not
 * stand. An award that was taken back by a recovery (追回) owes what is left of it: the released rest is not owed, what
 * was recovered is not missing, and where nothing is left there is nothing to judge. Unlike the other figures, payments outside the project's dates are looked at too: an award approved late
 * in December may be paid in time in January.
 */

export const TIMING_REASONS = [
  'paid_in_time',
  'paid_late',
  'paid_before_window',
  'overdue',
  'not_due_yet',
  'released',
  'recovered',
] as const;
export type TimingReason = (typeof TIMING_REASONS)[number];

export interface AwardTiming {
  award: AwardFact;
  dueOn: string;
  /** Approved after the end of its type's window. */
  outOfWindow: boolean;
  state: 'on_time' | 'late' | 'left_out';
  reason: TimingReason;
  standingFen: number;
  /** Of the standing payments; null without one. */
  lastPaidOn: string | null;
}

/** Every award approved by the day of the facts, judged. */
export function timedAwards(facts: YearFacts): AwardTiming[] {
  const paymentsOf = paymentsByAward(facts);
  const dueOf = dueDatesOf(facts);
  return facts.awards
    .filter(({ approvedOn }) => approvedOn <= facts.asOf)
    .map((award) => timing(award, { facts, due: dueOf(award), paid: paymentsOf.get(award.id) ?? [] }));
}

/** Awards on time, and on time or late; where one stands for several, with how many. */
export function timelinessOf(
  timings: readonly AwardTiming[],
  timesOf: (timing: AwardTiming) => number = () => 1,
): { numerator: number; denominator: number } {
  const timesIn = (wanted: AwardTiming['state']) =>
    timings.reduce((times, timing) => (timing.state === wanted ? times + timesOf(timing) : times), 0);
  const onTime = timesIn('on_time');
  return { numerator: onTime, denominator: onTime + timesIn('late') };
}

/** Awards that agree in everything that timeliness asks of them, each unpaid or paid by one payment in full. */
export interface AwardGroup {
  type: ReliefType;
  approvedOn: string;
  releasedOn: string | null;
  paidOn: string | null;
  awards: number;
  /** Of all of them. */
  amountFen: number;
}

/** What the dates of a project decide about its awards. */
type Dates = Pick<YearFacts, 'asOf' | 'project' | 'programmes'>;

/** The same of awards that were counted, not listed. */
export function groupedTimeliness(
  facts: Dates,
  groups: readonly AwardGroup[],
): { numerator: number; denominator: number } {
  let [onTime, late] = [0, 0];
  for (const { state, group } of judgedGroups(facts, groups)) {
    if (state === 'on_time') onTime += group.awards;
    if (state === 'late') late += group.awards;
  }
  return { numerator: onTime, denominator: onTime + late };
}

/** Rates of people or awards that nothing is in common to. */
export function addedMeasures(one: Measure, other: Measure): Measure {
  return {
    numerator: one.numerator + other.numerator,
    denominator: one.denominator + other.denominator,
  };
}

export type JudgedGroup = Pick<AwardTiming, 'state' | 'reason'> & { group: AwardGroup };

/** Every group approved by the day of the facts, judged; all its awards are alike. */
export function judgedGroups(facts: Dates, groups: readonly AwardGroup[]): JudgedGroup[] {
  const dueOf = dueDatesOf(facts);
  return groups
    .filter(({ approvedOn }) => approvedOn <= facts.asOf)
    .map((group) => ({ group, ...groupVerdict(group, { facts, dueOn: dueOf(group).dueOn }) }));
}

function groupVerdict(
  { type, releasedOn, paidOn, amountFen }: AwardGroup,
  { facts, dueOn }: { facts: Dates; dueOn: string },
): Pick<AwardTiming, 'state' | 'reason'> {
  const { startOn } = windowOf(facts, type);
  const isReleased = releasedOn !== null && releasedOn <= facts.asOf;
  const isPaid = paidOn !== null && paidOn <= facts.asOf;
  const inTime = isPaid && startOn <= paidOn && paidOn <= dueOn;
  return verdictOf(
    { amountFen, notOwed: notOwed(isReleased ? releasedOn : null, dueOn) },
    {
      dueOn,
      asOf: facts.asOf,
      inTimeFen: inTime ? amountFen : 0,
      standingFen: isPaid ? amountFen : 0,
      early: isPaid && paidOn < startOn,
    },
  );
}

function timing(
  award: AwardFact,
  { facts, due, paid }: { facts: YearFacts; due: AwardDueDate; paid: PaidNow[] },
): AwardTiming {
  const { startOn } = windowOf(facts, award.type);
  const release = releaseAsOf(award, facts.asOf);
  const isTakenBack = release?.isTakenBack ?? false;
  const standing = paid
    .filter(({ amountFen, netFen }) => (isTakenBack ? netFen > 0 : netFen === amountFen))
    .map(({ paidOn, netFen }) => ({ paidOn, amountFen: netFen }));
  const inTime = standing.filter(({ paidOn }) => startOn <= paidOn && paidOn <= due.dueOn);
  const early = standing.some(({ paidOn }) => paidOn < startOn);
  const standingFen = totalFen(standing);
  const owed = isTakenBack
    ? { amountFen: standingFen, notOwed: standingFen === 0 ? ('recovered' as const) : null }
    : { amountFen: award.amountFen, notOwed: notOwed(release?.on ?? null, due.dueOn) };
  const verdict = verdictOf(owed, {
    dueOn: due.dueOn,
    asOf: facts.asOf,
    inTimeFen: totalFen(inTime),
    standingFen,
    early,
  });
  return { award, ...due, ...verdict, standingFen, lastPaidOn: lastOf(standing) };
}

/** A release up to the due date leaves nothing that could be late; one after it does not mend the delay. */
function notOwed(releasedOn: string | null, dueOn: string): 'released' | null {
  return releasedOn !== null && releasedOn <= dueOn ? 'released' : null;
}

function verdictOf(
  { amountFen, notOwed }: { amountFen: number; notOwed: 'released' | 'recovered' | null },
  paid: { dueOn: string; asOf: string; inTimeFen: number; standingFen: number; early: boolean },
): Pick<AwardTiming, 'state' | 'reason'> {
  if (notOwed) return { state: 'left_out', reason: notOwed };
  if (paid.inTimeFen >= amountFen) return { state: 'on_time', reason: 'paid_in_time' };
  if (paid.standingFen >= amountFen) {
    return { state: 'late', reason: paid.early ? 'paid_before_window' : 'paid_late' };
  }
  if (paid.dueOn < paid.asOf) return { state: 'late', reason: 'overdue' };
  return { state: 'left_out', reason: 'not_due_yet' };
}

/** A payment with what its corrections have left of it by the day of the facts. */
type PaidNow = Pick<PaymentFact, 'paidOn' | 'amountFen'> & { netFen: number };

function paymentsByAward({ payments, asOf }: YearFacts): Map<string, PaidNow[]> {
  const known = payments.filter(({ paidOn }) => paidOn <= asOf);
  const nets = netBy(known, ({ originalId }) => originalId);
  const found = new Map<string, PaidNow[]>();
  for (const { id, awardId, kind, paidOn, amountFen } of known) {
    if (kind !== 'payment') continue;
    const row = { paidOn, amountFen, netFen: nets.get(id) ?? 0 };
    found.set(awardId, [...(found.get(awardId) ?? []), row]);
  }
  return found;
}

/** A campaign approves a thousand awards on one day: each day is reckoned once. */
export function dueDatesOf(
  facts: Pick<YearFacts, 'project' | 'programmes'>,
): (award: Pick<AwardFact, 'type' | 'approvedOn'>) => AwardDueDate {
  const known = new Map<string, AwardDueDate>();
  return ({ type, approvedOn }) => {
    const key = `${type} ${approvedOn}`;
    let due = known.get(key);
    if (!due) {
      const windowEndOn = businessDate(windowOf(facts, type).endOn);
      const timelyDays = facts.programmes.find((one) => one.type === type)?.timelyDays;
      due = awardDueDate({
        approvedOn: businessDate(approvedOn),
        windowEndOn,
        timelyDays: timelyDays ?? null,
      });
      known.set(key, due);
    }
    return due;
  };
}

function lastOf(rows: readonly Pick<PaymentFact, 'paidOn'>[]): string | null {
  return rows.reduce<string | null>(
    (last, { paidOn }) => (last === null || paidOn > last ? paidOn : last),
    null,
  );
}
