import { judgedBy } from '../fund/assessment';
import type { IndicatorResult } from '../indicators/indicator';
import { chapterFactTexts as texts } from '../zh/closing';
import { basicLabels } from '../zh/reports';
import type { AttachmentCounts } from './attachments';
import { CHAPTERS, type Chapter, type ChapterText } from './chapter';
import { printable } from './printed';
import type { ReportRow, YearEndReport } from './report';

/** What the target form says in words. */
export interface ProjectTexts {
  overview: string;
  overallGoal: string;
  annualGoal: string;
}

/** The narrative report: the facts of every chapter as the records have them, and what people wrote beside. */
export function narrativeChapters({
  report,
  project,
  written,
  counts,
}: {
  report: YearEndReport;
  project: ProjectTexts;
  written: Partial<Record<Chapter, string>>;
  counts: AttachmentCounts;
}): ChapterText[] {
  return CHAPTERS.map((chapter) => ({
    chapter,
    facts: FACTS[chapter](report, project, counts).filter((fact) => fact !== ''),
    content: printable(written[chapter] ?? ''),
  }));
}

type Facts = (report: YearEndReport, project: ProjectTexts, counts: AttachmentCounts) => string[];

const FACTS: Record<Chapter, Facts> = {
  overview: overviewFacts,
  goals: goalFacts,
  funds: fundFacts,
  indicators: ({ rows }) => rows.flatMap(indicatorFact),
  grade: ({ total }) => [texts.grade({ score: total.score, weight: total.weight, grade: total.gradeText })],
  causes: causeFacts,
  measures: () => [],
  attachments: (_report, _project, counts) => texts.attachments(counts),
};

/** Nothing would stand under its heading. */
export function isEmptyChapter({ facts, content }: ChapterText): boolean {
  return facts.length === 0 && content === '';
}

/** The lines of a chapter as the paper prints them; where there are none it says so. */
export function chapterLines(chapter: ChapterText): string[] {
  if (isEmptyChapter(chapter)) return [texts.empty];
  return [...chapter.facts, chapter.content]
    .flatMap((text) => text.split('\n'))
    .filter((line) => line !== '');
}

function overviewFacts({ basics }: YearEndReport, { overview }: ProjectTexts): string[] {
  const entries = basics.flat().filter(({ label, text }) => text !== '' && label !== basicLabels.annualGoal);
  return [...entries.map(({ label, text }) => texts.entry(label, text)), printable(overview)];
}

function goalFacts({ rows }: YearEndReport, { overallGoal, annualGoal }: ProjectTexts): string[] {
  const results = rows.flatMap(({ indicator }) => indicator ?? []);
  return [
    printable(overallGoal),
    printable(annualGoal),
    texts.indicatorCount(results.length, results.filter((result) => judgedBy(result) === 'graded').length),
  ];
}

function fundFacts({ funds, rates }: YearEndReport): string[] {
  return [...funds.map(({ label, amountText }) => texts.amount(label, amountText)), ...rates.map(texts.rate)];
}

function indicatorFact({ indicator, level3, target, actual, score, weight }: ReportRow): string[] {
  if (!indicator) return [];
  const row = { name: level3, target, actual, score, weight };
  return [indicator.scoreHundredths === null ? texts.unscored(row) : texts.indicator(row)];
}

function causeFacts({ rows }: YearEndReport): string[] {
  const deviating = rows.filter(({ indicator }) => indicator && deviates(indicator));
  if (deviating.length === 0) return [texts.noCauses];
  return deviating.map(
    ({ level3, target, actual, indicator }) =>
      texts.cause({ name: level3, target, actual }) + explanation(indicator),
  );
}

/** Missed, or explained, or to be explained. */
function deviates(result: IndicatorResult): boolean {
  if (judgedBy(result) === 'graded') return false;
  const isExplained = result.sentence.trim() !== '';
  return result.outcome === 'missed' || isExplained || result.remarks.includes('explanation_required');
}

function explanation(result: IndicatorResult | null): string {
  const sentence = printable(result?.sentence ?? '');
  return sentence === '' ? texts.causeMissing : texts.causeExplained(sentence);
}
