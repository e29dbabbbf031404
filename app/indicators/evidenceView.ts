import { cursorOf, type Cursor } from '../cursor';
import { RELIEF_TYPES } from '../fund/project';
import { COUNT_BASES, type CountBasis } from '../fund/target';
import { EVIDENCE_PARTS, EVIDENCE_REASONS } from './evidence';
import type { EvidenceFilter } from './evidenceGroups';

export interface EvidenceView extends Required<Cursor> {
  basis?: CountBasis;
  filter: EvidenceFilter;
  search: string;
}

/** What the address of an indicator's rows asks for; what it does not know is left out. */
export function evidenceView(given: URLSearchParams): EvidenceView {
  return {
    basis: COUNT_BASES.find((basis) => basis === given.get('basis')),
    filter: {
      part: EVIDENCE_PARTS.find((part) => part === given.get('part')),
      type: RELIEF_TYPES.find((type) => type === given.get('type')),
      reason: EVIDENCE_REASONS.find((reason) => reason === given.get('reason')),
    },
    search: given.get('search')?.trim() ?? '',
    ...cursorOf(given),
  };
}
