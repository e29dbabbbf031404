import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { auditCheck, exportAuditHead } from '../../app/audit/auditHead.server';
import { auditOf } from '../../app/audit/audit.server';
import { yearArchive } from '../../app/exchange/yearArchive.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { uploadIndicatorFiles } from '../../app/fund/indicatorFiles.server';
import { attachmentCounts } from '../../app/reports/attachments.server';
import { narrativeOf } from '../../app/reports/narrative.server';
import { yearEndOf } from '../../app/reports/yearEnd.server';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aProject, ledgerOf } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';

const year = 2019;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let store: Store;
let office: Office;
let papers: FolderPaperStore;

beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
  papers = new FolderPaperStore(await mkdtemp(path.join(tmpdir(), 'bangfu-archive-')));
  const { id } = await aProject(office, { year });
  const ledger = await ledgerOf(office, id);
  const award = await ledger.award({ amountFen: 60_000, on: '2019-03-01' });
  const payment = await ledger.pay(award, { amountFen: 60_000, on: '2019-03-04' });
  await ledger.pay(award, { amountFen: -10_001, on: '2019-04-01', corrects: payment });
  const { rows } = await store.read((read) => yearEndOf(read, { year, asOf: '2019-12-31' }));
  const graded = rows.find(({ indicator }) => indicator?.kind === 'qualitative')!.indicator!;
  const files = [
    { name: '制度.png', bytes: PNG },
    { name: '制度.png', bytes: Buffer.concat([PNG, Buffer.from([0])]) },
  ];
  await uploadIndicatorFiles(office.head, { indicatorId: graded.id, files, papers });
});

async function unpacked(): Promise<Map<string, Buffer>> {
  const { stream } = await yearArchive(office.auditor, { year, papers });
  const zip = await fromBufferPromise(await buffer(stream), { lazyEntries: true, autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function sheetOf(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer);
  return book.worksheets[0]!;
}

describe('the zip for the auditor', () => {
  it('holds every list, paper and proof, each under the hash that its manifests say', async () => {
    const files = await unpacked();
    const names = [...files.keys()];
    expect(names.filter((name) => !name.includes('/'))).toEqual([
      '00 说明.txt',
      ...['01 发放台账', '02 受助人员名单', '03 满意度样本', '04 发放批次'].map((name) => `${name}.xlsx`),
      ...['05 到账记录', '06 预算调整', '07 操作日志摘录'].map((name) => `${name}.xlsx`),
      ...['manifest.txt', 'manifest.json'],
    ]);
    expect(names.filter((name) => name.startsWith('报告（未定稿）/'))).toHaveLength(3);
    const proofs = names.filter((name) => name.startsWith('佐证材料/'));
    expect(proofs.map((name) => path.posix.basename(name))).toEqual(['制度.png', '制度 (2).png']);
    expect(files.get(proofs[0]!)).toEqual(PNG);

    const listed = JSON.parse(files.get('manifest.json')!.toString()) as {
      files: { path: string; bytes: number; sha256: string }[];
    };
    const others = names.filter((name) => !name.startsWith('manifest.'));
    expect(listed.files).toEqual(
      others.map((name) => ({
        path: name,
        bytes: files.get(name)!.byteLength,
        sha256: sha256(files.get(name)!),
      })),
    );
    const text = files.get('manifest.txt')!;
    expect(text.toString()).toBe(listed.files.map((file) => `${file.sha256}  ${file.path}\n`).join(''));
    const [made, begun] = await store.read((read) => auditOf(read, { type: 'report', id: String(year) }));
    expect([made!.action, begun!.action]).toEqual(['report.archive_made', 'report.archive_begun']);
    expect(JSON.parse(made!.detail)).toEqual({ year, count: others.length, sha256: sha256(text) });
  });

  it('lists what the report counts, with sums as formulas and no whole ID number', async () => {
    const files = await unpacked();
    const ledger = await sheetOf(files.get('01 发放台账.xlsx')!);
    expect(ledger.getRow(3).values).toEqual(expect.arrayContaining(['退票', '更正第 1 条', -100.01]));
    expect(ledger.getCell('I4').value).toEqual({ formula: 'SUM(I2:I3)', result: 499.99 });
    const people = await sheetOf(files.get('02 受助人员名单.xlsx')!);
    expect(people.getCell('H3').value).toEqual({ formula: 'SUM(H2:H2)', result: 499.99 });
    const counts = await store.read((read) => attachmentCounts(read, year));
    expect(counts).toMatchObject({ payments: 2, netFen: 49_999, people: 1, receipts: 1, evidence: 2 });
    const { chapters } = await store.read((read) => narrativeOf(read, year));
    expect(chapters.at(-1)!.facts).toContain('附件2：资金发放台账（2条，净额499.99元）');

    const log = await sheetOf(files.get('07 操作日志摘录.xlsx')!);
    const hashes = log.getColumn(8).values.filter((value) => /^[0-9a-f]{64}$/.test(value as string));
    expect(hashes.length).toBeGreaterThan(0);
    const said = files.get('00 说明.txt')!.toString();
    expect(said).toMatch(/全部相符。\r\n {2}末条序号 \d+，校验码 [0-9a-f]{64}/);
  });

  it('breaks off when a proof is damaged, and is of a year that has a project', async () => {
    const broken = {
      ...papers,
      get: () => Promise.resolve(Buffer.from('other')),
    } as unknown as FolderPaperStore;
    const { stream } = await yearArchive(office.auditor, { year, papers: broken });
    await expect(buffer(stream)).rejects.toThrow(/lost or damaged/);
    await expect(yearArchive(office.auditor, { year: 2018, papers })).rejects.toMatchObject({
      code: 'project.not_found',
    });
  });
});

describe('the end of the audit log', () => {
  it('stands in the report and in a text to keep, and the chain is found whole', async () => {
    const { head, broken, count } = await store.read((read) => auditCheck(read));
    expect([broken, head!.sequence]).toEqual([[], count]);
    const { auditHeadText } = await store.read((read) => yearEndOf(read, { year, asOf: '2019-12-31' }));
    expect(auditHeadText).toContain(`第${head!.sequence}条`);
    expect(auditHeadText).toContain(head!.hash);
    const { bytes } = await exportAuditHead(office.auditor);
    expect(Buffer.from(bytes).toString()).toContain(`末条校验码（SHA-256）：${head!.hash}`);
    const after = await store.read((read) => auditCheck(read));
    expect(after.head!.sequence).toBe(head!.sequence + 1);
  });
});
