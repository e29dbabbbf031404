import type { Cause, Employment } from './family';
import type { PaperKind } from './paper';

/** What of a file decides which papers it needs. */
export interface PaperFacts {
  mainCause: Cause | null;
  secondCause: Cause | null;
  thirdCause: Cause | null;
  fourthCause: Cause | null;
  /** Of the main person, the worker. */
  employment: Employment | null;
}

export interface Requirement {
  kind: PaperKind;
  /** Needed always, of a migrant worker, or for any of these causes. */
  when: 'always' | 'migrant_worker' | readonly Cause[];
}

/**
 * The papers of a file in the order of the checklist: one table, which the rule here and the query of incomplete
 * files read alike.
 */
export const PAPER_REQUIREMENTS: readonly Requirement[] = [
  { kind: 'application', when: 'always' },
  { kind: 'id_card', when: 'always' },
  { kind: 'household_book', when: 'always' },
  { kind: 'income_proof', when: 'always' },
  { kind: 'bank_card', when: 'always' },
  { kind: 'check_consent', when: 'always' },
  { kind: 'diagnosis', when: ['own_illness', 'relative_illness'] },
  { kind: 'self_paid_receipts', when: ['own_illness', 'relative_illness'] },
  { kind: 'disability_card', when: ['disability'] },
  { kind: 'accident_proof', when: ['accident'] },
  { kind: 'student_proof', when: ['schooling'] },
  { kind: 'schooling_receipts', when: ['schooling'] },
  { kind: 'allowance_certificate', when: ['low_income'] },
  { kind: 'labour_contract', when: 'migrant_worker' },
  { kind: 'notice', when: 'always' },
  { kind: 'approval_form', when: 'always' },
];

/** These come about on the way to the register: a file is handed in without them. */
const MADE_LATER: readonly PaperKind[] = ['notice', 'approval_form'];

/** Every paper that a file on the register needs; each of its up to four causes counts. */
export function requiredPapers(facts: PaperFacts): PaperKind[] {
  return PAPER_REQUIREMENTS.filter(({ when }) => applies(when, facts)).map(({ kind }) => kind);
}

/** The required papers that are not there. */
export function missingPapers(facts: PaperFacts, present: Iterable<PaperKind>): PaperKind[] {
  const there = new Set(present);
  return requiredPapers(facts).filter((kind) => !there.has(kind));
}

/** The papers among these that a family is to bring before its file is handed in. */
export function neededToSubmit(kinds: readonly PaperKind[]): PaperKind[] {
  return kinds.filter((kind) => !MADE_LATER.includes(kind));
}

/** The papers among these that lie in the file before it is decided on: the approval form is made of the decision. */
export function neededToApprove(kinds: readonly PaperKind[]): PaperKind[] {
  return kinds.filter((kind) => kind !== 'approval_form');
}

function applies(when: Requirement['when'], facts: PaperFacts): boolean {
  if (when === 'always') return true;
  if (when === 'migrant_worker') return facts.employment === 'migrant_worker';
  const causes = [facts.mainCause, facts.secondCause, facts.thirdCause, facts.fourthCause];
  return causes.some((cause) => cause !== null && when.includes(cause));
}
