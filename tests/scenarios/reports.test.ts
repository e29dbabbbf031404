import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditOf } from '../../app/audit/audit.server';
import { businessDate, todayInChina, yearOf } from '../../app/calendar/date';
import { computeIndicators } from '../../app/indicators/compute';
import { yearFacts } from '../../app/indicators/facts.server';
import { recordReceipt } from '../../app/fund/fund.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import type { Refusal } from '../../app/refusal';
import { listPayments } from '../../app/payments/payments.server';
import { attachmentCounts } from '../../app/reports/attachments.server';
import { chooseLayout } from '../../app/reports/layouts.server';
import { monitoringOf } from '../../app/reports/monitoring.server';
import { narrativeOf } from '../../app/reports/narrative.server';
import { exportYearEnd, yearEndOf } from '../../app/reports/yearEnd.server';
import { noteSentences } from '../../app/zh/reports';
import { archiveTexts, unescapedXml } from '../archive';
import { aFreshOffice } from '../factories/freshOffice';
import { aProject, ledgerOf } from '../factories/fund';
import type { Office } from '../factories/office';
import type { Store } from '../../db/client.server';

const year = 2019;
let store: Store;
let office: Office;

beforeAll(async () => {
  ({ store, office } = await aFreshOffice());
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
    const refused = store.read((read) => yearEndOf(read, { year: 2017 }));
    await expect(refused).rejects.toMatchObject({ code: 'project.not_found' } satisfies Partial<Refusal>);
  });
});

describe('money that the paper does not count', () => {
  const LATE = 2018;

  beforeAll(async () => {
    const { id } = await aProject(office, { year: LATE });
    const ledger = await ledgerOf(office, id);
    const paidOn = async (on: string, amountFen: number) => {
      const award = await ledger.award({ amountFen, on: '2018-06-01' });
      return { award, payment: await ledger.pay(award, { amountFen, on }) };
    };
    await paidOn('2017-12-31', 1_00);
    await paidOn('2018-01-01', 10_00);
    const { award, payment } = await paidOn('2018-12-31', 100_00);
    await ledger.pay(award, { amountFen: -100_00, on: '2019-01-01', corrects: payment });
    await paidOn('2019-01-02', 1000_00);
  });

  it.each([
    ['2017-12-31', 5, 1011_00],
    ['2018-01-01', 4, 1001_00],
    ['2018-12-30', 4, 1001_00],
    ['2018-12-31', 3, 901_00],
    ['2019-01-02', 3, 901_00],
    [undefined, 3, 901_00],
  ])(
    'as of %s is %i rows of %i fen, on every paper and in the list that it opens',
    async (asOf, rows, fen) => {
      const report = await store.read((read) => yearEndOf(read, { year: LATE, asOf }));
      const leftOut = { payments: rows, netFen: fen };
      expect(report.leftOut).toEqual(leftOut);
      const said = report.notes.filter((note) => note.includes('不计入'));
      expect(said).toEqual([noteSentences.leftOut(leftOut)]);
      const day = businessDate(report.asOf);
      const monitoring = await store.read((read) => monitoringOf(read, { year: LATE, asOf: day }));
      expect(monitoring.leftOut).toEqual(leftOut);
      const counts = await store.read((read) => attachmentCounts(read, { year: LATE, asOf: day }));
      expect(counts.outside).toEqual(leftOut);
      for (const search of ['', '样例']) {
        const list = await store.read((read) => listPayments(read, { year: LATE, leftOut: day, search }));
        expect([list.total, list.netFen, list.rows.length]).toEqual([rows, fen, rows]);
      }
    },
  );

  it('is told in the files', async () => {
    const sentence = noteSentences.leftOut({ payments: 3, netFen: 901_00 });
    for (const kind of ['docx', 'xlsx'] as const) {
      const { bytes } = await exportYearEnd(office.auditor, { year: LATE, kind });
      expect(unescapedXml([...(await archiveTexts(bytes)).values()].join('\n'))).toContain(sentence);
    }
  });

  it('is not mentioned where there is none', async () => {
    const { notes } = await reportAsOf('2019-12-31');
    expect(notes.filter((note) => note.includes('不计入'))).toEqual([]);
  });
});

describe('the day of the papers', () => {
  it('is the last of the project once it is over, of the report and of the narrative', async () => {
    const report = await reportAsOf();
    const narrative = await store.read((read) => narrativeOf(read, year));
    expect([report.asOf, narrative.report.asOf]).toEqual(['2019-12-31', '2019-12-31']);
  });

  it('is today while the project is not over', async () => {
    const today = todayInChina(new Date());
    const running = yearOf(today);
    await aProject(office, { year: running });
    const report = await store.read((read) => yearEndOf(read, { year: running }));
    const narrative = await store.read((read) => narrativeOf(read, running));
    expect([report.asOf, narrative.report.asOf]).toEqual([today, today]);
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
