import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runJobs } from '../../app/exchange/jobRuns.server';
import {
  cancelJob,
  fetchJobFile,
  jobView,
  orderExport,
  releaseImport,
  takeJob,
} from '../../app/exchange/jobs.server';
import { isMaker } from '../../app/families/familyRows.server';
import { familyFilters } from '../../app/families/familyFilter';
import { MOST_ROWS_AT_ONCE, type ImportMode } from '../../app/exchange/job';
import { linesOf, readFamilyFile, requireOneWrite } from '../../app/exchange/familyFile.server';
import { importFamilies } from '../../app/exchange/familiesImport.server';
import type { Desk } from '../../app/staff/staff.server';
import { jobFailureText } from '../../app/zh/jobs';
import { Refusal } from '../../app/refusal';
import { refusalText } from '../../app/zh/refusals';
import type { Store } from '../../db/client.server';
import { auditEntries, families, jobs } from '../../db/schema';
import { registerWorkbook, sheetFamily, type SheetLineOf } from '../factories/familySheet';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aSentImport } from '../factories/imports';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** Imports and exports of the browser: long work with a page of its own, done by a process beside the pages. */

const dataDir = mkdtempSync(path.join(tmpdir(), 'bangfu-jobs-'));
process.env.DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let store: Store;
let office: Office;

beforeEach(async () => {
  ({ store, office } = await aFreshOffice());
});

const DRAFT = { status: '草稿', registeredOn: null, category: null };

async function ordered(
  lines: SheetLineOf[],
  { mode = 'good_families', isCheckOnly = false }: { mode?: ImportMode; isCheckOnly?: boolean } = {},
) {
  const bytes = await registerWorkbook(lines);
  return aSentImport(office.caseworker, { bytes, fileName: '登记册.xlsx', mode, isCheckOnly });
}

/** A sealed file as if a key of another version had sealed it. */
function ofKey(version: number, file: string): Buffer {
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(version, 'bangfu pieces 1:'.length);
  return bytes;
}

const view = (id: string, desk: Desk = office.caseworker) =>
  store.read((read) => jobView(read, desk.actor, id));
const files = () => store.read((read) => read.select().from(families));

