import { describe, expect, it } from 'vitest';
import { METRICS } from '../../app/fund/target';
import { metricRuleId } from '../../app/help/metricRule';
import { ruleGroups } from '../../app/help/rule';
import { businessDate } from '../../app/calendar/date';
import { SOON_DAYS } from '../../app/deskTime/desk';
import {
  MOST_IMPORT_BYTES,
  MOST_IMPORT_ROWS,
  MOST_LEDGER_ROWS,
  MOST_NATIONAL_ROWS,
} from '../../app/exchange/job';
import { CONTRACT_MONTHS } from '../../app/families/contractRule';
import { LARGEST_PAPER_BYTES, LARGEST_UPLOAD_BYTES } from '../../app/families/paper.form';
import { PUBLIC_NOTICE_WORKING_DAYS, REVIEW_AHEAD_MONTHS } from '../../app/families/workflow';
import { BACKUP_OLD_DAYS } from '../../app/operations/backup';
import { Refusal } from '../../app/refusal';
import { USUAL_WORKING_DAYS } from '../../app/relief/dueDate';
import { MOST_FILE_BYTES } from '../../app/sheets/sheet';
import { FAILURES_BEFORE_LOCK, LOCK_MINUTES } from '../../app/staff/lock';
import { PASSWORD_MIN } from '../../app/staff/password';
import { BACKUP_LABELS } from '../../app/zh/backups';
import { RECIPIENTS_PAPER } from '../../app/zh/campaigns';
import { CASE_PACK_MESSAGES } from '../../app/zh/casePack';
import { CONTRACT_RULE_LABELS } from '../../app/zh/contractRule';
import { BULK_LABELS } from '../../app/zh/familyList';
import { FUND_MESSAGES } from '../../app/zh/fund';
import { EXCHANGE_MESSAGES, jobFailureText } from '../../app/zh/jobs';
import { ledgerFailureText } from '../../app/zh/ledgerTitles';
import { NATIONAL_MESSAGES, nationalFailureText } from '../../app/zh/national';
import { NOTICE_PAPER } from '../../app/zh/noticePaper';
import { PAPER_MESSAGES } from '../../app/zh/papers';
import { refusalText } from '../../app/zh/refusals';
import { REVIEW_VIEW_LABELS } from '../../app/zh/reviews';
import { sheetProblemMessages } from '../../app/zh/sheets';
import { STAFF_MESSAGES } from '../../app/zh/staff';
import { SURVEY_MESSAGES } from '../../app/zh/surveys';
import { TASK_LABELS } from '../../app/zh/tasks';
import type { RuleId } from '../../app/rules/ruleId';
import { metricDefinitions } from '../../app/zh/indicators';
import { linkedRules, partsOfPages, readParts, readTexts, type Part } from '../pageParts';

/** By what a page gives a figure of a rule: words of its own, or a text, rule or component that it draws on. */
interface Signs {
  words?: RegExp;
  uses?: readonly string[];
}

/**
 * Rules without signs are about what is done rather than about a figure; they are only asked to be led to from somewhere.
 * What a refusal says stands in the form of a page: those with figures are followed in refusalRules.test.ts.
 */
