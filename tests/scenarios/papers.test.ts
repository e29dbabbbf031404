import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../../app/calendar/date';
import { samplePdf, samplePng } from '../../app/demo/samplePapers.server';
import { completeFiles, incompleteFiles } from '../../app/families/completeFiles.server';
import { CAUSES, type Cause } from '../../app/families/family';
import { familyHistory } from '../../app/families/families.server';
import type { PaperKind } from '../../app/families/paper';
import {
  missingOf,
  paperOfFamily,
  papersOfFamily,
  removePaper,
  uploadPapers,
  viewPaper,
} from '../../app/families/papers.server';
import { FolderPaperStore, sha256Of } from '../../app/families/paperStore.server';
import { requiredPapers } from '../../app/families/requiredPapers';
import { papersStored } from '../../app/integrity/storedPapers.server';
import type { Store } from '../../db/client.server';
import { families, papers as paperRows } from '../../db/schema';
import { aFamily, aMember, anIdNumber } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { refused } from '../refused';

const PNG = new Uint8Array(samplePng(200));
const OTHER_PNG = new Uint8Array(samplePng(120));
const PDF = new Uint8Array(samplePdf('Sample'));
const EXE = new Uint8Array(Buffer.from('MZ and so on', 'latin1'));

const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-papers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const papers = new FolderPaperStore(folder);

let store: Store;
let office: Office;
let familyId: string;
beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
});
beforeEach(async () => {
  familyId = (await aFamily(office, { state: 'draft' })).id;
});

const upload = (kind: PaperKind, ...files: [string, Uint8Array][]) =>
  uploadPapers(office.caseworker, {
    familyId,
    kind,
    papers,
    files: files.map(([name, bytes]) => ({ name, bytes })),
  });
const page = (id = familyId) => store.read((read) => papersOfFamily(read, id));
const look = (paperId: string, id = familyId) => viewPaper(office.auditor, { familyId: id, paperId, papers });
const events = async () =>
  (await store.read((read) => familyHistory(read, familyId))).events.map(({ who, text }) => `${who} ${text}`);

describe('uploading', () => {
  it('keeps several files of one kind, and ticks them off the checklist', async () => {
    expect((await page()).checklist.every(({ isThere }) => !isThere)).toBe(true);
    expect(await upload('id_card', ['正面.png', PNG], ['反面.jpg', OTHER_PNG])).toEqual({
      added: 2,
      known: 0,
    });
    const { checklist, present, removed } = await page();
    expect(checklist.filter(({ isThere }) => isThere).map(({ kind }) => kind)).toEqual(['id_card']);
    expect(present.map(({ fileName }) => fileName).sort()).toEqual(['反面.png', '正面.png']);
    expect(present[0]).toMatchObject({ mediaType: 'image/png', uploadedBy: 'caseworker', removed: null });
    expect(removed).toEqual([]);
    expect(await events()).toContain('caseworker 上传材料：身份证（正面.png）');
  });

  it('keeps the same bytes once, whoever they belong to', async () => {
    const before = filesIn(folder).length;
    const bytes = new Uint8Array(samplePng(33));
    await upload('application', ['a.png', bytes]);
    await upload('other', ['b.png', bytes]);
    const other = await aFamily(office, { state: 'draft' });
    await uploadPapers(office.secondCaseworker, {
      familyId: other.id,
      kind: 'application',
      papers,
      files: [{ name: 'c.png', bytes }],
    });
    expect(filesIn(folder).length).toBe(before + 1);
    expect(filesIn(folder)).toContain(sha256Of(bytes));
  });

  it('of the same form twice changes nothing', async () => {
    await upload('id_card', ['a.png', PNG], ['again.png', PNG]);
    expect(await upload('id_card', ['a.png', PNG])).toEqual({ added: 0, known: 1 });
    expect((await page()).present).toHaveLength(1);
  });

  it('refuses what is no paper, and then keeps none of the files', async () => {
    const answer = await refused(
      upload('id_card', ['good.png', PNG], ['virus.pdf', EXE], ['half.png', PNG.subarray(0, 99)]),
    );
    expect(answer).toMatchObject({ code: 'paper.refused', field: 'files' });
    expect(JSON.parse(String(answer!.problems))).toEqual([
      { name: 'virus.pdf', problem: 'unknown' },
      { name: 'half.png', problem: 'cut_off' },
    ]);
    expect((await page()).present).toEqual([]);
    expect(filesIn(folder)).not.toContain(sha256Of(EXE));
  });

  it('for a file that does not exist is refused', async () => {
    const files = [{ name: 'a.png', bytes: PNG }];
    expect(
      await refused(uploadPapers(office.caseworker, { familyId: 'none', kind: 'other', files, papers })),
    ).toMatchObject({ code: 'record.not_found' });
  });
});

