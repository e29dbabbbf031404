import { describe, expect, it } from 'vitest';
import { businessDate } from '../calendar/date';
import { fen } from '../money/fen';
import { Refusal } from '../refusal';
import type { TargetForm } from './targetForm';
import {
  copiedTo,
  draftOf,
  matchByName,
  reimported,
  requireSound,
  totalWeight,
  type ProjectDraft,
} from './projectDraft';
import { standardRows, targetRow } from './targetRow';

const form = (given: Partial<TargetForm> = {}): TargetForm => ({
  centreName: '云州市困难职工帮扶中心',
  year: 2019,
  projectName: '样例资金',
  unitCode: null,
  useType: null,
  leader: null,
  contact: null,
  phone: null,
  startOn: businessDate('2019-01-01'),
  endOn: businessDate('2019-12-31'),
  totalFen: null,
  currentFen: fen(500),
  previousTotalFen: null,
  previousCurrentFen: null,
  texts: {
    overview: '',
    basis: '',
    necessity: '',
    measures: '',
    plan: '',
    remarks: '',
    overallGoal: '',
    annualGoal: '',
  },
  components: [{ subject: '救济费', amountFen: fen(500) }],
  rows: standardRows(),
  planned: {},
  ...given,
});

const draft = (given: Partial<ProjectDraft> = {}): ProjectDraft => ({ ...draftOf(form()), ...given });

const codeOf = (given: ProjectDraft): string | null => {
  try {
    requireSound(given);
    return null;
  } catch (error) {
    return error instanceof Refusal ? error.code : 'another error';
  }
};

describe('the standard tree', () => {
  it('weighs 100 points and can be computed where the product has a metric', () => {
    const rows = standardRows();
    expect(totalWeight(rows)).toBe(10_000);
    expect(rows.flatMap(({ metric }) => metric ?? [])).toEqual([
      'budget_execution',
      'funds_in_place',
      'people_helped.living',
      'people_helped.schooling',
      'people_helped.medical',
      'coverage',
      'timeliness',
      'satisfaction',
    ]);
    expect(codeOf(draft({ rows }))).toBeNull();
  });
});

describe('a form made complete', () => {
  it('has a total, and counts persons where it does not say', () => {
    const rows = [{ ...standardRows()[3]!, countBasis: null, weight: 10_000 }];
    const made = draftOf(form({ rows }));
    expect(made.totalFen).toBe(500);
    expect(made.rows[0]!.countBasis).toBe('persons');
  });
});

describe('a sound project-year', () => {
  const heavier = standardRows().map((row, index) =>
    index === 0 ? { ...row, weight: (row.weight ?? 0) + 1 } : row,
  );
  it.each([
    ['as it stands', draft(), null],
    ['without a centre', draft({ centreName: '' }), 'project.centre_name_missing'],
    ['without a name', draft({ projectName: '' }), 'project.project_name_missing'],
    ['one day long', draft({ startOn: businessDate('2019-12-31'), programmes: [] }), null],
    ['ending before it starts', draft({ startOn: businessDate('2020-01-01') }), 'project.dates_reversed'],
    ['of another year', draft({ year: 2018 }), 'project.year_outside'],
    ['without components', draft({ components: [] }), null],
    [
      'with components one fen off',
      draft({ components: [{ subject: '救济费', amountFen: fen(499) }] }),
      'project.components_differ',
    ],
    [
      'with components that add up',
      draft({
        components: [
          { subject: '甲', amountFen: fen(499) },
          { subject: '乙', amountFen: fen(1) },
        ],
      }),
      null,
    ],
    ['a hundredth of a point too heavy', draft({ rows: heavier }), 'project.weights_differ'],
    ['without any indicator', draft({ rows: [] }), null],
    [
      'with a window that leaves it',
      draft({
        programmes: [
          {
            type: 'living',
            windowStartOn: businessDate('2019-01-01'),
            windowEndOn: businessDate('2020-01-01'),
            plannedPeople: null,
            perHeadFen: null,
            timelyDays: null,
          },
        ],
      }),
      'project.window_outside',
    ],
  ])('%s', (_, given, code) => {
    expect(codeOf(given)).toBe(code);
  });
});

