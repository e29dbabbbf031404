import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchJobFile, jobView } from '../../app/exchange/jobs.server';
import { runJobs } from '../../app/exchange/jobRuns.server';
import {
  NATIONAL_LISTS,
  type NationalField,
  type NationalList,
  type NationalTexts,
} from '../../app/exchange/national';
import { DEFAULT_COLUMNS } from '../../app/exchange/nationalLayout';
import {
  beginRegistration,
  explainItem,
  itemCounts,
  pageOfItems,
} from '../../app/exchange/nationalItems.server';
import { comparisonView, orderComparison, orderNationalExport } from '../../app/exchange/nationalJobs.server';
import { defineNationalLayout, nationalLayout } from '../../app/exchange/nationalLayouts.server';
import { NEW_FAMILY_DRAFT } from '../../app/families/draft.form';
import { draftIn, dropDraft } from '../../app/families/drafts.server';
import { draftValue } from '../../app/families/draftValue';
import { FamilyForm } from '../../app/families/family.form';
import { recordFamily } from '../../app/families/families.server';
import { exportList } from '../../app/lists/listExports.server';
import type { Desk } from '../../app/staff/staff.server';
import { parseWithZod } from '@conform-to/zod/v4';
import { searchAudit } from '../../app/audit/audit.server';
import type { Store } from '../../db/client.server';
import { nationalItems } from '../../db/schema';
import { aFamily, anIdNumber, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { textsOf, workbook } from '../factories/national';
import type { Office } from '../factories/office';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

/** The register sent to the national system, and its download held against ours. */

const dataDir = mkdtempSync(path.join(tmpdir(), 'bangfu-national-'));
process.env.DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let store: Store;
let office: Office;
let families: MadeFamily[];
/** The register as it was exported, a row a person. */
let sent: NationalTexts[];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  families = [await aFamily(office), await aFamily(office, { housingArea: 625, singleParent: true })];
  await aFamily(office, { state: 'draft' });
  await aFamily(office, { state: 'exited' });
  sent = await textsOf(await exported());
}, 60_000);

async function exported(): Promise<Buffer> {
  const order = { reason: '上报全国系统', fileName: '在册.xlsx' };
  const id = await orderNationalExport(office.caseworker, order);
  await runJobs(store);
  return buffer((await fetchJobFile(office.caseworker, id)).stream);
}

async function compared(bytes: Uint8Array, desk: Desk = office.caseworker): Promise<string> {
  const id = await orderComparison(desk, { bytes, fileName: '全国.xlsx' });
  await runJobs(store);
  return id;
}

const view = (id: string) => store.read((read) => comparisonView(read, office.head.actor, id));
const itemsOf = async (jobId: string, list: NationalList, isExplained = false) =>
  (await store.read((read) => pageOfItems(read, { jobId, list, isExplained }))).rows;

async function foundIn(id: string) {
  const found = {} as Record<NationalList, string[]>;
  for (const list of NATIONAL_LISTS) {
    const items = await itemsOf(id, list);
    found[list] = items
      .map(({ name, idMasked, differences, problems }) =>
        [name, idMasked.slice(-4), ...[...differences, ...problems].map(({ field }) => field)].join(' '),
      )
      .sort();
  }
  return found;
}

const NONE = { theirs_only: [], ours_only: [], differing: [], refused: [] };
const told = (row: NationalTexts, ...fields: string[]) =>
  [row.name, row.idNumber!.slice(-4), ...fields].join(' ');

