import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPlannedHelp } from './plannedHelp';
import type { PlannedByType, PlannedHelp } from './plannedHelp';

function help(people: number | null, firstMonth: number | null, lastMonth = firstMonth): PlannedHelp {
  return { people, basis: people === null ? null : 'persons', firstMonth, lastMonth };
}

const ALL_THREE: PlannedByType = {
  living: help(300, 1, 12),
  schooling: help(40, 9),
  medical: help(12, 3, 11),
};

describe('readPlannedHelp', () => {
  it.each([
    '生活救助2021年1月-12月实施，拟救助300人；助学救助2021年9月份进行，拟救助40人；医疗救助3月-11月份进行，拟救助12人。',
    '生活救助2021年1月-12月实施,拟救助300人;助学救助2021年9月份进行,拟救助40人;医疗救助3月-11月份进行,拟救助12人.',
    '生活救助１－１２月，３００人；助学救助９月，４０人；医疗救助３～１１月，１２人',
    '医疗救助(3月至11月)12人、助学救助(9月)40人、生活救助(全年)300人',
    '1-12月开展生活救助300人，9月开展助学救助40人，3-11月开展医疗救助12人',
    '对300人实施生活救助（1—12月）；9月对约40名学生实施金秋助学；3月到11月对12人实施大病救助',
    '帮助分为生活救助、助学救助、医疗救助。生活救助1月-12月，拟救助300余人\n助学救助9月，拟救助40人\n医疗救助3月1日-11月30日，拟救助12人',
    '生活救助：2021年1月至2021年12月，计划300人。助学救助：9月，计划40人。医疗救助：3月至11月，计划12人。',
  ])('reads %s', (plan) => {
    expect(readPlannedHelp(plan)).toEqual(ALL_THREE);
  });

  it('reads thousands and other counts', () => {
    expect(readPlannedHelp('生活救助1,200户次，助学救助1,060人次；医疗救助8户')).toEqual({
      living: { people: 1200, basis: null, firstMonth: null, lastMonth: null },
      schooling: { people: 1060, basis: 'person_times', firstMonth: null, lastMonth: null },
      medical: { people: 8, basis: 'families', firstMonth: null, lastMonth: null },
    });
  });

  it('tells two types in one clause apart, whichever way round', () => {
    expect(readPlannedHelp('生活救助300人和助学救助40人')).toEqual({
      living: help(300, null),
      schooling: help(40, null),
    });
    expect(readPlannedHelp('对300人生活救助并对40人助学救助')).toEqual({
      living: help(300, null),
      schooling: help(40, null),
    });
  });

  it('leaves numbers alone that belong to no type', () => {
    expect(readPlannedHelp('资金100万元。走访500人。生活救助、医疗救助按规定开展。全年培训80人')).toEqual({});
    expect(readPlannedHelp('')).toEqual({});
  });

  it('takes no months that are none', () => {
    expect(readPlannedHelp('生活救助13月，20人；助学救助12月-3月，5人')).toEqual({
      living: help(20, null),
      schooling: help(5, null),
    });
  });

  it('never throws', () => {
    const pieces = fc.constantFrom(
      '生活救助',
      '助学',
      '医疗',
      '1',
      '20',
      '人',
      '月',
      '-',
      '，',
      '；',
      '、',
      '户',
      '全年',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (words) => {
        for (const found of Object.values(readPlannedHelp(words.join('')))) {
          expect(found.people === null || Number.isSafeInteger(found.people)).toBe(true);
        }
      }),
    );
  });
});
