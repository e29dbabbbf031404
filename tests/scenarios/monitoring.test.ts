import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { yearJson } from '../../app/indicators/json';
import { yearIndicators } from '../../app/indicators/yearFigures.server';
import {
  monitoringOf,
  exportMonitoring,
  notesOfIndicator,
  recordMonitoringNote,
} from '../../app/reports/monitoring.server';
import { auditEntries } from '../../db/schema';
import type { Store } from '../../db/client.server';
import { archiveTexts } from '../archive';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject, ledgerOf } from '../factories/fund';
import type { Office } from '../factories/office';
import { refused } from '../refused';

const YEAR = 2019;
const DAY = businessDate('2019-06-30');

let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
  const { id } = await aProject(office, { year: YEAR });
  const ledger = await ledgerOf(office, id);
  const award = await ledger.award({ amountFen: 60_000, on: '2019-03-01' });
  await ledger.pay(award, { amountFen: 60_000, on: '2019-03-04' });
  await ledger.award({ amountFen: 45_000, on: '2019-06-30' });
  const inPart = await ledger.award({ amountFen: 30_000, on: '2019-06-28' });
  await ledger.pay(inPart, { amountFen: 10_000, on: '2019-06-30' });
  await ledger.award({ amountFen: 5_000, on: '2019-07-01' });
});

const reportOf = (asOf: string) =>
  store.read((read) => monitoringOf(read, { year: YEAR, asOf: businessDate(asOf) }));

describe('the monitoring report', () => {
  it('wants a word of the execution that the months to come will not bring to its target', async () => {
    const { money, rows, notes } = await reportOf(DAY);
    expect(money.projectedFen).toBeLessThan(money.budgetFen);
    expect(rows[0]).toMatchObject({ name: '预算执行率', isOpen: true });
    expect(notes.at(-1)).toContain('预算执行率');
  });

  it('keeps what the head says with the day it was said of; of one day the latest counts', async () => {
    const [row] = (await reportOf(DAY)).rows;
    const say = (asOf: string, expected: string) =>
      recordMonitoringNote(office.head, {
        ...{ indicatorId: row!.id, year: YEAR, asOf: businessDate(asOf), expected },
        ...{ cause: '集中在下半年发放', likelihood: 'likely' },
      });
    await say(DAY, '90%');
    await say(DAY, '95%');
    await say('2019-07-31', '99%');
    const expectedOn = async (asOf: string) => (await reportOf(asOf)).rows[0]!.note?.expected ?? null;
    expect([await expectedOn(DAY), await expectedOn('2019-07-31')]).toEqual(['95%', '99%']);
    expect(await expectedOn('2019-07-01')).toBeNull();
    const notesUntil = (asOf: string) =>
      store.read((read) => notesOfIndicator(read, { indicatorId: row!.id, asOf }));
    const kept = (await notesUntil('2019-12-31')).map((note) => `${note.asOf} ${note.expected}`);
    expect(kept).toEqual(['2019-07-31 99%', `${DAY} 95%`]);
    expect(await notesUntil('2019-06-29')).toEqual([]);
    const audited = await store.read((read) => read.select().from(auditEntries));
    expect(audited.filter(({ action }) => action === 'indicator.monitored')).toHaveLength(3);
  });

  it('says nothing of an indicator of another year', async () => {
    const said = { expected: '1', cause: '无偏差', likelihood: 'certain' } as const;
    const note = recordMonitoringNote(office.head, { indicatorId: 'none', year: YEAR, asOf: DAY, ...said });
    expect(await refused(note)).toMatchObject({ code: 'indicator.not_found' });
  });

  it('says how many awards are approved and not paid on the day, and how much that is, as the figures of the year do', async () => {
    const { funds, money } = await reportOf(DAY);
    expect(funds[4]).toEqual({ label: '已批待发（2笔）', text: '650.00' });
    const json = yearJson(await store.read((read) => yearIndicators(read, { year: YEAR, asOf: DAY })));
    expect(json.budget).toMatchObject({ committedFen: money.committedFen, committedAwards: 2 });
    const [later] = (await reportOf('2019-07-01')).funds.slice(4, 5);
    expect(later).toEqual({ label: '已批待发（3笔）', text: '700.00' });
  });

  it('prints every figure of the page in both files; the rates of the workbook are formulas', async () => {
    const { rows, funds, money, notes } = await reportOf(DAY);
    const docx = await exportMonitoring(office.head, { year: YEAR, asOf: DAY, kind: 'docx' });
    const text = (await archiveTexts(docx.bytes)).get('word/document.xml')!;
    const { bytes } = await exportMonitoring(office.head, { year: YEAR, asOf: DAY, kind: 'xlsx' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as unknown as ArrayBuffer);
    const sheet = book.worksheets[0]!;
    const rowOf = (value: string) => {
      for (let row = 1; row <= sheet.rowCount; row += 1)
        for (const column of [1, 3]) if (sheet.getCell(row, column).text === value) return row;
      throw new Error(`${value} is not on the sheet`);
    };
    for (const { label, text: shown } of funds) {
      expect(text).toContain(label);
      expect(text).toContain(shown);
    }
    const fundRow = rowOf(funds[0]!.label) + 1;
    expect(sheet.getCell(fundRow, 1).value).toBe(money.budgetFen / 100);
    expect(sheet.getCell(fundRow, 6).value).toBe(money.committedFen / 100);
    expect(sheet.getCell(fundRow, 7).value).toMatchObject({
      formula: `E${fundRow}/A${fundRow}`,
      result: money.paidFen / money.budgetFen,
    });
    expect(rows.length).toBeGreaterThan(5);
    for (const { name, actual, note } of rows) {
      const cellOf = (column: number) => sheet.getCell(rowOf(name), column).value;
      expect([cellOf(5), cellOf(7)]).toEqual([actual, note?.expected ?? '']);
      expect(text).toContain(name);
      expect(text).toContain(actual);
    }
    for (const note of notes) expect(text).toContain(note);
  });
});
