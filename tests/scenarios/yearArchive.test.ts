import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { businessDate, todayInChina, yearOf } from '../../app/calendar/date';
import { auditCheck, compareEntry, exportAuditHead } from '../../app/audit/auditHead.server';
import { auditOf } from '../../app/audit/audit.server';
import { yearArchive } from '../../app/exchange/yearArchive.server';
import { FolderPaperStore } from '../../app/families/paperStore.server';
import { uploadIndicatorFiles } from '../../app/fund/indicatorFiles.server';
import { attachmentCounts } from '../../app/reports/attachments.server';
import { recordMonitoringNote } from '../../app/reports/monitoring.server';
import { narrativeOf } from '../../app/reports/narrative.server';
import { duePage } from '../../app/indicators/due.server';
import { yearOverview } from '../../app/indicators/yearFigures.server';
import type { Measure } from '../../app/indicators/score';
import { recordService, serviceCounts, voidService } from '../../app/services/services.server';
import { yearEndOf } from '../../app/reports/yearEnd.server';
import { newId } from '../../app/ids.server';
import { adjustBudget, recordReceipt } from '../../app/fund/fund.server';
import { fen } from '../../app/money/fen';
import { formatYuan } from '../../app/money/yuan';
import { targetRow } from '../../app/fund/targetRow';
import type { Store } from '../../db/client.server';
import { archiveTexts, unescapedXml } from '../archive';
import {
  anEnteredResult,
  anExportedBatch,
  applySeen,
  aResult,
  aResultRow,
  FAILED,
  type BankLine,
} from '../factories/bankResults';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject, ledgerOf } from '../factories/fund';
import type { Office } from '../factories/office';
import { aPayment } from '../factories/payments';
import { anAward } from '../factories/relief';
import { aDrawnRound, anAnswer, aPaidPerson } from '../factories/surveys';

const year = 2019;
const SATISFACTION = targetRow(
  {
    level1: '满意度',
    level2: '',
    level3: '满意度',
    targetText: '>90%',
    metric: 'satisfaction',
    countBasis: null,
    weight: 10_000,
  },
  1,
);
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let store: Store;
let office: Office;
let papers: FolderPaperStore;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  papers = new FolderPaperStore(await mkdtemp(path.join(tmpdir(), 'bangfu-archive-')));
  const { id } = await aProject(office, { year });
  const ledger = await ledgerOf(office, id);
  const award = await ledger.award({ amountFen: 60_000, on: '2019-03-01' });
  const payment = await ledger.pay(award, { amountFen: 60_000, on: '2019-03-04' });
  await ledger.pay(award, { amountFen: -10_001, on: '2019-04-01', corrects: payment });
  const late = await ledger.award({ amountFen: 30_000, on: '2019-12-20' });
  const after = await ledger.pay(late, { amountFen: 30_000, on: '2020-05-07' });
  await ledger.pay(late, { amountFen: -1_200, on: '2020-06-01', corrects: after });
  const { rows } = await store.read((read) => yearEndOf(read, { year, asOf: '2019-12-31' }));
  const graded = rows.find(({ indicator }) => indicator?.kind === 'qualitative')!.indicator!;
  const files = [
    { name: '制度.png', bytes: PNG },
    { name: '制度.png', bytes: Buffer.concat([PNG, Buffer.from([0])]) },
  ];
  await uploadIndicatorFiles(office.head, { indicatorId: graded.id, files, papers });
  for (const asOf of ['2019-07-31', '2019-06-30', '2019-06-30'])
    await recordMonitoringNote(office.head, {
      ...{ indicatorId: graded.id, year, asOf: businessDate(asOf), expected: '达成' },
      ...{ cause: '无偏差', likelihood: 'certain' },
    });
});

