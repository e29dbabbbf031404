import { formatInstant } from '../calendar/instant';
import type { LeftOutMoney } from '../fund/leftOut';
import { fenOfUnit, isAmountMetric } from '../fund/target';
import { wholeText } from '../indicators/figures';
import type { IndicatorResult, YearIndicators } from '../indicators/indicator';
import { fen } from '../money/fen';
import { formatPercent, rate } from '../money/rate';
import { formatWan, formatYuan } from '../money/yuan';
import { indicatorName } from '../zh/indicators';
import {
  aboutWan,
  monitoringFileName,
  monitoringFundLabels as labels,
  monitoringNotes as sentences,
  monitoringPeriod,
  monitoringTitle,
} from '../zh/monitoring';
import { basicLabels, listMark, noteSentences, noValue } from '../zh/reports';
import { dateText, printable, safeFileName } from './printed';
import type { Entry, SpanCell } from './report';
import { leftOutNote } from './reportNotes';
import { levelCells } from './reportRows';
import { blankSignOff, type ReportProject } from './yearEnd';

/**
 * 绩效监控 (domain definition, mid-year monitoring): the figures of a day and what is expected of the year. The page, the
 * docx and the xlsx print this and nothing else.
 */

/** How likely the target is reached by the end of the year. */
export const LIKELIHOODS = ['certain', 'likely', 'unlikely'] as const;
export type Likelihood = (typeof LIKELIHOODS)[number];

/** What the head says of an indicator as of a day. */
export interface MonitoringNote {
  indicatorId: string;
  expected: string;
  cause: string;
  likelihood: Likelihood;
  recordedByName: string;
  recordedAt: string;
}

export interface MonitoringRow {
  id: string;
  /** null where the cell of a row above reaches down. */
  level1: SpanCell | null;
  level2: SpanCell | null;
  name: string;
  target: string;
  actual: string;
  /** What the program reckons for the end of the year; null of an indicator that is graded by hand. */
  reckoned: string | null;
  note: MonitoringNote | null;
  /** Reckoned to miss the target, and nobody has said why. */
  isOpen: boolean;
}

/** Spending until the day against the planned monthly curve, and what is expected by the end of the year. */
export interface MonitoringMoney {
  budgetFen: number;
  receivedFen: number;
  /** By the end of the last month that is over. */
  plannedFen: number;
  paidFen: number;
  /** Approved and not paid. */
  committedFen: number;
  committedAwards: number;
  projectedFen: number;
}

export interface MonitoringReport {
  year: number;
  asOf: string;
  title: string;
  period: string;
  /** File name of an export, without its ending. */
  fileName: string;
  centreName: string;
  asOfText: string;
  generatedText: string;
  basics: Entry[][];
  money: MonitoringMoney;
  /** The same in words, in the order of the columns. */
  funds: Entry[];
  rows: MonitoringRow[];
  leftOut: LeftOutMoney;
  notes: string[];
  signOff: Entry[];
}

export interface MonitoringFacts {
  project: ReportProject;
  centreName: string;
  now: YearIndicators;
  forecast: YearIndicators;
  /** Of what is left, negative by what the plan wants beyond the budget. */
  outlook: { plannedToDateFen: number; projectedFen: number; leftFen: number };
  notes: readonly MonitoringNote[];
  /** What the ledger holds and the paper does not count. */
  leftOut: LeftOutMoney;
  /** An instant, ISO in UTC. */
  generatedAt: string;
}

/** Lays the figures of a day out as the monitoring form; formats only. */
export function monitoringReport(facts: MonitoringFacts): MonitoringReport {
  const { now, outlook, leftOut, generatedAt } = facts;
  const { year, asOf } = now;
  const { plannedToDateFen: plannedFen, projectedFen } = outlook;
  const centreName = printable(facts.centreName);
  const asOfText = dateText(asOf);
  const money = { ...now.budget, plannedFen, projectedFen };
  const rows = monitoringRows(facts, facts.notes);
  return {
    year,
    asOf,
    title: monitoringTitle(centreName),
    period: monitoringPeriod(year, asOfText),
    fileName: safeFileName(monitoringFileName(year, asOf)),
    centreName,
    asOfText,
    generatedText: formatInstant(generatedAt),
    basics: basics(facts),
    money,
    funds: funds(money),
    rows,
    leftOut,
    notes: notes({ asOfText, rows, leftOut, overFen: 0 - outlook.leftFen }),
    signOff: blankSignOff(),
  };
}

