import { describe, expect, it } from 'vitest';
import { formFieldLabel, missingSentence } from '../zh/familyForm';
import { completeness, missingFields, requirements } from './completeness';
import { answersOf, type FamilyAnswers } from './familyAnswers';

const COMPLETE: FamilyAnswers = {
  appliedOn: '2019-03-04',
  mainCause: 'low_income',
  division: '410105',
  hukouKind: 'urban',
  address: '样本路 1 号',
  phone: '13900000000',
  housingKind: 'rented',
  workUnit: '样本厂',
  members: [
    {
      relation: 'self',
      name: '林样本',
      idNumber: '…',
      employment: 'employed',
      health: 'good',
      ethnicGroup: '汉族',
      politicalStatus: 'masses',
      maritalStatus: 'married',
      monthlyIncomeFen: 0,
    },
    { relation: 'child', name: '林学生', memberId: 'kept', employment: 'student', health: 'good' },
  ],
};

const member = (index: number, changes: object): FamilyAnswers => ({
  ...COMPLETE,
  members: COMPLETE.members!.map((one, place) => (place === index ? { ...one, ...changes } : one)),
});

describe('what a file must say before it is submitted', () => {
  it('is all there', () => expect(missingFields(COMPLETE)).toEqual([]));

  it.each(['appliedOn', 'mainCause', 'division', 'hukouKind', 'address', 'phone', 'housingKind', 'workUnit'])(
    'misses %s, whether it is absent, empty or blank',
    (field) => {
      for (const nothing of [undefined, null, '', '  ']) {
        expect(missingFields({ ...COMPLETE, [field]: nothing })).toEqual([field]);
      }
    },
  );

  it.each([
    [0, 'ethnicGroup'],
    [0, 'politicalStatus'],
    [0, 'maritalStatus'],
    [0, 'health'],
    [1, 'name'],
    [1, 'relation'],
    [1, 'employment'],
  ] as const)('misses of member %i %s', (index, field) => {
    expect(missingFields(member(index, { [field]: '' }))).toEqual([`members[${index}].${field}`]);
  });

  it('asks the other members for less, and nobody healthy for a disability', () => {
    const asked = requirements(COMPLETE).map(({ field }) => field);
    expect(asked).not.toContain('members[1].ethnicGroup');
    expect(asked).not.toContain('members[0].relation');
    expect(asked).not.toContain('members[0].disabilityKind');
  });

  it('asks who is disabled for kind and grade', () => {
    expect(missingFields(member(1, { health: 'disabled' }))).toEqual([
      'members[1].disabilityKind',
      'members[1].disabilityGrade',
    ]);
    const told = { health: 'disabled', disabilityKind: 'physical', disabilityGrade: 'second' };
    expect(missingFields(member(1, told))).toEqual([]);
  });

  it('takes an ID number that is on file for given, and misses one that is not', () => {
    expect(missingFields(member(1, { memberId: undefined }))).toEqual(['members[1].idNumber']);
    expect(missingFields(member(1, { memberId: undefined, idNumber: '…' }))).toEqual([]);
  });

  it('counts by section', () => {
    const { met, all, sections } = completeness({ ...COMPLETE, housingKind: '', workUnit: '' });
    expect({ met, all }).toEqual({ met: 19, all: 21 });
    expect(sections.home).toEqual({ met: 4, all: 5 });
    expect(sections.work).toEqual({ met: 0, all: 1 });
    expect(sections.remarks).toEqual({ met: 0, all: 0 });
  });

  it('asks a form that nobody has touched', () => {
    expect(missingFields({})).toHaveLength(8);
    expect(missingFields({ members: [undefined] }).length).toBeGreaterThan(8);
  });

  it('tells an income that is 0 from one that nobody stated', () => {
    expect(missingFields(member(0, { monthlyIncomeFen: 0 }))).toEqual([]);
    for (const nothing of [null, undefined, '']) {
      expect(missingFields(member(0, { monthlyIncomeFen: nothing }))).toEqual([
        'members[0].monthlyIncomeFen',
      ]);
    }
  });

  it('reads a stored file as it reads the form', () => {
    const { members, ...file } = COMPLETE;
    const stored = { ...file, members: [{ id: 'a', ...members![0] }], exclusions: [] };
    expect(missingFields(answersOf(stored))).toEqual([]);
  });

  it('is told in one sentence by the names of the fields', () => {
    const sentence = missingSentence(['housingKind', 'members[0].ethnicGroup', 'members[1].health']);
    expect(sentence).toBe(
      '还有 3 项必填内容没有填写：住房类型、档案主民族、家庭成员 2 健康状况。请先在「修改」中补充。',
    );
    for (const { field } of requirements(COMPLETE)) expect(formFieldLabel(field)).not.toBe(field);
  });
});
