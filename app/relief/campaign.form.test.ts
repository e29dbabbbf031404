import { parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import { CAMPAIGN_MESSAGES as MESSAGES } from '../zh/campaigns';
import { CampaignPlanForm, campaignPlanOf, planFieldsOf, previewViewOf } from './campaign.form';

const PLAN = 'year=2019&type=living&amountFen=340&startedOn=2019-11-25';
const parsed = (more = '') =>
  parseWithZod(new URLSearchParams(`${PLAN}${more}`), { schema: CampaignPlanForm });
const planOf = (more = '') => {
  const submission = parsed(more);
  if (submission.status !== 'success') throw new Error(JSON.stringify(submission.error));
  return campaignPlanOf(submission.value);
};

const BARE = { projectYear: 2019, type: 'living', amountFen: 34_000, startedOn: '2019-11-25' };

describe('the plan of a campaign', () => {
  it.each([
    ['', {}],
    ['&registeredBefore=&steps[0].category=&steps[0].stage=&steps[0].amountFen=', {}],
    ['&categories=marginal', { categories: ['marginal'] }],
    ['&categories=marginal&categories=subsistence', { categories: ['marginal', 'subsistence'] }],
    ['&causes=accident&divisions=410122', { causes: ['accident'], divisions: ['410122'] }],
    ['&onlyUnhelped=on&onlyMigrants=on', { onlyUnhelped: true, onlyMigrants: true }],
    [
      '&steps[0].category=marginal&steps[0].amountFen=1.50&steps[3].stage=senior&steps[3].amountFen=2',
      {
        steps: [
          { category: 'marginal', amountFen: 150 },
          { stage: 'senior', amountFen: 200 },
        ],
      },
    ],
  ])('reads %s', (more, plan) => {
    const { steps, ...rest } = planOf(more);
    expect({ ...rest, ...(steps.length > 0 ? { steps } : {}) }).toEqual({ ...BARE, ...plan });
  });

  it.each([
    ['&steps[0].category=marginal', { 'steps[0].amountFen': [MESSAGES.stepAmountMissing] }],
    ['&steps[0].amountFen=5', { 'steps[0].amountFen': [MESSAGES.stepForMissing] }],
    [
      '&steps[0].stage=senior&steps[0].amountFen=5&steps[1].stage=senior&steps[1].amountFen=6',
      { 'steps[1].amountFen': [MESSAGES.stepTwice] },
    ],
  ])('refuses %s', (more, error) => {
    expect(parsed(more).reply().error).toEqual(error);
  });

  it('is never of a type that follows a bill', () => {
    const given = new URLSearchParams(PLAN.replace('living', 'medical'));
    expect(parseWithZod(given, { schema: CampaignPlanForm }).reply().error).toEqual({
      type: [MESSAGES.typeMissing],
    });
  });

  it('travels with what was asked for, and without what was left empty', () => {
    const given = new URLSearchParams(`${PLAN}&part=out&page=2&steps[1].stage=&steps[0].stage=senior`);
    expect(new URLSearchParams(planFieldsOf(given)).toString()).toBe(
      new URLSearchParams(`${PLAN}&steps[0].stage=senior`).toString(),
    );
    expect(previewViewOf(given)).toEqual({ part: 'out', page: 2 });
    expect(previewViewOf(new URLSearchParams('part=all&page=x'))).toEqual({});
  });
});
