import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import type { IndicatorFilter } from '../../app/fund/indicatorFilter';
import { recordReceipt } from '../../app/fund/fund.server';
import type { ReceiptSource, ServiceKind } from '../../app/fund/project';
import type { CountBasis, Metric } from '../../app/fund/target';
import { changeIndicators, copyProject, projectPage } from '../../app/fund/projects.server';
import { evidencePage, type EvidenceQuestion } from '../../app/indicators/evidence.server';
import { chooseFilter, filteredIndicator, formerSourceOf } from '../../app/indicators/filters.server';
import { yearJson } from '../../app/indicators/json';
import { yearIndicators } from '../../app/indicators/yearFigures.server';
import { newId } from '../../app/ids.server';
import { fen } from '../../app/money/fen';
import type { TableCell } from '../../app/exchange/tableColumn';
import { YEAR_LISTS } from '../../app/lists/yearLists.server';
import { monitoringOf } from '../../app/reports/monitoring.server';
import { yearEndOf } from '../../app/reports/yearEnd.server';
import { recordService, voidService } from '../../app/services/services.server';
import { auditDetailText } from '../../app/zh/auditDetail';
import type { Store } from '../../db/client.server';
import { auditEntries, indicators as indicatorRows } from '../../db/schema';
import { aFamily } from '../factories/families';
import { aFreshOffice } from '../factories/freshOffice';
import type { Office } from '../factories/office';
import { aPayment } from '../factories/payments';
import { anAward } from '../factories/relief';
import { expectInvariants } from '../invariants';
import { refused } from '../refused';

const YEAR = 2019;
const AS_OF = '2019-12-31';
const ALL: IndicatorFilter = { type: null, division: null, source: null, serviceKind: null };

let store: Store;
let office: Office;
let served: { familyId: string; name: string };

/** Two families of one division and one of another; the first and the last are paid. */
beforeAll(async () => {
  ({ store, office } = await aFreshOffice({ year: YEAR }));
  await withMoreMetrics();
  for (const [division, isPaid] of [
    ['410102', true],
    ['410102', false],
    ['410105', true],
  ] as const) {
    const { id: familyId } = await aFamily(office, { division });
    if (!isPaid) continue;
    const award = await anAward(office, { year: YEAR, familyId, amountFen: 60_000 });
    await aPayment(office, { awardId: award.id, on: businessDate('2019-03-12') });
  }
  await receive('donation', '2019-05-06', 1_000_000);
  await receive('donation', '2020-01-06', 500_000);
  await serveSome();
});

async function receive(source: ReceiptSource, on: string, amountFen: number) {
  await recordReceipt(office.finance, {
    ...{ commandId: newId(), year: YEAR, source, amountFen: fen(amountFen) },
    ...{ receivedOn: businessDate(on), voucher: '', remarks: '' },
  });
}

/** The main person of the first file twice and once as a stranger, a stranger twice, and what does not count. */
async function serveSome() {
  const { id: familyId, fileNumber, input } = await aFamily(office, { division: '410102', state: 'draft' });
  served = { familyId, name: input.members[0]!.name };
  const file = { file: fileNumber, personName: '' };
  await serve({ kind: 'training', on: '2019-02-01', ...file });
  await serve({ kind: 'training', on: '2019-02-02', ...file });
  await serve({ kind: 'legal_aid', on: '2019-02-03', ...file });
  await serve({ kind: 'training', on: '2019-02-04', personName: served.name });
  await serve({ kind: 'training', on: '2019-02-05', personName: '样例访客' });
  await serve({ kind: 'petition', on: '2019-02-06', personName: '样例访客' });
  await serve({ kind: 'training', on: '2020-01-02', personName: '样例访客' });
  const wrong = await serve({ kind: 'training', on: '2019-02-07', ...file });
  await voidService(office.caseworker, { id: wrong, reason: '重复登记' });
}

async function serve({
  kind,
  on,
  ...whom
}: {
  kind: ServiceKind;
  on: string;
  file?: string;
  personName: string;
}) {
  const id = newId();
  const said = { content: '样例服务', outcome: '', file: '', ...whom };
  await recordService(office.caseworker, { id, kind, servedOn: businessDate(on), ...said });
  return id;
}

