import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { isSoundWindow, plannedProgrammes, planGaps, withinProject } from './programme';
import { targetRow } from './targetRow';

const project = { year: 2020, startOn: businessDate('2020-01-01'), endOn: businessDate('2020-12-31') };
/** What no form says. */
const UNDECIDED = { perHeadFen: null, timelyDays: null };
const window = (windowStartOn: string, windowEndOn: string) => ({
  windowStartOn: businessDate(windowStartOn),
  windowEndOn: businessDate(windowEndOn),
});

describe('planned programmes', () => {
  it('take the usual months where the plan names none', () => {
    expect(plannedProgrammes({ ...project, planned: {} })).toEqual([
      { type: 'living', ...window('2020-01-01', '2020-12-31'), plannedPeople: null, ...UNDECIDED },
      { type: 'schooling', ...window('2020-10-01', '2020-10-31'), plannedPeople: null, ...UNDECIDED },
      { type: 'medical', ...window('2020-06-01', '2020-12-31'), plannedPeople: null, ...UNDECIDED },
    ]);
  });

  it('take months and headcount of the plan, to the end of the month', () => {
    const planned = { living: { people: 300, basis: 'persons' as const, firstMonth: 2, lastMonth: 2 } };
    const [living] = plannedProgrammes({ ...project, planned });
    expect(living).toEqual({
      type: 'living',
      ...window('2020-02-01', '2020-02-29'),
      plannedPeople: 300,
      ...UNDECIDED,
    });
  });

  it('stay within a project that is shorter than the year', () => {
    const short = { ...project, startOn: businessDate('2020-03-05'), endOn: businessDate('2020-09-30') };
    const programmes = plannedProgrammes({ ...short, planned: {} });
    expect(programmes.map(({ windowStartOn, windowEndOn }) => [windowStartOn, windowEndOn])).toEqual([
      ['2020-03-05', '2020-09-30'],
      ['2020-03-05', '2020-09-30'],
      ['2020-06-01', '2020-09-30'],
    ]);
  });
});

describe('a window', () => {
  it.each([
    ['inside', window('2020-01-01', '2020-12-31'), true],
    ['one day', window('2020-05-05', '2020-05-05'), true],
    ['from the day before', window('2019-12-31', '2020-12-31'), false],
    ['to the day after', window('2020-01-01', '2021-01-01'), false],
    ['reversed', window('2020-05-05', '2020-05-04'), false],
  ])('%s is sound: %s', (_, given, sound) => {
    expect(isSoundWindow(given, project)).toBe(sound);
  });

  it('that touches the project on one day keeps that day', () => {
    expect(withinProject(window('2019-12-01', '2020-01-01'), project)).toEqual(
      window('2020-01-01', '2020-01-01'),
    );
  });
});

describe('a gap between plan and target', () => {
  const row = (targetText: string) =>
    targetRow(
      {
        level1: '',
        level2: '',
        level3: '人数',
        targetText,
        metric: 'people_helped.living',
        countBasis: null,
        weight: 0,
      },
      1,
    );
  const plan = (plannedPeople: number | null) => [
    { type: 'living' as const, ...window('2020-01-01', '2020-12-31'), plannedPeople },
  ];

  it.each([
    ['the same number', plan(2000), row('=2000人'), []],
    [
      'another number',
      plan(1000),
      row('=2000人'),
      [{ type: 'living', plannedPeople: 1000, targetText: '=2000人' }],
    ],
    ['no planned number', plan(null), row('=2000人'), []],
    ['a target in words', plan(1000), row('足额'), []],
  ])('%s', (_, programmes, target, gaps) => {
    expect(planGaps({ programmes, rows: [target] })).toEqual(gaps);
  });
});
