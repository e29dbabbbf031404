import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { sampleIdNumber } from '../identity/idNumber';
import { findingSentence } from '../zh/familyForm';
import { crossChecks, EXCLUSION_LEVELS, FINDING_CODES } from './crossChecks';
import { EXCLUSION_KINDS } from './family';
import { withBirths, type FamilyAnswers, type MemberAnswers } from './familyAnswers';

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
      'a parent, a grandparent, a child and a grandchild on the wrong side of the main person',
      {
        members: [
          main({ birthOn: '1980-02-03' }),
          { relation: 'parent', birthOn: '1980-02-04' },
          { relation: 'grandparent', birthOn: '2015-01-01' },
          { relation: 'child', birthOn: '1980-02-02' },
          { relation: 'grandchild', birthOn: '1950-01-01' },
        ],
      },
      [
        'elder_is_younger warn members[1].relation',
        'elder_is_younger warn members[2].relation',
        'child_is_older warn members[3].relation',
        'child_is_older warn members[4].relation',
      ],
    ],
    [
      'on the right side, of the same age, of another relation, or half typed',
      {
        members: [
          main({ birthOn: '1980-02-03' }),
          { relation: 'parent', birthOn: '1955-01-01' },
          { relation: 'parent', birthOn: '1980-02-03' },
          { relation: 'child', birthOn: '2004-01-01' },
          { relation: 'sibling', birthOn: '1990-01-01' },
          { relation: 'spouse', birthOn: '1970-01-01' },
          { relation: 'parent' },
        ],
      },
      [],
    ],
    [
      'a main person of whom no number is known',
      { members: [main(), { relation: 'parent', birthOn: '2015-01-01' }] },
      [],
    ],
    [
      'retired or at work the day before the sixteenth birthday',
      {
        appliedOn: '2020-05-31',
        members: [
          main(),
          { employment: 'retired', birthOn: '2004-06-01' },
          { employment: 'employed', birthOn: '2015-01-01' },
        ],
      },
      [
        'working_under_sixteen warn members[1].employment',
        'working_under_sixteen warn members[2].employment',
      ],
    ],
    [
      'at work on it; a child out of work; nobody knows when',
      {
        appliedOn: '2020-06-01',
        members: [
          main(),
          { employment: 'employed', birthOn: '2004-06-01' },
          { employment: 'unemployed', birthOn: '2015-01-01' },
          { employment: 'retired' },
        ],
      },
      [],
    ],
    [
      'exclusions with evidence, by the setting',
      { members: [main()], exclusions: { second_home: '查询结果', refuses_work: '记录', private_car: '' } },
      ['exclusion warn exclusions.second_home', 'exclusion block exclusions.refuses_work'],
    ],
  ])('%s', (_, answers, findings) => expect(found(answers)).toEqual(findings));

  it('ask about a birth date by the number that is typed, else by the one on file', () => {
    const today = businessDate('2020-06-01');
    const number = (birthDate: string) =>
      sampleIdNumber({ areaCode: '999999', birthDate: businessDate(birthDate), sequence: 1 });
    const onFile = {
      m1: { birthOn: businessDate('1980-02-03') },
      m2: { birthOn: businessDate('2015-01-01') },
    };
    const typed = (idNumber?: string) =>
      found(
        withBirths(
          { members: [main({ memberId: 'm1' }), { memberId: 'm2', relation: 'parent', idNumber }] },
          { onFile, today },
        ),
      );
    const finding = ['elder_is_younger warn members[1].relation'];
    expect(typed()).toEqual(finding);
    expect(typed(number('1955-01-01'))).toEqual([]);
    expect(typed(number('1990-01-01'))).toEqual(finding);
    expect(typed('99999919')).toEqual([]);
  });

  it('have a sentence each, and a level for each exclusion', () => {
    for (const code of FINDING_CODES) {
      const about = code === 'exclusion' ? 'second_home' : '1';
      for (const level of ['warn', 'block'] as const)
        expect(findingSentence({ code, level, field: '', about })).toMatch(/。$/);
    }
    expect(Object.keys(EXCLUSION_LEVELS)).toEqual([...EXCLUSION_KINDS]);
  });
});
