import type { AuditHead } from '../audit/auditHead.server';
import { formatInstant } from '../calendar/instant';
import type { LeftOutMoney } from '../fund/leftOut';
import type { ScoringRules } from '../fund/scoring';
import { formatScore, formatWeight } from '../indicators/figures';
import type { IndicatorResult, YearIndicators } from '../indicators/indicator';
import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { formatPercent, rate } from '../money/rate';
import { formatYuan } from '../money/yuan';
import type { ServiceCounts } from '../services/service';
import {
  basicLabels,
  blankDate,
  clauseMark,
  componentText,
  footerTexts,
  fundLabels,
  gradeLabels,
  gradeText,
  rateBases,
  rateLabels,
  reportFileName,
  reportPeriod,
  reportTitle,
  signOffLabels,
} from '../zh/reports';
import type { LayoutChoice } from './layout';
import { nationalSheet } from './national';
import { amountText, dateText, printable, safeFileName } from './printed';
import type { Entry, FundLine, RateLine, ReportGrade, ReportTotal, YearEndReport } from './report';
import { openRows, reportNotes } from './reportNotes';
import { reportRows, weightOf } from './reportRows';

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
  /** Services without payment up to the day. */
  services: Pick<ServiceCounts, 'total' | 'byKind'>;
  /** Of the same day. */
  leftOut: LeftOutMoney;
  centreName: string;
  layout: LayoutChoice;
  auditHead: AuditHead | null;
  /** An instant, ISO in UTC. */
  generatedAt: string;
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
    scoring: indicators.scoring,
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
    money: indicators.budget,
    funds: funds(facts),
    leftOut: facts.leftOut,
    rates: rates(indicators),
    rows: reportRows(indicators),
    total: reportTotal(indicators),
    notes: reportNotes({ ...facts, endOn: project.endOn }),
    signOff: blankSignOff(),
    auditHeadText: auditHeadWords(facts.auditHead),
    national: facts.layout.layout === 'national' ? nationalSheet({ ...facts, ...facts.layout }) : null,
    open: openRows(indicators),
  };
}

/** Who signs the paper, and when: blank, to be filled by hand. */
export function blankSignOff(): Entry[] {
  return [
    { label: signOffLabels.preparedBy, text: '' },
    { label: signOffLabels.leader, text: '' },
    { label: signOffLabels.seal, text: '' },
    { label: signOffLabels.date, text: blankDate },
  ];
}

function auditHeadWords(head: AuditHead | null): string {
  if (head === null) return '';
  return footerTexts.auditHead({ ...head, recordedAt: formatInstant(head.recordedAt) });
}

/** The grade of a total. */
export function reportGrade(
  totalScoreHundredths: number,
  { excellentFrom, goodFrom, fairFrom }: ScoringRules,
): ReportGrade {
  if (totalScoreHundredths >= excellentFrom) return 'excellent';
  if (totalScoreHundredths >= goodFrom) return 'good';
  return totalScoreHundredths >= fairFrom ? 'fair' : 'poor';
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

function reportTotal({
  rows,
  scoring,
  totalScoreHundredths,
  unscoredHundredths,
}: YearIndicators): ReportTotal {
  const weightHundredths = weightOf(rows);
  const grade = reportGrade(totalScoreHundredths, scoring);
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
