import { RELIEF_TYPES } from '../fund/project';
import type { CountBasis } from '../fund/target';
import type { Counts, SomeCounts } from './indicator';
import { countedPayments, netBy, type PaymentFact, type YearFacts } from './facts';

/** Of whose help is counted: of one type, or over all of them, where somebody helped in two ways counts once. */
export const HELPED_TYPES = [...RELIEF_TYPES, 'all'] as const;
export type HelpedType = (typeof HELPED_TYPES)[number];

/** What was paid of one type or of all, each of the three ways of counting with its nets in fen. */
export interface Helped {
  /** By person. */
  persons: Map<string, number>;
  /** By payment: its own net, corrections included. A payment outside the counted rows is not one of them. */
  personTimes: Map<string, number>;
  /** By family. */
  families: Map<string, number>;
}

/** The nets of one type of relief, or of all, over the counted payments. */
export function helpedBy(facts: YearFacts, type: HelpedType): Helped {
  const rows = countedPayments(facts).filter((row) => isOfType(row, type));
  const made = new Set(rows.filter(({ kind }) => kind === 'payment').map(({ id }) => id));
  return {
    persons: netBy(rows, ({ personId }) => personId),
    personTimes: netBy(
      rows.filter(({ originalId }) => made.has(originalId)),
      ({ originalId }) => originalId,
    ),
    families: netBy(rows, ({ familyId }) => familyId),
  };
}

export function isOfType(row: Pick<PaymentFact, 'type'>, type: HelpedType): boolean {
  return type === 'all' || row.type === type;
}

/** People, persons-times and families helped: those whose net is above 0. */
export function countsOf(helped: Helped): Counts {
  return {
    persons: positive(helped.persons),
    personTimes: positive(helped.personTimes),
    families: positive(helped.families),
  };
}

/** The one of the counts that an indicator uses. */
export function countBy(counts: SomeCounts, basis: CountBasis): number {
  if (basis === 'persons') return counts.persons;
  return basis === 'person_times' ? counts.personTimes : (counts.families ?? 0);
}

/** What a payment row is counted under on a basis. */
export function keyOnBasis(row: PaymentFact, basis: CountBasis): string {
  if (basis === 'persons') return row.personId;
  return basis === 'person_times' ? row.originalId : row.familyId;
}

function positive(nets: Map<string, number>): number {
  return [...nets.values()].filter((net) => net > 0).length;
}
