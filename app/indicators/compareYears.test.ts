import { expect, it } from 'vitest';
import { anEmptyRow, anIndicator, aYearOf } from '../../tests/factories/yearIndicators';
import { comparedRows } from './compareYears';

const coverage = anIndicator({ id: 'c', level3: '应补尽补率', metric: 'coverage', countBasis: null });
const graded = anIndicator({ id: 'g', level3: '制度健全性', metric: null, countBasis: null });
const inJinshui = anIndicator({
  ...{ ...coverage, id: 'j' },
  filter: { type: null, division: '410105', source: null },
});

it.each([
  ['by metric, whatever its name', coverage, { ...coverage, id: 'c2', level3: '补助覆盖率' }, ['应补尽补率']],
  ['a graded one by its name', graded, { ...graded, id: 'g2' }, ['制度健全性']],
  [
    'not by another name',
    graded,
    { ...graded, id: 'g2', level3: '管理规范性' },
    ['制度健全性', '管理规范性'],
  ],
  [
    'not on another basis',
    { ...coverage, metric: 'people_helped.living', countBasis: 'persons' } as const,
    { ...coverage, id: 'c2', metric: 'people_helped.living', countBasis: 'families' } as const,
    ['应补尽补率', '应补尽补率'],
  ],
  ['of the same part', inJinshui, { ...inJinshui, id: 'c2' }, ['应补尽补率']],
  ['not of another part', coverage, inJinshui, ['应补尽补率', '应补尽补率']],
])('an indicator stands beside the same one of another year: %s', (_, left, right, names) => {
  const rows = comparedRows(aYearOf([anEmptyRow(), left]), aYearOf([right, anEmptyRow()]));
  expect(rows.map(({ name }) => name)).toEqual(names);
  const paired = names.length === 1;
  expect(rows.map((row) => row.left !== null)).toEqual(paired ? [true] : [true, false]);
  expect(rows.map((row) => row.right !== null)).toEqual(paired ? [true] : [false, true]);
});
