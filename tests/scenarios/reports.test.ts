import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate } from '../../app/calendar/date';
import { computeIndicators } from '../../app/indicators/compute';
import { yearFacts } from '../../app/indicators/facts.server';
import { recordReceipt } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import type { Refusal } from '../../app/refusal';
import { chooseLayout } from '../../app/reports/layouts.server';
import { exportYearEnd, yearEndOf } from '../../app/reports/yearEnd.server';
import { archiveTexts, unescapedXml } from '../archive';
import { freshStore } from '../database';
import { aProject, ledgerOf } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';
import type { Store } from '../../db/client.server';

const year = 2019;
let store: Store;
let office: Office;

beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
  const { id } = await aProject(office, { year });
  const ledger = await ledgerOf(office, id);
  const award = await ledger.award({ amountFen: 60_000, on: '2019-03-01' });
  const payment = await ledger.pay(award, { amountFen: 60_000, on: '2019-03-04' });
  await ledger.pay(award, { amountFen: -60_000, on: '2019-09-02', corrects: payment });
  await ledger.award({ amountFen: 80_053, on: '2019-11-01' });
});

const reportAsOf = (asOf?: string) => store.read((read) => yearEndOf(read, { year, asOf }));

describe('the year-end report', () => {
  it.each([
    ['2019-03-03', '0.00', '600.00', '人民币零元整'],
    ['2019-03-04', '600.00', '0.00', '人民币陆佰元整'],
    ['2019-09-02', '0.00', '600.00', '人民币零元整'],
    ['2019-12-31', '0.00', '1,400.53', '人民币零元整'],
  ])('as of %s shows %s paid and %s committed', async (asOf, paid, committed, capitals) => {
    const { funds } = await reportAsOf(asOf);
    expect(funds.map(({ amountText }) => amountText)).toEqual([
      '1,000,000.00',
      '1,000,000.00',
      '1,000,000.00',
      paid,
      committed,
    ]);
    expect(funds[3]!.capitalsText).toBe(capitals);
  });

  it('shows the figures of the indicators and nothing else', async () => {
    const asOf = '2019-06-30';
    const report = await reportAsOf(asOf);
    const indicators = computeIndicators(await store.read((read) => yearFacts(read, { year, asOf })));
    const shown = report.rows.flatMap(({ indicator }) => indicator ?? []);
    expect(shown).toEqual(indicators.rows.filter(({ level3 }) => level3 !== null));
    expect(report.rows).toHaveLength(indicators.rows.length);
    expect(report.total.scoreHundredths).toBe(indicators.totalScoreHundredths);
    const execution = report.rows.find(({ indicator }) => indicator?.metric === 'budget_execution')!;
    expect(report.rates[0]!.text).toBe(execution.actual);
    expect(execution.actual).toBe('0.06%');
  });

  it('is of a year that has a project', async () => {
    const refused = store.read((read) => yearEndOf(read, { year: 2018 }));
    await expect(refused).rejects.toMatchObject({ code: 'project.not_found' } satisfies Partial<Refusal>);
  });
});

describe('the layout of the paper', () => {
  const nationalAsOf = async () => (await reportAsOf('2019-12-31')).national;
  const wish = {
    year,
    layout: 'national' as const,
    department: '云州市总工会',
    plannedCarriedFen: 0,
    plannedOtherFen: 100,
    budgetCarriedFen: null,
    budgetOtherFen: null,
  };

  it('is that of its year until the head chooses another, which changes no figure', async () => {
    const before = await reportAsOf('2019-12-31');
    expect(before.national).toBeNull();
    const tooMuch = { ...wish, version: 0, plannedOtherFen: 100_000_001 };
    await expect(chooseLayout(office.head, tooMuch)).rejects.toMatchObject({
      code: 'report.split_too_large',
      field: 'plannedOtherFen',
    });
    await chooseLayout(office.head, { ...wish, version: 0 });
    await expect(chooseLayout(office.head, { ...wish, version: 0 })).rejects.toMatchObject({
      code: 'record.changed',
    });
    const after = await reportAsOf('2019-12-31');
    const made = { national: null, generatedAt: '', generatedText: '', auditHeadText: '' };
    expect({ ...after, ...made }).toEqual({ ...before, ...made });
    expect(after.national!.funds.map(({ planned, budget }) => [planned, budget])).toEqual([
      ['100.0000', '100.00'],
      ['99.9999', '100.00'],
      ['0.0000', '0.00'],
      ['0.0001', '0.00'],
    ]);
    await chooseLayout(office.head, { ...wish, version: 1, layout: 'tree_2019' });
    expect(await nationalAsOf()).toBeNull();
  });

  it('tells the sources of what came in apart, corrections with their sign', async () => {
    await aProject(office, { year: 2022, receivedFen: 50_000_000 });
    const receipt = {
      commandId: newId(),
      year: 2022,
      receivedOn: businessDate('2022-01-05'),
      voucher: '样例-9',
    };
    const carried = {
      ...receipt,
      source: 'local' as const,
      amountFen: fen(1_000_000),
      remarks: '',
      carried: true,
    };
    await recordReceipt(office.finance, carried);
    const gift = { ...receipt, commandId: newId(), source: 'donation' as const, amountFen: fen(30_000) };
    await recordReceipt(office.finance, { ...gift, remarks: '' });
    const { national } = await store.read((read) => yearEndOf(read, { year: 2022, asOf: '2022-12-31' }));
    expect(national!.funds.map(({ code, budgetFen }) => [code, budgetFen])).toEqual([
      ['total', 100_000_000],
      ['appropriated', 98_970_000],
      ['carried', 1_000_000],
      ['other', 30_000],
    ]);
  });
});

describe('an export', () => {
  it.each(['docx', 'xlsx'] as const)('as %s is the report of that day, and is audited', async (kind) => {
    const asOf = businessDate('2019-03-04');
    const file = await exportYearEnd(office.auditor, { year, asOf, kind });
    expect(file.fileName).toBe(`2019年度样例帮扶资金绩效自评表（截至2019-03-04）.${kind}`);
    expect(file.mediaType).toContain('officedocument');

    const text = unescapedXml([...(await archiveTexts(file.bytes)).values()].join('\n'));
    const { total, rows, funds } = await reportAsOf(asOf);
    const printed = [total.gradeText, funds[3]!.capitalsText, ...rows.map(({ actual }) => actual)];
    expect(printed.filter((words) => !text.includes(words))).toEqual([]);

    const [entry] = await store.read((read) => auditOf(read, { type: 'report', id: String(year) }));
    expect(entry).toMatchObject({ action: 'report.exported', staffName: office.auditor.actor.name });
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    expect(JSON.parse(entry!.detail)).toEqual({ year, asOf, format: kind, sha256 });
  });
});
