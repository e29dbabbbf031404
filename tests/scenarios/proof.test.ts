import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { samplePdf, samplePng } from '../../app/demo/samplePapers.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import {
  filesOfIndicator,
  indicatorFile,
  removeIndicatorFile,
  uploadIndicatorFiles,
  viewIndicatorFile,
} from '../../app/fund/indicatorFiles.server';
import { USUAL_SCORING } from '../../app/fund/scoring';
import { compliancePage, suggestionOf } from '../../app/indicators/compliance.server';
import { papersStored } from '../../app/integrity/storedPapers.server';
import type { Store } from '../../db/client.server';
import { families, indicators } from '../../db/schema';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection } from '../factories/payments';
import { aPaidPerson } from '../factories/surveys';
import { refused } from '../refused';

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-proof-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const papers = new FolderPaperStore(folder);
const PNG = { name: '制度.png', bytes: new Uint8Array(samplePng(90)) };
const PDF = { name: '纪要.pdf', bytes: new Uint8Array(samplePdf('Sample')) };

let store: Store;
let office: Office;
let indicatorId: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: 2019 }));
  const [row] = await store.read((read) =>
    read.select({ id: indicators.id }).from(indicators).where(eq(indicators.level3, '资金使用规范性')),
  );
  indicatorId = row!.id;
});

describe('the files that prove a grade', () => {
  const upload = (...files: (typeof PNG)[]) =>
    uploadIndicatorFiles(office.head, { indicatorId, files, papers });
  const names = async () =>
    (await store.read((read) => filesOfIndicator(read, indicatorId))).map(({ fileName }) => fileName);

  it('are kept once, looked at and taken out, each step audited, and verified', async () => {
    expect(await upload(PNG, PDF, PNG)).toEqual({ added: 2, known: 1 });
    expect(await upload(PDF)).toEqual({ added: 0, known: 1 });
    expect(await names()).toEqual(['制度.png', '纪要.pdf']);
    const [file] = await store.read((read) => filesOfIndicator(read, indicatorId));
    const asked = { indicatorId, fileId: file!.id };
    const shown = await viewIndicatorFile(office.auditor, { ...asked, papers });
    expect(Buffer.from(shown.bytes).equals(Buffer.from(PNG.bytes))).toBe(true);
    expect(await store.read((read) => papersStored(read, papers))).toEqual({ count: 2, offending: [] });

    await removeIndicatorFile(office.head, { ...asked, reason: '传错了' });
    expect(await names()).toEqual(['纪要.pdf']);
    for (const again of [
      () => viewIndicatorFile(office.head, { ...asked, papers }),
      () => removeIndicatorFile(office.head, { ...asked, reason: '再次' }),
      () => store.read((read) => indicatorFile(read, asked)),
    ]) {
      expect(await refused(again())).toMatchObject({ code: 'record.not_found' });
    }
    expect(await upload(PNG)).toEqual({ added: 1, known: 0 });
    expect(await store.read((read) => papersStored(read, papers))).toEqual({ count: 3, offending: [] });
  });

  it('are refused when they are no scans, and nothing of the sending is kept', async () => {
    const before = await names();
    const script = { name: '脚本.pdf', bytes: new TextEncoder().encode('<script>') };
    expect(await refused(upload(PDF, script))).toMatchObject({ code: 'paper.refused', field: 'files' });
    expect(await names()).toEqual(before);
  });

  it('belong to their indicator alone', async () => {
    const [file] = await store.read((read) => filesOfIndicator(read, indicatorId));
    const other = viewIndicatorFile(office.head, { indicatorId: 'other', fileId: file!.id, papers });
    expect(await refused(other)).toMatchObject({ code: 'record.not_found' });
    const nowhere = uploadIndicatorFiles(office.head, { indicatorId: 'other', files: [PDF], papers });
    expect(await refused(nowhere)).toMatchObject({ code: 'indicator.not_found' });
  });
});

describe('the checks of a year', () => {
  const page = (asOf = '2019-12-31') => store.read((read) => compliancePage(read, { year: 2019, asOf }));
  const suggested = () =>
    store.read((read) =>
      suggestionOf(read, {
        indicator: { id: '', year: 2019, level3: '资金使用规范性', judged: 'graded', scoring: USUAL_SCORING },
        asOf: '2019-12-31',
      }),
    );

  it('find nothing in what the product let in, and each case of what it would not have', async () => {
    const first = await aPaidPerson(office);
    const second = await aPaidPerson(office);
    await aCorrection(office, second.payment.id, { kind: 'return', on: '2019-03-10' });
    expect((await page()).lines).toEqual([]);
    expect(await suggested()).toMatchObject({ grade: 'achieved' });

    // As if the rules had been gone round.
    await store.write((write) =>
      write.update(families).set({ publicisedOn: null }).where(eq(families.id, first.family.id)),
    );
    const { counts, lines, total } = await page();
    expect(counts).toMatchObject({ not_publicised: 1, over_cap: 0, outside_window: 0 });
    expect(total).toBe(1);
    expect(lines[0]).toMatchObject({
      check: 'not_publicised',
      familyId: first.family.id,
      person: { fileNumber: first.family.fileNumber },
    });
    expect((await page('2019-02-28')).total).toBe(0);
    expect(await suggested()).toMatchObject({ grade: 'partly' });
  });

  it('say nothing of an indicator that they do not know', async () => {
    const indicator = {
      id: '',
      year: 2019,
      level3: '长效管理机制健全性',
      judged: 'graded' as const,
      scoring: USUAL_SCORING,
    };
    expect(await store.read((read) => suggestionOf(read, { indicator, asOf: '2019-12-31' }))).toBeNull();
  });
});
