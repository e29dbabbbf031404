/** The chapters of the narrative report (domain definition, year-end report), in their order. */
export const CHAPTERS = [
  'overview',
  'goals',
  'funds',
  'indicators',
  'grade',
  'causes',
  'measures',
  'attachments',
] as const;
export type Chapter = (typeof CHAPTERS)[number];

/** A chapter as it is printed: what the records say, and beside it what a person wrote. */
export interface ChapterText {
  chapter: Chapter;
  facts: string[];
  content: string;
}
