import type { Grade } from '../fund/project';
import { GRADES } from '../fund/project';
import type { ScoringRules } from '../fund/scoring';
import { formatPercent, rate } from '../money/rate';
import { COMPLIANCE_LABELS, evidenceNames, suggestedSentences } from '../zh/compliance';
import { COMPLIANCE_CHECKS, gradeOfCounts, gradeOfFiles, type ComplianceCheck } from './compliance';

/** What an indicator that the head grades may be judged by: counts of cases, and the share of complete files. */
export const SUGGESTION_SOURCES = [...COMPLIANCE_CHECKS, 'files'] as const;
export type SuggestionSource = (typeof SUGGESTION_SOURCES)[number];

/** What the records say for an indicator that the head grades. */
export interface Suggestion {
  sources: SuggestionSource[];
  grade: Grade;
  sentence: string;
}

/** The sources of an indicator for which nobody chose any, by its name. */
export function usualSources(level3: string): SuggestionSource[] {
  const evidence = evidenceNames.find(({ pattern }) => pattern.test(level3))?.evidence;
  if (evidence === undefined) return [];
  return evidence === 'files' ? ['files'] : [...COMPLIANCE_CHECKS];
}

interface SuggestionFacts {
  counts: Record<ComplianceCheck, number>;
  files: { complete: number; active: number };
  /** Of a day before today: what a file holds is known as it is kept now, and the sentence says so. */
  isPast: boolean;
  /** From which share of complete files which grade is suggested. */
  scoring: ScoringRules;
}

/** Proposes a grade, the worst that a source gives, and a sentence; null where no source says anything. */
export function suggestionFor(
  sources: readonly SuggestionSource[],
  { counts, files, isPast, scoring }: SuggestionFacts,
): Suggestion | null {
  const checks = COMPLIANCE_CHECKS.filter((check) => sources.includes(check));
  const fileGrade = sources.includes('files') ? gradeOfFiles(files, scoring) : null;
  const said = [
    ...(checks.length > 0
      ? [{ grade: gradeOfCounts(only(checks, counts)), sentence: sentenceOfCounts(checks, counts) }]
      : []),
    ...(fileGrade === null ? [] : [{ grade: fileGrade, sentence: sentenceOfFiles(files, isPast) }]),
  ];
  if (said.length === 0) return null;
  const worst = Math.max(...said.map(({ grade }) => GRADES.indexOf(grade)));
  return {
    sources: [...sources],
    grade: GRADES[worst]!,
    sentence: said.map(({ sentence }) => sentence).join(''),
  };
}

/** The counts of these checks; the others have none. */
function only(
  checks: readonly ComplianceCheck[],
  counts: Record<ComplianceCheck, number>,
): Record<ComplianceCheck, number> {
  const entries = COMPLIANCE_CHECKS.map((check) => [check, checks.includes(check) ? counts[check] : 0]);
  return Object.fromEntries(entries) as Record<ComplianceCheck, number>;
}

function sentenceOfCounts(
  checks: readonly ComplianceCheck[],
  counts: Record<ComplianceCheck, number>,
): string {
  const found = checks.filter((check) => counts[check] > 0);
  if (found.length === 0) return suggestedSentences.clean(checks.length);
  return suggestedSentences.cases(
    found.map((check) => ({ label: COMPLIANCE_LABELS[check], count: counts[check] })),
  );
}

function sentenceOfFiles(files: SuggestionFacts['files'], isPast: boolean): string {
  const percent = formatPercent(rate(files.complete, files.active));
  return suggestedSentences.files({ ...files, percent, isPast });
}
