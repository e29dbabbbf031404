import { businessDate, formatDate, isBefore } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import { FULL_WEIGHT, isPeopleMetric } from '../fund/target';
import type { IndicatorResult, Outcome, YearIndicators } from '../indicators/indicator';
import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { formatPercent, rate } from '../money/rate';
import { formatYuan } from '../money/yuan';
import { remarkLabels } from '../zh/indicators';
import {
  basicLabels,
  blankDate,
  clauseMark,
  closingMarks,
  componentText,
  countsText,
  fundLabels,
  gradeLabels,
  gradeText,
  listMark,
  missedText,
  noRecordsText,
  noteSentences,
  noValue,
  rateBases,
  rateLabels,
  reportFileName,
  reportPeriod,
  reportTitle,
  sentenceMark,
  shareTexts,
  signOffLabels,
  yuanText,
} from '../zh/reports';

/**
 * The year-end self-evaluation in the layout of the 2019 target form (domain definition, year-end report): every
 * text that is printed, in its place. The page, the docx and the xlsx print this and nothing else.
 */

export const REPORT_GRADES = ['excellent', 'good', 'fair', 'poor'] as const;
export type ReportGrade = (typeof REPORT_GRADES)[number];

export const REPORT_COLUMNS = [
  'level1',
  'level2',
  'level3',
  'target',
  'actual',
  'weight',
  'score',
  'note',
] as const;
export type ReportColumn = (typeof REPORT_COLUMNS)[number];

/** The head data of a project-year; a row of its table fits. */
export interface ReportProject {
  year: number;
  projectName: string;
  unitCode: string;
  useType: string;
  leader: string;
  contact: string;
  phone: string;
  startOn: string;
  endOn: string;
  totalFen: number;
  currentFen: number;
  previousTotalFen: number | null;
  previousCurrentFen: number | null;
  annualGoal: string;
}

export interface YearEndFacts {
  project: ReportProject;
  components: readonly { subject: string; amountFen: number }[];
  indicators: YearIndicators;
  centreName: string;
  /** An instant, ISO in UTC. */
  generatedAt: string;
}

/** A label and what stands behind it; `text` is empty where the form stays blank. */
export interface Entry {
  label: string;
  text: string;
}

export interface FundLine {
  label: string;
  amountFen: number;
  amountText: string;
  capitalsText: string;
}

/** A rate, and what it is the quotient of. */
export interface RateLine extends Entry {
  basis: string;
}

/** A cell that stands for `rowSpan` rows. */
export interface SpanCell {
  text: string;
  rowSpan: number;
}

export interface ReportRow {
  /** null where the cell of a row above reaches down. */
  level1: SpanCell | null;
  level2: SpanCell | null;
  level3: string;
  target: string;
  actual: string;
  weight: string;
  score: string;
  note: string;
  /** The figures behind the texts; null for a second-level row without an indicator. */
  indicator: IndicatorResult | null;
}

export interface ReportTotal {
  weightHundredths: number;
  weight: string;
  scoreHundredths: number;
  score: string;
  grade: ReportGrade;
  /** Points are missing that have no score yet. */
  isProvisional: boolean;
  gradeText: string;
}

/** A row that a person still has something to do about. */
export interface OpenRow {
  id: string;
  name: string;
}

export interface YearEndReport {
  year: number;
  asOf: string;
  /** The last day of the project. */
  endOn: string;
  generatedAt: string;
  centreName: string;
  projectName: string;
  title: string;
  period: string;
  /** File name of an export, without its ending. */
  fileName: string;
  /** As printed: 2019年12月31日, and the China time of the making. */
  asOfText: string;
  generatedText: string;
  /** The head block, one or two entries a line. */
  basics: Entry[][];
  funds: FundLine[];
  rates: RateLine[];
  rows: ReportRow[];
  total: ReportTotal;
  notes: string[];
  signOff: Entry[];
  /** What stands between this paper and a final one. */
  open: { ungraded: OpenRow[]; noData: OpenRow[]; unexplained: OpenRow[]; unscoredHundredths: number };
}

/** Lays the year's figures out as the self-evaluation form; formats only. */
export function yearEndReport(facts: YearEndFacts): YearEndReport {
  const { project, indicators, generatedAt } = facts;
  const { year, asOf } = indicators;
  const centreName = printable(facts.centreName);
  const projectName = printable(project.projectName);
  return {
    year,
    asOf,
    endOn: project.endOn,
    generatedAt,
    centreName,
    projectName,
    title: reportTitle(centreName),
    period: reportPeriod(year),
    fileName: safeFileName(reportFileName({ year, projectName, asOf })),
    asOfText: dateText(asOf),
    generatedText: formatInstant(generatedAt),
    basics: basics(facts),
    funds: funds(facts),
    rates: rates(indicators),
    rows: reportRows(indicators.rows),
    total: reportTotal(indicators),
    notes: notes(facts),
    signOff: [
      { label: signOffLabels.preparedBy, text: '' },
      { label: signOffLabels.leader, text: '' },
      { label: signOffLabels.seal, text: '' },
      { label: signOffLabels.date, text: blankDate },
    ],
    open: openRows(indicators),
  };
}

