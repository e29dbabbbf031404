import { isComputed } from '../fund/assessment';
import { shareOf } from '../fund/scoring';
import type { PlanGap } from '../fund/programme';
import { GRADES, type Grade } from '../fund/project';
import { FULL_WEIGHT, targetFault, type CountBasis } from '../fund/target';
import { formatWeight } from '../indicators/figures';
import type { IndicatorResult } from '../indicators/indicator';
import { fen } from '../money/fen';
import { compareRatio } from '../money/rate';
import { formatYuan } from '../money/yuan';
import { paths } from '../paths';
import { BATCH_STATUS_LABELS } from '../zh/batches';
import type { RoleConflict } from '../staff/role';
import { countBasisOfNames, countBasisWords, unitText } from '../zh/targetForm';
import { planGapSentence } from '../zh/fund';
import { chapterLabels, closingDetails } from '../zh/closing';
import { gradeLabels, reliefTypeLabels } from '../zh/fund';
import { indicatorName } from '../zh/indicators';
import { executionLimit } from '../zh/scoring';
import { ROLE_CONFLICT_LABELS } from '../zh/staff';
import type { AttachmentCounts } from './attachments';
import type { ChapterText } from './chapter';
import { isEmptyChapter } from './narrative';
import { printable } from './printed';
import type { YearEndReport } from './report';
import type { Unfinished } from './unfinished.server';

/** What is looked at before a year is closed, in the order of the list. */
export const CLOSING_CHECKS = [
  'ungraded',
  'outside_band',
  'unexplained',
  'execution_unexplained',
  'weights',
  'ledger_differs',
  'no_data',
  'pending_applications',
  'open_batch',
  'bank_contradictions',
  'unchecked_files',
  'unpaid_awards',
  'paid_outside',
  'empty_chapter',
  'thin_sample',
  'plan_gap',
  'unit_mixed',
  'name_mixed',
  'target_unreadable',
  'above_suggestion',
  'no_evidence',
  'combined_roles',
] as const;
export type ClosingCheck = (typeof CLOSING_CHECKS)[number];

/** Those a report cannot be frozen with; the others must be known of. */
const BLOCKING: readonly ClosingCheck[] = [
  'ungraded',
  'outside_band',
  'unexplained',
  'execution_unexplained',
  'weights',
  'unit_mixed',
  'target_unreadable',
  'ledger_differs',
];

export interface ClosingPoint {
  check: ClosingCheck;
  isBlocking: boolean;
  /** Whom or what it is about. */
  name: string;
  detail: string;
  /** Where it is settled. */
  to: string;
}

export interface ClosingFacts {
  report: YearEndReport;
  planGaps: readonly PlanGap[];
  /** What the records suggest for graded indicators, by their ids; none where they say nothing. */
  suggested: ReadonlyMap<string, Grade>;
  /** The indicators with at least one file. */
  evidenced: ReadonlySet<string>;
  chapters: readonly ChapterText[];
  unfinished: Unfinished;
  /** The ledger that the report is printed with. */
  ledger: Pick<AttachmentCounts, 'netFen' | 'outside'>;
  /** Those of the staff who hold roles that check each other. */
  combined: readonly { name: string; conflicts: readonly RoleConflict[] }[];
  /** The day on which work was found unfinished; the report's own day is earlier. */
  today: string;
}

