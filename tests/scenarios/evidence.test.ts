import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CountBasis } from '../../app/fund/target';
import { evidencePage, type Evidence, type EvidenceQuestion } from '../../app/indicators/evidence.server';
import { yearFacts } from '../../app/indicators/facts.server';
import { exportList } from '../../app/lists/listExports.server';
import type { Store } from '../../db/client.server';
import { LIST_COLUMNS } from '../../app/zh/listExports';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject, ledgerOf } from '../factories/fund';
import type { Office } from '../factories/office';

const YEAR = 2019;
const asOf = '2019-12-31';

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  const { id } = await aProject(office, { year: YEAR });
  const ledger = await ledgerOf(office, id);
  const award = await ledger.award({ amountFen: 60_000, on: '2019-03-01' });
  const payment = await ledger.pay(award, { amountFen: 60_000, on: '2019-03-04' });
  await ledger.pay(award, { amountFen: -20_000, on: '2019-04-02', corrects: payment });
  const returned = await ledger.award({ amountFen: 30_000, on: '2019-05-01' });
  const sent = await ledger.pay(returned, { amountFen: 30_000, on: '2019-05-06' });
  await ledger.pay(returned, { amountFen: -30_000, on: '2019-05-08', corrects: sent });
});

describe('the page of rows behind an indicator', () => {
  it.each([
    ['persons', 1],
    ['person_times', 1],
    ['families', 1],
  ] satisfies [CountBasis, number][])('adds up by %s', async (basis, count) => {
    const { evidence } = await page('people_helped.living', { basis });
    expect(evidence).toMatchObject({ basis, agrees: true, totals: { numerator: count } });
  });

  it('names whom a row is about, without the full ID number, and the payments it is made of', async () => {
    const { evidence } = await page('people_helped.living', {});
    const [line] = evidence!.lines;
    expect(line!.person).toMatchObject({ fileNumber: expect.stringMatching(/\S/) as string });
    expect(line!.person!.idMasked).toMatch(/\*{6,}/);
    expect(line!.record).toMatchObject({ kind: 'person' });
    const { payments } = line!.record as { payments: { amountFen: number }[] };
    expect(payments.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(line!.amountFen);
  });

  it.each(['coverage', 'timeliness', 'budget_execution', 'funds_in_place'])('%s agrees', async (metric) => {
    const { result, evidence } = await page(metric, {});
    expect(evidence!.agrees).toBe(true);
    expect(evidence!.totals).toEqual({ numerator: result.numerator, denominator: result.denominator });
  });

  it('shows the rows that a filter and a search leave', async () => {
    const { evidence } = await page('people_helped.living', {
      basis: 'person_times',
      filter: { part: 'excluded' },
    });
    expect(evidence!.lines.map(({ reason }) => reason)).toEqual(['taken_back']);
    const { evidence: none } = await page('people_helped.living', { search: 'nobody' });
    expect(none).toMatchObject({ total: 0, lines: [], totals: { numerator: 1 } });
  });

  it.each<CountBasis>(['persons', 'person_times', 'families'])(
    'finds a person among rows by %s',
    async (basis) => {
      const { evidence: all } = await page('people_helped.living', { basis });
      const { name } = all!.lines[0]!.person!;
      const { evidence } = await page('people_helped.living', { basis, search: name });
      const found = all!.lines.filter(({ person }) => person!.name === name);
      expect(evidence!.lines.filter(({ person }) => person!.name === name)).toEqual(found);
    },
  );

  it.each(['coverage', 'timeliness', 'budget_execution'])(
    'finds a person among rows of %s',
    async (metric) => {
      const { evidence: all } = await page(metric, {});
      const { name } = all!.lines.find(({ person }) => person !== null)!.person!;
      const { evidence } = await page(metric, { search: name });
      expect(evidence!.lines).toEqual(all!.lines.filter(({ person }) => person?.name === name));
    },
  );

  it.each(['people_helped.living', 'coverage', 'timeliness', 'budget_execution', 'funds_in_place'])(
    'of %s goes page by page through every row once, and back',
    async (metric) => {
      const { evidence: all } = await page(metric, {});
      const seen: unknown[] = [];
      const pages: Evidence[] = [];
      let after: string | null = null;
      do {
        const { evidence } = await page(metric, { after, size: 1 });
        pages.push(evidence!);
        seen.push(...evidence!.lines);
        after = evidence!.next;
      } while (after);
      expect(seen).toEqual(all!.lines);
      expect(seen).toHaveLength(all!.total!);
      if (pages.length < 2) return;
      const { evidence: back } = await page(metric, { before: pages.at(-1)!.previous, size: 1 });
      expect(back!.lines).toEqual(pages.at(-2)!.lines);
    },
  );

  it.each(['nonsense', 'numerator-living_2019-01-01', 'numerator-living_2019-01-01_nobody'])(
    'begins at the beginning for the cursor "%s"',
    async (after) => {
      const { evidence: first } = await page('people_helped.living', {});
      const { evidence } = await page('people_helped.living', { after });
      expect(evidence!.lines).toEqual(first!.lines);
    },
  );

  it('has no rows for what the head grades', async () => {
    expect((await page(null, {})).evidence).toBeNull();
  });

  it('is of an indicator of that year', async () => {
    const missing = store.read((read) =>
      evidencePage(read, { year: YEAR, asOf, indicatorId: 'nowhere', filter: {} }),
    );
    await expect(missing).rejects.toMatchObject({ code: 'indicator.not_found' });
  });
});

describe('the rows behind an indicator as a workbook', () => {
  it.each<[string, CountBasis | undefined]>([
    ['people_helped.living', 'persons'],
    ['people_helped.living', 'person_times'],
    ['people_helped.living', 'families'],
    ['coverage', undefined],
    ['timeliness', undefined],
    ['budget_execution', undefined],
    ['funds_in_place', undefined],
  ])('%s by %s: every row once, and what is added up is the figure', async (metric, basis) => {
    const { result, evidence } = await page(metric, { basis });
    const given = new URLSearchParams({ year: String(YEAR), asOf, indicator: result.id, basis: basis ?? '' });
    const { bytes } = await exportList(office.head, { list: 'indicator-rows', given });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const { total, totals } = evidence!;
    const unit = metric === 'budget_execution' || metric === 'funds_in_place' ? 100 : 1;
    const sheet = book.worksheets[0]!;
    const column = (name: string) => LIST_COLUMNS['indicator-rows'].indexOf(name as never) + 1;
    // The last row adds up the others.
    const cells = (name: string) => sheet.getColumn(column(name)).values.slice(2, -1) as number[];
    const sum = (name: string) => cells(name).reduce((all, value) => all + value, 0);
    const sums = ['计入分子', '计入分母'];
    expect(cells('计入分子')).toHaveLength(total!);
    const written = sums.map((name) => sheet.getRow(sheet.rowCount).getCell(column(name)).result ?? 0);
    expect(written).toEqual(sums.map(sum));
    expect(sums.map(sum)).toEqual([totals.numerator / unit, totals.denominator / unit]);
  });
});

function page(metric: string | null, given: Partial<EvidenceQuestion>) {
  return store.read(async (read) => {
    const { indicators } = await yearFacts(read, { year: YEAR, asOf });
    const { id } = indicators.find((one) => one.metric === metric && one.level3 !== null)!;
    return evidencePage(read, { year: YEAR, asOf, indicatorId: id, filter: {}, ...given });
  });
}