/** The grade of a total (domain default: 90, 80 and 60 points). */
export function reportGrade(totalScoreHundredths: number): ReportGrade {
  if (totalScoreHundredths >= 9000) return 'excellent';
  if (totalScoreHundredths >= 8000) return 'good';
  return totalScoreHundredths >= 6000 ? 'fair' : 'poor';
}

/** Hundredths of a point for people: `4`, `2.5`. */
export function formatWeight(hundredths: number): string {
  return formatScore(hundredths).replace(/\.?0+$/, '');
}

/** Hundredths of a point with two decimals, as scores line up: `9.85`. */
export function formatScore(hundredths: number): string {
  return (hundredths / 100).toFixed(2);
}

function basics({ project, components, centreName }: YearEndFacts): Entry[][] {
  const entry = (field: keyof typeof basicLabels, text: string): Entry => ({
    label: basicLabels[field],
    text: printable(text),
  });
  const parts = components.map(({ subject, amountFen }) =>
    componentText(subject, formatYuan(fen(amountFen))),
  );
  return [
    [entry('projectName', project.projectName)],
    [entry('centreName', centreName), entry('unitCode', project.unitCode)],
    [entry('useType', project.useType), entry('phone', project.phone)],
    [entry('leader', project.leader), entry('contact', project.contact)],
    [entry('startOn', dateText(project.startOn)), entry('endOn', dateText(project.endOn))],
    [entry('totalFen', amountText(project.totalFen)), entry('currentFen', amountText(project.currentFen))],
    [
      entry('previousTotalFen', amountText(project.previousTotalFen)),
      entry('previousCurrentFen', amountText(project.previousCurrentFen)),
    ],
    [entry('components', parts.join(clauseMark))],
    [entry('annualGoal', project.annualGoal)],
  ];
}

function funds({ project, indicators }: YearEndFacts): FundLine[] {
  const { budgetFen, receivedFen, paidFen, committedFen } = indicators.budget;
  const line = (label: string, amountFen: number): FundLine => ({
    label,
    amountFen,
    amountText: formatYuan(fen(amountFen)),
    capitalsText: amountInCapitals(fen(amountFen)),
  });
  return [
    line(fundLabels.planned, project.currentFen),
    line(fundLabels.budget, budgetFen),
    line(fundLabels.received, receivedFen),
    line(fundLabels.paid, paidFen),
    line(fundLabels.committed, committedFen),
  ];
}

/** The two money rates as the tree says them; a tree without that indicator leaves them to the same definition. */
function rates({ budget, rows }: YearIndicators): RateLine[] {
  const textOf = (metric: IndicatorResult['metric'], numeratorFen: number) =>
    rows.find((row) => row.metric === metric)?.actual.text ??
    formatPercent(rate(numeratorFen, budget.budgetFen));
  return [
    {
      label: rateLabels.execution,
      text: textOf('budget_execution', budget.paidFen),
      basis: rateBases.execution,
    },
    {
      label: rateLabels.inPlace,
      text: textOf('funds_in_place', budget.receivedFen),
      basis: rateBases.inPlace,
    },
  ];
}

function reportRows(results: readonly IndicatorResult[]): ReportRow[] {
  const level1 = spans(results, (row) => [row.level1]);
  const level2 = spans(results, (row) => [row.level1, row.level2]);
  return results.map((result, index) => ({
    level1: spanCell(result.level1, level1[index]),
    level2: spanCell(result.level2, level2[index]),
    ...rowTexts(result),
  }));
}

type RowTexts = Omit<ReportRow, 'level1' | 'level2'>;