describe('rows matched by name', () => {
  const named = (...names: string[]) => names.map((level3) => ({ level1: 'a', level2: 'b', level3 }));
  it.each([
    ['the same', named('x', 'y'), named('x', 'y'), [0, 1]],
    ['another order', named('x', 'y'), named('y', 'x'), [1, 0]],
    ['one new, one gone', named('x', 'y'), named('z', 'y'), [null, 1]],
    ['two of one name', named('x', 'x'), named('x', 'x', 'x'), [0, 1, null]],
  ])('%s', (_, before, after, expected) => {
    expect(matchByName(before, after)).toEqual(expected);
  });

  it('tells a level-3 name from the same text on level 2', () => {
    expect(
      matchByName([{ level1: 'a', level2: 'b', level3: null }], [{ level1: 'a', level2: '', level3: 'b' }]),
    ).toEqual([null]);
  });
});

describe('a re-import', () => {
  const stored = draft({
    rows: standardRows().map((row) => {
      if (row.metric === 'people_helped.living')
        return { ...row, countBasis: 'families' as const, weight: (row.weight ?? 0) + 100 };
      if (row.metric === 'budget_execution') return { ...row, weight: (row.weight ?? 0) - 100 };
      return row;
    }),
  });
  const defaulted = [{ code: 'weights_defaulted' as const, data: {} }];

  it('of the same form keeps what the head decided', () => {
    expect(reimported(stored, { form: form(), doubts: defaulted })).toEqual(stored);
  });

  it('takes the weights that the form brings', () => {
    const next = reimported(stored, { form: form(), doubts: [] });
    expect(next.rows.map(({ weight }) => weight)).toEqual(standardRows().map(({ weight }) => weight));
    expect(next.rows[3]!.countBasis).toBe('families');
  });

  it('takes the proposed weights when the indicators are others', () => {
    const rows = standardRows().slice(0, -1);
    const next = reimported(stored, { form: form({ rows }), doubts: defaulted });
    expect(next.rows.map(({ weight }) => weight)).toEqual(rows.map(({ weight }) => weight));
  });

  it('takes the count basis of a target whose unit changed', () => {
    const rows = standardRows().map((row) =>
      row.metric === 'people_helped.living'
        ? targetRow({ ...row, targetText: '=2500人次', countBasis: 'person_times' }, row.position)
        : row,
    );
    const next = reimported(stored, { form: form({ rows }), doubts: defaulted });
    expect(next.rows[3]).toMatchObject({ countBasis: 'person_times', target: { value: '2500' } });
  });

  it('keeps windows and headcounts unless the plan says something else', () => {
    const programmes = stored.programmes.map((one) => ({
      ...one,
      plannedPeople: 77,
      perHeadFen: fen(60_000),
      timelyDays: 5,
    }));
    const planned = { medical: { people: 5, basis: 'persons' as const, firstMonth: 3, lastMonth: 11 } };
    const next = reimported({ ...stored, programmes }, { form: form({ planned }), doubts: defaulted });
    expect(next.programmes.map(({ plannedPeople }) => plannedPeople)).toEqual([77, 77, 5]);
    expect(
      next.programmes.every(({ timelyDays, perHeadFen }) => timelyDays === 5 && perHeadFen === 60_000),
    ).toBe(true);
    expect(next.programmes[2]).toMatchObject({ windowStartOn: '2019-03-01', windowEndOn: '2019-11-30' });
  });
});

describe('a copy', () => {
  it('moves the dates by the years between and fills in last year’s amounts', () => {
    const from = draft({
      previousTotalFen: fen(1),
      programmes: [
        {
          type: 'living',
          windowStartOn: businessDate('2019-02-28'),
          windowEndOn: businessDate('2019-02-28'),
          plannedPeople: 3,
          perHeadFen: null,
          timelyDays: null,
        },
      ],
    });
    expect(copiedTo(2020, from)).toEqual({
      ...from,
      year: 2020,
      startOn: '2020-01-01',
      endOn: '2020-12-31',
      previousTotalFen: 500,
      previousCurrentFen: 500,
      programmes: [
        {
          type: 'living',
          windowStartOn: '2020-02-29',
          windowEndOn: '2020-02-29',
          plannedPeople: 3,
          perHeadFen: null,
          timelyDays: null,
        },
      ],
    });
  });
});