function basics({ project, centreName }: MonitoringFacts): Entry[][] {
  const entry = (label: string, text: string): Entry => ({ label, text: printable(text) });
  return [
    [entry(basicLabels.projectName, project.projectName), entry(basicLabels.unitCode, project.unitCode)],
    [entry(basicLabels.centreName, centreName), entry(basicLabels.contact, project.contact)],
    [entry(basicLabels.annualGoal, project.annualGoal)],
  ];
}

function funds(money: MonitoringMoney): Entry[] {
  const { budgetFen, paidFen, projectedFen } = money;
  const amount = (label: string, amountFen: number): Entry => ({ label, text: formatYuan(fen(amountFen)) });
  const share = (label: string, amountFen: number): Entry => ({
    label,
    text: formatPercent(rate(amountFen, budgetFen)),
  });
  return [
    amount(labels.budget, budgetFen),
    amount(labels.received, money.receivedFen),
    amount(labels.planned, money.plannedFen),
    amount(labels.paid, paidFen),
    amount(labels.committed(wholeText(money.committedAwards)), money.committedFen),
    share(labels.execution, paidFen),
    amount(labels.projected, projectedFen),
    share(labels.projectedRate, projectedFen),
  ];
}

function notes({
  asOfText,
  rows,
  leftOut,
  overFen,
}: Pick<MonitoringReport, 'asOfText' | 'rows' | 'leftOut'> & { overFen: number }): string[] {
  const open = rows.filter(({ isOpen }) => isOpen).map(({ name }) => name);
  return [
    noteSentences.asOf(asOfText),
    ...leftOutNote(leftOut, sentences.leftOut),
    sentences.plan,
    sentences.committed,
    sentences.reckoned,
    ...(overFen > 0 ? [sentences.overBudget(formatYuan(fen(overFen)))] : []),
    ...(open.length > 0 ? [sentences.open(open.join(listMark))] : []),
  ];
}

/** The indicators of a day with what is expected of each. */
export function monitoringRows(
  { now, forecast }: { now: YearIndicators; forecast: YearIndicators },
  notes: readonly MonitoringNote[],
): MonitoringRow[] {
  const noteOf = new Map(notes.map((note) => [note.indicatorId, note]));
  const expectedOf = new Map(forecast.rows.map((row) => [row.id, row]));
  const rows = now.rows.filter(({ level3 }) => level3 !== null);
  const levels = levelCells(rows);
  return rows.map((row, index) => ({
    ...levels[index]!,
    ...rowTexts(row, { expected: expectedOf.get(row.id)!, note: noteOf.get(row.id) ?? null }),
  }));
}

function rowTexts(
  { id, level3, filter, metric, target, actual }: IndicatorResult,
  { expected, note }: { expected: IndicatorResult; note: MonitoringNote | null },
): Omit<MonitoringRow, 'level1' | 'level2'> {
  return {
    id,
    name: printable(indicatorName({ level3, filter })),
    target: printable(target.text),
    actual: printable(actual.text),
    reckoned: metric === null ? null : reckonedOf(expected, actual),
    note,
    isOpen: note === null && expected.outcome === 'missed',
  };
}

/** An estimate in units of 10,000 yuan is not shown to the fen; what has come true already is exact. */
function reckonedOf(
  { metric, actual, target, numerator }: IndicatorResult,
  now: IndicatorResult['actual'],
): string {
  const isInWan = metric !== null && isAmountMetric(metric) && fenOfUnit(target.unit) > 100;
  const isEstimate = isInWan && numerator !== null && actual.value !== now.value;
  return isEstimate ? aboutWan(formatWan(fen(numerator))) : actual.text;
}

/** What is reckoned for the end of the year, as it is printed; a dash for what is graded by hand. */
export const reckonedText = ({ reckoned }: MonitoringRow): string => reckoned ?? noValue;