function rowTexts(result: IndicatorResult): RowTexts {
  if (result.level3 === null) {
    return { level3: '', target: '', actual: '', weight: '', score: '', note: '', indicator: null };
  }
  const { scoreHundredths } = result;
  return {
    level3: printable(result.level3),
    target: printable(result.target.text),
    actual: printable(result.actual.text),
    weight: formatWeight(result.weightHundredths),
    score: scoreHundredths === null ? noValue : formatScore(scoreHundredths),
    note: rowNote(result),
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
function rowNote(result: IndicatorResult): string {
  const clauses = [
    ...evidence(result),
    ...remarks(result),
    printable(result.sentence).replace(closingMarks, ''),
  ];
  const said = clauses.filter((clause) => clause !== '');
  return said.length === 0 ? '' : said.join(clauseMark) + sentenceMark;
}

function evidence({ metric, counts, numerator, denominator, actual }: IndicatorResult): string[] {
  if (counts && isPeopleMetric(metric)) {
    const { persons, personTimes, families } = counts;
    return [
      countsText({ persons: whole(persons), personTimes: whole(personTimes), families: whole(families) }),
    ];
  }
  const share = metric && shareTexts[metric];
  if (!share || actual.value === null || numerator === null || denominator === null) return [];
  return [share(whole(numerator), whole(denominator))];
}

function remarks(result: IndicatorResult): string[] {
  const isExplained = result.sentence.trim() !== '';
  const said = result.remarks.filter((remark) => {
    if (remark === 'explanation_required') return !isExplained;
    if (remark === 'above_target') return !result.remarks.includes('far_above_target');
    return true;
  });
  const missed = result.outcome === 'missed' && result.kind === 'quantitative' ? [missedText] : [];
  return [...missed, ...said.map((remark) => remarkLabels[remark])];
}

function reportTotal({ rows, totalScoreHundredths, unscoredHundredths }: YearIndicators): ReportTotal {
  const weightHundredths = weightOf(rows);
  const grade = reportGrade(totalScoreHundredths);
  const isProvisional = unscoredHundredths > 0;
  return {
    weightHundredths,
    weight: formatWeight(weightHundredths),
    scoreHundredths: totalScoreHundredths,
    score: formatScore(totalScoreHundredths),
    grade,
    isProvisional,
    gradeText: gradeText(gradeLabels[grade], isProvisional),
  };
}

function weightOf(rows: readonly IndicatorResult[]): number {
  return rows.reduce((sum, row) => sum + (row.level3 === null ? 0 : row.weightHundredths), 0);
}

function notes({ project, indicators }: YearEndFacts): string[] {
  const { asOf, rows } = indicators;
  const open = openRows(indicators);
  const isInterim = isBefore(businessDate(asOf), businessDate(project.endOn));
  const weightHundredths = weightOf(rows);
  return [
    noteSentences.asOf(dateText(asOf)),
    ...(isInterim ? [noteSentences.interim(dateText(project.endOn))] : []),
    noteSentences.counting,
    noteSentences.grades,
    ...(weightHundredths === FULL_WEIGHT ? [] : [noteSentences.weights(formatWeight(weightHundredths))]),
    ...unscoredNote(open),
    ...indicatorsOf(rows, 'no_data').map((row) => noteSentences.noData(nameOf(row), reasonOf(row))),
    ...unexplainedNote(rows),
  ];
}

function unscoredNote({ ungraded, noData, unscoredHundredths }: YearEndReport['open']): string[] {
  const count = ungraded.length + noData.length;
  if (count === 0) return [];
  const points = formatWeight(unscoredHundredths);
  return [noteSentences.unscored({ count, ungraded: ungraded.length, points })];
}

function unexplainedNote(rows: readonly IndicatorResult[]): string[] {
  const names = rows.filter(isUnexplained).map((row) => noteSentences.named(nameOf(row), row.actual.text));
  return names.length === 0 ? [] : [noteSentences.unexplained(names.join(listMark))];
}

function openRows({ rows, unscoredHundredths }: YearIndicators): YearEndReport['open'] {
  const open = (row: IndicatorResult): OpenRow => ({ id: row.id, name: nameOf(row) });
  return {
    ungraded: indicatorsOf(rows, 'ungraded').map(open),
    noData: indicatorsOf(rows, 'no_data').map(open),
    unexplained: rows.filter(isUnexplained).map(open),
    unscoredHundredths,
  };
}

function indicatorsOf(rows: readonly IndicatorResult[], outcome: Outcome): IndicatorResult[] {
  return rows.filter((row) => row.level3 !== null && row.outcome === outcome && row.scoreHundredths === null);
}

function isUnexplained(row: IndicatorResult): boolean {
  return row.remarks.includes('explanation_required') && row.sentence.trim() === '';
}

function reasonOf({ remarks: said }: IndicatorResult): string {
  const reason = said.find((remark) => remark === 'no_surveys' || remark === 'no_denominator');
  return reason ? remarkLabels[reason] : noRecordsText;
}

function nameOf(row: IndicatorResult): string {
  return printable(row.level3 ?? row.level2);
}

function amountText(amountFen: number | null): string {
  return amountFen === null ? '' : yuanText(formatYuan(fen(amountFen)));
}

function dateText(date: string): string {
  return formatDate(businessDate(date));
}

function whole(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Text as it may stand in the XML of an office file: no control characters but the line feed, no torn characters. */
function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cs}]|[\ufffe\uffff]/gu, '')
    .trim();
}

function safeFileName(name: string): string {
  return name
    .replace(/[\\/:*?"<>|\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
