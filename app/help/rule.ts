import { DEFAULT_LIMITS, SOON_DAYS } from '../deskTime/desk';
import { MOST_NUMBERS } from '../casePack/given';
import {
  JOB_FILE_DAYS,
  MOST_IMPORT_BYTES,
  MOST_IMPORT_ROWS,
  MOST_LEDGER_ROWS,
  MOST_NATIONAL_ROWS,
  MOST_ROWS_AT_ONCE,
} from '../exchange/job';
import { CONTRACT_MONTHS } from '../families/contractRule';
import { USUAL_DELAY_DAYS } from '../families/lateEntry';
import { PAPER_REQUIREMENTS } from '../families/requiredPapers';
import { LARGEST_PAPER_BYTES, LARGEST_UPLOAD_BYTES, MOST_FILES } from '../families/paper.form';
import { KEPT_YEARS } from '../families/retention';
import { PUBLIC_NOTICE_WORKING_DAYS, REVIEW_AHEAD_MONTHS, REVIEW_EVERY_MONTHS } from '../families/workflow';
import { METRICS } from '../fund/target';
import { USUAL_SCORING } from '../fund/scoring';
import { BACKUP_OLD_DAYS, KEPT_BACKUPS } from '../operations/backup';
import { paths } from '../paths';
import { MOST_RESULT_ROWS } from '../payments/bankResult';
import { USUAL_WORKING_DAYS } from '../relief/dueDate';
import { SHIPPED_STANDARD } from '../relief/standards';
import { LARGEST_TEMPLATE_BYTES } from '../reports/template.form';
import type { RuleId } from '../rules/ruleId';
import { ADDRESS_MINUTES, FAILURES_BEFORE_LOCK, FAILURES_OF_AN_ADDRESS, LOCK_MINUTES } from '../staff/lock';
import { CLASSES_NEEDED, PASSWORD_MIN, PASSWORDS_REMEMBERED } from '../staff/password';
import { MOST_FILE_BYTES } from '../sheets/sheet';
import { MOST_ANSWER_ROWS } from '../surveys/answerSheet';
import { METRIC_SOURCE, METRIC_WHY, RULE_GROUPS, RULE_TEXTS } from '../zh/help/rules';
import { metricDefinitions } from '../zh/indicators';
import { metricLabels } from '../zh/targetForm';
import { metricRuleId } from './metricRule';

/** The rules by which the product decides and counts, each with its figure from the code itself and where it comes from. */

export interface Rule {
  /** The part of the address that leads to it. */
  id: RuleId;
  name: string;
  rule: string;
  /** What it is for. */
  why: string;
  source: string;
  /** Where it can be set, or seen at work. */
  to: string | null;
}

export interface RuleGroup {
  title: string;
  rules: Rule[];
}

const PASSWORD = { least: PASSWORD_MIN, classes: CLASSES_NEEDED, remembered: PASSWORDS_REMEMBERED };
const LOCK = {
  ...{ failures: FAILURES_BEFORE_LOCK, minutes: LOCK_MINUTES },
  ...{ ofAddress: FAILURES_OF_AN_ADDRESS, addressMinutes: ADDRESS_MINUTES },
};

const MEGABYTE = 1024 * 1024;
const FILES = {
  importMb: MOST_IMPORT_BYTES / MEGABYTE,
  ...{ people: MOST_IMPORT_ROWS, atOnce: MOST_ROWS_AT_ONCE },
  ...{ ledgerRows: MOST_LEDGER_ROWS, nationalPeople: MOST_NATIONAL_ROWS },
  tableMb: MOST_FILE_BYTES / MEGABYTE,
  ...{ resultRows: MOST_RESULT_ROWS, answerRows: MOST_ANSWER_ROWS, numbers: MOST_NUMBERS },
  paperMb: LARGEST_PAPER_BYTES / MEGABYTE,
  ...{ files: MOST_FILES, togetherMb: LARGEST_UPLOAD_BYTES / MEGABYTE },
  templateMb: LARGEST_TEMPLATE_BYTES / MEGABYTE,
};

/** Figures that whoever installs the product sets, or that only the pages know. */
export interface FiguresOfPages {
  /** Minutes without a request, and since the login, after which one logs in anew. */
  sessionIdleMinutes: number;
  sessionMaxMinutes: number;
  /** How long a form is kept that was sent after the login ended. */
  formMinutesKept: number;
  /** How long a device keeps what was not sent. */
  deviceDaysKept: number;
}

