import fc from 'fast-check';
import { USUAL_SCORING, type ScoringRules } from '../../app/fund/scoring';

/** Rules that differ from the usual ones in every value. */
export const OTHER_SCORING: ScoringRules = {
  farAbove: 15000,
  executionExplained: 8550,
  timely: 9000,
  mostlyTimely: 7025,
  thinAnswers: 50,
  thinShare: 1050,
  filesSound: 9900,
  filesPassable: 9000,
  achievedFrom: 9000,
  partlyFrom: 5000,
  excellentFrom: 9500,
  goodFrom: 8550,
  fairFrom: 7000,
};

/** The usual rules with some values of their own. */
export function aScoring(given: Partial<ScoringRules> = {}): ScoringRules {
  return { ...USUAL_SCORING, ...given };
}

const descending = (count: number, unit = 1) =>
  fc
    .uniqueArray(fc.integer({ min: 1, max: 10_000 / unit }), { minLength: count, maxLength: count })
    .map((values) => values.sort((left, right) => right - left).map((value) => value * unit));

/** Any rules that are sound. */
export const anyScoring: fc.Arbitrary<ScoringRules> = fc
  .record({
    farAbove: fc.integer({ min: 10_000, max: 100_000 }),
    executionExplained: fc.integer({ min: 1, max: 10_000 }),
    timeliness: descending(2),
    thin: fc.record({
      thinAnswers: fc.integer({ min: 1, max: 6 }),
      thinShare: fc.integer({ min: 1, max: 10_000 }),
    }),
    files: descending(2),
    bands: descending(2, 100),
    grades: descending(3),
  })
  .map(({ farAbove, executionExplained, timeliness, thin, files, bands, grades }) => ({
    farAbove,
    executionExplained,
    timely: timeliness[0]!,
    mostlyTimely: timeliness[1]!,
    ...thin,
    filesSound: files[0]!,
    filesPassable: files[1]!,
    achievedFrom: bands[0]!,
    partlyFrom: bands[1]!,
    excellentFrom: grades[0]!,
    goodFrom: grades[1]!,
    fairFrom: grades[2]!,
  }));
