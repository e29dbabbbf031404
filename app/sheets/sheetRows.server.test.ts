import { describe, expect, it } from 'vitest';
import { zipOf } from '../../tests/fixtures/zip';
import { openSheets } from './sheetRows.server';

/** What registers, ledgers and answers of banks could hold to fill the memory or the time of the server. */

const MB = 1024 * 1024;
const SHEET = 'xl/worksheets/sheet1.xml';
const PARTS = {
  'xl/workbook.xml': '<workbook><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
  [SHEET]: '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
};

/** A workbook with these parts besides the usual ones, or in their place; `claims` falsifies the sizes of some. */
function workbook(parts: Record<string, string> = {}, claims: Record<string, number> = {}): Buffer {
  const all = Object.entries({ ...PARTS, ...parts });
  return Buffer.from(
    zipOf(all.map(([name, text]) => ({ name, content: Buffer.from(text), claimed: claims[name] }))),
  );
}

/** Takes every row, as a reader does. @returns how many there are */
async function rowsOf(bytes: Buffer): Promise<number> {
  let rows = 0;
  for (const sheet of await openSheets(bytes)) for await (const _ of sheet.rows()) rows += 1;
  return rows;
}

/** What the usual parts take, which count as well. */
const usual = Object.values(PARTS).reduce((sum, text) => sum + text.length, 0);
const tooLarge = { problem: 'file_expands_too_large' };

describe('a workbook that would expand', () => {
  it.each([
    ['to 800 MB in one part', { a: 800 * MB - usual }, null],
    ['to a byte more', { a: 800 * MB - usual + 1 }, tooLarge],
    ['to a byte more in two parts', { a: 400 * MB, b: 400 * MB - usual + 1 }, tooLarge],
    ['to 4 GB', { a: 0xffff_fff0 }, tooLarge],
  ])('%s is read or refused before any of it is', async (_, claims, problem) => {
    const fillers = Object.fromEntries(Object.keys(claims).map((name) => [name, '']));
    const reading = rowsOf(workbook(fillers, claims));
    if (problem) await expect(reading).rejects.toMatchObject(problem);
    else expect(await reading).toBe(1);
  });

  it.each([
    ['the workbook’s own part', 'xl/workbook.xml', 5 * MB + 1],
    ['its styles', 'xl/styles.xml', 5 * MB + 1],
    ['its shared texts', 'xl/sharedStrings.xml', 200 * MB + 1],
  ])('in %s is refused, since that is held whole', async (_, name, size) => {
    const parts = { [name]: (PARTS as Record<string, string>)[name] ?? '<x/>' };
    await expect(openSheets(workbook(parts, { [name]: size }))).rejects.toMatchObject(tooLarge);
  });

  it.each([
    [5_000, null],
    [5_001, tooLarge],
  ])('to %i parts is read or refused', async (count, problem) => {
    const more = Array.from({ length: count - Object.keys(PARTS).length }, (_, at) => [`p${at}`, '']);
    const reading = rowsOf(workbook(Object.fromEntries(more) as Record<string, string>));
    if (problem) await expect(reading).rejects.toMatchObject(problem);
    else expect(await reading).toBe(1);
  });
});

describe('a workbook that says it is smaller than it is', () => {
  const marks = '<x/>'.repeat(MB);

  it.each([
    ['in the part of its sheets', { 'xl/workbook.xml': marks }],
    ['in its shared texts', { 'xl/sharedStrings.xml': `<sst>${marks}</sst>` }],
    ['in its rows', { [SHEET]: PARTS[SHEET].replace('</sheetData>', `${marks}</sheetData>`) }],
  ])('%s is given up where it says that it ends', async (_, parts) => {
    const [name] = Object.keys(parts) as [string];
    const bytes = workbook(parts, { [name]: 1_000 });
    expect(bytes.length).toBeLessThan(100_000);
    await expect(rowsOf(bytes)).rejects.toMatchObject({ problem: 'file_damaged' });
  });

  it('or larger is not read either', async () => {
    const bytes = workbook({}, { [SHEET]: 10 * MB });
    await expect(rowsOf(bytes)).rejects.toMatchObject({ problem: 'file_damaged' });
  });
});

it('a part that is one long text without a tag is given up after 2 MB of it', async () => {
  const text = `<c r="A2" t="str"><v>${'x'.repeat(3 * MB)}</v></c></row></sheetData>`;
  const bytes = workbook({ [SHEET]: PARTS[SHEET].replace('</row></sheetData>', text) });
  await expect(rowsOf(bytes)).rejects.toMatchObject({ problem: 'file_damaged' });
});
