import type { EnteredStep } from './lateEntry';

/** What is to be looked at before some files are approved in one go, as the page of each by itself tells it. */

export const APPROVAL_DOUBTS = ['duplicates', 'notice', 'papers', 'late'] as const;
export type ApprovalDoubt = (typeof APPROVAL_DOUBTS)[number];

export interface ApprovalFacts {
  id: string;
  fileNumber: string;
  name: string;
  /** Whether it looks like another file and was not told apart from it. */
  isDoubled: boolean;
  papersMissing: number;
  /** Entered later than they are dated. */
  lateSteps: EnteredStep[];
  /** From when on an approval is beyond doubt, where the notice was entered after it was put up. */
  earliestByEntry: string | null;
}

/** How many of each kind were seen. */
export type DoubtsSeen = Record<`${ApprovalDoubt}Seen`, number>;

/**
 * The files of each kind for an approval on a day: that look like another one, before the end of their notice, without
 * all papers, entered late.
 */
export function doubtsOn(
  facts: readonly ApprovalFacts[],
  on: string,
): Record<ApprovalDoubt, ApprovalFacts[]> {
  return {
    duplicates: facts.filter(({ isDoubled }) => isDoubled),
    notice: facts.filter(({ earliestByEntry }) => earliestByEntry !== null && on < earliestByEntry),
    papers: facts.filter(({ papersMissing }) => papersMissing > 0),
    late: facts.filter(({ lateSteps }) => lateSteps.length > 0),
  };
}
