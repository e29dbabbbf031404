import { describe, expect, it } from 'vitest';
import { findingSentence } from '../zh/familyForm';
import { crossChecks, EXCLUSION_LEVELS, FINDING_CODES } from './crossChecks';
import { EXCLUSION_KINDS } from './family';
import type { FamilyAnswers, MemberAnswers } from './familyAnswers';

const main = (changes: MemberAnswers = {}): MemberAnswers => ({
  employment: 'employed',
  health: 'good',
  maritalStatus: 'married',
  ...changes,
});
const PATIENT: MemberAnswers = { employment: 'other', health: 'major_illness', illness: '尿毒症' };
const STUDENT: MemberAnswers = {
  employment: 'student',
  health: 'good',
  educationStage: 'senior',
  school: '样本中学',
};

type Case = [string, FamilyAnswers, string[]];

/** `code level field` of each finding. */
const found = (answers: FamilyAnswers) =>
  crossChecks(answers).map(({ code, level, field }) => `${code} ${level} ${field}`);

describe('the cross-checks', () => {
  it.each<Case>([
    ['nothing said', {}, []],
    [
      'typed: 800 a month and no income of 12 months',
      { members: [main({ monthlyIncomeFen: '800' })] },
      ['income_apart warn income.wagesFen'],
    ],
    [
      'typed: 800 a month and 9,600 in 12 months',
      { income: { wagesFen: '9,600' }, members: [main({ monthlyIncomeFen: '800' })] },
      [],
    ],
    [
      'on file: 800 a month and no income of 12 months',
      { income: { wagesFen: 0 }, members: [main({ monthlyIncomeFen: 80_000 })] },
      ['income_apart warn income.wagesFen'],
    ],
    ['half typed', { members: [main({ monthlyIncomeFen: '八百' })] }, []],
    ['schooling with a student', { mainCause: 'schooling', members: [main(), STUDENT] }, []],
    [
      'schooling without one',
      { mainCause: 'schooling', members: [main()] },
      ['schooling_without_student block mainCause'],
    ],
    [
      'schooling as a further cause without one',
      { mainCause: 'low_income', thirdCause: 'schooling', members: [main()] },
      ['schooling_without_student warn thirdCause'],
    ],
    ['own illness of the main person', { mainCause: 'own_illness', members: [PATIENT] }, []],
    [
      'own illness that is a relative’s',
      { mainCause: 'own_illness', members: [main(), PATIENT] },
      ['illness_without_patient block mainCause'],
    ],
    ['a relative’s illness', { mainCause: 'relative_illness', members: [main(), PATIENT] }, []],
    [
      'a relative’s illness that is the own one',
      { mainCause: 'relative_illness', members: [PATIENT, main()] },
      ['illness_without_patient block mainCause'],
    ],
    [
      'a minor illness bears the cause out',
      { mainCause: 'own_illness', members: [main({ health: 'minor_illness' })] },
      [],
    ],
    [
      'disability of nobody',
      { mainCause: 'disability', members: [main()] },
      ['disability_without_disabled warn mainCause'],
    ],
    ['disability of a member', { mainCause: 'disability', members: [main(), { health: 'disabled' }] }, []],
    [
      'a single parent who is married',
      { mainCause: 'single_parent', members: [main()] },
      ['single_parent_but_married warn mainCause'],
    ],
    [
      'one cause twice',
      { mainCause: 'low_income', secondCause: 'low_income', members: [main()] },
      ['same_cause_twice warn secondCause'],
    ],
    [
      'the state’s allowance without its certificate',
      { category: 'subsistence', members: [main()] },
      ['certificate_missing warn certificateNumber'],
    ],
    ['with it', { category: 'subsistence', certificateNumber: '样本 1', members: [main()] }, []],
    ['another category', { category: 'marginal', members: [main()] }, []],
    [
      'a migrant worker outside the union',
      { members: [main({ employment: 'migrant_worker' })] },
      ['migrant_not_in_union block unionMember'],
    ],
    [
      'one inside, as the form says it',
      { unionMember: 'on', members: [main({ employment: 'migrant_worker' })] },
      [],
    ],
    [
      'one inside, as the file says it',
      { unionMember: true, members: [main({ employment: 'migrant_worker' })] },
      [],
    ],
    [
      'a family without work where somebody works',
      { zeroEmployment: true, members: [main()] },
      ['employed_in_zero_employment warn zeroEmployment'],
    ],
    [
      'a serious illness that is not named',
      { members: [main(), { ...PATIENT, illness: '' }] },
      ['illness_unnamed warn members[1].illness'],
    ],
    [
      'a student without a school',
      { members: [main(), { ...STUDENT, school: ' ' }] },
      ['student_without_school warn members[1].educationStage'],
    ],
    [
      'exclusions with evidence, by the setting',
      { members: [main()], exclusions: { second_home: '查询结果', refuses_work: '记录', private_car: '' } },
      ['exclusion warn exclusions.second_home', 'exclusion block exclusions.refuses_work'],
    ],
  ])('%s', (_, answers, findings) => expect(found(answers)).toEqual(findings));

  it('have a sentence each, and a level for each exclusion', () => {
    for (const code of FINDING_CODES) {
      const about = code === 'exclusion' ? 'second_home' : '1';
      for (const level of ['warn', 'block'] as const)
        expect(findingSentence({ code, level, field: '', about })).toMatch(/。$/);
    }
    expect(Object.keys(EXCLUSION_LEVELS)).toEqual([...EXCLUSION_KINDS]);
  });
});