async function unpacked(of: number = year): Promise<Map<string, Buffer>> {
  const { stream } = await yearArchive(office.auditor, { year: of, papers });
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
      ...['05 到账记录', '06 预算调整', '07 操作日志摘录', '08 年度以外发放'].map((name) => `${name}.xlsx`),
      ...['09 服务记录', '10 应补未补名单'].map((name) => `${name}.xlsx`),
      ...['manifest.txt', 'manifest.json'],
    ]);
    expect(names.filter((name) => name.startsWith('报告（未定稿）/'))).toHaveLength(3);
    expect(names.filter((name) => name.startsWith('绩效监控/'))).toEqual([
      '绩效监控/绩效运行监控表（截至2019-06-30）.docx',
      '绩效监控/绩效运行监控表（截至2019-07-31）.docx',
    ]);
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
    const { money } = await store.read((read) => yearEndOf(read, { year, asOf: '2019-12-31' }));
    expect(money.paidFen).toBe(49_999);
    const outside = await sheetOf(files.get('08 年度以外发放.xlsx')!);
    expect(outside.getRow(2).values).toEqual(expect.arrayContaining([3, '2020-05-07', 300]));
    expect(outside.getRow(3).values).toEqual(expect.arrayContaining([4, '更正第 3 条', -12]));
    const people = await sheetOf(files.get('02 受助人员名单.xlsx')!);
    expect(people.getCell('H3').value).toEqual({ formula: 'SUM(H2:H2)', result: 499.99 });
    const counts = await store.read((read) => attachmentCounts(read, { year }));
    expect(counts).toMatchObject({
      payments: 2,
      netFen: 49_999,
      outside: { payments: 2, netFen: 28_800 },
      people: 1,
      receipts: { count: 1, receivedFen: 100_000_000, adjustedFen: 0 },
      evidence: 2,
    });
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

describe('the bank vouchers in it', () => {
  const YEAR_OF_BATCH = 2020;
  const DAY = { 交易日期: '2020-03-12' };
  let files: Map<string, Buffer>;
  let lines: BankLine[];

  beforeAll(async () => {
    await aProject(office, { year: YEAR_OF_BATCH });
    const awardIds: string[] = [];
    for (let made = 0; made < 3; made += 1) {
      const { id: familyId } = await aFamily(office);
      awardIds.push((await anAward(office, { year: YEAR_OF_BATCH, familyId })).id);
    }
    const [byHand, ...toBank] = awardIds;
    await aPayment(office, { awardId: byHand!, on: businessDate('2020-03-10') });
    const batch = await anExportedBatch(office, toBank);
    ({ lines } = batch);
    const rows = [
      aResultRow(lines[0]!, DAY),
      aResultRow(lines[1]!, { ...DAY, ...FAILED, 流水号: lines[1]!.account }),
    ];
    await applySeen(office.finance, {
      batchId: batch.id,
      resultId: await aResult(office.finance, batch.id, { rows }),
    });
    files = await unpacked(YEAR_OF_BATCH);
  });

  it('are a folder for each batch, and a list of what no batch paid', () => {
    const names = [...files.keys()].filter((name) => name.startsWith('银行凭证/'));
    expect(names.map((name) => name.replace(/2020-\d+/, 'NUMBER'))).toEqual([
      '银行凭证/NUMBER 样例批次/00 批次付款凭证.docx',
      '银行凭证/NUMBER 样例批次/01 逐笔明细和银行结果.xlsx',
      '银行凭证/NUMBER 样例批次/02 银行结果 结果.xlsx',
      '银行凭证/批次外付款和更正.xlsx',
    ]);
  });

  it('add up to the ledger, tell what the bank answered, and hold no whole account', async () => {
    const of = (end: string) => files.get([...files.keys()].find((name) => name.endsWith(end))!)!;
    const sheets = await Promise.all(
      ['01 逐笔明细和银行结果.xlsx', '02 银行结果 结果.xlsx', '批次外付款和更正.xlsx'].map((end) =>
        sheetOf(of(end)),
      ),
    );
    const [detail, answer, others] = sheets;
    expect(detail!.getRow(2).values).toEqual(expect.arrayContaining(['付款成功', '2020-03-12', 'LS1']));
    expect(detail!.getRow(3).values).toEqual(expect.arrayContaining(['户名与账号不符', '户名不符']));
    expect(answer!.getRow(2).values).toEqual(
      expect.arrayContaining(['成功', `****${lines[0]!.account.slice(-4)}`, 'LS1']),
    );
    const ledger = await sheetOf(of('01 发放台账.xlsx'));
    const paidYuan = Number(detail!.getCell('G2').value) + Number(others!.getCell('F2').value);
    expect(ledger.getCell('I4').value).toMatchObject({ result: paidYuan });

    const voucher = [...(await archiveTexts(of('00 批次付款凭证.docx'))).values()].join('\n');
    const texts = [voucher, ...sheets.map((sheet) => JSON.stringify(sheet.getSheetValues()))].join('\n');
    for (const { account } of lines) expect(texts).not.toContain(account);
    expect(voucher).toContain('报盘文件和银行结果文件');
    expect(voucher.match(/[0-9a-f]{64}/g)).toHaveLength(3);
  });
});

