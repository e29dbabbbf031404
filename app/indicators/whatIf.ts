import { RELIEF_TYPES, type ReliefType } from '../fund/project';
import type { Figures, PlainFigures } from './compute';
import type { YearFacts } from './facts';
import { HELPED_TYPES } from './peopleHelped';

/** What a year would be if some applications were approved: pure, from records and figures that are read elsewhere. */

/** An application that may be approved. */
export interface Wish {
  id: string;
  type: ReliefType;
  familyId: string;
  memberId: string;
  personId: string;
  amountFen: number;
}

/**
 * The year as it would be if these were approved on the day of the facts, and paid on it as well: what is decided
 * now shows in the commitments, what it is for in the people helped.
 */
export function withWishes(facts: YearFacts, wishes: readonly Wish[], until: 'approved' | 'paid'): YearFacts {
  const { asOf } = facts;
  const unreleased = { releasedOn: null, isTakenBack: false, endedReleases: [] };
  const awards = wishes.map((wish) => ({ ...wish, ...unreleased, approvedOn: asOf }));
  const payments = wishes.map(({ id, ...wish }) => ({
    ...wish,
    id,
    awardId: id,
    kind: 'payment' as const,
    originalId: id,
    paidOn: asOf,
  }));
  return {
    ...facts,
    awards: [...facts.awards, ...awards],
    payments: until === 'paid' ? [...facts.payments, ...payments] : facts.payments,
  };
}

/**
 * The figures of a year by what the same records came to before and after something: each is a sum over people, files
 * and awards, and whoever nothing happened to adds as much to one as to the other. Answers of surveys and services change
 * nothing.
 */
export function figuresChanged(
  figures: Figures,
  { before, after }: { before: Figures; after: Figures },
): Figures {
  const parts = [...figures.filtered].map(([key, part]) => {
    const change = { before: before.filtered.get(key)!, after: after.filtered.get(key)! };
    return [key, plainChanged(part, change)] as const;
  });
  return { ...plainChanged(figures, { before, after }), filtered: new Map(parts) };
}

function plainChanged(
  { budget, counts, paidFen, coverage, timeliness, satisfaction, heard, served }: PlainFigures,
  { before, after }: { before: PlainFigures; after: PlainFigures },
): PlainFigures {
  return {
    satisfaction,
    served,
    budget: changed(budget, { before: before.budget, after: after.budget }),
    counts: Object.fromEntries(
      HELPED_TYPES.map((type) => [
        type,
        changed(counts[type], { before: before.counts[type], after: after.counts[type] }),
      ]),
    ) as PlainFigures['counts'],
    paidFen: changed(paidFen, { before: before.paidFen, after: after.paidFen }),
    coverage: byType((type) =>
      changed(coverage[type], { before: before.coverage[type], after: after.coverage[type] }),
    ),
    timeliness: changed(timeliness, { before: before.timeliness, after: after.timeliness }),
    heard: { ...heard, paid: heard.paid + after.heard.paid - before.heard.paid },
  };
}

function changed<Sums extends Record<keyof Sums, number>>(
  sums: Sums,
  { before, after }: { before: Sums; after: Sums },
): Sums {
  const names = Object.keys(sums) as (keyof Sums)[];
  return Object.fromEntries(names.map((name) => [name, sums[name] + after[name] - before[name]])) as Sums;
}

function byType<T>(of: (type: ReliefType) => T): Record<ReliefType, T> {
  return Object.fromEntries(RELIEF_TYPES.map((type) => [type, of(type)])) as Record<ReliefType, T>;
}
