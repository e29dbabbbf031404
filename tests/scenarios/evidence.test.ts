import { beforeAll, describe, expect, it } from 'vitest';
import type { CountBasis } from '../../app/fund/target';
import { evidencePage, type EvidenceQuestion } from '../../app/indicators/evidence.server';
import { yearFacts } from '../../app/indicators/facts.server';
import type { Store } from '../../db/client.server';
import { freshStore } from '../database';
import { aProject, ledgerOf } from '../factories/fund';
import { anOffice, type Office } from '../factories/office';

const YEAR = 2019;
const asOf = '2019-12-31';

let store: Store;
let office: Office;

beforeAll(async () => {
  store = await freshStore();
  office = await anOffice(store);
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

function page(metric: string | null, given: Partial<EvidenceQuestion>) {
  return store.read(async (read) => {
    const { indicators } = await yearFacts(read, { year: YEAR, asOf });
    const { id } = indicators.find((one) => one.metric === metric && one.level3 !== null)!;
    return evidencePage(read, { year: YEAR, asOf, indicatorId: id, filter: {}, ...given });
  });
}
