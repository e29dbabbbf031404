import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { addDays, addMonths, businessDate, type BusinessDate } from '../../app/calendar/date';
import { jobFile, keepJobFile } from '../../app/exchange/jobFiles.server';
import { keepDraft } from '../../app/families/drafts.server';
import { familyPage, revealFamily } from '../../app/families/families.server';
import { exitFamily } from '../../app/relief/exits.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { uploadPapers } from '../../app/families/papers.server';
import { reopenFamily } from '../../app/families/refall.server';
import { fingerprint, unseal } from '../../app/identity/sealing.server';
import { computeIndicators } from '../../app/indicators/compute';
import { yearFacts } from '../../app/indicators/facts.server';
import { yearJson } from '../../app/indicators/json';
import { newId } from '../../app/ids.server';
import { eraseFamilies, expiredFiles } from '../../app/integrity/retention.server';
import type { Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { freshStore } from '../database';
import { aFamily, aMember, anIdNumber } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrection, aPayment } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const { applications, families, familyMembers, formDrafts, papers, payments } = schema;
const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-test-'));
const paperStore = new FolderPaperStore(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The whole content of the tables, as somebody with the file would read it. */
async function dumpOf(store: Store): Promise<string> {
  const tables = Object.values(schema);
  return store.read(async (read) => {
    const rows: unknown[] = [];
    for (const one of tables) rows.push(await read.select().from(one));
    return JSON.stringify(rows);
  });
}

const membersOf = (store: Store, id: string) =>
  store.read((read) =>
    read
      .select()
      .from(familyMembers)
      .where(eq(familyMembers.familyId, id))
      .orderBy(asc(familyMembers.position)),
  );

describe('the figures of a closed year', () => {
  it('are the same after files of paid families were erased, and nothing is left of the people', async () => {
    const store = await freshStore();
    const office = await anOffice(store);
    const desk = office.head;
    await aProject(office, { year: 2019 });
    const figures = (asOf: BusinessDate) =>
      store.read(async (read) => yearJson(computeIndicators(await yearFacts(read, { year: 2019, asOf }))));
    const days = ['2019-06-30', '2019-12-31'].map(businessDate);
    const made = [];
    const phones = ['13700000001', '13700000002', '13700000003', '13700000004'];
    for (const phone of phones) made.push(await aFamily(office, { phone, address: `样本巷 ${phone} 号` }));
    const ids = made.map(({ id }) => id);
    for (const [index, familyId] of ids.entries()) {
      const { id: awardId } = await anAward(office, { year: 2019, familyId });
      if (index > 0) await aPayment(office, { awardId, on: businessDate('2019-03-05') });
    }
    const schooling = await anAward(office, { year: 2019, familyId: ids[0]!, type: 'schooling', place: 2 });
    await aPayment(office, { awardId: schooling.id, on: businessDate('2019-10-08') });
    const paidOnce = await anAward(office, { year: 2019, familyId: ids[1]!, type: 'medical', place: 1 });
    const { id: paymentId } = await aPayment(office, {
      awardId: paidOnce.id,
      on: businessDate('2019-06-03'),
    });
    await aCorrection(office, paymentId, { kind: 'return', on: '2019-06-10' });
    const today = businessDate('2019-12-20');
    for (const id of ids) await exitFamily(desk, { id, on: today, reason: 'out_of_hardship' });
    // The same people in a file of their own later in the year: they count once, before and after.
    await aFamily(office, {
      appliedOn: businessDate('2019-12-21'),
      members: made[2]!.input.members,
      state: 'draft',
    });
    const before = [await figures(days[0]!), await figures(days[1]!)];
    expect(before[1]!.indicators.some(({ counts }) => counts?.persons === 3)).toBe(true);
    const rowsBefore = await store.read((read) => read.select().from(payments).orderBy(payments.id));
    const forgotten = ids.filter((id) => id !== ids[2]);
    const people = (await Promise.all(forgotten.map((id) => membersOf(store, id)))).flat();
    const files = await store.read((read) => read.select().from(families));
    const erased = files.filter(({ id }) => ids.includes(id));

    await eraseFamilies(desk, { ids, reason: '销毁批准 1 号' }, { paperStore, today: addMonths(today, 120) });

    expect([await figures(days[0]!), await figures(days[1]!)]).toEqual(before);
    expect(await store.read((read) => read.select().from(payments).orderBy(payments.id))).toEqual(rowsBefore);
    await expectInvariants(store, 'erasing');
    const dump = await dumpOf(store);
    const secrets = [
      ...people.flatMap(({ idSealed, idFingerprint }) => [idSealed, idFingerprint, unseal(idSealed)]),
      ...erased.flatMap(({ phone, accountSealed, accountFingerprint }) => [
        phone,
        accountSealed,
        accountFingerprint,
      ]),
    ];
    expect(secrets.filter((secret) => secret && dump.includes(secret))).toEqual([]);
    for (const id of ids) {
      const entries = await store.read((read) => auditOf(read, { type: 'family', id }, 500));
      expect(entries[0]).toMatchObject({ action: 'family.erased' });
      const told = entries.map(({ detail }) => detail).join();
      for (const { name, familyId } of people) if (familyId === id) expect(told).not.toContain(name);
      const reasons = await store.read((read) =>
        read.select({ reason: applications.reason }).from(applications).where(eq(applications.familyId, id)),
      );
      expect(reasons.every(({ reason }) => reason === '')).toBe(true);
      const page = await store.read((read) => familyPage(read, id));
      expect(page.erasedAt).not.toBeNull();
      expect(page).toMatchObject({ address: '', phone: '', accountHolder: '', remarks: '' });
      expect(new Set(page.members.map(({ name, idMasked }) => name + idMasked))).toEqual(
        new Set(['（已清除）']),
      );
    }
  }, 60_000);
});

describe('erasing', () => {
  let store: Store;
  let office: Office;
  beforeAll(async () => {
    ({ store, office } = await aFreshOffice());
  });

  const exitedOn = businessDate('2019-06-03');
  const due = businessDate('2029-06-03');
  const erase = (ids: string[], today = due) =>
    eraseFamilies(office.head, { ids, reason: '样本' }, { paperStore, today });
  const closed = (overrides = {}) => aFamily(office, { state: 'exited', exitedOn, ...overrides });
  const listed = async (today: BusinessDate) =>
    (await store.read((read) => expiredFiles(read, today))).rows.map(({ id }) => id);

  it('is for files that were closed ten years ago, and once', async () => {
    const { id, fileNumber } = await closed();
    expect(await listed(addDays(due, -1))).not.toContain(id);
    expect(await refused(erase([id], addDays(due, -1)))).toMatchObject({
      code: 'family.kept_still',
      fileNumber,
    });
    expect(await listed(due)).toContain(id);
    const open = await aFamily(office);
    expect(await refused(erase([open.id]))).toMatchObject({ code: 'family.kept_still' });
    await erase([id]);
    expect(await listed(due)).not.toContain(id);
    expect(await refused(erase([id]))).toMatchObject({ code: 'family.kept_still' });
    expect(await refused(revealFamily(office.head, { id, reason: '样本' }))).toMatchObject({
      code: 'family.nothing_left',
    });
    expect(await refused(erase(['none']))).toMatchObject({ code: 'record.not_found' });
  });

  it('waits while the file that continues it is open', async () => {
    const { id } = await closed();
    await reopenFamily(office.caseworker, { id, on: businessDate('2020-01-06') });
    expect(await listed(due)).not.toContain(id);
    expect(await refused(erase([id]))).toMatchObject({ code: 'family.kept_still' });
  });

  it('keeps telling one person from another across files, and forgets the number with the last of them', async () => {
    const member = aMember({ idNumber: anIdNumber() });
    const mark = fingerprint(member.idNumber);
    const first = await closed({ members: [member] });
    const second = await closed({ members: [member] });
    const other = await closed();
    const markOf = async (id: string) => (await membersOf(store, id))[0]!.idFingerprint;
    await erase([first.id]);
    expect([await markOf(first.id), await markOf(second.id)]).toEqual([mark, mark]);
    await erase([second.id, other.id]);
    expect(await markOf(first.id)).toBe(await markOf(second.id));
    expect(await markOf(first.id)).not.toBe(mark);
    expect(await markOf(other.id)).not.toBe(await markOf(first.id));
    await expectInvariants(store, 'erasing all files of a person');
  });

  it('takes drafts and papers along, but no bytes that another file names', async () => {
    const gone = await closed();
    const kept = await aFamily(office);
    const paper = (text: string) => Buffer.from(`%PDF-1.4\n${text}\n%%EOF\n`);
    const upload = (familyId: string, ...texts: string[]) =>
      uploadPapers(office.caseworker, {
        familyId,
        kind: 'application',
        files: texts.map((text) => ({ name: `${text}.pdf`, bytes: paper(text) })),
        papers: paperStore,
      });
    await upload(gone.id, 'own', 'shared');
    await upload(kept.id, 'shared');
    await keepDraft(office.caseworker, { form: `family:${gone.id}`, content: 'phone=1', version: 1 });
    const rows = await store.read((read) => read.select().from(papers).where(eq(papers.familyId, gone.id)));
    await erase([gone.id]);
    const left = await Promise.all(rows.map(({ sha256 }) => paperStore.has(sha256)));
    expect(rows.map(({ fileName }, index) => [fileName, left[index]])).toEqual(
      expect.arrayContaining([
        ['own.pdf', false],
        ['shared.pdf', true],
      ]),
    );
    const after = await store.read((read) => read.select().from(papers).where(eq(papers.familyId, gone.id)));
    expect(after.map(({ fileName, sha256, removedAt }) => [fileName, sha256, removedAt === null])).toEqual(
      rows.map(() => ['', '', false]),
    );
    expect(await store.read((read) => read.select().from(formDrafts))).toEqual([]);
    expect(await dumpOf(store)).not.toContain('own.pdf');
  });

  it('leaves nothing of the family in what imports and exports answered, nor their files', async () => {
    const gone = await closed({ phone: '13700000009' });
    const [main] = await membersOf(store, gone.id);
    const answer = (text: string) => ({
      rows: 3,
      problems: [{ row: 2, code: 'sample', text }],
      warnings: [{ row: 3, code: 'account.on_register', text }],
      hasFile: true,
    });
    const told = await aJob(office, { result: answer(`身份证号 ${unseal(main!.idSealed)}`), filters: {} });
    const asked = await aJob(office, { result: null, filters: { search: '13700000009' } });
    const other = await aJob(office, { result: answer('别的家庭'), filters: { status: 'approved' } });
    await erase([gone.id]);
    const rows = await store.read((read) => read.select().from(schema.jobs));
    const left = (id: string) => {
      const row = rows.find((one) => one.id === id)!;
      return [row.result && (JSON.parse(row.result) as unknown), JSON.parse(row.input) as unknown];
    };
    expect(left(told)).toEqual([{ rows: 3, problems: [], hasFile: false }, { filters: {} }]);
    expect(left(asked)).toEqual([null, { filters: {} }]);
    expect(left(other)).toEqual([answer('别的家庭'), { filters: { status: 'approved' } }]);
    expect(await Promise.all([told, asked, other].map((id) => jobFile(id, 'out')))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

/** A job that is over, with a file. */
async function aJob(
  { caseworker }: Office,
  { result, filters }: { result: object | null; filters: object },
): Promise<string> {
  const id = newId();
  const now = new Date().toISOString();
  await caseworker.store.write((write) =>
    write.insert(schema.jobs).values({
      ...{ id, kind: 'families.export', status: 'done', fileName: '样本.xlsx', total: 3, done: 3 },
      staffId: caseworker.actor.staffId,
      input: JSON.stringify({ filters }),
      result: result && JSON.stringify(result),
      createdAt: now,
      finishedAt: now,
    }),
  );
  await keepJobFile(id, 'out', Buffer.from('样本'));
  return id;
}