describe('an import in the browser', () => {
  it('takes drafts in at once, and their maker cannot approve them', async () => {
    const id = await ordered([...sheetFamily(1, DRAFT), ...sheetFamily(2, DRAFT)]);
    await runJobs(store);
    expect(await view(id)).toMatchObject({
      status: 'done',
      total: 6,
      importOutcome: { accepted: 6, families: 2 },
    });
    const [file] = await files();
    expect(file).toMatchObject({
      status: 'draft',
      recordedBy: office.caseworker.actor.staffId,
      importId: id,
    });
    const of = { familyId: file!.id, staffId: office.caseworker.actor.staffId };
    expect(await store.read((read) => isMaker(read, of))).toBe(true);
  });

  it('lets families onto the register only when another person vouches for them', async () => {
    const id = await ordered([...sheetFamily(1), ...sheetFamily(2, { phone: '1' })]);
    await runJobs(store);
    expect(await view(id)).toMatchObject({
      status: 'checked',
      importOutcome: { rows: 6, accepted: 3, refused: 3, isApplied: false },
      offered: { release: false, cancel: true },
    });
    expect(await files()).toEqual([]);
    expect(await view(id, office.head)).toMatchObject({ offered: { release: true, file: false } });

    expect(await refused(releaseImport(office.caseworker, id))).toMatchObject({ code: 'job.own_file' });
    await releaseImport(office.head, id);
    expect(await refused(releaseImport(office.head, id))).toMatchObject({ code: 'job.not_checked' });
    await runJobs(store);
    expect(await view(id)).toMatchObject({ status: 'done', importOutcome: { accepted: 3, refused: 3 } });
    const [file] = await files();
    expect(file).toMatchObject({
      status: 'approved',
      recordedBy: office.caseworker.actor.staffId,
      approvedBy: office.head.actor.staffId,
    });
    const entries = await store.read((read) =>
      read.select().from(auditEntries).where(eq(auditEntries.action, 'family.imported')),
    );
    expect(entries.map(({ subjectId }) => subjectId)).toEqual([file!.id]);
    await expectInvariants(store, 'an import that was released');
  });

  it('gives the refused rows back to whoever sent them, to be corrected and sent again', async () => {
    const id = await ordered([...sheetFamily(1, { ...DRAFT, phone: '1' }), ...sheetFamily(2, DRAFT)]);
    await runJobs(store);
    const { stream, size, fileName } = await fetchJobFile(office.caseworker, id);
    const bytes = await buffer(stream);
    expect(fileName).toBe('退回的行 登记册.xlsx');
    expect(size).toBe(bytes.length);
    expect((await readFamilyFile(bytes)).rowCount).toBe(3);
    expect(await refused(fetchJobFile(office.head, id))).toMatchObject({ code: 'record.not_found' });
    expect(await refused(view(id, office.secondCaseworker))).toMatchObject({ code: 'record.not_found' });
  });

  it.each([
    ['was sealed under a key that is gone', (file: string) => writeFileSync(file, ofKey(99, file))],
    ['is not there any more', (file: string) => rmSync(file)],
  ])('says what to do when the file %s', async (_, lose) => {
    const id = await ordered([...sheetFamily(1, { ...DRAFT, phone: '1' })]);
    await runJobs(store);
    lose(path.join(dataDir, 'exchange', `${id}.out`));
    expect(await refused(fetchJobFile(office.caseworker, id))).toMatchObject({ code: 'export.file_gone' });
    expect(refusalText(new Refusal('export.file_gone'))).toContain('请重新导出');
  });

  it('keeps nothing readable on the disk, and no upload when it is done', async () => {
    const id = await ordered(sheetFamily(1, { ...DRAFT, phone: '1' }));
    const place = path.join(dataDir, 'exchange', `${id}.in`);
    expect(readFileSync(place).subarray(0, 2).toString()).not.toBe('PK');
    await runJobs(store);
    expect(readdirSync(path.join(dataDir, 'exchange')).filter((name) => name.startsWith(id))).toEqual([
      `${id}.out`,
    ]);
  });

  it.each([
    ['a check', { isCheckOnly: true }, sheetFamily(1, DRAFT)],
    ['all or nothing with a bad row', { mode: 'all_or_nothing' as const }, sheetFamily(1, { phone: '1' })],
  ])('writes nothing for %s', async (_, order, lines) => {
    const id = await ordered(lines, order);
    await runJobs(store);
    expect(await view(id)).toMatchObject({ status: 'done', importOutcome: { isApplied: false } });
    expect(await files()).toEqual([]);
  });

  it('takes no file whole that others would wait too long for, and says what to do', async () => {
    const lines = Array.from({ length: MOST_ROWS_AT_ONCE + 1 }, (_, index) =>
      sheetFamily(index, { ...DRAFT, size: 1 }),
    ).flat();
    const id = await ordered(lines, { mode: 'all_or_nothing' });
    await runJobs(store);
    const { status, failure } = await view(id);
    expect({ status, failure }).toMatchObject({
      status: 'failed',
      failure: { problem: 'too_many_at_once', most: MOST_ROWS_AT_ONCE },
    });
    expect(jobFailureText(failure!)).toMatch(/不能超过 5,000 人.*只检查/);
    expect(await files()).toEqual([]);
    expect(() => requireOneWrite({ rowCount: MOST_ROWS_AT_ONCE }, 'all_or_nothing')).not.toThrow();
    expect(() => requireOneWrite({ rowCount: MOST_ROWS_AT_ONCE + 1 }, 'good_families')).not.toThrow();
  }, 30_000);

  it('says why a file is no register', async () => {
    const id = await aSentImport(office.caseworker, {
      bytes: Buffer.from('no workbook'),
      fileName: 'a.xlsx',
      mode: 'good_families',
      isCheckOnly: false,
    });
    await runJobs(store);
    expect(await view(id)).toMatchObject({ status: 'failed', failure: { problem: 'file_text' } });
  });

  it('is cancelled by its maker, before it begins or while it waits for the other person', async () => {
    const waiting = await ordered(sheetFamily(1, DRAFT));
    expect(await refused(cancelJob(office.secondCaseworker, waiting))).toMatchObject({
      code: 'record.not_found',
    });
    await cancelJob(office.caseworker, waiting);
    const checked = await ordered(sheetFamily(1));
    await runJobs(store);
    await cancelJob(office.caseworker, checked);
    expect([(await view(waiting)).status, (await view(checked)).status]).toEqual(['cancelled', 'cancelled']);
    expect(await refused(cancelJob(office.caseworker, checked))).toMatchObject({ code: 'job.finished' });
    await runJobs(store);
    expect(await files()).toEqual([]);
  });

  it('is taken over when its process fell silent, and given up after three times', async () => {
    const id = await ordered(sheetFamily(1, DRAFT));
    const silent = () =>
      store.write((write) =>
        write.update(jobs).set({ heartbeatAt: '2019-01-01T00:00:00.000Z' }).where(eq(jobs.id, id)),
      );
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      expect(await takeJob(store)).toMatchObject({ id, attempts: attempt });
      expect(await takeJob(store)).toBeNull();
      await silent();
    }
    expect(await takeJob(store)).toBeNull();
    expect(await view(id)).toMatchObject({ status: 'failed', failure: { problem: 'interrupted' } });
  });
});

