import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it, vi } from 'vitest';
import { businessDate } from '../calendar/date';
import { sampleIdNumber } from '../identity/idNumber';
import { TEXT_HOLDS_NUMBER } from '../zh/identity';
import { ApproveForm, FamilyChangeForm, FamilyForm, MOST_MEMBERS } from './family.form';

const idNumber = (sequence: number) =>
  sampleIdNumber({ areaCode: '999999', birthDate: businessDate('1980-02-03'), sequence });

const BASE = {
  appliedOn: '2019-03-05',
  division: '410105',
  hukouKind: 'urban',
  address: ' 样本路 1 号 ',
  phone: '１３９ ００００ ００００',
  workUnit: '',
  unionMember: 'on',
  mainCause: 'schooling',
  'income.wagesFen': '12,000',
  'income.businessFen': '',
  'income.propertyFen': '0.01',
  'bank.bankName': '样本银行',
  'bank.accountHolder': '林样本',
  'bank.account': '9999 0000 0000 0001',
  'members[0].relation': 'self',
  'members[0].name': '林样本',
  'members[0].idNumber': idNumber(1),
  'members[0].employment': 'employed',
  'members[0].health': 'good',
  'members[0].educationStage': '',
};

function read(
  schema: typeof FamilyForm | typeof FamilyChangeForm,
  changes: Record<string, string | null> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...BASE, ...changes }))
    if (value !== null) form.append(name, value);
  return parseWithZod(form, { schema });
}

const errorsOf = (changes: Record<string, string | null>) => read(FamilyForm, changes).reply().error ?? {};

describe('the form of a new file', () => {
  it.each(['address', 'workUnit', 'remarks', 'members[0].school'])(
    'takes no ID number in the text of %s',
    (field) => {
      const errors = errorsOf({ [field]: `样本 ${idNumber(1)}` });
      expect(errors[field]).toEqual([TEXT_HOLDS_NUMBER]);
      expect(errorsOf({ [field]: '样本路 12345678901234 号' })).toEqual({});
    },
  );

  it('reads what was typed', () => {
    const submission = read(FamilyForm);
    expect(submission.status === 'success' && submission.value).toEqual({
      appliedOn: '2019-03-05',
      division: '410105',
      hukouKind: 'urban',
      address: '样本路 1 号',
      phone: '13900000000',
      workUnit: '',
      unionMember: true,
      mainCause: 'schooling',
      income: {
        wagesFen: 1_200_000,
        businessFen: 0,
        propertyFen: 1,
        transferFen: 0,
        otherIncomeFen: 0,
        rigidExpenseFen: 0,
      },
      bank: { bankName: '样本银行', accountHolder: '林样本', account: '9999000000000001' },
      remarks: '',
      members: [
        {
          relation: 'self',
          name: '林样本',
          idNumber: idNumber(1),
          employment: 'employed',
          health: 'good',
          educationStage: null,
          school: '',
          monthlyIncomeFen: null,
        },
      ],
    });
  });

  it.each<[string, Record<string, string | null>, string]>([
    ['no address', { address: '' }, 'address'],
    ['no cause', { mainCause: null }, 'mainCause'],
    ['a division of another city', { division: '410202' }, 'division'],
    ['an amount that is none', { 'income.wagesFen': '约一万' }, 'income.wagesFen'],
    ['a phone that is none', { phone: '12345' }, 'phone'],
    ['a wrong check digit', { 'members[0].idNumber': '999999198002030010' }, 'members[0].idNumber'],
    ['no ID number', { 'members[0].idNumber': '' }, 'members[0].idNumber'],
    ['a main person who is somebody’s child', { 'members[0].relation': 'child' }, 'members[0].relation'],
    ['an account of somebody else', { 'bank.accountHolder': '外人' }, 'bank.accountHolder'],
  ])('refuses %s beside its field', (_, changes, field) => {
    const errors = errorsOf(changes);
    expect(Object.keys(errors)).toEqual([field]);
    expect(errors[field]![0]).toMatch(/[。，]/);
  });

  it('refuses a file without members', () => {
    const names = Object.keys(BASE).filter((name) => /^(members|bank)/.test(name));
    expect(Object.keys(errorsOf(Object.fromEntries(names.map((name) => [name, null]))))).toEqual(['members']);
  });

  it('refuses a thirteenth member', () => {
    const member = (index: number) =>
      Object.entries({
        relation: 'child',
        name: '林样',
        idNumber: idNumber(index + 1),
        employment: 'student',
        health: 'good',
      });
    const many = Array.from({ length: MOST_MEMBERS }, (_, index) => member(index + 1)).flatMap(
      (fields, index) =>
        fields.map(([name, value]): [string, string] => [`members[${index + 1}].${name}`, value]),
    );
    expect(Object.keys(errorsOf(Object.fromEntries(many)))).toEqual(['members']);
  });

  it('adds and removes members without JavaScript, keeping what was typed', () => {
    const added = read(FamilyForm, {
      __intent__: JSON.stringify({ type: 'insert', payload: { name: 'members' } }),
      address: '未完',
    });
    expect(added.status).toBe(undefined);
    const { initialValue } = added.reply();
    expect(initialValue).toMatchObject({ address: '未完' });
    expect(initialValue!.members).toHaveLength(2);
  });

  it('tells the browser what is required', () => {
    const constraint = getZodConstraint(FamilyForm);
    expect(constraint.address?.required).toBe(true);
    expect(constraint.workUnit?.required).toBeFalsy();
    expect(constraint['members[].idNumber']?.required).toBe(true);
    expect(constraint['members[].school']?.required).toBeFalsy();
    expect(constraint['income.wagesFen']?.required).toBeFalsy();
  });
});