const SIGNS: Partial<Record<RuleId, Signs>> = {
  category: {
    words: /÷ 12|12 个月(全家|家庭收入|收入)/,
    uses: ['zh/families#proposalSentence', 'families/WhatIfTables#SupposedTable'],
  },
  line: {
    uses: ['zh/families#lineSentence', 'families/line.form#LineForm', 'families/WhatIfTables#SupposedTable'],
  },
  contract: {
    words: /合同.{0,4}满/,
    uses: ['families/contractRule#CONTRACT_MONTHS', 'zh/contractRule#CONTRACT_RULE_LABELS'],
  },
  exclusions: { uses: ['families/crossChecks#EXCLUSION_LEVELS'] },
  papers: { words: /档案完整率/, uses: ['families/PaperChecklist#PaperChecklist'] },
  notice: {
    words: /公示[^。；]*个工作日|公示期满/,
    uses: ['families/workflow#PUBLIC_NOTICE_WORKING_DAYS', 'families/notice#lastNoticeDay'],
  },
  'late-entry': { uses: ['zh/lateEntry#lateStepText', 'zh/lateEntry#lateNoticeHint'] },
  review: {
    words: /个月复核|个月内到期|下次年审/,
    uses: ['families/workflow#REVIEW_EVERY_MONTHS', 'zh/reviews#REVIEW_VIEW_LABELS'],
  },
  retention: { uses: ['zh/retention#retentionRule'] },
  cap: {
    words: /救助上限|超出上限|自付部分|个月低保标准/,
    uses: ['zh/relief#capSentence', 'zh/relief#proposalSentence'],
  },
  duplicate: { words: /重复助学/, uses: ['relief/ApplicationSummary#EarlierRelief'] },
  'extra-level': { words: /levelFen|二级审批金额/ },
  budget: {
    words: /可用预算|超出预算/,
    uses: ['zh/fund#AVAILABLE_LABEL', 'fund/CashTable#UsableFigure', 'fund/CashTable#CashTable'],
  },
  'carry-forward': { uses: ['fund/CarriedFrom#CarryTable'] },
  'pay-window': {
    uses: ['zh/relief#payWindowText', 'fund/ProgrammeRows#ProgrammeRows', 'fund/ProjectView#ProgrammeTable'],
  },
  'due-date': {
    words: /应发日|及时期限/,
    uses: ['relief/AwardTags#DueDay', 'relief/dueDate#USUAL_WORKING_DAYS', 'fund/ProjectView#ProgrammeTable'],
  },
  'desk-limits': {
    uses: [
      'deskTime/desk#SOON_DAYS',
      'deskTime/DeskStrip#DeskStrip',
      'zh/deskTime#daysLeftText',
      'zh/tasks#TASK_LABELS',
      'zh/deskTime#DESK_LIMIT_LABELS',
    ],
  },
  capitals: { words: /\{capitals\}/, uses: ['money/capitals#amountInCapitals'] },
  score: { uses: ['indicators/figures#formatScore', 'zh/scoring#measuredText', 'zh/scoring#SCORING_LABELS'] },
  forecast: { words: /预计全年|预计年终/, uses: ['reports/MonitoringPaper#MonitoringPaper'] },
  'timeliness-word': { uses: ['zh/scoring#timelinessText', 'zh/scoring#SCORING_HINTS'] },
  grades: {
    uses: [
      'zh/scoring#bandHint',
      'zh/scoring#usualShares',
      'zh/scoring#bandsText',
      'zh/scoring#SCORING_HINTS',
    ],
  },
  'thin-sample': { uses: ['zh/scoring#thinSampleText', 'zh/scoring#SCORING_HINTS'] },
  coverage: { words: /应补尽补率/ },
  timeliness: { words: /及时率|发放及时性/ },
  budget_execution: { words: /执行率/ },
  funds_in_place: { words: /到位率/ },
  satisfaction: { uses: ['surveys/SatisfactionText#SatisfactionText'] },
  password: { words: /至少 ?\S+ 位/, uses: ['staff/password#PASSWORD_MIN'] },
  lock: { words: /锁定/ },
  session: { words: /title="登录中的设备"/ },
  kept: {
    words: /保留.{1,3}小时/,
    uses: ['exchange/job#JOB_FILE_DAYS', 'ui#DEVICE_DAYS_KEPT', 'ui#KeptOnDevice', 'ui#KeptFilesOnDevice'],
  },
  'file-limits': { uses: ['rules/FileLimit#FileLimit'] },
  backups: { uses: ['operations/backup#KEPT_BACKUPS', 'zh/backups#BACKUP_LABELS'] },
};

/** Pages that give such a figure and do not lead to its rule themselves, by why. */
const ELSEWHERE: Record<string, Partial<Record<RuleId, string[]>>> = {
  'the list only names the step, and its page tells the rest': { notice: ['families', 'reviews'] },
  'nobody is logged in yet, and the help asks for that': { password: ['setup'] },
  'a paper is printed, and links lead nowhere on it': { capitals: ['batches_.$batchId_.print'] },
  'the notice is one line that leads to the page of the backups': { backups: ['_index'] },
  'where the figure counts is said; the form itself has none': {
    budget_execution: ['reports.$year_.layout'],
  },
};

