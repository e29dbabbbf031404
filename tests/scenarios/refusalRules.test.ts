import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULE_OF_REFUSAL } from '../../app/families/BulkTables';
import type { RuleId } from '../../app/rules/ruleId';
import { linkedRules, partsOfPages, readParts } from '../pageParts';
import { filesUnder, isTest } from '../tidy/source';

/** Whoever is refused for the figure of a rule finds the rule on the page whose form was refused. */

interface Refused {
  rule: RuleId;
  pages: readonly string[];
}

const ON_APPROVAL = ['families_.$familyId_.approve', 'bulk.families.$act'];
const ON_DECISION = [
  'applications_.$applicationId_.decide',
  'applications_.$applicationId_.confirm',
  'campaigns_.$campaignId_.decide',
  'campaigns_.$campaignId_.confirm',
];
const ON_REVIEW = ['applications_.$applicationId_.review', 'campaigns_.$campaignId_.review'];
const ON_APPLYING = ['applications_.new', 'applications_.$applicationId_.edit'];
const ON_PAYING = [
  'payments_.record',
  'batches_.$batchId_.results_.$resultId',
  'batches_.$batchId_.lines.$lineId.paid',
];
const ON_RECEIPT = ['fund_.$year_.receipts.new'];

/** By the code: the rule, and the pages whose forms can be refused with it. */
const REFUSED: Record<string, Refused> = {
  'family.notice_running': { rule: 'notice', pages: ON_APPROVAL },
  'family.notice_not_seen': { rule: 'late-entry', pages: ON_APPROVAL },
  'notice.still_running': { rule: 'notice', pages: ['notices_.$noticeId_.take-down'] },
  'campaign.notice_running': { rule: 'notice', pages: ['campaigns_.$campaignId_.notice_.take-down'] },
  'batch.unnoticed': { rule: 'notice', pages: ['batches_.new'] },
  'batch.unnoticed_at_approval': { rule: 'notice', pages: ['batches_.$batchId_.approve'] },
  'review.too_early': { rule: 'review', pages: ['families_.$familyId_.review', 'bulk.families.$act'] },
  'application.look_again': { rule: 'cap', pages: ON_APPLYING },
  'relief.over_cap': { rule: 'cap', pages: [...ON_REVIEW, ...ON_DECISION] },
  'fund.over_budget': { rule: 'budget', pages: ON_DECISION },
  'fund.below_committed': { rule: 'budget', pages: ['fund_.$year_.adjustments.new'] },
  'fund.over_received': { rule: 'budget', pages: ON_PAYING },
  'fund.paid_before_received': { rule: 'budget', pages: ON_PAYING },
  'receipt.carried_too_much': { rule: 'carry-forward', pages: ON_RECEIPT },
  'receipt.carried_reserved': { rule: 'carry-forward', pages: ON_RECEIPT },
  'payment.outside_window': {
    rule: 'pay-window',
    pages: ['batches_.$batchId_.approve', 'payments_.record'],
  },
  'staff.password_used': { rule: 'password', pages: ['account_.password'] },
  'survey.too_many_rows': { rule: 'file-limits', pages: ['surveys_.$roundId_.import'] },
  'case_pack.too_many_numbers': { rule: 'file-limits', pages: ['case-packs'] },
};

/** Refusals that give such a figure, and of no rule that the help explains, by why. */
const NO_RULE: Record<string, readonly string[]> = {
  'nobody is logged in yet, and the help asks for that': ['login.failed', 'login.code_wrong', 'login.locked'],
  'the figure is that of another record, or of the year': [
    'payment.breaks_chain',
    'receipt.above_budget',
    'receipt.correction_too_large',
    'report.split_too_large',
  ],
  'the product holds no more, and no form of an office asks for it': [
    'list.too_long',
    'case_pack.too_many_payments',
    'national.too_many_members',
    'filter.too_many',
  ],
};

const FIGURE = /满期|期满|最早|上限|可用预算|到账资金|到账合计|结转不|结转后|发放期|最多|超过|锁定|次用过|MB/;

/** The codes of the refusals whose sentence gives such a figure. */
function codesWithFigures(): string[] {
  const files = filesUnder('.', path.join('app', 'zh', 'refusals')).filter((file) => !isTest(file));
  return files.flatMap((file) => {
    const [, ...entries] = readFileSync(file, 'utf8').split(/\n {2}'(?=[a-z_]+\.[a-z_]+':)/);
    return entries
      .map((entry) => entry.split('satisfies')[0]!)
      .filter((entry) => FIGURE.test(entry))
      .map((entry) => entry.slice(0, entry.indexOf("'")));
  });
}

const pages = partsOfPages(readParts());

describe('a refusal that gives the figure of a rule', () => {
  it.each(Object.entries(REFUSED))('%s is of a page that leads to it', (_, { rule, pages: asked }) => {
    const silent = asked.filter((page) => !pages.get(page)?.flatMap(linkedRules).includes(rule));
    expect(silent).toEqual([]);
  });

  it.each(Object.entries(REFUSED).filter(([, { pages: asked }]) => asked.includes('bulk.families.$act')))(
    '%s leads to it also where it is told file by file',
    (code, { rule }) => {
      expect(RULE_OF_REFUSAL[code]).toMatchObject({ rule });
    },
  );

  it('is known', () => {
    const known = [...Object.keys(REFUSED), ...Object.values(NO_RULE).flat()];
    expect(codesWithFigures().sort()).toEqual(known.sort());
  });
});