/** Everything that contradicts itself or is missing in a report that is about to be frozen. */
export function closingPoints(facts: ClosingFacts): ClosingPoint[] {
  const { year } = facts.report;
  const found = [
    ...openPoints(facts.report),
    ...executionPoint(facts),
    ...weightPoint(facts.report),
    ...ledgerPoints(facts),
    ...unfinishedPoints(facts),
    ...emptyChapterPoints(facts),
    ...facts.planGaps.map((gap) => ({
      check: 'plan_gap' as const,
      name: reliefTypeLabels[gap.type],
      detail: planGapSentence(gap),
      to: paths.projectProgrammes(year),
    })),
    ...resultsOf(facts.report).flatMap((result) => rowPoints(result, facts)),
    ...facts.combined.map(({ name, conflicts }) => ({
      check: 'combined_roles' as const,
      name,
      detail: closingDetails.combined_roles(conflicts.map((conflict) => ROLE_CONFLICT_LABELS[conflict])),
      to: paths.workflow,
    })),
  ];
  return CLOSING_CHECKS.flatMap((check) =>
    found
      .filter((point) => point.check === check)
      .map((point) => ({ ...point, isBlocking: BLOCKING.includes(check) })),
  );
}

type Found = Omit<ClosingPoint, 'isBlocking'>;

function openPoints({ year, asOf, open }: YearEndReport): Found[] {
  const pointsOf = (check: 'ungraded' | 'unexplained' | 'no_data') =>
    open[check === 'no_data' ? 'noData' : check].map(({ id, name }) => ({
      check,
      name,
      detail: closingDetails[check],
      to: check === 'no_data' ? paths.indicator(year, id, asOf) : paths.indicatorAssess(year, id, asOf),
    }));
  return [...pointsOf('ungraded'), ...pointsOf('unexplained'), ...pointsOf('no_data')];
}

/** Low execution must be explained also where no indicator asks for it. */
function executionPoint({ report, chapters }: ClosingFacts): Found[] {
  const isMeasured = resultsOf(report).some(({ metric }) => metric === 'budget_execution');
  const { budgetFen, paidFen } = report.money;
  const order = compareRatio(paidFen, budgetFen, shareOf(report.scoring.executionExplained));
  const isBelow = order !== null && order < 0;
  const isExplained = chapters.some(({ chapter, content }) => chapter === 'causes' && content !== '');
  if (isMeasured || isExplained || !isBelow) return [];
  const [execution] = report.rates;
  return [
    {
      check: 'execution_unexplained',
      name: execution!.label,
      detail: closingDetails.execution_unexplained(execution!.text, executionLimit(report.scoring)),
      to: paths.reportChapter(report.year, 'causes'),
    },
  ];
}

function weightPoint({ year, total }: YearEndReport): Found[] {
  if (total.weightHundredths === FULL_WEIGHT) return [];
  const detail = closingDetails.weights(formatWeight(total.weightHundredths));
  return [{ check: 'weights', name: closingDetails.weightsName, detail, to: paths.projectIndicators(year) }];
}

/** The appended ledger adds up to the report; what it leaves out is named. */
function ledgerPoints({ report: { year, asOf, asOfText, money }, ledger }: ClosingFacts): Found[] {
  const { netFen, outside } = ledger;
  const found: Found[] = [];
  const [name, to] = [closingDetails.ledgerName, paths.payments({ year })];
  if (netFen !== money.paidFen) {
    const detail = closingDetails.ledger_differs(formatYuan(fen(netFen)), formatYuan(fen(money.paidFen)));
    found.push({ check: 'ledger_differs', name, detail, to });
  }
  if (outside.payments > 0) {
    const amount = formatYuan(fen(outside.netFen));
    const detail = closingDetails.paid_outside({ asOf: asOfText, count: outside.payments, amount });
    found.push({ check: 'paid_outside', name, detail, to: paths.payments({ year, leftOut: asOf }) });
  }
  return found;
}

/** A chapter that would be printed with nothing under its heading. */
function emptyChapterPoints({ report: { year }, chapters }: ClosingFacts): Found[] {
  return chapters.filter(isEmptyChapter).map(({ chapter }) => ({
    check: 'empty_chapter' as const,
    name: chapterLabels[chapter],
    detail: closingDetails.empty_chapter,
    to: paths.reportChapter(year, chapter),
  }));
}

