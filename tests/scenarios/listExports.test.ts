import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { exportWhatIf } from '../../app/exchange/whatIfExport.server';
import { printFamilyPaper, printWholeFamilyPaper } from '../../app/families/familyPapers.server';
import { correctPayment } from '../../app/payments/payments.server';
import { pageOfApplications } from '../../app/relief/applicationList.server';
import { pageOfAwards } from '../../app/relief/awardQueries.server';
import type { Metric } from '../../app/fund/target';
import { newId } from '../../app/ids.server';
import { yearIndicators } from '../../app/indicators/yearFigures.server';
import type { ExportedList } from '../../app/lists/list';
import { exportList } from '../../app/lists/listExports.server';
import { recordService } from '../../app/services/services.server';
import { LIST_COLUMNS } from '../../app/zh/listExports';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aFamily, aMember, type MadeFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import { aCorrectionInput, aPayment } from '../factories/payments';
import { anApplication, anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const FORMULA = '=HYPERLINK("http://elsewhere.example")';

let store: Store;
let office: Office;
let families: MadeFamily[];

beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
  families = [];
  for (let index = 0; index < 5; index++) families.push(await aFamily(office, { members: [aMember()] }));
  for (const { id } of families) {
    const award = await anAward(office, { year: YEAR, familyId: id, appliedOn: businessDate('2019-03-04') });
    await aPayment(office, { awardId: award.id, on: businessDate('2019-03-08') });
  }
  await anApplication(office, { year: YEAR, familyId: families[0]!.id });
  const servedOn = businessDate('2019-05-06');
  const service = { kind: 'job_placement', servedOn, content: FORMULA, outcome: '' } as const;
  await recordService(office.caseworker, {
    ...service,
    id: newId(),
    file: '',
    personName: '样本甲',
  });
});

async function workbookOf(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as unknown as ArrayBuffer);
  return book;
}

const exported = (list: ExportedList, query = '') =>
  exportList(office.finance, { list, given: new URLSearchParams(`year=${YEAR}&${query}`) });

describe('a list as a workbook', () => {
  it.each<[ExportedList, string, number]>([
    ['applications', '', 6],
    ['applications', 'status=submitted', 1],
    ['applications', 'search=NOBODY', 0],
    ['awards', 'view=all', 5],
    ['awards', 'view=open', 0],
    ['payments', '', 5],
    ['payments', 'kind=return', 0],
    ['services', '', 1],
    ['services', 'kind=training', 0],
  ])('%s narrowed by "%s" has %i rows, masked, with its sum', async (list, query, rows) => {
    const { bytes, fileName } = await exported(list, query);
    const book = await workbookOf(bytes);
    const sheet = book.worksheets[0]!;
    expect(sheet.rowCount).toBe(rows + 1);
    expect(book.worksheets[1]!.getCell('A1').text).toContain(`共 ${rows} 行`);
    expect(bytes.toString('latin1')).not.toContain(families[0]!.input.members[0]!.idNumber);
    const [latest] = (await store.read((read) => auditOf(read, { type: 'list', id: list }))).slice(-1);
    expect(latest).toMatchObject({ action: 'list.exported' });
    expect(fileName).toMatch(/^2019 年度.+ \d{4}-\d{2}-\d{2}\.xlsx$/);
  });

  it('holds amounts as numbers and everything else as text, formulas too', async () => {
    const awardId = (await anAward(office, { year: YEAR, familyId: families[1]!.id })).id;
    const run = { awardId, on: businessDate('2019-04-01') };
    await aPayment(office, run);
    const sheet = (await workbookOf((await exported('payments')).bytes)).worksheets[0]!;
    const amounts = sheet.getColumn(7).values.slice(2) as number[];
    expect(amounts.every((amount) => typeof amount === 'number')).toBe(true);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(3600);
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        expect(cell.formula).toBeUndefined();
        if (typeof cell.value === 'string') expect(cell.numFmt).toBe('@');
      }),
    );
  });

  it('keeps a name that begins like a formula a text', async () => {
    const own = await freshStore();
    const other = await anOffice(own);
    await aProject(other, { year: YEAR });
    const family = await aFamily(other);
    const award = await anAward(other, { year: YEAR, familyId: family.id });
    const payment = await aPayment(other, { awardId: award.id, on: businessDate('2019-03-08') });
    const input = aCorrectionInput(payment.id, { kind: 'return', on: '2019-03-09' });
    await correctPayment(other.finance, { ...input, remarks: FORMULA });
    const { bytes } = await exportList(other.finance, {
      list: 'payments',
      given: new URLSearchParams({ year: String(YEAR) }),
    });
    const sheet = (await workbookOf(bytes)).worksheets[0]!;
    const cell = sheet.getRow(2).getCell(9);
    expect([cell.value, cell.type, cell.numFmt]).toEqual([FORMULA, ExcelJS.ValueType.String, '@']);
  });

  it.each<[Metric, string]>([
    ['funds_in_place', '到账：地方财政配套'],
    ['timeliness', '核定'],
  ])('the rows behind %s say what they are and add up to the figure', async (metric, record) => {
    const { rows } = await store.read((read) => yearIndicators(read, { year: YEAR, asOf: '2019-12-31' }));
    const { id, level3, actual, numerator, denominator } = rows.find((row) => row.metric === metric)!;
    const { bytes } = await exported('indicator-rows', `asOf=2019-12-31&indicator=${id}&basis=persons`);
    const [sheet, origin] = (await workbookOf(bytes)).worksheets;
    const column = (title: string) =>
      LIST_COLUMNS['indicator-rows'].indexOf(title as (typeof LIST_COLUMNS)['indicator-rows'][number]) + 1;
    const last = sheet!.rowCount;
    const recordOf = (row: number) => sheet!.getCell(row, column('记录')).text;
    expect(Array.from({ length: last - 2 }, (_, index) => recordOf(index + 2))).toContain(record);
    if (metric === 'timeliness') {
      expect(sheet!.getCell(2, column('日期的含义')).text).toBe('审批日期');
      expect(sheet!.getCell(2, column('应发日')).text).toMatch(/^2019-03-/);
      expect(sheet!.getCell(2, column('最后发放')).text).toBe('2019-03-08');
    }
    const isMoney = metric === 'funds_in_place';
    ['计入分子', '计入分母'].forEach((title, index) => {
      const { formula, result } = sheet!.getCell(last, column(title)).value as ExcelJS.CellFormulaValue;
      expect(formula).toMatch(/^SUM\([A-Z]2:[A-Z]\d+\)$/);
      const sum = [numerator!, denominator!][index]!;
      expect(Number(result)).toBe(isMoney ? sum / 100 : sum);
    });
    const said = Array.from({ length: origin!.rowCount }, (_, index) => origin!.getCell(index + 1, 1).text);
    const text = isMoney ? '1,000,000.00 ÷ 1,000,000.00 = 100.00%' : `÷ ${denominator} = ${actual.text}`;
    for (const part of [`2019 年度，指标：${level3}`, '数据截至：2019-12-31', text, '目标值'])
      expect(
        said.some((line) => line.includes(part)),
        part,
      ).toBe(true);
  });

  it('is refused for a year without a project', async () => {
    const work = exportList(office.finance, { list: 'payments', given: new URLSearchParams('year=1999') });
    expect((await refused(work))?.code).toBe('project.not_found');
  });

  it('has every family that would change category', async () => {
    const supposition = { line: null, incomePercent: 900 };
    const { bytes } = await exportWhatIf(office.head, { supposition, on: businessDate('2019-06-01') });
    const sheet = (await workbookOf(bytes)).worksheets[0]!;
    expect(sheet.rowCount).toBeGreaterThan(1);
    expect(sheet.getRow(2).getCell(1).text).toMatch(/^KN\d{4}-\d{5}$/);
  });
});