describe('the lists of a report', () => {
  const YEAR = 2021;
  const asOf = `${YEAR}-12-31`;

  it('are of its last day: their sums, its paper, its workbook and its narrative say the same', async () => {
    await aProject(office, { year: YEAR, rows: [SATISFACTION] });
    const received = {
      commandId: newId(),
      source: 'local' as const,
      voucher: '',
      remarks: '',
      confirmed: true,
    };
    const on = businessDate('2022-01-15');
    await recordReceipt(office.finance, { ...received, year: YEAR, amountFen: fen(7_001), receivedOn: on });
    await adjustBudget(office.head, {
      ...{ commandId: newId(), year: YEAR, amountFen: fen(-300), document: '文件 1 号', reason: '样例' },
      adjustedOn: businessDate('2021-06-01'),
    });
    const people = [await aPaidPerson(office, { year: YEAR }), await aPaidPerson(office, { year: YEAR })];
    const [inTime, late] = await Promise.all(
      people.map(({ family }) => anAward(office, { year: YEAR, familyId: family.id })),
    );
    const batch = await anExportedBatch(office, [inTime!.id, late!.id]);
    const rows = ['2021-12-30', '2022-01-03'].map((day, index) =>
      aResultRow(batch.lines[index]!, { 交易日期: day }),
    );
    await anEnteredResult(office.finance, batch.id, rows);
    const days = (from: string, until: string) => ({
      ...{ year: YEAR, paidUntilOn: businessDate('2021-11-01') },
      ...{ startOn: businessDate(from), endOn: businessDate(until) },
    });
    const rounds = [days('2021-11-01', '2021-11-30'), days('2021-12-01', '2021-12-31')];
    for (const [index, round] of rounds.entries()) {
      const { id: roundId, people: asked } = await aDrawnRound(office, round);
      for (const { id: personId } of asked.slice(index)) {
        const outcome = index === 0 ? 'dissatisfied' : 'satisfied';
        await anAnswer(office, { roundId, personId, outcome, answeredOn: round.endOn });
      }
    }

    const [served, mistaken] = [newId(), newId()];
    for (const id of [served, mistaken])
      await recordService(office.caseworker, {
        ...{ id, kind: 'legal_aid', servedOn: businessDate('2021-05-06'), file: '', personName: '样例' },
        ...{ content: '咨询', outcome: '已答复' },
      });
    await voidService(office.caseworker, { id: mistaken, reason: '重复登记' });

    const report = await store.read((read) => yearEndOf(read, { year: YEAR, asOf }));
    const { figures } = await store.read((read) => yearOverview(read, { year: YEAR, asOf }));
    const { money } = report;
    const satisfaction = report.rows[0]!.indicator!;
    expect([satisfaction.numerator, satisfaction.denominator]).toEqual([1, 2]);
    expect(money.receivedFen).toBe(money.budgetFen + 300);
    const files = await unpacked(YEAR);
    const sumsOf = async (name: string) => {
      const sheet = await sheetOf(files.get(`${name}.xlsx`)!);
      const values = (row: ExcelJS.Row) => (row.values as ExcelJS.CellValue[]).slice(1);
      const titles = values(sheet.getRow(1)) as string[];
      const totals = values(sheet.lastRow!) as { result?: number }[];
      return Object.fromEntries(titles.map((title, index) => [title, totals[index]?.result]));
    };
    expect(await sumsOf('01 发放台账')).toMatchObject({ '金额（元）': money.paidFen / 100 });
    expect(await sumsOf('02 受助人员名单')).toMatchObject({ '合计（元）': money.paidFen / 100 });
    expect(await sumsOf('03 满意度样本')).toMatchObject({
      计入满意度: satisfaction.denominator,
      其中满意: satisfaction.numerator,
    });
    expect(await sumsOf('04 发放批次')).toMatchObject({ '项目期内付（元）': 600, '项目期外付（元）': 600 });
    expect(await sumsOf('05 到账记录')).toMatchObject({
      '截至末日（元）': money.receivedFen / 100,
      '末日以后（元）': 70.01,
    });
    expect(await sumsOf('06 预算调整')).toMatchObject({ '金额（元）': -3 });
    expect(await sumsOf('08 年度以外发放')).toMatchObject({ '金额（元）': 600 });
    const { total } = await store.read((read) => serviceCounts(read, { year: YEAR, asOf }));
    expect([total, (await sumsOf('09 服务记录')).计入人次]).toEqual([1, 1]);
    const unpaid = ({ numerator, denominator }: Measure) => denominator - numerator;
    expect(unpaid(figures.coverage.living)).toBeGreaterThan(0);
    expect(unpaid(figures.coverage.medical)).toBe(0);
    expect(await sumsOf('10 应补未补名单')).toMatchObject({
      '生活救助（人）': unpaid(figures.coverage.living),
      '助学救助（人）': unpaid(figures.coverage.schooling),
    });

    const { chapters } = await store.read((read) => narrativeOf(read, YEAR));
    const facts = chapters.at(-1)!.facts;
    expect(facts).toEqual(
      expect.arrayContaining([
        '附件2：资金发放台账（3条，净额1,800.00元）',
        '附件4：满意度调查样本（抽样4人次、共2人，计入满意度的评价2份）',
        '附件5：发放批次清单（有发放的1批，批次发放600.00元）',
        `附件6：到账和预算调整记录（2条，到账${formatYuan(fen(money.receivedFen))}元，调整-3.00元）`,
      ]),
    );
    const draft = [...files.keys()].filter((name) => name.startsWith('报告（未定稿）/'));
    const textOf = async (end: string) =>
      [...(await archiveTexts(files.get(draft.find((name) => name.endsWith(end))!)!)).values()].join('\n');
    const narrative = unescapedXml(await textOf('自评报告.docx'));
    expect(facts.filter((fact) => !narrative.includes(fact))).toEqual([]);
    // From 2020 on the paper is the national one: amounts in units of 10,000 yuan.
    const { funds } = report.national!;
    expect(funds[0]!.paidFen).toBe(money.paidFen);
    const paper = await textOf('自评表.docx');
    const texts = funds.flatMap(({ planned, budget, paid }) => [planned, budget, paid]);
    expect(texts.filter((text) => !paper.includes(text))).toEqual([]);
    const book = new ExcelJS.Workbook();
    const xlsx = files.get(draft.find((name) => name.endsWith('自评表.xlsx'))!)!;
    await book.xlsx.load(xlsx as unknown as ExcelJS.Buffer);
    const shown = book.worksheets[0]!.getSheetValues().flatMap((row) => row as ExcelJS.CellValue[]);
    const numbers = shown.map((value) =>
      typeof value === 'object' && value && 'result' in value ? value.result : value,
    );
    expect(numbers).toEqual(expect.arrayContaining([money.budgetFen / 1e6, money.paidFen / 1e6]));
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

    // Kept before, it is still found when the log has grown.
    const { sequence, hash } = head!;
    const outcomeOf = async (kept: { sequence: number; hash: string }) =>
      (await store.read((read) => compareEntry(read, kept))).outcome;
    expect(await outcomeOf({ sequence, hash })).toBe('same');
    expect(await outcomeOf({ sequence: sequence - 1, hash })).toBe('different');
    expect(
      await outcomeOf({ sequence, hash: hash.replace(/^./, (first) => (first === '0' ? '1' : '0')) }),
    ).toBe('different');
    expect(await outcomeOf({ sequence: sequence + 1_000, hash })).toBe('missing');
  });
});

it('lists who was due of a year that goes on as of today, as its papers are', async () => {
  const today = todayInChina(new Date());
  const running = yearOf(today);
  await aProject(office, { year: running });
  const files = await unpacked(running);
  expect(files.get('00 说明.txt')!.toString()).toContain('同一截至日：导出的当天，项目还没有结束。');
  expect((await unpacked()).get('00 说明.txt')!.toString()).toContain('同一截至日：项目最后一天。');
  const listed = await sheetOf(files.get('10 应补未补名单.xlsx')!);
  const { rows } = await store.read((read) =>
    duePage(read, { year: running, asOf: today, after: null, size: 100 }),
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(listed.rowCount).toBe(rows.length + 2);
});
