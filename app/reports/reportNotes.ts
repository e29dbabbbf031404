import { businessDate, isBefore } from '../calendar/date';
import type { LeftOutMoney } from '../fund/leftOut';
import type { ScoringRules } from '../fund/scoring';
import { FULL_WEIGHT } from '../fund/target';
import { formatWeight, wholeText } from '../indicators/figures';
import type { IndicatorResult, Outcome, YearIndicators } from '../indicators/indicator';
import { SERVICE_KINDS } from '../fund/project';
import type { ServiceCounts } from '../services/service';
import { indicatorName, remarkText } from '../zh/indicators';
import { printedGrades } from '../zh/scoring';
import { listMark, noRecordsText, noteSentences } from '../zh/reports';
import { SERVICE_KIND_LABELS } from '../zh/services';
import { dateText, printable } from './printed';
import type { OpenRow, YearEndReport } from './report';
import { weightOf } from './reportRows';

type Services = Pick<ServiceCounts, 'total' | 'byKind'>;

interface NotedFacts {
  indicators: YearIndicators;
  services: Services;
  /** What the ledger holds and the paper does not count. */
  leftOut: LeftOutMoney;
  endOn: string;
}

/** What stands under the table: the day, the rules of counting and grading, and everything that is still open. */
export function reportNotes({ indicators, services, leftOut, endOn }: NotedFacts): string[] {
  const { asOf, scoring, rows } = indicators;
  const open = openRows(indicators);
  const isInterim = isBefore(businessDate(asOf), businessDate(endOn));
  const weightHundredths = weightOf(rows);
  return [
    noteSentences.asOf(dateText(asOf)),
    ...(isInterim ? [noteSentences.interim(dateText(endOn))] : []),
    ...leftOutNote(leftOut, noteSentences.leftOut),
    noteSentences.counting,
    ...(rows.some(({ metric }) => metric === 'services_count') ? [noteSentences.countingServices] : []),
    printedGrades(scoring),
    ...servicesNote(services),
    ...(weightHundredths === FULL_WEIGHT ? [] : [noteSentences.weights(formatWeight(weightHundredths))]),
    ...unscoredNote(open),
    ...indicatorsOf(rows, 'no_data').map((row) => noteSentences.noData(nameOf(row), reasonOf(row, scoring))),
    ...unexplainedNote(rows),
  ];
}

/** Money that the paper does not count, in the words of the paper; nothing where there is none. */
export function leftOutNote(leftOut: LeftOutMoney, sentence: (leftOut: LeftOutMoney) => string): string[] {
  return leftOut.payments === 0 ? [] : [sentence(leftOut)];
}

function servicesNote({ total, byKind }: Services): string[] {
  if (total === 0) return [];
  const parts = SERVICE_KINDS.filter((kind) => byKind[kind] > 0).map((kind) =>
    noteSentences.serviceKind(SERVICE_KIND_LABELS[kind], wholeText(byKind[kind])),
  );
  return [noteSentences.services(wholeText(total), parts.join(listMark))];
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

/** What a person still has to settle before the report is final. */
export function openRows({ rows, unscoredHundredths }: YearIndicators): YearEndReport['open'] {
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

function reasonOf({ remarks: said }: IndicatorResult, scoring: ScoringRules): string {
  const reason = said.find((remark) => remark === 'no_surveys' || remark === 'no_denominator');
  return reason ? remarkText(reason, scoring) : noRecordsText;
}

function nameOf(row: IndicatorResult): string {
  return printable(row.level3 === null ? row.level2 : indicatorName(row));
}