/** A number with a unit of a rule, in digits or in words. */
const FIGURE =
  /(?:\d|\}|[两三五十]) ?(?:个工作日|个月(?!的)|天|周[、。]|分钟|小时|倍|MB)|(?:\d|\}) ?[%％](?!\]|`)|至少 ?\S+ 位|保存 ?\S+ 年|÷ 12/;

/** What looks like such a figure and is none of a rule, by why. */
const NO_RULE: Record<string, RegExp> = {
  'how far back the page looks': /近 7 天|近 12 个月/,
  'the size of a file that is there': /megabytes\(|kilobytes/,
  'widths of columns': /width/,
  'how long the case lay at a desk, or what it was graded': /days \} 个工作日|\{days\}|ratioPercent/,
};

const NEW_YEAR = businessDate('2019-01-01');
const WORDS: Record<number, string> = { 2: '两', 3: '三' };

const megabytes = (bytes: number) => `超过 ${bytes / 1024 / 1024} MB`;
const rows = (count: number) => count.toLocaleString('zh-CN');
const failureOf = (problem: 'too_many_rows') => ({ problem, columns: [], most: null });

const parts = readParts();
const pages = partsOfPages(parts);
const texts = readTexts();
const rules = ruleGroups({
  ...{ sessionIdleMinutes: 30, sessionMaxMinutes: 720 },
  ...{ formMinutesKept: 120, deviceDaysKept: 7 },
}).flatMap((group) => group.rules);
const ids = rules.map(({ id }) => id);
const ofMetrics: readonly RuleId[] = METRICS.map(metricRuleId);

const signsOf = Object.entries(SIGNS) as [RuleId, Signs][];

function gives({ text, uses }: Part, { words, uses: sought = [] }: Signs): boolean {
  return (words?.test(text) ?? false) || sought.some((one) => uses.includes(`app/${one}`));
}

function isNamedBy({ name }: Part, { uses = [] }: Signs): boolean {
  return uses.some((one) => name === `app/${one}`);
}

/** The page of one indicator leads to the rule of whatever metric it has. */
function linksOf(part: Part): RuleId[] {
  const named = linkedRules(part);
  return part.uses.includes('app/help/metricRule#metricRuleId') ? [...named, ...ofMetrics] : named;
}

/** The texts that components draw on, with no more than their sentences that have a figure: many hold those of other pages too. */
function textsOf(own: readonly Part[]): Part[] {
  return own.flatMap(({ uses }) => uses.flatMap((name) => figuresOf(texts.get(name))));
}

function figuresOf(text: Part | undefined): Part[] {
  const sentences = text?.text.split(/['`]/).filter((one) => FIGURE.test(one)) ?? [];
  return sentences.length > 0 ? [{ ...text!, text: sentences.join(' / ') }] : [];
}

/** The pages that give the figure of a rule, and of these the ones that do not lead to it. */
function silentPages(rule: RuleId, signs: Signs): string[] {
  return [...pages].flatMap(([page, own]) => {
    const isGiven = [...own, ...textsOf(own)].some((part) => gives(part, signs));
    return isGiven && !own.some((part) => linksOf(part).includes(rule)) ? [page] : [];
  });
}

function exceptedFrom(rule: RuleId): string[] {
  return Object.values(ELSEWHERE).flatMap((byRule) => byRule[rule] ?? []);
}

