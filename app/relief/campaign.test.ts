import { describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../staff/role';
import { campaignStepsFor, isListOpen, type CampaignStep } from './campaign';
import { campaignActQuestion } from './campaignActQuestion';

describe('the steps of a campaign that a screen offers', () => {
  const none = {
    submitted: 0,
    reviewed: 0,
    confirming: 0,
    approved: 5,
    rejected: 1,
    returned: 2,
    withdrawn: 3,
  };
  it.each<[string, Role[], number, number, CampaignStep[]]>([
    ['other', ['caseworker'], 1, 1, ['review']],
    ['other', ['finance'], 1, 1, ['review']],
    ['other', ['head'], 1, 1, ['review', 'decide']],
    ['other', ['head'], 0, 1, ['decide']],
    ['other', [...ROLES], 0, 0, []],
    ['other', ['auditor', 'admin'], 1, 1, []],
    ['maker', [...ROLES], 1, 1, []],
  ])('to the %s with %j, %i to review and %i to decide: %j', (staffId, roles, submitted, reviewed, steps) => {
    const campaign = { recordedBy: 'maker', byStatus: { ...none, submitted, reviewed } };
    expect(campaignStepsFor(campaign, { staffId, roles })).toEqual(steps);
  });
});

describe('a second head', () => {
  it.each<[Role[], CampaignStep[]]>([
    [['head'], ['confirm']],
    [['finance', 'caseworker'], []],
  ])('%j is offered %j', (roles, steps) => {
    const byStatus = {
      submitted: 0,
      reviewed: 0,
      confirming: 2,
      approved: 0,
      rejected: 0,
      returned: 0,
      withdrawn: 0,
    };
    expect(campaignStepsFor({ recordedBy: 'maker', byStatus }, { staffId: 'other', roles })).toEqual(steps);
  });
});

describe('the address of a step of a campaign', () => {
  it('says the day, who is left out, and the page', () => {
    const address = new URLSearchParams('on=2019-07-01&except=a:5&except=b:6&without=blocked&page=3');
    expect(campaignActQuestion(address)).toEqual({
      on: '2019-07-01',
      except: ['a', 'b'],
      withoutBlocked: true,
      page: 3,
    });
  });

  it('leaves out what it does not know', () => {
    const address = new URLSearchParams('on=2019-13-01&except=a&without=all&page=x');
    expect(campaignActQuestion(address)).toEqual({ on: null, except: [], withoutBlocked: false, page: 1 });
  });
});

describe('the list of a campaign', () => {
  const none = {
    submitted: 0,
    reviewed: 0,
    confirming: 0,
    approved: 0,
    rejected: 0,
    returned: 0,
    withdrawn: 0,
  };
  it.each([
    ['nobody was reviewed', { submitted: 3 }, true],
    ['somebody was sent back', { submitted: 3, returned: 1 }, true],
    ['all were taken off', { withdrawn: 3 }, true],
    ['one was reviewed', { submitted: 3, reviewed: 1 }, false],
    ['one was rejected', { submitted: 3, rejected: 1 }, false],
    ['one was approved', { approved: 1 }, false],
  ])('is open when %s: %j', (_, counts, isOpen) => {
    expect(isListOpen({ ...none, ...counts })).toBe(isOpen);
  });
});