describe('the form of a changed file', () => {
  it('lets an ID number that is on file be left empty, and no other', () => {
    const known = { version: '3', 'members[0].idNumber': '', 'members[0].memberId': 'known' };
    const submission = read(FamilyChangeForm, known);
    expect(submission.status === 'success' && submission.value).toMatchObject({
      version: 3,
      members: [{ memberId: 'known', name: '林样本' }],
    });
    const refused = read(FamilyChangeForm, { ...known, 'members[0].memberId': '' });
    expect(Object.keys(refused.reply().error ?? {})).toEqual(['members[0].idNumber']);
  });
});

describe('the form of an approval', () => {
  it('needs a category', () => {
    const form = new FormData();
    form.append('on', '2019-03-05');
    expect(parseWithZod(form, { schema: ApproveForm }).reply().error).toEqual({
      category: ['请选择困难类别。'],
    });
  });
});

describe('the fields of the national form', () => {
  const DETAILS = {
    housingKind: 'rented',
    housingArea: ' 62.5㎡ ',
    postcode: '450000',
    workingSinceOn: '1995-7-1',
    singleParent: 'on',
    'exclusions.second_home': ' 查询有两套 ',
    'exclusions.private_car': '',
    'income.rigidMedicalFen': '1,200',
    'members[0].enrolmentYear': '2018',
    'members[0].ethnicGroup': '回族',
  };

  it.each([
    ['2030-01-01', ['参加工作时间不能晚于今天，请核对。还没有参加工作的留空。']],
    ['2030-13-45', ['日历上没有这一天，请核对年、月、日。']],
  ])('refuse that somebody began to work on %s', (workingSinceOn, messages) => {
    vi.useFakeTimers({ now: new Date('2020-06-01T04:00:00Z'), toFake: ['Date'] });
    const error = read(FamilyForm, { ...DETAILS, workingSinceOn }).reply().error;
    vi.useRealTimers();
    expect(error).toEqual({ workingSinceOn: messages });
  });

  it('are read, and absent where they are left empty', () => {
    const submission = read(FamilyForm, DETAILS);
    const value = submission.status === 'success' ? submission.value : null;
    expect(value).toMatchObject({
      housingKind: 'rented',
      housingArea: 625,
      workingSinceOn: '1995-07-01',
      singleParent: true,
      exclusions: { second_home: '查询有两套' },
      income: { rigidMedicalFen: 120_000 },
      members: [{ enrolmentYear: 2018, ethnicGroup: '回族' }],
    });
    expect(value?.exclusions?.private_car).toBeUndefined();
    expect(value?.unitKind).toBeUndefined();
  });

  it.each([
    ['housingKind', 'castle'],
    ['housingArea', '62.55'],
    ['housingArea', '0'],
    ['housingArea', '2001'],
    ['postcode', '45000'],
    ['members[0].enrolmentYear', '1949'],
    ['members[0].enrolmentYear', '2999'],
    ['income.rigidHousingFen', '-1'],
  ])('refuse %s %s beside the field', (field, text) => {
    expect(Object.keys(errorsOf({ ...DETAILS, [field]: text }))).toEqual([field]);
  });
});
