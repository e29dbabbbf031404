import { describe, expect, it } from 'vitest';
import { formFieldLabel, formValueText } from '../zh/familyForm';
import { formConflict, formDifferences } from './familyDifferences';
import { draftValue } from './draftValue';

const ON_FILE = {
  version: '4',
  address: '样本路 1 号',
  unionMember: 'on',
  income: { wagesFen: '9600.00', businessFen: '0.00' },
  bank: { bankName: '样本银行' },
  members: [{ memberId: 'a', name: '林样本', school: '' }],
};

describe('the differences between a form and its file', () => {
  it('are none for the same content, however amounts are written and empty fields are sent', () => {
    const typed = draftValue(
      'version=3&address=样本路+1+号&unionMember=on&income.wagesFen=9,600&bank.bankName=样本银行' +
        '&bank.account=123&members[0].memberId=b&members[0].name=林样本&members[0].idNumber=1',
    );
    expect(formDifferences(typed, ON_FILE)).toEqual([]);
  });

  it('name each field with both sides, members by their place', () => {
    const typed = draftValue(
      'version=3&address=样本路+2+号&income.wagesFen=9,600.5&bank.bankName=样本银行' +
        '&members[0].name=林样本&members[1].name=林学生',
    );
    expect(formDifferences(typed, ON_FILE)).toEqual([
      { field: 'address', typed: '样本路 2 号', onFile: '样本路 1 号' },
      { field: 'unionMember', typed: '', onFile: 'on' },
      { field: 'income.wagesFen', typed: '9,600.5', onFile: '9600.00' },
      { field: 'members[1].name', typed: '林学生', onFile: '' },
    ]);
    expect(formFieldLabel('members[1].name')).toBe('家庭成员 2 姓名');
    expect(formValueText('unionMember', '')).toBe('否');
    expect(formValueText('members[0].health', 'major_illness')).toBe('重大疾病');
    expect(formValueText('remarks', '')).toBe('—');
  });
});

describe('a conflict', () => {
  const recent = ['third', 'second', 'first'];
  it.each([
    ['3', ['third']],
    ['2', ['third', 'second']],
    ['4', null],
    ['x', null],
  ])('of a form opened on version %s shows what came after', (version, changes) => {
    const conflict = formConflict({ typed: { version }, onFile: ON_FILE, recent });
    expect(conflict?.changes ?? null).toEqual(changes);
  });
  it('is none while nothing was typed', () => {
    expect(formConflict({ typed: null, onFile: ON_FILE, recent })).toBeNull();
  });
});