/** Rows that the standard tree has not; each takes a point of a row that has many. */
async function withMoreMetrics() {
  const { version, indicators } = await store.read((read) => projectPage(read, YEAR));
  const rows = indicators.map((row) => ({ ...row, targetText: row.target?.text ?? '' }));
  const heaviest = Math.max(...rows.map(({ weight }) => weight ?? 0));
  const giver = rows.findIndex(({ weight }) => weight === heaviest);
  rows[giver] = { ...rows[giver]!, weight: heaviest - 400 };
  const names = { level1: '产出目标', level2: '数量', id: null, weight: 100 };
  await changeIndicators(office.head, {
    year: YEAR,
    version,
    rows: [
      ...rows,
      {
        ...names,
        level3: '帮扶困难职工人数',
        targetText: '≥2人',
        metric: 'people_helped.all',
        countBasis: 'persons',
      },
      {
        ...names,
        level3: '救助资金发放金额',
        targetText: '≥0.2万元',
        metric: 'paid_amount',
        countBasis: null,
      },
      {
        ...names,
        level3: '社会捐赠资金到位金额',
        targetText: '≥2万元',
        metric: 'received_amount',
        countBasis: null,
      },
      {
        ...names,
        level3: '技能培训人次',
        targetText: '≥4人次',
        metric: 'services_count',
        countBasis: 'person_times',
      },
    ],
  });
}

async function indicatorOf(metric: string) {
  const { rows } = await store.read((read) => yearIndicators(read, { year: YEAR, asOf: AS_OF }));
  return rows.find((row) => row.metric === metric)!;
}

async function choose(metric: string, part: Partial<IndicatorFilter>) {
  const { id } = await indicatorOf(metric);
  await chooseFilter(office.head, { indicatorId: id, year: YEAR, filter: { ...ALL, ...part } });
}

/** Of a row that is known by its metric or its name. */
async function changeMetric(known: string, change: { metric: Metric | null; countBasis: CountBasis | null }) {
  const { version, indicators } = await store.read((read) => projectPage(read, YEAR));
  const rows = indicators.map((row) => ({
    ...row,
    targetText: row.target?.text ?? '',
    ...(row.metric === known || row.level3 === known ? change : {}),
  }));
  await changeIndicators(office.head, { year: YEAR, version, rows });
}

async function rowsOf(asked: Pick<EvidenceQuestion, 'indicatorId' | 'basis' | 'search'>) {
  const question = { year: YEAR, asOf: AS_OF, filter: {}, ...asked };
  return (await store.read((read) => evidencePage(read, question))).evidence!.lines;
}

/** What the audit has of choices, in their order. */
const chosen = () =>
  store.read((read) =>
    read
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'indicator.filter_chosen'))
      .orderBy(auditEntries.sequence),
  );

