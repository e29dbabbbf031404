import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../../tests/fixtures/zip';
import { openSheets } from './sheetRows.server';
import { readSheet } from './sheets.server';

/** XML may declare texts of its own, of a file or of an address (XXE, OWASP ASVS 4.0.3, 5.5.2): no workbook does. */

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-entities-'));
const fetched: string[] = [];
const server = createServer((request, response) => {
  fetched.push(request.url!);
  response.end('<!ENTITY told "FETCHED">');
});

beforeAll(async () => {
  writeFileSync(path.join(folder, 'secret'), 'SECRET');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.dtd`;
/** Ten to the thirtieth letters, were it read. */
const bomb = Array.from({ length: 30 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
  '',
);

const DECLARED: [string, () => string][] = [
  ['itself', () => `<!DOCTYPE x [<!ENTITY told "DECLARED">]>`],
  ['of a file', () => `<!DOCTYPE x [<!ENTITY told SYSTEM "file://${folder}/secret">]>`],
  ['of an address', () => `<!DOCTYPE x [<!ENTITY told SYSTEM "${address()}">]>`],
  ['elsewhere', () => `<!DOCTYPE x SYSTEM "${address()}">`],
  ['by a parameter', () => `<!DOCTYPE x [<!ENTITY % all SYSTEM "${address()}"> %all;]>`],
  ['out of one another', () => `<!DOCTYPE x [<!ENTITY l0 "x">${bomb}<!ENTITY told "&l30;">]>`],
];

/** A workbook with two texts, each part of which begins with a declaration and says an entity. */
function workbook(declared: string, entity: string): Buffer {
  const parts = {
    'xl/workbook.xml': '<workbook><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': '<styleSheet/>',
    'xl/sharedStrings.xml': `<sst><si><t>A${entity}B</t></si></sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>C${entity}D</t></is></c></row></sheetData></worksheet>`,
  };
  const texts = Object.entries(parts).map(([name, text]) => ({
    ...{ name, content: Buffer.from(`<?xml version="1.0"?>${declared}${text}`) },
  }));
  return Buffer.from(zipOf(texts));
}

const wholeReading = (bytes: Buffer) => readSheet(bytes);
async function rowReading(bytes: Buffer) {
  const rows: string[][] = [];
  for (const sheet of await openSheets(bytes))
    for await (const { cells } of sheet.rows()) rows.push(cells.map((cell) => cell!.text));
  return rows;
}

describe('a workbook that declares a text', () => {
  it.each(DECLARED)('%s and says it is refused, and nothing is fetched', async (_, declared) => {
    const bytes = workbook(declared(), '&told;');
    expect(await wholeReading(bytes)).toEqual({ ok: false, problem: 'file_damaged' });
    await expect(rowReading(bytes)).rejects.toMatchObject({ problem: 'file_damaged' });
    expect(fetched).toEqual([]);
  });

  it.each(DECLARED)('%s and does not say it is read without it', async (_, declared) => {
    const bytes = workbook(declared(), '&amp;');
    expect(await wholeReading(bytes)).toEqual({ ok: true, cells: [['A&B', 'C&D']] });
    expect(await rowReading(bytes)).toEqual([['A&B', 'C&D']]);
    expect(fetched).toEqual([]);
  });
});