/** What is paid or decided after the closing shows as a difference on the frozen paper. */
function unfinishedPoints({ report: { year, asOfText }, unfinished, today }: ClosingFacts): Found[] {
  const { applications, batches, contradictions, uncheckedFiles, awards } = unfinished;
  const found: Found[] = batches.map(({ id, number, status }) => ({
    check: 'open_batch',
    name: number,
    detail: closingDetails.open_batch(BATCH_STATUS_LABELS[status]),
    to: paths.batch(id),
  }));
  if (applications > 0) {
    const detail = closingDetails.pending_applications(today, applications);
    const to = paths.applications({ year });
    found.push({ check: 'pending_applications', name: closingDetails.applicationsName, detail, to });
  }
  if (contradictions > 0) {
    const detail = closingDetails.bank_contradictions(today, contradictions);
    const to = paths.bankContradictions;
    found.push({ check: 'bank_contradictions', name: closingDetails.contradictionsName, detail, to });
  }
  if (uncheckedFiles > 0) {
    const detail = closingDetails.unchecked_files(today, uncheckedFiles);
    const to = paths.uncheckedResults;
    found.push({ check: 'unchecked_files', name: closingDetails.uncheckedName, detail, to });
  }
  if (awards.count > 0) {
    const detail = closingDetails.unpaid_awards({
      today,
      count: awards.count,
      amount: formatYuan(fen(awards.restFen)),
      asOf: asOfText,
    });
    const to = paths.awards({ year });
    found.push({ check: 'unpaid_awards', name: closingDetails.awardsName, detail, to });
  }
  return found;
}

function rowPoints(result: IndicatorResult, { report, evidenced, suggested }: ClosingFacts): Found[] {
  const { year, asOf } = report;
  const { id, metric, countBasis, target, sample, remarks, grade } = result;
  const name = printable(indicatorName(result));
  const found: Found[] = [];
  if (remarks.includes('outside_band')) {
    const to = paths.indicatorAssess(year, id, asOf);
    found.push({ check: 'outside_band', name, detail: closingDetails.outside_band, to });
  }
  if (sample?.isThin && sample.answers > 0) {
    const detail = closingDetails.thin_sample(sample, report.scoring);
    found.push({ check: 'thin_sample', name, detail, to: paths.indicator(year, id, asOf) });
  }
  const fault = targetFault({ target, metric, countBasis });
  if (fault) {
    const check = fault === 'unit' ? 'unit_mixed' : 'target_unreadable';
    const detail = closingDetails[check]({ target: target.text, unit: unitText(metric, countBasis) });
    found.push({ check, name, detail, to: paths.projectIndicators(year) });
  }
  const named = namedBasis(result.level3);
  if (countBasis && named && named !== countBasis && !fault) {
    const detail = closingDetails.name_mixed({
      named: countBasisWords[named],
      counted: unitText(metric, countBasis),
    });
    found.push({ check: 'name_mixed', name, detail, to: paths.projectIndicators(year) });
  }
  const suggestion = suggested.get(id);
  if (grade && suggestion && GRADES.indexOf(grade) < GRADES.indexOf(suggestion)) {
    const to = paths.indicatorAssess(year, id, asOf);
    const detail = closingDetails.above_suggestion(gradeLabels[grade], gradeLabels[suggestion]);
    found.push({ check: 'above_suggestion', name, detail, to });
  }
  if (!isComputed(result) && !evidenced.has(id)) {
    const to = paths.indicatorFiles(year, id, asOf);
    found.push({ check: 'no_evidence', name, detail: closingDetails.no_evidence, to });
  }
  return found;
}

/** What the name of an indicator says that it counts; null where it does not say. */
function namedBasis(name: string | null): CountBasis | null {
  return countBasisOfNames.find(({ pattern }) => pattern.test(name ?? ''))?.basis ?? null;
}

function resultsOf({ rows }: YearEndReport): IndicatorResult[] {
  return rows.flatMap(({ indicator }) => indicator ?? []);
}
