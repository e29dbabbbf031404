import type { Grade } from '../fund/project';
import { formatPercent, rate } from '../money/rate';
import { COMPLIANCE_LABELS, evidenceNames, suggestedSentences } from '../zh/compliance';
import { COMPLIANCE_CHECKS, gradeOfCounts, gradeOfFiles, type ComplianceCheck } from './compliance';

/** What the records say for an indicator that the head grades, by its name; null where they say nothing. */
export interface Suggestion {
  evidence: 'compliance' | 'files';
  grade: Grade;
  sentence: string;
}

/** Whether the records can say anything for an indicator of this name. */
export function hasSuggestion(level3: string): boolean {
  return evidenceNames.some(({ pattern }) => pattern.test(level3));
}

/** Proposes a grade and a sentence; the head confirms them or says otherwise. */
export function suggestionFor(
  level3: string,
  { counts, files }: { counts: Record<ComplianceCheck, number>; files: { complete: number; active: number } },
): Suggestion | null {
  const evidence = evidenceNames.find(({ pattern }) => pattern.test(level3))?.evidence;
  if (evidence === 'compliance') {
    return { evidence, grade: gradeOfCounts(counts), sentence: sentenceOfCounts(counts) };
  }
  const grade = evidence === 'files' ? gradeOfFiles(files) : null;
  if (evidence === undefined || grade === null) return null;
  const percent = formatPercent(rate(files.complete, files.active));
  return { evidence, grade, sentence: suggestedSentences.files({ ...files, percent }) };
}

function sentenceOfCounts(counts: Record<ComplianceCheck, number>): string {
  const found = COMPLIANCE_CHECKS.filter((check) => counts[check] > 0);
  if (found.length === 0) return suggestedSentences.clean(COMPLIANCE_CHECKS.length);
  return suggestedSentences.cases(
    found.map((check) => ({ label: COMPLIANCE_LABELS[check], count: counts[check] })),
  );
}
