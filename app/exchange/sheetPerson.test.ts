import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import {
  CATEGORY_LABELS,
  CAUSE_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  HEALTH_LABELS,
  RELATION_LABELS,
} from '../zh/families';
import { divisionLabels } from '../zh/identity';
import type { SheetCell } from '../sheets/sheet';
import type { PersonCells, SheetColumn } from './familySheet';
import { divisionOfAddress, readPerson } from './sheetPerson';

const TODAY = businessDate('2019-12-31');
const text = (value: string): SheetCell => ({ kind: 'text', text: value });
const number = (value: string): SheetCell => ({ kind: 'number', text: value });
const date = (value: string): SheetCell => ({ kind: 'date', text: value });

const GOOD: PersonCells = {
  relation: text('本人'),
  name: text('林样本'),
  idNumber: text('11010519491231002X'),
  employment: text('退休'),
  health: text('良好'),
};

function read(changes: PersonCells) {
  return readPerson(7, { ...GOOD, ...changes }, TODAY);
}

const codesOf = (changes: PersonCells) =>
  read(changes).problems.map(({ row, column, code }) => [row, column, code]);

describe('the traps of Excel', () => {
  it.each([
    [
      'an ID number that is a number',
      { idNumber: number('110105194912310000') },
      'idNumber',
      'cell.digits_lost',
    ],
    [
      'an ID number of 15 digits that is a number',
      { idNumber: number('110105491231002') },
      'idNumber',
      'cell.digits_lost',
    ],
    [
      'an ID number shown in powers of ten',
      { idNumber: text('1.10105E+17') },
      'idNumber',
      'cell.digits_lost',
    ],
    [
      'an account that is a number',
      { account: number('6222020200112233000') },
      'account',
      'cell.digits_lost',
    ],
    ['a date as an account', { account: date('2019-01-05') }, 'account', 'cell.digits_lost'],
    ['a wrong check digit', { idNumber: text('110105194912310021') }, 'idNumber', 'id.check_digit'],
    ['a sex that is not that of the ID number', { sex: text('男') }, 'sex', 'sex.differs'],
    ['a birth date that is not', { birthOn: text('1949-12-30') }, 'birthOn', 'birth_on.differs'],
    [
      'a hidden third decimal',
      { monthlyIncome: number('1234.565') },
      'monthlyIncome',
      'money.too_many_decimals',
    ],
    ['an amount in words', { yearlyIncome: text('约一万') }, 'yearlyIncome', 'money.not_a_number'],
    ['a negative amount', { monthlyIncome: number('-5') }, 'monthlyIncome', 'money.negative'],
    ['a day that is none', { registeredOn: text('2019-02-30') }, 'registeredOn', 'date.not_real'],
    ['a day to come', { registeredOn: text('2020-01-01') }, 'registeredOn', 'date.in_future'],
    ['a month for a day', { registeredOn: text('2019.3') }, 'registeredOn', 'date.not_a_date'],
    ['a word of no list', { health: text('亚健康') }, 'health', 'cell.unknown'],
    ['another city', { division: text('洛阳市涧西区') }, 'division', 'cell.unknown'],
    ['a name with a digit', { name: text('林样本2') }, 'name', 'name.digits'],
    ['no name', { name: undefined }, 'name', 'cell.missing'],
    ['blanks for a name', { name: text(' \u3000') }, 'name', 'cell.missing'],
    ['a phone with a digit too few', { phone: text('1391234567') }, 'phone', 'phone.not_a_phone'],
    ['an error of a formula', { phone: text('#N/A') }, 'phone', 'cell.error'],
    ['an address without end', { address: text('长'.repeat(201)) }, 'address', 'cell.too_long'],
  ] as [string, PersonCells, SheetColumn, string][])('refuses %s', (_, changes, column, code) => {
    expect(codesOf(changes)).toEqual([[7, column, code]]);
  });

  it.each([
    ['a date cell', date('2019-01-05')],
    ['a date cell with a time of day', date('2019-01-05 08:30:00')],
    ['a serial number', number('43470')],
    ['a serial number as text', text('43470')],
    ['a number of eight digits', number('20190105')],
    ...[
      '2019-1-5',
      '2019.1.5',
      '2019/01/05',
      '2019年1月5日',
      '20190105',
      '２０１９－０１－０５',
      "'2019-01-05",
    ].map((written): [string, SheetCell] => [written, text(written)]),
  ] as [string, SheetCell][])('reads %s as a day', (_, cell) => {
    expect(read({ registeredOn: cell }).person?.file.registeredOn).toBe('2019-01-05');
  });

  it.each([
    ['full-width digits', '１１０１０５１９４９１２３１００２Ｘ'],
    ['a small x', '11010519491231002x'],
    ['an apostrophe', "'11010519491231002X"],
    ['spaces', ' 110105 19491231 002X '],
  ])('reads an ID number with %s', (_, written) => {
    expect(read({ idNumber: text(written) })).toMatchObject({
      problems: [],
      person: { idNumber: '11010519491231002X', birthOn: '1949-12-31', sex: 'female' },
    });
  });

  it('converts a number of 15 digits and says so', () => {
    const { person, problems, notes } = read({ idNumber: text('110105491231002') });
    expect([person?.idNumber, person?.isConverted, problems]).toEqual(['11010519491231002X', true, []]);
    expect(notes).toContain('id_converted');
  });

  it.each([
    ['1,409.50', 140_950],
    ['￥1409.5', 140_950],
    ['１４０９．５', 140_950],
  ])('reads %s yuan', (written, fen) => {
    expect(read({ monthlyIncome: text(written) }).person?.monthlyIncomeFen).toBe(fen);
  });

  it('drops binary noise, not decimals', () => {
    expect(read({ monthlyIncome: number('0.3') }).person?.monthlyIncomeFen).toBe(30);
  });

  it('takes a stroke in an empty cell for nothing', () => {
    expect(read({ school: text('无'), workUnit: text('/'), monthlyIncome: text('—') })).toMatchObject({
      problems: [],
      person: { school: '', monthlyIncomeFen: null, file: { workUnit: '' } },
    });
  });

  it.each(['address', 'workUnit', 'school'] as const)('takes no ID number in the text of %s', (column) => {
    const { problems } = read({ [column]: text('样本厂 11010519491231002X') });
    expect(problems).toMatchObject([{ column, code: 'cell.personal_number' }]);
    expect(JSON.stringify(problems)).not.toContain('1949');
  });

  it('never repeats a number that slipped into the wrong column', () => {
    const [problem] = read({ relation: text('11010519491231002X') }).problems;
    expect(JSON.stringify(problem)).not.toContain('1949');
  });
});

describe('words of lists', () => {
  it.each([
    ['relation', RELATION_LABELS],
    ['category', CATEGORY_LABELS],
    ['mainCause', CAUSE_LABELS],
    ['employment', EMPLOYMENT_LABELS],
    ['health', HEALTH_LABELS],
    ['educationStage', EDUCATION_STAGE_LABELS],
    ['division', divisionLabels],
  ] as [SheetColumn, Record<string, string>][])('of %s are the labels of the product', (column, labels) => {
    for (const [code, label] of Object.entries(labels)) {
      const { person, problems } = read({ [column]: text(label) });
      expect(problems, label).toEqual([]);
      const found = { ...person, ...person?.file } as Record<string, unknown>;
      expect(found[column], label).toBe(code);
    }
  });

  it('tells what may be chosen', () => {
    expect(read({ unionMember: text('大概') }).problems[0]?.data).toMatchObject({ options: '是、否' });
  });

  it.each([
    ['河南省郑州市金水区文化路 1 号', '410105'],
    ['郑州市管城回族区城东路', '410104'],
    ['高新区科学大道', '410172'],
    ['中原路 12 号', null],
    ['', null],
  ])('the address %s', (address, division) => {
    expect(divisionOfAddress(address)).toBe(division);
  });
});
