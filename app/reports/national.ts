import { formatScore, formatWeight } from '../indicators/figures';
import { isComputed } from '../fund/assessment';
import type { ScoringRules } from '../fund/scoring';
import { comparedTarget } from '../fund/target';
import type { Budget, IndicatorResult, YearIndicators } from '../indicators/indicator';
import { fen } from '../money/fen';
import { formatPercent, rate } from '../money/rate';
import { exactWan } from '../money/yuan';
import { indicatorName } from '../zh/indicators';
import { nationalTexts as texts } from '../zh/nationalReport';
import { listMark, noValue, sentenceMark } from '../zh/reports';
import { targetOperatorSigns } from '../zh/targetForm';
import type { FundSplit } from './layout';
import { printable } from './printed';
import type { Entry, SpanCell } from './report';
import { deviationNote, levelCells } from './reportRows';

/** The self-evaluation in the national layout of 2020 (domain definition, year-end report): the same figures, laid out anew. */

export const NATIONAL_FUND_LINES = ['total', 'appropriated', 'carried', 'other'] as const;
export type NationalFundCode = (typeof NATIONAL_FUND_LINES)[number];

/** Amounts in fen; null where the records do not say. Texts are in 万元. */
export interface NationalFundLine {
  code: NationalFundCode;
  label: string;
  plannedFen: number | null;
  budgetFen: number | null;
  paidFen: number | null;
  planned: string;
  budget: string;
  paid: string;
  /** Of the total alone, and only where the tree measures the execution; empty otherwise. */
  weight: string;
  rate: string;
  score: string;
}

export interface NationalRow {
  level1: SpanCell | null;
  level2: SpanCell | null;
  level3: string;
  /** The operator of a target, or that it is a qualitative one. */
  nature: string;
  target: string;
  unit: string;
  actual: string;
  weight: string;
  score: string;
  note: string;
  indicator: IndicatorResult;
}

export interface NationalSheet {
  title: string;
  head: Entry[][];
  funds: NationalFundLine[];
  goal: { expected: string; actual: string };
  rows: NationalRow[];
  /** The indicator whose points stand beside the money; null where the tree has none of that kind. */
  execution: IndicatorResult | null;
  signOff: Entry[];
  /** What is particular to this layout, after the notes of both. */
  notes: string[];
}

export interface NationalFacts {
  project: { projectName: string; currentFen: number; annualGoal: string; contact: string; phone: string };
  centreName: string;
  indicators: YearIndicators;
  department: string;
  planned: FundSplit | null;
  budget: FundSplit | null;
}

/** Lays a year's figures out in the national form; formats only. */
export function nationalSheet(facts: NationalFacts): NationalSheet {
  const { project, indicators, centreName, department } = facts;
  const execution = indicators.rows.find(({ metric }) => metric === 'budget_execution') ?? null;
  const entry = (label: string, text: string): Entry => ({ label, text: printable(text) });
  return {
    title: texts.title,
    head: [
      [entry(texts.projectName, project.projectName)],
      [entry(texts.department, department), entry(texts.centreName, centreName)],
      [entry(texts.contact, project.contact), entry(texts.phone, project.phone)],
    ],
    funds: fundLines(facts, execution),
    goal: { expected: printable(project.annualGoal), actual: goalReached(indicators) },
    rows: nationalRows(
      indicators.rows.filter((row) => row.level3 !== null && row !== execution),
      indicators.scoring,
    ),
    execution,
    signOff: [
      { label: texts.preparedBy, text: '' },
      { label: texts.signPhone, text: '' },
      { label: texts.seal, text: '' },
      { label: texts.date, text: texts.blankDate },
    ],
    notes: [
      texts.sourcesNote,
      ...(facts.planned === null ? [texts.plannedUnknown] : []),
      ...wordedNotes(indicators.rows),
      ...executionNotes(execution, indicators.scoring),
    ],
  };
}

/** The form calls what has a target in words qualitative, also where the product measures it. */
function wordedNotes(rows: readonly IndicatorResult[]): string[] {
  const worded = rows.filter((row) => row.level3 !== null && isComputed(row) && !comparedTarget(row));
  return worded.map((row) => texts.wordedNote(printable(indicatorName(row)), row.target.text));
}

/** The lines of money have no column for what is to be explained of the execution. */
function executionNotes(execution: IndicatorResult | null, scoring: ScoringRules): string[] {
  if (execution === null) return [texts.noExecution];
  const note = deviationNote(execution, scoring);
  return note === '' ? [] : [texts.executionNote(note)];
}

