import { describe, expect, it } from 'vitest';
import { treeSpans } from './treeSpans';

describe('the spans of a tree', () => {
  it.each([
    ['nothing', '', []],
    ['one row', 'ax', [[1, 1]]],
    [
      'one name over two',
      'ax ax',
      [
        [2, 2],
        [0, 0],
      ],
    ],
    [
      'two names below one',
      'ax ay ay',
      [
        [3, 1],
        [0, 2],
        [0, 0],
      ],
    ],
    [
      'the same name below another',
      'ax bx',
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      'a name that comes back',
      'ax bx ax',
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ],
  ])('%s', (_, names, expected) => {
    const rows = names
      .split(' ')
      .filter(Boolean)
      .map(([level1, level2]) => ({ level1: level1!, level2: level2!, level3: null }));
    expect(treeSpans(rows).map(({ level1, level2 }) => [level1, level2])).toEqual(expected);
  });
});
