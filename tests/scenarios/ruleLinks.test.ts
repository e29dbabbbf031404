import { describe, expect, it } from 'vitest';
import { METRICS } from '../../app/fund/target';
import { metricRuleId } from '../../app/help/metricRule';
import { ruleGroups } from '../../app/help/rule';
import { USUAL_WORKING_DAYS } from '../../app/relief/dueDate';
import type { RuleId } from '../../app/rules/ruleId';
import { metricDefinitions } from '../../app/zh/indicators';
import { partsOfPages, readParts, readTexts, type Part } from '../pageParts';

/** By what a page gives a figure of a rule: words of its own, or a text, rule or component that it draws on. */
interface Signs {
  words?: RegExp;
  uses?: readonly string[];
}

/**
 * Rules without signs are about what is done rather than about a figure; they are only asked to be led to from somewhere.
 * What a refusal says stands in the form of a page that is asked for its own words.
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
      'zh/deskTime#DESK_LIMIT_LABELS',
    ],
  },
  capitals: { words: /\{capitals\}/, uses: ['money/capitals#amountInCapitals'] },
  score: { uses: ['indicators/figures#formatScore', 'zh/scoring#measuredText', 'zh/scoring#SCORING_LABELS'] },
  forecast: { words: /预计全年|预计年终/, uses: ['reports/MonitoringPaper#MonitoringPaper'] },
  'timeliness-word': { uses: ['zh/scoring#timelinessText', 'zh/scoring#SCORING_HINTS'] },
  grades: { uses: ['zh/scoring#bandHint', 'zh/scoring#bandsText', 'zh/scoring#SCORING_HINTS'] },
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
  backups: { uses: ['operations/backup#KEPT_BACKUPS', 'zh/backups#BACKUP_LABELS'] },
};

/** Pages that give such a figure and do not lead to its rule themselves, by why. */
const ELSEWHERE: Record<string, Partial<Record<RuleId, string[]>>> = {
  'nobody is logged in yet, and the help asks for that': { password: ['setup'] },
  'a paper is printed, and links lead nowhere on it': { capitals: ['batches_.$batchId_.print'] },
  'the notice is one line that leads to the page of the backups': { backups: ['_index'] },
  'where the figure counts is said; the form itself has none': {
    budget_execution: ['reports.$year_.layout'],
  },
};

/** A number with a unit of a rule, in digits or in words. */
const FIGURE =
  /(?:\d|\}|[两三五十]) ?(?:个工作日|个月(?!的)|天|周[、。]|分钟|小时|倍)|(?:\d|\}) ?[%％](?!\]|`)|至少 ?\S+ 位|保存 ?\S+ 年|÷ 12/;

/** What looks like such a figure and is none of a rule, by why. */
const NO_RULE: Record<string, RegExp> = {
  'how far back the page looks': /近 7 天|近 12 个月/,
  'widths of columns': /width/,
  'how long the case lay at a desk, or what it was graded': /days \} 个工作日|\{days\}|ratioPercent/,
};

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
function linksOf({ text, uses }: Part): RuleId[] {
  const literal = [...text.matchAll(/\brule(?:=|: )["']([\w-]+)["']/g)].map(([, rule]) => rule as RuleId);
  return uses.includes('app/help/metricRule#metricRuleId') ? [...literal, ...ofMetrics] : literal;
}

/** The pages that give the figure of a rule, and of these the ones that do not lead to it. */
function silentPages(rule: RuleId, signs: Signs): string[] {
  return [...pages].flatMap(([page, own]) => {
    const isGiven = own.some((part) => gives(part, signs));
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
    const drawnOn = [...shown.values()].flatMap(({ uses }) => uses.flatMap((name) => texts.get(name) ?? []));
    const unknown = [...new Set([...shown.values(), ...drawnOn])]
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

  it('say what the definitions of the metrics say', () => {
    expect(metricDefinitions.timeliness).toContain(`第 ${USUAL_WORKING_DAYS} 个工作日`);
  });
});
