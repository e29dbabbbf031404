import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getTableColumns, getTableName, is, Table } from 'drizzle-orm';
import { Document, Packer, Paragraph } from 'docx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePng } from '../../app/demo/samplePapers.server';
import { runJobs } from '../../app/exchange/jobRuns.server';
import { orderLedgerImport } from '../../app/exchange/ledgerJobs.server';
import { orderComparison } from '../../app/exchange/nationalJobs.server';
import { uploadPapers } from '../../app/families/papers.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { uploadIndicatorFiles } from '../../app/fund/indicatorFiles.server';
import { importTargets, uploadTargetForm } from '../../app/fund/targetUploads.server';
import { uploadResult } from '../../app/payments/bankResults.server';
import { uploadTemplate } from '../../app/reports/templates.server';
import { importAnswers } from '../../app/surveys/answersImport.server';
import type { Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { aResultFile, aResultRow, anExportedBatch } from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { registerWorkbook, sheetFamily } from '../factories/familySheet';
import { aFreshOffice } from '../factories/freshOffice';
import { aTargetForm } from '../factories/fund';
import { aSentImport } from '../factories/imports';
import { ledgerWorkbook } from '../factories/ledgerSheet';
import { workbook } from '../factories/national';
import type { Office } from '../factories/office';
import { anAward } from '../factories/relief';
import { aDrawnRound, anAnswersFile, aPaidPerson } from '../factories/surveys';

/** Whatever is sent in: the numbers of people and accounts in its name are kept nowhere, in no log and no list. */

const year = 2019;
const STEM = '结果419901199003070014张三 6217 0000 0000 0001 267 20191226';
const KEPT = '结果＊＊＊＊张三 ＊＊＊＊1267 20191226';
const NUMBERS = /419901199003070014|6217 ?0000|0001 ?267/;

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-names-'));
process.env.DATA_DIR = folder;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const papers = new FolderPaperStore(path.join(folder, 'papers'));
const png = () => [{ name: `${STEM}.png`, bytes: new Uint8Array(samplePng(90)) }];

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year }));
});

const tables = Object.values<unknown>(schema).filter((value) => is(value, Table));

async function everything(): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const table of tables)
    texts[getTableName(table)] = JSON.stringify(await store.read((read) => read.select().from(table)));
  return texts;
}

const SENDINGS: [string, string, () => Promise<unknown>][] = [
  [
    'papers',
    'png',
    async () => {
      const { id: familyId } = await aFamily(office, { state: 'draft' });
      await uploadPapers(office.caseworker, { familyId, kind: 'id_card', files: png(), papers });
    },
  ],
  [
    'indicator_files',
    'png',
    async () => {
      const [row] = await store.read((read) => read.select().from(schema.indicators).limit(1));
      await uploadIndicatorFiles(office.head, { indicatorId: row!.id, files: png(), papers });
    },
  ],
  [
    'report_templates',
    'docx',
    async () => {
      const document = new Document({ sections: [{ children: [new Paragraph('自评报告')] }] });
      const bytes = new Uint8Array(await Packer.toBuffer(document));
      await uploadTemplate(office.head, { bytes, fileName: `${STEM}.docx`, papers });
    },
  ],
  [
    'target_form_uploads',
    'txt',
    async () => uploadTargetForm(office.head, { bytes: await aTargetForm(), fileName: `${STEM}.txt` }),
  ],
  [
    'target_form_uploads',
    'TXT',
    async () => importTargets(office.head, { bytes: await aTargetForm(), fileName: `${STEM}.TXT` }),
  ],
  [
    'bank_results',
    'csv',
    async () => {
      const { id: familyId } = await aFamily(office);
      const award = await anAward(office, { year, familyId, type: 'medical', amountFen: 60_000 });
      const { id: batchId, lines } = await anExportedBatch(office, [award.id]);
      const bytes = aResultFile(lines.map((line) => aResultRow(line)));
      await uploadResult(office.finance, { batchId, bytes, fileName: `${STEM}.csv` });
    },
  ],
  [
    'jobs',
    'xlsx',
    async () => {
      const bytes = await registerWorkbook(sheetFamily(1));
      const order = { mode: 'good_families' as const, isCheckOnly: false };
      await aSentImport(office.caseworker, { bytes, fileName: `${STEM}.xlsx`, ...order });
      await runJobs(store);
    },
  ],
  [
    'jobs',
    'XLSX',
    async () => {
      const bytes = await ledgerWorkbook('receipts', []);
      const order = { kind: 'receipts' as const, isCheckOnly: false };
      await orderLedgerImport(office.finance, { bytes, fileName: `${STEM}.XLSX`, ...order });
      await runJobs(store);
    },
  ],
  [
    'jobs',
    'xlsm',
    async () => {
      const bytes = await workbook([]);
      await orderComparison(office.caseworker, { bytes, fileName: `${STEM}.xlsm` });
    },
  ],
  [
    'audit_entries',
    'ods',
    async () => {
      const { idNumber } = await aPaidPerson(office);
      const { id: roundId } = await aDrawnRound(office);
      const bytes = await anAnswersFile([[idNumber, '2019-12-05', '电话', '很满意', '谢谢']]);
      const order = { roundId, bytes, fileName: `${STEM}.ods`, isCheckOnly: false };
      expect(await importAnswers(office.caseworker, order)).toMatchObject({ accepted: 1 });
    },
  ],
];

describe('the name of a file that was sent in', () => {
  it.each(SENDINGS)('is kept in %s without numbers (%s)', async (table, ending, send) => {
    await send();
    const kept = await everything();
    expect(kept[table]).toContain(`${KEPT}.${ending}`);
    for (const [name, text] of Object.entries(kept)) expect(text, name).not.toMatch(NUMBERS);
  });

  it('stands in no other table than those, and those that the product names itself', () => {
    const ours = ['bank_files', 'report_files'];
    const named = tables.filter((table) => 'fileName' in getTableColumns(table)).map(getTableName);
    const sent = SENDINGS.map(([table]) => table).filter((table) => table !== 'audit_entries');
    expect(named.sort()).toEqual([...new Set([...ours, ...sent])].sort());
  });
});
