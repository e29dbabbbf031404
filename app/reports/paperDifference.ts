/** A place of the paper that says something else now. */
export interface PaperDifference {
  place: string;
  frozen: string;
  now: string;
  /** What else defines it now, in words, where that and not only the records makes it differ. */
  redefined?: string[];
}
