import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { searchAudit } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import {
  casePack,
  casePackPage,
  orderCasePack,
  type CasePackOrder,
} from '../../app/casePack/casePack.server';
import { numbersOfText } from '../../app/casePack/given';
import { givenNumbers, sampleOf, type SampleQuestion } from '../../app/casePack/sample.server';
import { samplePng } from '../../app/demo/samplePapers.server';
import { familyHistory } from '../../app/families/families.server';
import { uploadPapers } from '../../app/families/papers.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { maskIdNumber } from '../../app/identity/idNumber';
import type { Desk } from '../../app/staff/staff.server';
import type { Store } from '../../db/client.server';
import { archiveTexts, unescapedXml } from '../archive';
import { anEnteredResult, anExportedBatch, aResultRow, type BankLine } from '../factories/bankResults';
import { aFamily, aMember, anIdNumber, aStudent, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aCorrection, aPayment, paymentRowsOf } from '../factories/payments';
import { anAward } from '../factories/relief';
import { refused } from '../refused';

const YEAR = 2019;
const PNG = new Uint8Array(samplePng(200));
const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-case-pack-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const papers = new FolderPaperStore(folder);

let store: Store;
let office: Office;
let family: MadeFamily;
let other: MadeFamily;
let line: BankLine;
let paymentId: string;
let byHandId: string;
let awardId: string;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
  family = await aFamily(office);
  other = await aFamily(office);
  await uploadPapers(office.caseworker, {
    ...{ familyId: family.id, kind: 'diagnosis', papers },
    files: [{ name: '诊断书.png', bytes: PNG }],
  });
  const award = await anAward(office, { familyId: family.id, year: YEAR });
  awardId = award.id;
  const batch = await anExportedBatch(office, [awardId]);
  line = batch.lines[0]!;
  await anEnteredResult(office.finance, batch.id, [aResultRow(line)]);
  paymentId = (await paymentRowsOf(office, awardId))[0]!.id;
  await aCorrection(office, paymentId, { kind: 'recovery', on: '2019-03-20', amountFen: 10_001 });
  const byHand = await anAward(office, { familyId: other.id, year: YEAR, amountFen: 70_000 });
  ({ id: byHandId } = await aPayment(office, { awardId: byHand.id, on: businessDate('2019-03-14') }));
});

const idNumber = () => family.input.members[0]!.idNumber;
const numbersQuestion = (text: string, year: number | null = null): SampleQuestion => ({
  ...{ kind: 'numbers', numbers: numbersOfText(text), year },
});

const order = (desk: Desk, given: Partial<CasePackOrder> = {}) =>
  orderCasePack(desk, {
    ...{ question: numbersQuestion(idNumber()), reason: '样例抽查', isWhole: false },
    ...given,
  });

async function unpacked(desk: Desk, given: Partial<CasePackOrder>): Promise<Map<string, Buffer>> {
  const { stream } = await casePack(desk, { id: await order(desk, given), papers });
  const zip = await fromBufferPromise(await buffer(stream), { lazyEntries: true, autoClose: false });
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

async function textOf(bytes: Buffer | undefined): Promise<string> {
  const xml = (await archiveTexts(bytes!)).get('word/document.xml')!;
  return unescapedXml(xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, ''));
}

