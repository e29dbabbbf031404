import { describe, expect, it } from 'vitest';
import { linesOf, tableColumn, type TableCell } from './tableColumn';

describe('a column of a sheet', () => {
  it.each<[string, TableCell[], number, boolean]>([
    ['状态', [], 18, false],
    ['状态', ['', ''], 18, false],
    ['状态', ['在册'], 8, false],
    ['身份证号（隐去中间）', ['1'], 22, false],
    ['户数', [3, ''], 8, true],
    ['金额', [{ fen: 123_456_789 }], 14, true],
    ['内容', ['长'.repeat(200)], 44, false],
    ['天', [3, '今天到期'], 10, false],
  ])('%s with %j is %i wide, of numbers: %s', (title, cells, width, isNumeric) => {
    expect(tableColumn(title, cells)).toEqual({ width, isNumeric });
  });

  it('goes on below where a cell is longer than it is wide', () => {
    const columns = [tableColumn('内容', ['长'.repeat(200)]), tableColumn('户数', [1])];
    expect(linesOf(['短', 1], columns)).toBe(1);
    expect(linesOf(['长'.repeat(21), 1], columns)).toBe(1);
    expect(linesOf(['长'.repeat(22), 1], columns)).toBe(2);
    expect(linesOf([], columns)).toBe(1);
  });
});