describe('looking at a paper', () => {
  it('gives its bytes and is written down', async () => {
    await upload('diagnosis', ['诊断.pdf', PDF]);
    const [paper] = (await page()).present;
    const shown = await look(paper!.id);
    expect(Buffer.from(shown.bytes).equals(Buffer.from(PDF))).toBe(true);
    expect(shown).toMatchObject({ fileName: '诊断.pdf', mediaType: 'application/pdf' });
    expect((await events())[0]).toBe('auditor 查看材料：诊断证明（诊断.pdf）');
  });

  it('by way of another family finds nothing', async () => {
    await upload('diagnosis', ['a.pdf', PDF]);
    const [paper] = (await page()).present;
    const other = await aFamily(office, { state: 'draft' });
    expect(await refused(look(paper!.id, other.id))).toMatchObject({ code: 'record.not_found' });
    const asked = store.read((read) => paperOfFamily(read, { familyId: other.id, paperId: paper!.id }));
    expect(await refused(asked)).toMatchObject({ code: 'record.not_found' });
    const removal = removePaper(office.caseworker, {
      familyId: other.id,
      paperId: paper!.id,
      reason: '样本',
    });
    expect(await refused(removal)).toMatchObject({ code: 'record.not_found' });
  });

  it('whose bytes were changed on the disk fails rather than showing them', async () => {
    const bytes = new Uint8Array(samplePng(77));
    await upload('other', ['a.png', bytes]);
    const [paper] = (await page()).present;
    damage(sha256Of(bytes));
    await expect(look(paper!.id)).rejects.toThrow('lost or damaged');
    expect((await store.read((read) => papersStored(read, papers))).offending).toEqual([paper!.id]);
    rmSync(placeOf(sha256Of(bytes)));
    expect((await store.read((read) => papersStored(read, papers))).offending).toEqual([paper!.id]);
    await papers.put(sha256Of(bytes), bytes);
    const { count, offending } = await store.read((read) => papersStored(read, papers));
    expect(offending).toEqual([]);
    expect(count).toBeGreaterThan(0);
  });
});

describe('taking a paper out', () => {
  it('is a mark with a reason; the bytes stay, and it is missing again', async () => {
    await upload('id_card', ['错.png', OTHER_PNG]);
    const [paper] = (await page()).present;
    await removePaper(office.caseworker, { familyId, paperId: paper!.id, reason: '不是本户的' });
    const { present, removed, checklist } = await page();
    expect(present).toEqual([]);
    expect(removed).toMatchObject([{ id: paper!.id, removed: { by: 'caseworker', reason: '不是本户的' } }]);
    expect(checklist.find(({ kind }) => kind === 'id_card')).toMatchObject({ isThere: false });
    expect(await papers.has(sha256Of(OTHER_PNG))).toBe(true);
    expect(await refused(look(paper!.id))).toMatchObject({ code: 'record.not_found' });
    expect((await events())[0]).toBe('caseworker 移除材料：身份证（错.png），原因：不是本户的');

    await removePaper(office.secondCaseworker, { familyId, paperId: paper!.id, reason: '再点一次' });
    expect((await page()).removed[0]!.removed).toMatchObject({ by: 'caseworker', reason: '不是本户的' });
    expect(await upload('id_card', ['错.png', OTHER_PNG])).toEqual({ added: 1, known: 0 });
  });
});

describe('complete files', () => {
  it('are those on the register with every paper that they need; a removed paper does not count', async () => {
    const registered = await aFamily(office);
    familyId = registered.id;
    const before = await store.read((read) => completeFiles(read));
    expect(before.active - before.complete).toBeGreaterThan(0);
    const needed = (await page()).checklist.map(({ kind }) => kind);
    for (const kind of needed) await upload(kind, ['a.pdf', PDF]);
    expect(await store.read((read) => completeFiles(read))).toEqual({
      ...before,
      complete: before.complete + 1,
    });
    expect(await lacking()).not.toContain(familyId);
    const [{ on }] = (await store.read((read) =>
      read.select({ on: families.registeredOn }).from(families).where(eq(families.id, familyId)),
    )) as [{ on: string }];
    const countedOn = (day: string) => store.read((read) => completeFiles(read, { on: day }));
    const [theDayBefore, onTheDay] = [await countedOn(addDays(businessDate(on), -1)), await countedOn(on)];
    expect(onTheDay.complete).toBe(theDayBefore.complete + 1);
    const [paper] = (await page()).present;
    await removePaper(office.caseworker, { familyId, paperId: paper!.id, reason: '样本' });
    expect(await store.read((read) => completeFiles(read))).toEqual(before);
    expect(await lacking()).toContain(familyId);
  });

  it('are counted by the same rule as the checklist of one file', async () => {
    const kinds = [
      'diagnosis',
      'self_paid_receipts',
      'disability_card',
      'labour_contract',
      'student_proof',
    ] as const;
    const always = requiredPapers({
      mainCause: null,
      secondCause: null,
      thirdCause: null,
      fourthCause: null,
      employment: null,
    });
    const cause = fc.option(fc.constantFrom<Cause>(...CAUSES), { nil: null });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(cause, cause, cause, cause),
        fc.boolean(),
        fc.subarray([...kinds]),
        async ([mainCause, secondCause, thirdCause, fourthCause], isMigrant, extra) => {
          const employment = isMigrant ? 'migrant_worker' : 'employed';
          const made = await aFamily(office, { members: [aMember({ employment, idNumber: anIdNumber() })] });
          familyId = made.id;
          await store.write((write) =>
            write
              .update(families)
              .set({ mainCause, secondCause, thirdCause, fourthCause })
              .where(eq(families.id, familyId)),
          );
          for (const kind of [...always, ...extra]) await upload(kind, ['a.pdf', PDF]);
          const missing = (await store.read((read) => missingOf(read, [familyId]))).get(familyId)!;
          expect((await lacking()).includes(familyId)).toBe(missing.length > 0);
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});

it('one row in the database for each paper, none of them with bytes', async () => {
  const rows = await store.read((read) => read.select().from(paperRows));
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.every(({ sha256, sizeBytes }) => /^[0-9a-f]{64}$/.test(sha256) && sizeBytes > 0)).toBe(true);
});

async function lacking(): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const cursor: { after: string | null } = { after };
    const list = await store.read((read) => incompleteFiles(read, cursor));
    ids.push(...list.rows.map(({ id }) => id));
    after = list.next;
  } while (after);
  return ids;
}

function placeOf(sha256: string): string {
  return path.join(folder, sha256.slice(0, 2), sha256);
}

function damage(sha256: string): void {
  writeFileSync(placeOf(sha256), 'other bytes');
}

function filesIn(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ name }) => name);
}
