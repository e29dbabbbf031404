import type { ScoringRules } from '../fund/scoring';
import { isPeopleMetric } from '../fund/target';
import { formatScore, formatWeight, wholeText } from '../indicators/figures';
import type { IndicatorResult, YearIndicators } from '../indicators/indicator';
import { formatPercent, rate } from '../money/rate';
import { indicatorName, remarkText } from '../zh/indicators';
import {
  clauseMark,
  closingMarks,
  countsText,
  missedText,
  noValue,
  sampleShareText,
  sentenceMark,
  shareTexts,
} from '../zh/reports';
import { printable } from './printed';
import type { ReportRow, SpanCell } from './report';

/** The tree as it is printed: a name that stands for several rows is one cell over them. */
export function reportRows({ rows, scoring }: Pick<YearIndicators, 'rows' | 'scoring'>): ReportRow[] {
  const levels = levelCells(rows);
  return rows.map((result, index) => ({ ...levels[index]!, ...rowTexts(result, scoring) }));
}

/** The cells of the first two levels, row by row. */
export function levelCells(
  results: readonly IndicatorResult[],
): { level1: SpanCell | null; level2: SpanCell | null }[] {
  const level1 = spans(results, (row) => [row.level1]);
  const level2 = spans(results, (row) => [row.level1, row.level2]);
  return results.map((result, index) => ({
    level1: spanCell(result.level1, level1[index]),
    level2: spanCell(result.level2, level2[index]),
  }));
}

type RowTexts = Omit<ReportRow, 'level1' | 'level2'>;

function rowTexts(result: IndicatorResult, scoring: ScoringRules): RowTexts {
  if (result.level3 === null) {
    return { level3: '', target: '', actual: '', weight: '', score: '', note: '', indicator: null };
  }
  const { scoreHundredths } = result;
  return {
    level3: printable(indicatorName(result)),
    target: printable(result.target.text),
    actual: printable(result.actual.text),
    weight: formatWeight(result.weightHundredths),
    score: scoreHundredths === null ? noValue : formatScore(scoreHundredths),
    note: rowNote(result, scoring),
    indicator: result,
  };
}

/** For each row the number of rows its cell stands for, 0 where the cell of a row above reaches down. */
function spans(rows: readonly IndicatorResult[], namesOf: (row: IndicatorResult) => string[]): number[] {
  const counts: number[] = [];
  let start = 0;
  rows.forEach((row, index) => {
    const isSame = index > 0 && namesOf(row).join('\n') === namesOf(rows[start]!).join('\n');
    if (!isSame) start = index;
    counts[index] = 0;
    counts[start] = (counts[start] ?? 0) + 1;
  });
  return counts;
}

function spanCell(text: string, rowSpan: number | undefined): SpanCell | null {
  return rowSpan ? { text: printable(text), rowSpan } : null;
}

/** What a reader needs beside the figure: what it counts, where it stands against its target, and the head's words. */
function rowNote(result: IndicatorResult, scoring: ScoringRules): string {
  return sentenceOf([...evidence(result), ...remarks(result, scoring), headsWords(result)]);
}

/** Where a row stands against its target and the head's words on it; empty for one that simply met it. */
export function deviationNote(result: IndicatorResult, scoring: ScoringRules): string {
  const said = remarks(result, scoring);
  const isPlain = result.outcome === 'met' && said.length === 0 && result.remarks.length === 0;
  return isPlain ? '' : sentenceOf([...said, headsWords(result)]);
}

function headsWords({ sentence }: IndicatorResult): string {
  return printable(sentence).replace(closingMarks, '');
}

function sentenceOf(clauses: readonly string[]): string {
  const said = clauses.filter((clause) => clause !== '');
  return said.length === 0 ? '' : said.join(clauseMark) + sentenceMark;
}

function evidence({ metric, counts, numerator, denominator, actual, sample }: IndicatorResult): string[] {
  if (counts && isPeopleMetric(metric)) {
    const { persons, personTimes, families } = counts;
    return [
      countsText({
        persons: wholeText(persons),
        personTimes: wholeText(personTimes),
        families: families === undefined ? null : wholeText(families),
      }),
    ];
  }
  const share = metric && shareTexts[metric];
  if (!share || actual.value === null || numerator === null || denominator === null) return [];
  return [share(wholeText(numerator), wholeText(denominator)), ...sampleClause(sample)];
}

function sampleClause(sample: IndicatorResult['sample']): string[] {
  if (!sample) return [];
  const { answers, paid } = sample;
  return [sampleShareText({ paid: wholeText(paid), percent: formatPercent(rate(answers, paid)) })];
}

function remarks(result: IndicatorResult, scoring: ScoringRules): string[] {
  const isExplained = result.sentence.trim() !== '';
  const said = result.remarks.filter((remark) => {
    if (remark === 'explanation_required') return !isExplained;
    if (remark === 'above_target') return !result.remarks.includes('far_above_target');
    return true;
  });
  const missed = result.outcome === 'missed' && result.kind === 'quantitative' ? [missedText] : [];
  return [...missed, ...said.map((remark) => remarkText(remark, scoring))];
}

/** The weight of all indicators together, in hundredths of a point. */
export function weightOf(rows: readonly IndicatorResult[]): number {
  return rows.reduce((sum, row) => sum + (row.level3 === null ? 0 : row.weightHundredths), 0);
}
