import type { CountBasis } from '../fund/target';
import type { ServiceFact, YearFacts } from './facts';
import type { SomeCounts } from './indicator';

/**
 * Services without payment, as the log has them: each entry is one case. People are told apart by ID number where the
 * name is that of one member of the file it was for, otherwise by file and name. Who has no file has no number: of them
 * two of one name count as one. Nobody can tell whether such a name is also that of somebody with a file; they count as
 * two. Families are not counted, for who has no file is of none.
 */

export const SERVICE_REASONS = ['voided', 'counted_before'] as const;

export interface JudgedService {
  service: ServiceFact;
  counts: boolean;
  reason: (typeof SERVICE_REASONS)[number] | 'after_day' | null;
}

/** Every service of the project's days, in their order; of somebody who is counted once, the first entry counts. */
export function judgedServices(
  { services, project, asOf }: Pick<YearFacts, 'services' | 'project' | 'asOf'>,
  basis: CountBasis,
): JudgedService[] {
  const known = new Set<string>();
  const reasonOf = ({ isVoided, servedOn, personId }: ServiceFact): JudgedService['reason'] => {
    if (isVoided) return 'voided';
    if (servedOn > asOf) return 'after_day';
    if (basis === 'persons' && known.has(personId)) return 'counted_before';
    known.add(personId);
    return null;
  };
  return services
    .filter(({ servedOn }) => project.startOn <= servedOn && servedOn <= project.endOn)
    .map((service) => {
      const reason = reasonOf(service);
      return { service, counts: reason === null, reason };
    });
}

export function servedOf(facts: Pick<YearFacts, 'services' | 'project' | 'asOf'>): SomeCounts {
  const counted = (basis: CountBasis) => judgedServices(facts, basis).filter(({ counts }) => counts).length;
  return { persons: counted('persons'), personTimes: counted('person_times') };
}
