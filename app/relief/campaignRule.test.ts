import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { fen } from '../money/fen';
import { amountOfPerson, ruleGap, type CampaignRule, type RulePerson } from './campaignRule';

const person: RulePerson = {
  category: 'marginal',
  mainCause: 'accident',
  division: '410105',
  unionMember: true,
  mainEmployment: 'migrant_worker',
  registeredOn: '2019-01-15',
  educationStage: 'senior',
};

describe('the rule of a campaign', () => {
  it.each<[string, Partial<CampaignRule>, Partial<RulePerson>, string | null]>([
    ['that narrows nothing', {}, {}, null],
    ['with empty choices', { categories: [], causes: [], divisions: [], stages: [] }, {}, null],
    ['of the category', { categories: ['subsistence', 'marginal'] }, {}, null],
    ['of another category', { categories: ['subsistence'] }, {}, 'other_category'],
    ['of a category where none is known', { categories: ['marginal'] }, { category: null }, 'other_category'],
    ['of the cause', { causes: ['accident'] }, {}, null],
    ['of another cause', { causes: ['disability'] }, {}, 'other_cause'],
    ['of the division', { divisions: ['410122', '410105'] }, {}, null],
    ['of another division', { divisions: ['410122'] }, {}, 'other_division'],
    ['of the stage', { type: 'schooling', stages: ['senior'] }, {}, null],
    ['of another stage', { type: 'schooling', stages: ['college'] }, {}, 'other_stage'],
    [
      'of a stage that is not known',
      { type: 'schooling', stages: ['senior'] },
      { educationStage: null },
      'other_stage',
    ],
    ['of stages, for workers', { stages: ['college'] }, {}, null],
    ['of union members', { onlyUnionMembers: true }, {}, null],
    ['of union members only', { onlyUnionMembers: true }, { unionMember: false }, 'not_union_member'],
    ['of migrant workers', { onlyMigrants: true }, {}, null],
    ['of migrant workers only', { onlyMigrants: true }, { mainEmployment: 'employed' }, 'not_migrant'],
    ['before the day after', { registeredBefore: businessDate('2019-01-16') }, {}, null],
    ['before the very day', { registeredBefore: businessDate('2019-01-15') }, {}, 'registered_later'],
    [
      'with two gaps tells the first',
      { categories: ['subsistence'], causes: ['disability'] },
      {},
      'other_category',
    ],
  ])('%s', (_, rule, differing, reason) => {
    const whole = { type: 'living' as const, startedOn: businessDate('2019-03-01'), ...rule };
    expect(ruleGap(whole, { ...person, ...differing })).toBe(reason);
  });
});

describe('the table of amounts', () => {
  const steps = [
    { category: 'marginal' as const, amountFen: fen(200) },
    { stage: 'senior' as const, amountFen: fen(300) },
    { category: 'marginal' as const, stage: 'college' as const, amountFen: fen(400) },
  ];

  it.each([
    ['neither', 'subsistence', 'primary', 100],
    ['the category', 'marginal', 'primary', 200],
    ['the stage', 'subsistence', 'senior', 300],
    ['one line of each: the stage', 'marginal', 'senior', 300],
    ['both in one line', 'marginal', 'college', 400],
    ['nothing that is known', null, null, 100],
  ] as const)('for %s', (_, category, educationStage, amountFen) => {
    expect(amountOfPerson({ amountFen: fen(100), steps }, { category, educationStage })).toBe(amountFen);
  });

  it('is not needed', () => {
    expect(amountOfPerson({ amountFen: fen(100) }, person)).toBe(100);
  });
});
