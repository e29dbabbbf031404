/** Codes of the satisfaction surveys; the Chinese terms stand in app/zh/surveys.ts. */

export const SURVEY_METHODS = ['phone', 'paper'] as const;
export type SurveyMethod = (typeof SURVEY_METHODS)[number];

/** What somebody answered, or why there is no answer. */
export const SURVEY_OUTCOMES = [
  'very_satisfied',
  'satisfied',
  'fair',
  'dissatisfied',
  'unreached',
  'declined',
] as const;
export type SurveyOutcome = (typeof SURVEY_OUTCOMES)[number];

export const SURVEY_RATINGS = ['very_satisfied', 'satisfied', 'fair', 'dissatisfied'] as const;
type SurveyRating = (typeof SURVEY_RATINGS)[number];

/** How the size of a sample is wished for. */
export const SAMPLE_UNITS = ['people', 'percent'] as const;
export type SampleUnit = (typeof SAMPLE_UNITS)[number];

/** Which people of a sample a list shows. */
export const PERSON_VIEWS = ['all', 'open', ...SURVEY_OUTCOMES] as const;
export type PersonView = (typeof PERSON_VIEWS)[number];

export function isRating(outcome: SurveyOutcome): outcome is SurveyRating {
  return outcome !== 'unreached' && outcome !== 'declined';
}

export function isSatisfied(outcome: SurveyOutcome): boolean {
  return outcome === 'very_satisfied' || outcome === 'satisfied';
}

/** Which people of a round an address asks for. */
export function personViewOf(given: URLSearchParams): PersonView {
  return PERSON_VIEWS.find((one) => one === given.get('view')) ?? 'all';
}