/** The parts of an amount in the order of the lines below the total; null where more is carried than there is. */
export function partsOf(totalFen: number, split: FundSplit | null): [number, number, number] | null {
  if (split === null) return null;
  const appropriatedFen = totalFen - split.carriedFen - split.otherFen;
  return appropriatedFen < 0 ? null : [appropriatedFen, split.carriedFen, split.otherFen];
}

/** What was paid, by source: payments name none, so the money carried over counts as spent first, other money last. */
function paidParts({ budgetFen, paidFen }: Budget, split: FundSplit | null): [number, number, number] | null {
  const parts = partsOf(budgetFen, split);
  if (parts === null || paidFen < 0 || paidFen > budgetFen) return null;
  const [appropriatedFen, carriedFen] = parts;
  const carried = Math.min(paidFen, carriedFen);
  const appropriated = Math.min(paidFen - carried, appropriatedFen);
  return [appropriated, carried, paidFen - carried - appropriated];
}

function fundLines(facts: NationalFacts, execution: IndicatorResult | null): NationalFundLine[] {
  const { budget } = facts.indicators;
  const { currentFen } = facts.project;
  const columns = [
    [currentFen, ...(partsOf(currentFen, facts.planned) ?? UNKNOWN)],
    [budget.budgetFen, ...(partsOf(budget.budgetFen, facts.budget) ?? UNKNOWN)],
    [budget.paidFen, ...(paidParts(budget, facts.budget) ?? UNKNOWN)],
  ] as const;
  const [planned, budgeted, paid] = columns.map(columnTexts) as [string[], string[], string[]];
  return NATIONAL_FUND_LINES.map((code, index) => {
    const [plannedFen, budgetFen, paidFen] = columns.map((column) => column[index]!) as (number | null)[];
    const amounts = { plannedFen: plannedFen!, budgetFen: budgetFen!, paidFen: paidFen! };
    return {
      code,
      label: texts.fundLines[code],
      ...amounts,
      planned: planned[index]!,
      budget: budgeted[index]!,
      paid: paid[index]!,
      ...(code === 'total' ? points(budget, execution) : { weight: '', score: '', rate: lineRate(amounts) }),
    };
  });
}

const UNKNOWN = [null, null, null] as const;

function points(budget: Budget, execution: IndicatorResult | null) {
  const text = formatPercent(rate(budget.paidFen, budget.budgetFen));
  if (execution === null) return { weight: noValue, score: noValue, rate: text };
  const { weightHundredths, scoreHundredths, actual } = execution;
  return {
    weight: formatWeight(weightHundredths),
    score: scoreHundredths === null ? noValue : formatScore(scoreHundredths),
    rate: actual.text,
  };
}

function lineRate({ budgetFen, paidFen }: { budgetFen: number | null; paidFen: number | null }): string {
  return budgetFen === null || paidFen === null ? noValue : formatPercent(rate(paidFen, budgetFen));
}

/** A column of amounts, exact, with as many places as the one that needs most of them. */
function columnTexts(column: readonly (number | null)[]): string[] {
  const texts = column.map((amountFen) => (amountFen === null ? null : exactWan(fen(amountFen))));
  const places = Math.max(...texts.map((text) => text?.split('.')[1]!.length ?? 0));
  return texts.map((text) => {
    if (text === null) return noValue;
    const [whole, fraction] = text.split('.') as [string, string];
    return `${whole}.${fraction.padEnd(places, '0')}`;
  });
}

/** What was reached, in the words of the measured indicators. */
function goalReached({ budget, rows }: YearIndicators): string {
  const paid = texts.paid(
    exactWan(fen(budget.paidFen)),
    formatPercent(rate(budget.paidFen, budget.budgetFen)),
  );
  const measured = rows.filter(({ metric, level3 }) => metric && level3 && metric !== 'budget_execution');
  const said = measured.map((row) => texts.reached(printable(indicatorName(row)), row.actual.text));
  return [paid, ...said].join(listMark) + sentenceMark;
}

function nationalRows(results: readonly IndicatorResult[], scoring: ScoringRules): NationalRow[] {
  const levels = levelCells(results);
  return results.map((result, index) => ({ ...levels[index]!, ...rowTexts(result, scoring) }));
}

function rowTexts(result: IndicatorResult, scoring: ScoringRules): Omit<NationalRow, 'level1' | 'level2'> {
  const { target, scoreHundredths } = result;
  const read = comparedTarget(result);
  return {
    level3: printable(indicatorName(result)),
    nature: read ? targetOperatorSigns[read.operator] : texts.qualitative,
    target: read ? read.value : printable(target.text),
    unit: printable(read?.unit ?? ''),
    actual: printable(result.actual.text),
    weight: formatWeight(result.weightHundredths),
    score: scoreHundredths === null ? noValue : formatScore(scoreHundredths),
    note: deviationNote(result, scoring),
    indicator: result,
  };
}
