import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHEET_COLUMNS } from './familySheet';
import { RowPacker, unpacked } from './packedRow.server';

describe('a packed row', () => {
  it('is the row that it was, whatever stands beside it', () => {
    const cell = fc.record({
      kind: fc.constantFrom('text' as const, 'number' as const, 'date' as const),
      // As a workbook is read: no control characters but these, and no torn ones.
      text: fc
        .string({ unit: 'grapheme', maxLength: 300 })
        .map((text) => text.replace(/[^\P{Cc}\t\n]/gu, ''))
        .map((text) => (text === '' ? '\n' : text)),
    });
    const row = fc.dictionary(fc.constantFrom(...SHEET_COLUMNS), cell);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        const packer = new RowPacker();
        const packed = rows.map((cells, index) => packer.packed(index, cells));
        expect(packed.map((one) => [one.row, unpacked(one)])).toEqual(
          rows.map((cells, index) => [index, { ...cells }]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('may be longer than a block', () => {
    const cells = { address: { kind: 'text' as const, text: '\u5c45'.repeat(400_000) } };
    expect(unpacked(new RowPacker().packed(2, cells))).toEqual(cells);
  });
});