describe('a round trip', () => {
  it('sends everybody on the register and nobody else, with whole numbers', () => {
    const people = families.flatMap(({ input }) => input.members);
    expect(sent.map(({ idNumber }) => idNumber).sort()).toEqual(
      people.map(({ idNumber }) => idNumber).sort(),
    );
    expect(sent[0]).toMatchObject({
      relation: '本人',
      phone: '13900000000',
      hukouKind: '非农业',
      division: '金水区',
    });
  });

  it('finds no difference in what was sent', async () => {
    const id = await compared(await exported());
    expect(await foundIn(id)).toEqual(NONE);
    expect(await view(id)).toMatchObject({
      status: 'done',
      outcome: { rows: sent.length, agreeing: sent.length, unknownColumns: [], missingFields: [] },
    });
  });

  it('is not confused by other names, orders and ways of writing', async () => {
    const fields = DEFAULT_COLUMNS.map(({ field }) => field).reverse();
    const rows = sent.map((row) => ({
      ...row,
      birthOn: row.birthOn!.replaceAll('-', '.'),
      monthlyIncome: row.monthlyIncome && String(Number(row.monthlyIncome)),
      idNumber: ` ${row.idNumber!.toLowerCase()}`,
      ...(row.singleParent === '否' ? { singleParent: '' } : {}),
      ...(row.housingArea ? { housingArea: '62.50㎡' } : {}),
      ...(row.division ? { division: '河南省郑州市金水区' } : {}),
    }));
    const titles = { idNumber: '* 身份证号码', relation: '与户主关系', health: '身体状况' };
    const id = await compared(
      await workbook(rows, { fields, titles, above: ['困难职工在档名单', ''], below: ['合计 6 人'] }),
    );
    expect(await foundIn(id)).toEqual(NONE);
  });

  it('says which columns it did not compare', async () => {
    const fields = ['relation', 'name', 'idNumber', 'health'] as NationalField[];
    const id = await compared(
      await workbook(
        sent.map((row) => ({ ...row, address: '别处' })),
        { fields },
      ),
    );
    expect(await foundIn(id)).toEqual(NONE);
    expect((await view(id)).outcome!.missingFields).toContain('address');
  });
});

const CHANGES: Partial<Record<NationalField, string>> = {
  name: '何其他',
  health: '一般疾病',
  employment: '失业',
  ethnicGroup: '回族',
  monthlyIncome: '1234.56',
  maritalStatus: '丧偶',
};
const FIELDS = Object.keys(CHANGES) as NationalField[];
const Plant = fc.oneof(
  fc.constant({ kind: 'as_it_is' as const }),
  fc.constant({ kind: 'removed' as const }),
  fc.constant({ kind: 'unreadable' as const }),
  fc.record({ kind: fc.constant('changed' as const), fields: fc.subarray(FIELDS, { minLength: 1 }) }),
);