describe('an export', () => {
  beforeEach(async () => {
    const id = await ordered([...sheetFamily(1), ...sheetFamily(2, { category: '低保边缘户' })]);
    await runJobs(store);
    await releaseImport(office.head, id);
    await runJobs(store);
  });

  async function exported(query: string, isFull: boolean, desk = office.caseworker) {
    const filters = familyFilters(new URLSearchParams(query));
    const id = await orderExport(desk, {
      filters,
      isFull,
      reason: '年度核对登记册',
      fileName: '家庭档案.xlsx',
    });
    await runJobs(store);
    return { id, bytes: await buffer((await fetchJobFile(desk, id)).stream) };
  }

  it('is the register again: imported, it changes nothing', async () => {
    const { bytes } = await exported('', true);
    const file = await readFamilyFile(bytes);
    const result = await importFamilies({
      store,
      actor: office.caseworker.actor,
      file,
      mode: 'good_families',
      importId: null,
      fileName: '',
      approvedBy: null,
    });
    expect(result).toMatchObject({ rows: 6, accepted: 0, refused: 0, unchanged: 6 });
  });

  it('hides what it may not show, follows the filter of the list, and is logged', async () => {
    const { id, bytes } = await exported('category=marginal', false);
    const file = await readFamilyFile(bytes);
    expect(file.rowCount).toBe(3);
    expect(linesOf(file.groups[0]!)[0]!.cells.idNumber!.text).toMatch(/^999999\*+/);
    const entries = await store.read((read) =>
      read.select().from(auditEntries).where(eq(auditEntries.subjectId, id)),
    );
    expect(entries.map(({ action }) => action)).toEqual(['list.exported', 'list.downloaded']);
  });

  it('is nothing that another person could let in or stop: it is not there for them', async () => {
    const { id } = await exported('', false);
    for (const one of [id, 'none']) {
      expect(await refused(releaseImport(office.head, one))).toMatchObject({ code: 'record.not_found' });
      expect(await refused(cancelJob(office.head, one))).toMatchObject({ code: 'record.not_found' });
    }
    expect((await view(id)).status).toBe('done');
  });

  it('is refused in full to who may not see numbers in full', async () => {
    const filters = familyFilters(new URLSearchParams());
    const asked = orderExport(office.auditor, { filters, isFull: true, reason: '查', fileName: 'a.xlsx' });
    expect(await refused(asked)).toMatchObject({ code: 'export.not_full' });
  });
});
