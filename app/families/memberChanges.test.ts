import { describe, expect, it } from 'vitest';
import { memberChanges, type ComparedMember } from './memberChanges';

const member = (id: string, changes: Partial<ComparedMember> = {}): ComparedMember => ({
  id,
  relation: 'self',
  name: '林样本',
  idFingerprint: id,
  employment: 'employed',
  health: 'good',
  educationStage: null,
  school: '',
  ethnicGroup: '汉族',
  politicalStatus: null,
  maritalStatus: null,
  illness: '',
  disabilityKind: null,
  disabilityGrade: null,
  enrolmentYear: null,
  insurance: null,
  monthlyIncomeFen: 0,
  incomeUnstated: false,
  ...changes,
});
const unstated = { incomeUnstated: true };

describe('what became of the members of a file', () => {
  it.each<[string, ComparedMember[], ComparedMember[], unknown]>([
    ['nothing', [member('a'), member('b')], [member('a'), member('b')], null],
    [
      'nothing, where it was not recorded whether the income was stated',
      [member('a', { incomeUnstated: null })],
      [member('a')],
      null,
    ],
    [
      'an income of 0 that nobody had stated',
      [member('a'), member('b', unstated)],
      [member('a'), member('b')],
      { changed: [{ place: 1, fields: [], monthlyIncomeFen: [null, 0] }], added: 0, removed: 0 },
    ],
    [
      'an income of 0 that is stated no more',
      [member('a')],
      [member('a', unstated)],
      { changed: [{ place: 0, fields: [], monthlyIncomeFen: [0, null] }], added: 0, removed: 0 },
    ],
    [
      'another income and school',
      [member('a', { monthlyIncomeFen: 100 })],
      [member('a', { monthlyIncomeFen: 200, school: '样本中学' })],
      { changed: [{ place: 0, fields: ['school'], monthlyIncomeFen: [100, 200] }], added: 0, removed: 0 },
    ],
    [
      'one gone, another one in its place',
      [member('a'), member('b')],
      [member('a'), member('c')],
      { changed: [], added: 1, removed: 1 },
    ],
    [
      'a place that moved up is no change',
      [member('a'), member('b'), member('c')],
      [member('a'), member('c')],
      { changed: [], added: 0, removed: 1 },
    ],
  ])('%s', (_, before, after, expected) => expect(memberChanges(before, after)).toEqual(expected));
});
