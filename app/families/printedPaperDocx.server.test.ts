import fc from 'fast-check';
import PizZip from 'pizzip';
import { expect, it } from 'vitest';
import { amount, label, value, type PaperCell, type PaperGrid } from './printedPaper';
import { printedPaperDocx } from './printedPaperDocx.server';

const paper = (grids: PaperGrid[]) => ({
  ...{
    title: 'T',
    subtitle: 'S',
    fileName: 'F',
    opening: ['O'],
    closing: ['C'],
    signature: ['G'],
    footer: 'P',
  },
  grids,
});

async function documentOf(grids: PaperGrid[], longRows: number): Promise<string> {
  const bytes = await printedPaperDocx(paper(grids), { centreName: 'X', longRows });
  return new PizZip(bytes).file('word/document.xml')!.asText();
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .array(fc.constantFrom('a', '\n', '\r\n', '&', '<', '>', '"', "'", '$&', '𠮷', '\u0007'), {
      maxLength: 6,
    })
    .map((all) => all.join('')),
);
const cell: fc.Arbitrary<PaperCell> = fc.oneof(
  text.map((one) => value(one)),
  text.map(amount),
  text.map((one) => label(one)),
);
const grid: fc.Arbitrary<PaperGrid> = fc.record({
  heading: fc.option(fc.constant('H')),
  widths: fc.constant([30, 40, 30]),
  isHeaded: fc.boolean(),
  rows: fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 9 }),
});

it('a long table is to the character what the library writes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(grid, { minLength: 1, maxLength: 3 }), async (grids) => {
      expect(await documentOf(grids, 1)).toBe(await documentOf(grids, Infinity));
    }),
    { numRuns: 40 },
  );
});

it('every row of 2,000 stands in its place', async () => {
  const rows = Array.from({ length: 2_000 }, (_, index) => [
    value(String(index)),
    value('N'),
    amount('1.00'),
  ]);
  const document = await documentOf([{ heading: null, widths: [30, 40, 30], isHeaded: true, rows }], 60);
  const numbers = [...document.matchAll(/<w:t [^>]*>(\d+)<\/w:t>/g)].map(([, one]) => Number(one));
  expect(numbers).toEqual(rows.map((_, index) => index));
});
