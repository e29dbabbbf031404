import type { Read, Write } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import type { Project } from '../fund/fund.server';
import { Refusal } from '../refusal';
import {
  recordLedgerAwards,
  type LedgerAward,
  type LedgerPerson,
  type LedgerTaking,
} from '../relief/ledgerAwards.server';
import type { AwardState, DayOutcome } from './ledgerDay.server';
import type { AwardGroup } from './ledgerEntries.server';
import { awardsDecidedOn, peopleOf, projectOn, type KnownAward } from './ledgerRecords.server';

/**
 * Awards of a ledger that are not on record yet. Each comes in with the first of its rows that does, in the same write:
 * a refused row leaves no award behind that somebody could pay.
 */
export interface NewAward {
  group: AwardGroup;
  project: Project;
  person: LedgerPerson;
}

/**
 * Looks up the awards that nothing was said about yet. Those on record, and those that nobody can have, are in the
 * outcome afterwards.
 * @returns the rest, which are still to be made
 */
export async function newAwardsOf(
  read: Read,
  groups: readonly AwardGroup[],
  outcome: DayOutcome,
): Promise<Map<AwardGroup, NewAward>> {
  const found = new Map<AwardGroup, NewAward>();
  for (const [on, open] of byDay([...new Set(groups)].filter((group) => !outcome.awardOf(group)))) {
    const project = await projectOn(read, on);
    if (project)
      for (const one of await missingOf(read, { on, open, project, outcome })) found.set(one.group, one);
    else {
      const refusal = new Refusal('ledger.no_project', { on }, 'approvedOn');
      for (const group of open) outcome.awards.set(group, { refusal });
    }
  }
  return found;
}

interface Decided {
  on: BusinessDate;
  open: readonly AwardGroup[];
  project: Project;
  outcome: DayOutcome;
}

/** Those on record are taken as they are, if the amount is the same. */
async function missingOf(read: Read, { on, open, project, outcome }: Decided): Promise<NewAward[]> {
  const people = await peopleOf(read, open);
  const memberIds = people.flatMap((person) => (person instanceof Refusal ? [] : [person.memberId]));
  const known = await awardsDecidedOn(read, { on, memberIds });
  return open.flatMap((group, index) => {
    const person = people[index]!;
    if (person instanceof Refusal) {
      outcome.awards.set(group, { refusal: person });
      return [];
    }
    const found = known.get(`${person.memberId} ${group.type}`) ?? [];
    if (found.length === 0) return [{ group, project, person }];
    outcome.awards.set(group, onRecord(found, group));
    return [];
  });
}

function onRecord(found: readonly KnownAward[], { awardFen }: AwardGroup): AwardState {
  const same = found.find(({ amountFen }) => amountFen === awardFen);
  if (same) return { awardId: same.awardId, isOwn: false };
  const data = { amountFen: found[0]!.amountFen, givenFen: awardFen };
  return { refusal: new Refusal('ledger.award_differs', data, 'awardAmount') };
}

/** Makes awards by the rules of a decision, the earlier ones first; in the outcome each has its id, or why not. */
export async function makeAwards(
  write: Write,
  taking: LedgerTaking,
  { made, outcome }: { made: readonly NewAward[]; outcome: DayOutcome },
): Promise<void> {
  const news = new Map(made.map((one) => [one.group, one]));
  for (const [on, groups] of byDay([...news.keys()])) {
    const { project } = news.get(groups[0]!)!;
    const given = groups.map((group): LedgerAward => {
      const { type, awardFen, remarks } = group;
      return { type, amountFen: awardFen, remarks, person: news.get(group)!.person };
    });
    const verdicts = await recordLedgerAwards(write, taking, { project, on, given });
    groups.forEach((group, index) => {
      const verdict = verdicts[index]!;
      if ('refusal' in verdict) {
        outcome.awards.set(group, verdict);
        return;
      }
      outcome.awards.set(group, { awardId: verdict.awardId, isOwn: true });
      outcome.newAwards += 1;
      if (verdict.isCapUnknown) outcome.note('cap_unknown');
      if (verdict.overrides.length > 0) outcome.note('overridden');
    });
  }
}

/** Groups by the day of the decision, in the order of time. */
function byDay(groups: readonly AwardGroup[]): [BusinessDate, AwardGroup[]][] {
  const days = new Map<BusinessDate, AwardGroup[]>();
  for (const group of groups) {
    const day = days.get(group.approvedOn);
    if (day) day.push(group);
    else days.set(group.approvedOn, [group]);
  }
  return [...days].sort(([one], [other]) => (one < other ? -1 : 1));
}
