import { KEPT_YEARS } from '../families/retention';
import { PUBLIC_NOTICE_WORKING_DAYS, REVIEW_EVERY_MONTHS } from '../families/workflow';
import { METRICS } from '../fund/target';
import { USUAL_SCORING } from '../fund/scoring';
import { paths } from '../paths';
import { USUAL_WORKING_DAYS } from '../relief/dueDate';
import { PASSWORD_MIN } from '../staff/password';
import { METRIC_SOURCE, RULE_GROUPS, RULE_TEXTS } from '../zh/help/rules';
import { metricDefinitions } from '../zh/indicators';
import { metricLabels } from '../zh/targetForm';
import { metricRuleId } from './metricRule';

/** The rules by which the product decides and counts, each with its figure from the code itself and where it comes from. */

export interface Rule {
  /** The part of the address that leads to it. */
  id: string;
  name: string;
  rule: string;
  source: string;
  /** Where it can be set, or seen at work. */
  to: string | null;
}

export interface RuleGroup {
  title: string;
  rules: Rule[];
}

/** All rules, by what they are about. */
export function ruleGroups(): RuleGroup[] {
  const texts = RULE_TEXTS;
  return [
    {
      title: RULE_GROUPS.register,
      rules: [
        { id: 'category', ...texts.category, to: paths.lines },
        { id: 'line', ...texts.line, to: paths.lines },
        { id: 'one-file', ...texts.oneFile, to: null },
        { id: 'notice', ...texts.notice(PUBLIC_NOTICE_WORKING_DAYS), to: paths.notices() },
        { id: 'review', ...texts.review(REVIEW_EVERY_MONTHS), to: paths.reviews() },
        { id: 'retention', ...texts.retention(KEPT_YEARS), to: null },
        { id: 'id-number', ...texts.idNumber, to: null },
      ],
    },
    {
      title: RULE_GROUPS.money,
      rules: [
        { id: 'file-first', ...texts.fileFirst, to: null },
        { id: 'cap', ...texts.cap, to: paths.standards },
        { id: 'duplicate', ...texts.duplicate, to: null },
        { id: 'budget', ...texts.budget, to: paths.fund() },
        { id: 'four-eyes', ...texts.fourEyes, to: paths.workflow },
        { id: 'payment', ...texts.payment, to: paths.payments() },
        { id: 'due-date', ...texts.dueDate(USUAL_WORKING_DAYS), to: null },
        { id: 'capitals', ...texts.capitals, to: null },
      ],
    },
    {
      title: RULE_GROUPS.indicators,
      rules: METRICS.map((metric) => ({
        id: metricRuleId(metric),
        name: metricLabels[metric],
        rule: metricDefinitions[metric],
        source: METRIC_SOURCE,
        to: paths.indicatorsHome,
      })),
    },
    {
      title: RULE_GROUPS.scoring,
      rules: [
        { id: 'score', ...texts.score(USUAL_SCORING), to: paths.reportsHome },
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
        { id: 'password', ...texts.password(PASSWORD_MIN), to: paths.account },
      ],
    },
  ];
}