describe('a page that gives the figure of a rule', () => {
  it.each(signsOf)('leads to %s', (rule, signs) => {
    // No more than those, so that an exception goes when its page has a link.
    expect(silentPages(rule, signs)).toEqual(exceptedFrom(rule));
  });

  it.each(signsOf)('is found by every sign of %s', (_rule, { words, uses = [] }) => {
    const all = [...pages.values()].flat();
    for (const one of uses)
      expect(
        all.some((part) => gives(part, { uses: [one] })),
        one,
      ).toBe(true);
    if (words) expect(all.some((part) => gives(part, { words }))).toBe(true);
  });

  it('is found wherever a component, or a text that one draws on, writes a figure', () => {
    const known = signsOf.map(([, signs]) => signs);
    const shown = new Map([...pages.values()].flat().map((part) => [part.name, part]));
    const unknown = [...new Set([...shown.values(), ...textsOf([...shown.values()])])]
      .filter(({ text }) => FIGURE.test(text) && !Object.values(NO_RULE).some((reason) => reason.test(text)))
      .filter((part) => !known.some((signs) => gives(part, signs) || isNamedBy(part, signs)));
    expect(unknown.map(({ name, text }) => `${name}: ${FIGURE.exec(text)![0]}`)).toEqual([]);
  });
});

describe('the rules of the help', () => {
  const linked = new Set([...pages.values()].flat().flatMap(linksOf));

  it.each(ids)('are led to from a page: %s', (id) => {
    expect([...linked]).toContain(id);
  });

  it('are led to only where they exist', () => {
    expect([...parts.values()].flatMap(linksOf).filter((id) => !ids.includes(id))).toEqual([]);
  });

  // What app/zh may not take from the code, which it knows the types of only.
  it.each([
    [metricDefinitions.timeliness, `第 ${USUAL_WORKING_DAYS} 个工作日`],
    [FUND_MESSAGES.timelyDays, `规定的 ${USUAL_WORKING_DAYS} 个工作日`],
    [BULK_LABELS.publicise.explanation, `须满 ${PUBLIC_NOTICE_WORKING_DAYS} 个工作日`],
    [NOTICE_PAPER.period(NEW_YEAR, NEW_YEAR), `不少于 ${PUBLIC_NOTICE_WORKING_DAYS} 个工作日`],
    [RECIPIENTS_PAPER.period(NEW_YEAR, NEW_YEAR), `不少于 ${PUBLIC_NOTICE_WORKING_DAYS} 个工作日`],
    [CONTRACT_RULE_LABELS.required, `满 ${CONTRACT_MONTHS} 个月`],
    [STAFF_MESSAGES.passwordWeak, `至少 ${PASSWORD_MIN} 位`],
    [REVIEW_VIEW_LABELS.soon, `${WORDS[REVIEW_AHEAD_MONTHS]}个月内到期`],
    [TASK_LABELS['desk.soon'].label, `${WORDS[SOON_DAYS]}个工作日内`],
    [EXCHANGE_MESSAGES.fileTooLarge, megabytes(MOST_IMPORT_BYTES)],
    [NATIONAL_MESSAGES.fileTooLarge, megabytes(MOST_IMPORT_BYTES)],
    [jobFailureText(failureOf('too_many_rows')), `超过 ${rows(MOST_IMPORT_ROWS)} 人`],
    [ledgerFailureText('payments', failureOf('too_many_rows')), `超过 ${rows(MOST_LEDGER_ROWS)} 行`],
    [nationalFailureText('too_many_rows', []), `超过 ${rows(MOST_NATIONAL_ROWS)} 人`],
    [sheetProblemMessages.file_too_large, megabytes(MOST_FILE_BYTES)],
    [SURVEY_MESSAGES.fileLarge, megabytes(MOST_FILE_BYTES)],
    [CASE_PACK_MESSAGES.fileTooLarge, megabytes(MOST_FILE_BYTES)],
    [PAPER_MESSAGES.tooLarge(''), megabytes(LARGEST_PAPER_BYTES)],
    [PAPER_MESSAGES.tooMuch, megabytes(LARGEST_UPLOAD_BYTES)],
    [BACKUP_LABELS.old, `超过${WORDS[BACKUP_OLD_DAYS]}天`],
    [
      refusalText(new Refusal('login.failed')),
      `连续 ${FAILURES_BEFORE_LOCK} 次错误将锁定 ${LOCK_MINUTES} 分钟`,
    ],
  ])('say what the code says: %s', (text, words) => expect(text).toContain(words));
});
