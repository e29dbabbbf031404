import type { Employment } from '../families/family';
import type { ReliefType } from '../fund/project';

/** What the choice of a beneficiary asks about a member; position 0 is the main person. */
export interface Candidate {
  position: number;
  employment: Employment;
}

/**
 * Whom each type of relief is for: living the worker (档案主), schooling a member who is a student, medical any member —
 * who is ill is for people to judge.
 */
export function isBeneficiary(type: ReliefType, { position, employment }: Candidate): boolean {
  switch (type) {
    case 'living':
      return position === 0;
    case 'schooling':
      return employment === 'student';
    case 'medical':
      return true;
  }
}