/** All rules, by what they are about. */
export function ruleGroups(figures: FiguresOfPages): RuleGroup[] {
  const texts = RULE_TEXTS;
  return [
    {
      title: RULE_GROUPS.register,
      rules: [
        { id: 'category', ...texts.category, to: paths.lines },
        { id: 'line', ...texts.line, to: paths.lines },
        { id: 'contract', ...texts.contract(CONTRACT_MONTHS), to: paths.contractRule },
        { id: 'exclusions', ...texts.exclusions, to: null },
        { id: 'one-file', ...texts.oneFile, to: null },
        { id: 'papers', ...texts.papers(PAPER_REQUIREMENTS), to: paths.familiesLackingPapers() },
        { id: 'notice', ...texts.notice(PUBLIC_NOTICE_WORKING_DAYS), to: paths.notices() },
        { id: 'late-entry', ...texts.lateEntry(USUAL_DELAY_DAYS), to: null },
        {
          id: 'review',
          ...texts.review({ every: REVIEW_EVERY_MONTHS, ahead: REVIEW_AHEAD_MONTHS }),
          to: paths.reviews(),
        },
        { id: 'retention', ...texts.retention(KEPT_YEARS), to: null },
        { id: 'id-number', ...texts.idNumber, to: null },
      ],
    },
    {
      title: RULE_GROUPS.money,
      rules: [
        { id: 'file-first', ...texts.fileFirst, to: null },
        { id: 'cap', ...texts.cap(SHIPPED_STANDARD.caps), to: paths.standards },
        { id: 'duplicate', ...texts.duplicate, to: null },
        { id: 'extra-level', ...texts.extraLevel, to: paths.standards },
        { id: 'budget', ...texts.budget, to: paths.fund() },
        { id: 'carry-forward', ...texts.carryForward, to: paths.fund() },
        { id: 'four-eyes', ...texts.fourEyes, to: paths.workflow },
        { id: 'payment', ...texts.payment, to: paths.payments() },
        { id: 'pay-window', ...texts.payWindow, to: paths.projects },
        { id: 'due-date', ...texts.dueDate(USUAL_WORKING_DAYS), to: null },
        { id: 'desk-limits', ...texts.deskLimits(DEFAULT_LIMITS, SOON_DAYS), to: paths.deadlines() },
        { id: 'capitals', ...texts.capitals, to: null },
      ],
    },
    {
      title: RULE_GROUPS.indicators,
      rules: METRICS.map((metric) => ({
        id: metricRuleId(metric),
        name: metricLabels[metric],
        rule: metricDefinitions[metric],
        why: METRIC_WHY,
        source: METRIC_SOURCE,
        to: paths.indicatorsHome,
      })),
    },
    {
      title: RULE_GROUPS.scoring,
      rules: [
        { id: 'score', ...texts.score(USUAL_SCORING), to: paths.reportsHome },
        { id: 'forecast', ...texts.forecast, to: paths.reportsHome },
        { id: 'timeliness-word', ...texts.timelinessWord(USUAL_SCORING), to: paths.projects },
        { id: 'grades', ...texts.grades(USUAL_SCORING), to: paths.projects },
        {
          id: 'thin-sample',
          ...texts.thinSample(USUAL_SCORING),
          to: paths.projects,
        },
        { id: 'closing', ...texts.closing, to: paths.reportsHome },
      ],
    },
    {
      title: RULE_GROUPS.privacy,
      rules: [
        { id: 'masking', ...texts.masking, to: null },
        { id: 'password', ...texts.password(PASSWORD), to: paths.account },
        { id: 'lock', ...texts.lock(LOCK), to: paths.account },
        { id: 'session', ...texts.session(figures), to: paths.account },
        { id: 'kept', ...texts.kept({ ...figures, fileDays: JOB_FILE_DAYS }), to: null },
        {
          id: 'backups',
          ...texts.backups({ ...KEPT_BACKUPS, oldDays: BACKUP_OLD_DAYS }),
          to: paths.backups,
        },
        { id: 'file-limits', ...texts.fileLimits(FILES), to: null },
      ],
    },
  ];
}