describe('an indicator that counts a part', () => {
  it.each([
    ['people_helped.living', {}, '2', [2, 0]],
    ['people_helped.living', { division: '410102' }, '1', [1, 0]],
    ['people_helped.living', { division: '410122' }, '0', [0, 0]],
    ['people_helped.all', {}, '2', [2, 0]],
    ['people_helped.all', { division: '410105' }, '1', [1, 0]],
    ['paid_amount', {}, '0.12', [120_000, 0]],
    ['paid_amount', { division: '410102' }, '0.06', [60_000, 0]],
    ['paid_amount', { type: 'living', division: '410105' }, '0.06', [60_000, 0]],
    ['paid_amount', { type: 'medical' }, '0', [0, 0]],
    ['received_amount', {}, '101', [101_000_000, 0]],
    ['received_amount', { source: 'donation' }, '1', [1_000_000, 0]],
    ['received_amount', { source: 'interest' }, '0', [0, 0]],
    ['services_count', {}, '6', [6, 0]],
    ['services_count', { serviceKind: 'training' }, '4', [4, 0]],
    ['services_count', { serviceKind: 'policy_advice' }, '0', [0, 0]],
    ['services_count', { division: '410102' }, '3', [3, 0]],
    ['services_count', { division: '410102', serviceKind: 'legal_aid' }, '1', [1, 0]],
    ['services_count', { division: '410105' }, '0', [0, 0]],
    ['coverage', { type: 'living' }, null, [2, 3]],
    ['coverage', { division: '410102', type: 'living' }, null, [1, 2]],
    ['coverage', { division: '410105', type: 'living' }, null, [1, 1]],
    ['coverage', { type: 'medical' }, null, [0, 0]],
    ['timeliness', { division: '410105' }, null, [1, 1]],
    ['timeliness', { type: 'schooling' }, null, [0, 0]],
  ] as const)('%s of %j', async (metric, filter, count, [numerator, denominator]) => {
    await choose(metric, filter);
    const result = await indicatorOf(metric);
    if (count !== null) expect(result.actual.value).toBe(count);
    else expect(result).toMatchObject({ numerator, denominator });
    const { evidence } = await store.read((read) =>
      evidencePage(read, { year: YEAR, asOf: AS_OF, indicatorId: result.id, filter: {} }),
    );
    expect(evidence).toMatchObject({ agrees: true, totals: { numerator, denominator } });
    await choose(metric, {});
    expect((await indicatorOf(metric)).filter).toBeUndefined();
  });

  it('keeps only what its metric can be narrowed by, and says so in the audit once', async () => {
    const before = (await chosen()).length;
    await choose('people_helped.living', { division: '410102', type: 'medical' });
    await choose('people_helped.living', { division: '410102' });
    const { id, filter } = await indicatorOf('people_helped.living');
    expect(filter).toEqual({ ...ALL, division: '410102' });
    const seen = await store.read((read) => filteredIndicator(read, { id, year: YEAR }));
    expect(seen).toMatchObject({ parts: ['division'], filter });
    const entries = await chosen();
    expect(entries).toHaveLength(before + 1);
    expect(entries.map(auditDetailText).at(-1)).toContain('改为：区划：中原区');
    await expectInvariants(store, 'a narrowed indicator');
  });

  it('stays so when the tree is edited, and in a copy of the year', async () => {
    await choose('people_helped.living', { division: '410102' });
    const { version, indicators } = await store.read((read) => projectPage(read, YEAR));
    const rows = indicators.map((row) => ({ ...row, targetText: row.target?.text ?? '' }));
    await changeIndicators(office.head, { year: YEAR, version, rows });
    expect((await indicatorOf('people_helped.living')).filter).toMatchObject({ division: '410102' });
    await copyProject(office.head, { fromYear: YEAR, toYear: YEAR + 1 });
    const copied = await store.read((read) => yearIndicators(read, { year: YEAR + 1, asOf: AS_OF }));
    const row = copied.rows.find(({ metric }) => metric === 'people_helped.living');
    expect(row!.filter).toMatchObject({ division: '410102' });
  });

  it('shows an amount in the unit of its target and scores it by that', async () => {
    expect(await indicatorOf('paid_amount')).toMatchObject({
      actual: { value: '0.12', text: '0.12万元' },
      numerator: 120_000,
      denominator: null,
      outcome: 'missed',
      scoreHundredths: 60,
    });
  });

  it('of services counts people once, whom it knows by file or by name', async () => {
    await choose('services_count', {});
    const { id, counts } = await indicatorOf('services_count');
    expect(counts).toEqual({ persons: 3, personTimes: 6 });
    const rows = await rowsOf({ indicatorId: id, basis: 'persons' });
    const told = rows.map(({ on, part, reason }) => [on, part, reason]);
    expect(told).toEqual([
      ['2019-02-01', 'numerator', null],
      ['2019-02-04', 'numerator', null],
      ['2019-02-05', 'numerator', null],
      ['2019-02-02', 'excluded', 'counted_before'],
      ['2019-02-03', 'excluded', 'counted_before'],
      ['2019-02-06', 'excluded', 'counted_before'],
      ['2019-02-07', 'excluded', 'voided'],
    ]);
    expect(rows[0]).toMatchObject({ familyId: served.familyId, person: { name: served.name } });
    expect(rows[2]).toMatchObject({ familyId: null, person: null, record: { personName: '样例访客' } });
  });

  it('of services leads to who is in no file by the name', async () => {
    const { id } = await indicatorOf('services_count');
    const found = await rowsOf({ indicatorId: id, search: '访客' });
    expect(found.map(({ on }) => on)).toEqual(['2019-02-05', '2019-02-06']);
    const named = await rowsOf({ indicatorId: id, search: served.name });
    expect(named).toHaveLength(5);
  });

  it('exports the rows that it counts, services with whom the log names, receipts with their source', async () => {
    const cells = async (metric: string) => {
      const { id } = await indicatorOf(metric);
      const given = new URLSearchParams({ asOf: AS_OF, indicator: id });
      const rows: TableCell[][] = [];
      for await (const row of YEAR_LISTS['indicator-rows']({
        store,
        year: YEAR,
        given,
        actor: office.head.actor,
      }))
        rows.push(row);
      return rows;
    };
    await choose('services_count', { serviceKind: 'petition' });
    const [petition, ...others] = await cells('services_count');
    expect(others).toEqual([]);
    expect(petition).toEqual([
      ...[
        '',
        '样例访客',
        '',
        '',
        '服务：信访接待',
        '2019-02-06',
        '服务日期',
        '',
        '',
        '',
        '',
        '计入',
        '',
        1,
        0,
      ],
    ]);
    await choose('services_count', {});
    await choose('received_amount', { source: 'donation' });
    const received = await cells('received_amount');
    const told = received.map((row) => [row[4], row[5], row[9], row[11], row[13]]);
    expect(told).toEqual([
      ['到账：社会捐助', '2019-05-06', { fen: 1_000_000 }, '到账', { fen: 1_000_000 }],
      ['到账：社会捐助', '2020-01-06', { fen: 500_000 }, '不计入', { fen: 0 }],
    ]);
    await choose('received_amount', {});
  });

  it('counts by the day: what came in and who was served later does not count yet', async () => {
    await choose('received_amount', { source: 'donation' });
    const before = await store.read((read) => yearIndicators(read, { year: YEAR, asOf: '2019-02-04' }));
    const valueOf = (metric: string) => before.rows.find((row) => row.metric === metric)!.actual.text;
    expect([valueOf('received_amount'), valueOf('services_count')]).toEqual(['0万元', '4人次']);
    const later = await store.read((read) => yearIndicators(read, { year: YEAR, asOf: '2020-03-01' }));
    const textOf = (metric: string) => later.rows.find((row) => row.metric === metric)!.actual.text;
    expect([textOf('received_amount'), textOf('services_count')]).toEqual(['1.5万元', '6人次']);
    await choose('received_amount', {});
  });

  it('is narrowed to what its name says when its metric is chosen, as far as no former choice fits', async () => {
    const partOf = async (metric: string) => (await indicatorOf(metric)).filter;
    await choose('services_count', { division: '410105' });
    await changeMetric('services_count', { metric: null, countBasis: null });
    await changeMetric('技能培训人次', { metric: 'services_count', countBasis: 'person_times' });
    expect(await partOf('services_count')).toEqual({ ...ALL, division: '410105' });
    await choose('services_count', {});
    await changeMetric('services_count', { metric: null, countBasis: null });
    await changeMetric('技能培训人次', { metric: 'services_count', countBasis: 'person_times' });
    expect(await partOf('services_count')).toEqual({ ...ALL, serviceKind: 'training' });
    await choose('services_count', {});
  });

  it('is no more of one source: nothing says what of it should have come in', async () => {
    const whole = await indicatorOf('funds_in_place');
    await store.write((write) =>
      write.update(indicatorRows).set({ filterSource: 'interest' }).where(eq(indicatorRows.id, whole.id)),
    );
    expect(await indicatorOf('funds_in_place')).toEqual(whole);
    expect(whole.filter).toBeUndefined();
    expect(await store.read((read) => formerSourceOf(read, whole.id))).toBe('interest');
    const asked = chooseFilter(office.head, { indicatorId: whole.id, year: YEAR, filter: ALL });
    expect(await refused(asked)).toMatchObject({ code: 'indicator.not_found' });
  });

  it('says so beside its name on every paper and in the figures of the command line', async () => {
    await choose('coverage', { division: '410105', type: 'living' });
    const name = '应补尽补率（只计：金水区、生活救助）';
    const year = await store.read((read) => yearIndicators(read, { year: YEAR, asOf: AS_OF }));
    const report = await store.read((read) => yearEndOf(read, { year: YEAR, asOf: AS_OF }));
    expect(report.rows.map(({ level3 }) => level3)).toContain(name);
    const monitoring = await store.read((read) =>
      monitoringOf(read, { year: YEAR, asOf: businessDate(AS_OF) }),
    );
    expect(monitoring.rows.map((row) => row.name)).toContain(name);
    expect(yearJson(year).indicators.find(({ metric }) => metric === 'coverage')).toMatchObject({
      filterText: '只计：金水区、生活救助',
    });
  });

  it('is none where the metric cannot be narrowed', async () => {
    const { id } = await indicatorOf('budget_execution');
    const asked = chooseFilter(office.head, { indicatorId: id, year: YEAR, filter: ALL });
    expect(await refused(asked)).toMatchObject({ code: 'indicator.not_found' });
  });
});