const partsOf = (record: string) =>
  record.split('\n').filter((line) => /^[一二三四五六七八九十]、/.test(line));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the pack of a sampled payment', () => {
  it('holds every paper of it under the hash that the manifests say', async () => {
    const files = await unpacked(office.auditor, { question: { kind: 'payment', id: paymentId } });
    const home = `001 ${family.fileNumber} 林样本`;
    const own = `${home}/发放 2019-03-12 生活救助 600.00元`;
    const names = [...files.keys()];
    expect(names.map((name) => name.replace(/公示 .*\.docx/, '公示.docx'))).toEqual([
      ...['00 说明.txt', '00 目录.docx'],
      ...[`${home}/1 困难职工档案表.docx`, `${home}/2 困难职工家庭认定审批表.docx`, `${home}/3 公示.docx`],
      `${home}/材料/01 诊断证明 诊断书.png`,
      `${own}/办理记录.docx`,
      ...[`${own}/01 付款凭证.docx`, `${own}/02 更正凭证（追回）.docx`],
      ...['manifest.txt', 'manifest.json'],
    ]);
    expect(new Uint8Array(files.get(`${home}/材料/01 诊断证明 诊断书.png`)!)).toEqual(PNG);
    const listed = JSON.parse(files.get('manifest.json')!.toString()) as { files: unknown[] };
    expect(listed.files).toEqual(
      names
        .filter((name) => !name.startsWith('manifest.'))
        .map((name) => ({
          path: name,
          bytes: files.get(name)!.byteLength,
          sha256: sha256(files.get(name)!),
        })),
    );
    const record = await textOf(files.get(`${own}/办理记录.docx`));
    for (const told of [
      ...['林样本', '样例批次', '付款成功', 'LS1', '追回', '-100.01', '499.99', '样例-001', '导出银行文件'],
      `****${line.account.slice(-4)}`,
    ])
      expect(record, told).toContain(told);
    expect(record).not.toContain(line.account);
    expect(record).not.toContain(idNumber());
    expect(partsOf(record)).toEqual([
      ...['一、申请', '二、审核与审批', '三、核定', '四、发放批次与银行结果', '五、银行文件'],
      ...['六、发放与更正', '七、到发放日为止的资金到账', '八、操作日志'],
    ]);
    const form = await textOf(files.get(`${home}/2 困难职工家庭认定审批表.docx`));
    expect(form).toContain('安样本');
    expect(await textOf(files.get('00 目录.docx'))).toContain(`600.00\n499.99\n${home}`);
  });

  it('numbers the parts of a payment without a batch one after the other', async () => {
    const files = await unpacked(office.auditor, { question: { kind: 'payment', id: byHandId } });
    const record = await textOf([...files].find(([name]) => name.endsWith('办理记录.docx'))![1]);
    expect(partsOf(record).slice(3)).toEqual([
      ...['四、发放批次与银行结果', '五、发放与更正', '六、到发放日为止的资金到账', '七、操作日志'],
    ]);
  });

  it('masks the numbers of every paper where nobody asked for whole ones', async () => {
    const files = await unpacked(office.head, { question: { kind: 'payment', id: paymentId } });
    const papers = [...files].filter(([name]) => name.endsWith('.docx'));
    expect(papers).toHaveLength(7);
    for (const [name, bytes] of papers) {
      const paper = await textOf(bytes);
      expect(paper, name).not.toContain(idNumber());
      expect(paper, name).not.toContain(line.account);
    }
    expect(await textOf(files.get('00 目录.docx'))).toContain(`林样本（${maskIdNumber(idNumber())}）1 笔`);
  });

  it('is the same for a correction of it and for its award', async () => {
    const correction = (await paymentRowsOf(office, awardId))[1]!;
    for (const question of [
      { kind: 'payment', id: correction.id },
      { kind: 'award', id: awardId },
    ] as const)
      expect(await store.read((read) => sampleOf(read, question))).toMatchObject({
        payments: [{ id: paymentId, amountFen: 60_000, netFen: 49_999 }],
      });
    for (const kind of ['payment', 'award'] as const)
      expect(await refused(store.read((read) => sampleOf(read, { kind, id: 'none' })))).toMatchObject({
        code: `${kind}.not_found`,
      });
  });

  it('shows whole numbers to those who may see them, and tells of it in the file', async () => {
    const files = await unpacked(office.head, {
      question: { kind: 'payment', id: paymentId },
      isWhole: true,
    });
    for (const name of ['办理记录', '01 付款凭证', '02 更正凭证（追回）']) {
      const paper = await textOf([...files].find(([path]) => path.endsWith(`/${name}.docx`))![1]);
      expect(paper, name).toContain(line.account);
      expect(paper, name).toContain(idNumber());
    }
    const index = await textOf(files.get('00 目录.docx'));
    expect(index).toContain(`林样本\n${idNumber()}\n`);
    expect(index).toContain(`林样本（${idNumber()}）1 笔`);
    const { events } = await store.read((read) => familyHistory(read, family.id));
    expect(events.slice(0, 2).map(({ who, text }) => `${who} ${text}`)).toEqual([
      'head 查看完整身份证号、电话和银行账号，用途：样例抽查',
      'head 列入抽查资料包，用途：样例抽查',
    ]);
    expect(await refused(order(office.auditor, { isWhole: true }))).toMatchObject({
      ...{ code: 'case_pack.not_whole', field: 'isWhole' },
    });
  });

  it('is on record before and after, with its reason and the hash of its manifest', async () => {
    const files = await unpacked(office.auditor, {});
    const [made] = await store.read((read) => searchAudit(read, { action: 'case_pack.made', limit: 1 }));
    const [begun] = await store.read((read) => searchAudit(read, { action: 'case_pack.begun', limit: 1 }));
    const [asked] = await store.read((read) => searchAudit(read, { action: 'case_pack.ordered', limit: 1 }));
    expect(JSON.parse(begun!.detail)).toEqual({ reason: '样例抽查', isWhole: false, count: 1 });
    expect(JSON.parse(asked!.detail)).toEqual({
      ...{ reason: '样例抽查', isWhole: false, people: 1, count: 1, unfound: 0, payments: [paymentId] },
    });
    expect(JSON.parse(made!.detail)).toEqual({
      ...{ count: files.size - 2, sha256: sha256(files.get('manifest.txt')!) },
    });
    expect([made!.subjectId, asked!.subjectId]).toEqual([begun!.subjectId, begun!.subjectId]);
  });

  it('breaks off when a paper is lost', async () => {
    const broken = { ...papers, get: () => Promise.resolve(null) } as unknown as FolderPaperStore;
    const { stream } = await casePack(office.auditor, { id: await order(office.auditor), papers: broken });
    await expect(buffer(stream)).rejects.toThrow(/lost or damaged/);
  });

  it('is for who asked for it alone', async () => {
    const id = await order(office.auditor);
    const { actor } = office.head;
    expect(await refused(store.read((read) => casePackPage(read, actor, id)))).toMatchObject({
      code: 'case_pack.not_found',
    });
    expect(await refused(casePack(office.head, { id, papers }))).toMatchObject({
      code: 'case_pack.not_found',
    });
  });
});