describe('a comparison', () => {
  it('finds each planted difference and no other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(Plant, { minLength: sent.length, maxLength: sent.length }),
        fc.nat(3),
        async (plants, strangers) => {
          const expected: Record<NationalList, string[]> = structuredClone(NONE);
          const rows = sent.flatMap((row, index) => {
            const plant = plants[index]!;
            if (plant.kind === 'removed') {
              expected.ours_only.push(told(row));
              return [];
            }
            if (plant.kind === 'unreadable') {
              expected.refused.push(told(row, 'health'));
              return [{ ...row, health: '看不懂' }];
            }
            const fields = plant.kind === 'changed' ? plant.fields : [];
            const changed: NationalTexts = { ...row };
            for (const field of fields) changed[field] = CHANGES[field];
            const order = DEFAULT_COLUMNS.map(({ field }) => field).filter((field) => fields.includes(field));
            if (order.length > 0) expected.differing.push(told(row, ...order));
            return [changed];
          });
          const others = Array.from({ length: strangers }, (): NationalTexts => ({
            relation: '本人',
            name: '严样本',
            idNumber: anIdNumber(),
          }));
          expected.theirs_only.push(...others.map((row) => told(row)));
          const found = await foundIn(await compared(await workbook([...rows, ...others])));
          for (const list of NATIONAL_LISTS) expected[list].sort();
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);

  it('leads to a file that is not on the register, and to the family of others in the row above', async () => {
    const draft = await aFamily(office, { state: 'draft' });
    const [main] = draft.input.members;
    const child = { ...sent[1], relation: '子女', name: '林小样', idNumber: anIdNumber() };
    const rows = [
      ...sent.slice(0, 3),
      { ...child, fileNumber: sent[0]!.fileNumber },
      ...sent.slice(3),
      { relation: '本人', name: main!.name, idNumber: main!.idNumber },
    ];
    const items = await itemsOf(await compared(await workbook(rows)), 'theirs_only');
    expect(items.map(({ family }) => family?.id)).toEqual([families[0]!.id, draft.id]);
    expect(items.map(({ family }) => family?.status)).toEqual(['approved', 'draft']);
  });

  it('keeps numbers sealed and shows them masked', async () => {
    const rows = sent.map((row) => (row.phone ? { ...row, phone: '13711112222' } : row));
    const id = await compared(await workbook(rows));
    const [item] = await itemsOf(id, 'differing');
    const shown = { field: 'phone', ours: '139****0000', theirs: '137****2222' };
    expect(item!.differences).toEqual([{ ...shown, hidden: null }]);
    const kept = await store.read((read) =>
      read.select().from(nationalItems).where(eq(nationalItems.jobId, id)),
    );
    expect(JSON.stringify(kept)).not.toMatch(/13711112222|13900000000/);
    for (const { idNumber } of sent) expect(JSON.stringify(kept)).not.toContain(idNumber);
  });

  it('is taken along list by list, masked', async () => {
    const rows = sent.map((row) => (row.phone ? { ...row, phone: '13711112222' } : row));
    const job = await compared(await workbook(rows));
    const given = new URLSearchParams({ job, list: 'differing' });
    const { bytes } = await exportList(office.head, { list: 'national-items', given });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = book.worksheets[0]!;
    expect(sheet.rowCount - 1).toBe((await itemsOf(job, 'differing')).length);
    expect(sheet.getRow(2).getCell(6).text).toContain('本地 139****0000，全国 137****2222');
  });

  it.each([
    ['phone', '139 0012-0000', '本地 139****0000，全国 139****0000，遮住的第 6、7 位不同'],
    ['phone', '139 0000 0000', null],
  ] as const)(
    'tells where a %s of %s differs under its mask, in the sheet too',
    async (field, text, expected) => {
      const rows = sent.map((row) => (row[field] ? { ...row, [field]: text } : row));
      const job = await compared(await workbook(rows));
      const given = new URLSearchParams({ job, list: 'differing' });
      const { bytes } = await exportList(office.head, { list: 'national-items', given });
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(bytes as unknown as ArrayBuffer);
      const cell = book.worksheets[0]!.getRow(2).getCell(6).text;
      if (expected === null) expect(cell).toBe('');
      else expect(cell).toContain(expected);
    },
  );

  it('names a person who stands there twice, and cells that lost their digits', async () => {
    const rows = [...sent, sent[0]!, { ...sent[1], idNumber: '1.10105E+17' }];
    const items = await itemsOf(await compared(await workbook(rows)), 'refused');
    expect(items.map(({ row, problems }) => [row, problems.map(({ code }) => code)])).toEqual([
      [sent.length + 2, ['family.id_twice_in_file']],
      [sent.length + 3, ['cell.digits_lost']],
    ]);
  });

  it('writes nothing into any file, and is on record', async () => {
    await expectInvariants(store, 'comparisons');
    const entries = await store.read((read) => searchAudit(read, { action: 'national.exported', limit: 5 }));
    expect(entries[0]!.detail).toContain('上报全国系统');
  });
});

describe('an explanation', () => {
  it('takes an item from the open ones, and is carried to the same finding later, not to another', async () => {
    const changed = (address: string) =>
      workbook(sent.map((row) => (row.address ? { ...row, address } : row)));
    const first = await compared(await changed('样本路 9 号'));
    const [item, other] = await itemsOf(first, 'differing');
    const ask = { jobId: first, itemId: item!.id };
    await explainItem(office.secondCaseworker, { ...ask, reason: '对方没有改门牌' });
    expect(await itemsOf(first, 'differing')).toMatchObject([{ id: other!.id }]);
    expect(await itemsOf(first, 'differing', true)).toMatchObject([
      { id: item!.id, explanation: { text: '对方没有改门牌' } },
    ]);

    const again = await compared(await changed('样本路 9 号'));
    expect((await store.read((read) => itemCounts(read, again))).differing).toEqual({
      open: 1,
      explained: 1,
    });
    const another = await compared(await changed('样本路 8 号'));
    expect((await store.read((read) => itemCounts(read, another))).differing).toEqual({
      open: 2,
      explained: 0,
    });
    const elsewhere = explainItem(office.head, { ...ask, jobId: again, reason: '不在这里' });
    expect(await refused(elsewhere)).toMatchObject({ code: 'record.not_found' });
  });
});

describe('a registration begun from a comparison', () => {
  const stranger = (): NationalTexts[] => [
    { ...sent[0], name: '钱样本', accountHolder: '钱样本', idNumber: anIdNumber(), fileNumber: 'QG-1' },
    { ...sent[1], name: '赵样本', idNumber: anIdNumber({ isMale: false }), fileNumber: 'QG-1' },
  ];

  it('fills the form in with the whole family, and the form is accepted', async () => {
    const people = stranger();
    const jobId = await compared(await workbook([...sent, ...people]));
    const [item] = await itemsOf(jobId, 'theirs_only');
    await beginRegistration(office.caseworker, { jobId, itemId: item!.id });
    const mine = { staffId: office.caseworker.actor.staffId, form: NEW_FAMILY_DRAFT };
    const draft = (await store.read((read) => draftIn(read, mine)))!;
    expect(draftValue(draft.content)).toMatchObject({
      address: '样本路 1 号',
      members: [{ name: '钱样本' }, { name: '赵样本' }],
    });
    const twice = beginRegistration(office.caseworker, { jobId, itemId: item!.id });
    expect(await refused(twice)).toMatchObject({ code: 'national.draft_open' });

    const form = new FormData();
    for (const [name, value] of new URLSearchParams(draft.content)) form.append(name, value);
    const submission = parseWithZod(form, { schema: FamilyForm });
    if (submission.status !== 'success') throw new Error(JSON.stringify(submission.error));
    const { id } = await recordFamily(office.caseworker, submission.value);
    await dropDraft(office.caseworker, NEW_FAMILY_DRAFT);
    const later = await itemsOf(await compared(await workbook([...sent, ...people])), 'theirs_only');
    expect(later.map(({ family }) => family?.id)).toEqual([id, id]);
  });

  it('is refused for who is known here, and without a main person', async () => {
    const child = { ...sent[1], name: '林小样', idNumber: anIdNumber() };
    const [main] = stranger();
    const rows = [...sent.slice(0, 1), child, ...sent.slice(1), { ...main, relation: '配偶' }];
    const jobId = await compared(await workbook(rows));
    const items = await itemsOf(jobId, 'theirs_only');
    const begun = items.map(({ id: itemId }) =>
      refused(beginRegistration(office.caseworker, { jobId, itemId })),
    );
    expect((await Promise.all(begun)).map((one) => one?.code)).toEqual([
      'national.known_here',
      'national.no_main_person',
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    { file: 'no workbook', make: () => Promise.resolve(Buffer.from('x')), problem: 'file_text' },
    { file: 'no header', make: () => workbook([], { fields: ['address'] }), problem: 'no_register' },
    {
      file: 'no relation',
      make: () => workbook(sent, { fields: ['name', 'idNumber'] }),
      problem: 'columns_missing',
    },
  ])('a file with $file', async ({ make, problem }) => {
    const id = await compared(await make());
    expect(await view(id)).toMatchObject({ status: 'failed', failure: { problem } });
  });

  it('an export for who may not see whole numbers', async () => {
    const blind: Desk = { store, actor: { ...office.caseworker.actor, roles: ['auditor'] } };
    const asked = orderNationalExport(blind, { reason: '看一看名单', fileName: '在册.xlsx' });
    expect(await refused(asked)).toMatchObject({ code: 'national.not_whole' });
  });

  it('a comparison on the page of other jobs, and other jobs on its own', async () => {
    const id = await compared(await workbook(sent));
    const { actor } = office.caseworker;
    expect(await refused(store.read((read) => jobView(read, actor, id)))).toMatchObject({
      code: 'record.not_found',
    });
    const other = await orderNationalExport(office.caseworker, { reason: '上报全国', fileName: '在册.xlsx' });
    expect(await refused(view(other))).toMatchObject({ code: 'record.not_found' });
    await runJobs(store);
  });
});

describe('the columns', () => {
  it('are the office’s own once the head says so, for what is sent and for what is read', async () => {
    const columns = [
      { field: 'idNumber' as const, title: '公民身份编码', isCompared: true },
      { field: 'name' as const, title: '职工', isCompared: true },
      { field: 'relation' as const, title: '称谓', isCompared: true },
      { field: 'health' as const, title: '身体', isCompared: false },
    ];
    await defineNationalLayout(office.head, columns);
    expect((await store.read(nationalLayout)).columns).toEqual(columns);
    const book = new ExcelJS.Workbook();
    const bytes = await exported();
    await book.xlsx.load(new Uint8Array(bytes).buffer);
    expect(book.worksheets[0]!.getRow(1).values).toEqual([undefined, '公民身份编码', '职工', '称谓', '身体']);
    expect(await foundIn(await compared(bytes))).toEqual(NONE);
    const titles = { idNumber: '公民身份编码', name: '职工', relation: '称谓', health: '身体' };
    const fields = ['idNumber', 'name', 'relation', 'health'] as NationalField[];
    const rows = sent.map((row) => ({ ...row, health: '残疾' }));
    expect(await foundIn(await compared(await workbook(rows, { fields, titles })))).toEqual(NONE);
  });
});