describe('lists of relief page by key', () => {
  it.each([1, 2, 3])('by %i a page, each row once, forth and back', async (size) => {
    for (const fetch of [
      (cursor: { after?: string | null; before?: string | null }) =>
        store.read((read) => pageOfApplications(read, { year: YEAR, size, ...cursor })),
      (cursor: { after?: string | null; before?: string | null }) =>
        store.read((read) => pageOfAwards(read, { year: YEAR, view: 'all', size, ...cursor })),
    ]) {
      const seen: string[] = [];
      let page: { rows: { id: string }[]; next: string | null; previous: string | null } = await fetch({});
      const pages = [page];
      while (page.next) pages.push((page = await fetch({ after: page.next })));
      for (const { rows } of pages) seen.push(...rows.map(({ id }) => id));
      expect(new Set(seen).size).toBe(seen.length);
      const whole = await fetch({});
      expect(seen.slice(0, size)).toEqual(whole.rows.map(({ id }) => id));
      for (let index = pages.length - 1; index > 0; index--) {
        const back = await fetch({ before: pages[index]!.previous });
        expect(back.rows.map(({ id }) => id)).toEqual(pages[index - 1]!.rows.map(({ id }) => id));
      }
    }
    await expectInvariants(store, `pages of ${size}`);
  });
});

describe('a printed paper', () => {
  it('masks numbers, and shows them against a reason that is on record', async () => {
    const { id, input } = families[0]!;
    const { idNumber } = input.members[0]!;
    for (const kind of ['file', 'approval'] as const) {
      const masked = JSON.stringify(await printFamilyPaper(office.head, { id, kind }));
      expect(masked).not.toContain(idNumber);
      expect(masked).not.toContain(input.phone);
      const whole = JSON.stringify(
        await printWholeFamilyPaper(office.head, { id, kind, reason: '报送上级工会' }),
      );
      expect(whole).toContain(idNumber);
      expect(whole).toContain(input.phone);
    }
    const entries = await store.read((read) => auditOf(read, { type: 'family', id }));
    expect(entries.filter(({ action }) => action === 'family.revealed')).toHaveLength(2);
    expect(JSON.stringify(entries)).not.toContain(idNumber);
    const unknown = printWholeFamilyPaper(office.head, { id: 'none', kind: 'file', reason: '报送上级' });
    expect((await refused(unknown))?.code).toBe('record.not_found');
  });
});