describe('a list of numbers', () => {
  it('finds the payments of its people in its order, and says of every other number why not', async () => {
    const unpaid = family.input.members[1]!.idNumber;
    const stranger = anIdNumber();
    const text = [
      other.input.members[0]!.idNumber,
      '林样本 ' + idNumber(),
      unpaid,
      stranger,
      '12345',
      idNumber(),
    ];
    const sample = await store.read((read) => sampleOf(read, numbersQuestion(text.join('\n'))));
    expect(sample.people).toBe(2);
    expect(sample.payments.map(({ familyId }) => familyId)).toEqual([other.id, family.id]);
    expect(sample.unfound.map(({ row, reason }) => [row, reason])).toEqual([
      [3, 'never_paid'],
      [4, 'not_registered'],
      [5, 'not_a_number'],
    ]);
    expect(sample.repeated.map(({ row, first }) => [row, first])).toEqual([[6, 2]]);
    expect(JSON.stringify(sample)).not.toContain(stranger);
    const none = await store.read((read) => sampleOf(read, numbersQuestion(idNumber(), 2018)));
    expect(none).toMatchObject({ payments: [], unfound: [{ row: 1, reason: 'not_paid' }] });
  });

  it('is listed in the index of the pack, unfound numbers too', async () => {
    const stranger = anIdNumber();
    const files = await unpacked(office.auditor, { question: numbersQuestion(`${idNumber()}\n${stranger}`) });
    const index = await textOf(files.get('00 目录.docx'));
    expect(index).toContain('2\n' + stranger.slice(0, 6));
    expect(index).toContain('系统里没有这个人的档案');
    expect(index).not.toContain(stranger);
  });

  it('names the folder after the file whoever of the family was looked for, and tells whose payments it holds', async () => {
    const home = await aFamily(office, { members: [aMember(), aStudent()] });
    const [main, child] = home.input.members;
    for (const [type, place, month] of [
      ['living', 0, '03'],
      ['schooling', 1, '10'],
    ] as const) {
      const appliedOn = businessDate(`2019-${month}-08`);
      const { id } = await anAward(office, { familyId: home.id, year: YEAR, type, place, appliedOn });
      await aPayment(office, { awardId: id, on: businessDate(`2019-${month}-15`) });
    }
    const text = [child!.idNumber, main!.idNumber, main!.idNumber].join('\n');
    const files = await unpacked(office.auditor, { question: numbersQuestion(text) });
    const folders = [...files.keys()].filter((name) => name.includes('/')).map((name) => name.split('/')[0]);
    expect([...new Set(folders)]).toEqual([`001 ${home.fileNumber} ${main!.name}`]);
    const index = await textOf(files.get('00 目录.docx'));
    for (const { name, idNumber } of [main!, child!])
      expect(index).toContain(`${name}（${idNumber.slice(0, 6)}********${idNumber.slice(-4)}）1 笔`);
    expect(index).toContain('名单中重复给出的号码');
    expect(index).toContain('与第 2 行是同一个号码，只算一次');
    expect(files.get('00 说明.txt')!.toString()).toContain('1 个号码重复给出');
  });

  it('is read from a sheet, and refused where there is nothing to find', async () => {
    const book = new ExcelJS.Workbook();
    book
      .addWorksheet('名单')
      .addRows([['抽查名单'], ['姓名', '身份证号'], ['林样本', idNumber()], ['某某', '1.1E+17']]);
    const file = new Uint8Array(await book.xlsx.writeBuffer());
    const numbers = await givenNumbers({ numbers: '', file });
    expect(numbers.map(({ row }) => row)).toEqual([3, 4]);
    const sample = await store.read((read) => sampleOf(read, { kind: 'numbers', numbers, year: YEAR }));
    expect([sample.payments.length, sample.unfound[0]!.reason]).toEqual([1, 'digits_lost']);

    const damaged = givenNumbers({ numbers: '', file: new Uint8Array([0x50, 0x4b, 3, 4]) });
    expect(await refused(damaged)).toMatchObject({ code: 'case_pack.sheet_refused', field: 'file' });
    for (const [text, code] of [
      ['', 'case_pack.no_number'],
      ['1 '.repeat(501), 'case_pack.too_many_numbers'],
    ] as const)
      expect(await refused(store.read((read) => sampleOf(read, numbersQuestion(text))))).toMatchObject({
        code,
      });
    expect(await refused(order(office.auditor, { question: numbersQuestion('12345') }))).toMatchObject({
      code: 'case_pack.nothing_found',
    });
  });
});
