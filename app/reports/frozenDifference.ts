import type { IndicatorResult } from '../indicators/indicator';
import { fen } from '../money/fen';
import { exactWan } from '../money/yuan';
import { definitionChangeText, differenceTexts as texts } from '../zh/closing';
import { nationalFundHeads, nationalHeadings } from '../zh/nationalReport';
import { columnLabels, noValue } from '../zh/reports';
import { indicatorName } from '../zh/indicators';
import { changesFigure, definitionChanges } from './definitionChange';
import type { FrozenContent } from './frozen';
import { chapterDifferences, evidenceDifferences } from './narrativeDifference';
import { printable } from './printed';
import type { NationalSheet } from './national';
import type { PaperDifference } from './paperDifference';
import type { ReportRow, YearEndReport } from './report';

/** Where the records of now say something else than what was frozen: the form first, then the narrative, then its evidence. */
export function frozenDifferences(frozen: FrozenContent, now: FrozenContent): PaperDifference[] {
  return [
    ...paperDifferences(frozen.report, now.report),
    ...chapterDifferences(frozen, now),
    ...evidenceDifferences(frozen.evidence, now.evidence),
  ];
}

const ROW_COLUMNS = ['level3', 'target', 'actual', 'weight', 'score', 'note'] as const;

/** A place of a paper and what it says there. */
type Said = Map<string, { place: string; text: string }>;

/**
 * Where the records of now would print something else than the frozen paper: place by place, in the order of the
 * paper. Indicators are told by their id, so that one that was renamed is not taken for two.
 */
export function paperDifferences(frozen: YearEndReport, now: YearEndReport): PaperDifference[] {
  const before = saidBy(frozen);
  const after = saidBy(now);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const redefined = redefinedBy(frozen, now);
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was?.text === is?.text) return [];
    const place = (was ?? is)!.place;
    const causes = redefined.get(key) ?? [];
    return [
      {
        place,
        frozen: was?.text ?? texts.absent,
        now: is?.text ?? texts.absent,
        ...(causes.length > 0 ? { redefined: causes } : {}),
      },
    ];
  });
}

/** The places of rows that are defined otherwise now, with what became different. */
function redefinedBy(frozen: YearEndReport, now: YearEndReport): Map<string, string[]> {
  const before = new Map(
    frozen.rows.flatMap(({ indicator }) => (indicator ? [[indicator.id, indicator]] : [])),
  );
  const places = now.rows.flatMap(({ indicator }) => {
    const was = indicator && before.get(indicator.id);
    if (!was) return [];
    const changes = definitionChanges(was, indicator);
    const [figure, points] = [changes.filter(changesFigure), changes].map((some) =>
      some.map(definitionChangeText),
    );
    return [
      [rowKey(indicator, 'actual'), figure!],
      [rowKey(indicator, 'score'), points!],
      [rowKey(indicator, 'note'), points!],
    ] as const;
  });
  return new Map(places);
}

function saidBy({ basics, funds, rates, rows, total, notes, national }: YearEndReport): Said {
  const said: Said = new Map();
  const say = (key: string, place: string, text: string) => said.set(key, { place, text });
  for (const { label, text } of basics.flat()) say(`basic ${label}`, label, text);
  for (const { label, amountText } of funds) say(`fund ${label}`, label, amountText);
  for (const { label, text } of rates) say(`rate ${label}`, label, text);
  for (const row of rows) sayRow(row, say);
  say('total weight', texts.weight, total.weight);
  say('total score', texts.score, total.score);
  say('total grade', texts.grade, total.gradeText);
  // A note has no name of its own: it is there, or it is not.
  for (const note of notes) say(`note ${note}`, texts.note, note);
  if (national) sayNational(national, say);
  return said;
}

/** What only the national layout prints; its rows say the same as those of the tree. */
function sayNational(
  { head, funds, goal, notes }: NationalSheet,
  say: (key: string, place: string, text: string) => void,
): void {
  for (const { label, text } of head.flat()) say(`head ${label}`, label, text);
  for (const { code, label, plannedFen, budgetFen, paidFen, rate } of funds) {
    say(`line ${code} planned`, texts.place(label, PLANNED), amountText(plannedFen));
    say(`line ${code} budget`, texts.place(label, BUDGET), amountText(budgetFen));
    say(`line ${code} paid`, texts.place(label, PAID), amountText(paidFen));
    say(`line ${code} rate`, texts.place(label, RATE), rate);
  }
  say('goal actual', nationalHeadings.goalActual, goal.actual);
  for (const note of notes) say(`national ${note}`, texts.note, note);
}

const [, PLANNED, BUDGET, PAID, , RATE] = nationalFundHeads;

/** The same amount reads the same, however many places its column has for the others. */
function amountText(amountFen: number | null): string {
  return amountFen === null ? noValue : exactWan(fen(amountFen));
}

function sayRow(row: ReportRow, say: (key: string, place: string, text: string) => void): void {
  const { indicator } = row;
  if (!indicator) return;
  for (const column of ROW_COLUMNS) {
    const text = column === 'level3' ? nameOf(row, indicator) : row[column];
    say(rowKey(indicator, column), texts.place(row.level3, columnLabels[column]), text);
  }
}

function rowKey({ id }: IndicatorResult, column: (typeof ROW_COLUMNS)[number]): string {
  return `row ${id} ${column}`;
}

/** A paper that was closed before names told which part they count says the same of the same part. */
function nameOf({ level3 }: ReportRow, indicator: IndicatorResult): string {
  return level3 === printable(indicator.level3 ?? '') ? printable(indicatorName(indicator)) : level3;
}
