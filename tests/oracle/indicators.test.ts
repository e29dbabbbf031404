import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, businessDate } from '../../app/calendar/date';
import { engine } from '../../app/config.server';
import { countBasesOf, isPeopleMetric } from '../../app/fund/target';
import { fundBalance } from '../../app/fund/fund.server';
import { computeIndicators } from '../../app/indicators/compute';
import { coverageUnits } from '../../app/indicators/coverage';
import { DUE_REASONS } from '../../app/indicators/due';
import { dueList, type DueRow } from '../../app/indicators/due.server';
import { evidenceRows, evidenceTotals, type EvidenceRow } from '../../app/indicators/evidence';
import { evidenceGroups, type EvidenceGroup } from '../../app/indicators/evidenceGroups';
import type { EvidenceRun, EvidenceUnit } from '../../app/indicators/evidenceRuns.server';
import { evidenceSource } from '../../app/indicators/evidenceSource.server';
import { rowsOfUnits } from '../../app/indicators/evidenceUnits.server';
import type { YearFacts } from '../../app/indicators/facts';
import { yearFacts } from '../../app/indicators/facts.server';
import { narrowed } from '../../app/indicators/filtered';
import { countBy } from '../../app/indicators/peopleHelped';
import { pageOfRuns } from '../../app/indicators/runs.server';
import { countedOf } from '../../app/indicators/sumCounts.server';
import { overviewOn, yearGround, type YearGround } from '../../app/indicators/yearFigures.server';
import { yearSample } from '../../app/indicators/yearSample.server';
import type { IndicatorResult, YearIndicators } from '../../app/indicators/indicator';
import { listAwards } from '../../app/relief/awards.server';
import { sumsAsRecords } from '../../app/integrity/sums.server';
import type { Read, Store } from '../../db/client.server';
import * as schema from '../../db/schema';
import { freshStore } from '../database';
import { anOffice } from '../factories/office';
import { aRandomWorld, inRandomWorld } from './randomWorld';
import {
  slowDueDate,
  slowFigures,
  slowGrade,
  slowPart,
  slowRules,
  slowThin,
  slowScore,
  type RawRows,
  type SlowFigures,
} from './slowIndicators';

/** The figures are computed by the same code on both engines: there the queries are tried, on fewer worlds. */
const WORLDS = Number(process.env.ORACLE_WORLDS ?? (engine === 'postgres' ? 40 : 300));
const SEED = Number(process.env.ORACLE_SEED ?? 2019);
const DAYS_PER_WORLD = 4;

describe('the indicators', () => {
  let store: Store;
  let staffId: string;

  beforeAll(async () => {
    store = await freshStore();
    staffId = (await anOffice(store)).caseworker.actor.staffId;
  });

  it(`equal the slow recomputation on ${WORLDS} random worlds`, { timeout: 300_000 }, async () => {
    const days = fc.array(fc.nat(), { minLength: DAYS_PER_WORLD, maxLength: DAYS_PER_WORLD });
    let figures = 0;
    let worlds = 0;
    let listed = 0;
    const met = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(aRandomWorld, days, async (world, picks) => {
        await inRandomWorld(store, { world, staffId }, async (read) => {
          const rows = await rawRows(read);
          for (const trait of traitsOf(rows)) met.set(trait, (met.get(trait) ?? 0) + 1);
          // As `verify` proves it; it looks at everything, so that one world in five has to do.
          if ((worlds += 1) % 5 === 0) expect((await sumsAsRecords(read)).offending).toEqual([]);
          const eventful = daysOf(rows);
          const asOfs = new Set(picks.map((pick) => eventful[pick % eventful.length]!));
          const ground = await yearGround(read, { year: 2019 });
          for (const asOf of asOfs) figures += await compare(read, { ground, rows, asOf });
          // What is listed takes as long as all the rest.
          if (worlds % 3 !== 0) return;
          listed += await compareLists(read, [...asOfs][0]!);
          await compareDue(read, [...asOfs][0]!);
          await compareOpen(read, rows);
        });
      }),
      { numRuns: WORLDS, seed: SEED },
    );
    expect(figures).toBeGreaterThan(WORLDS * DAYS_PER_WORLD);
    expect(listed).toBeGreaterThan((WORLDS / 3) * 20);
    for (const trait of TRAITS) expect(met.get(trait) ?? 0, trait).toBeGreaterThan(WORLDS / 20);
  });
});

/** What the worlds must hold, so that an agreement means something. */
const TRAITS = [
  'a correction',
  'a correction of a correction',
  'a payment that stands again',
  'a part taken back',
  'paid again',
  'a released award',
  'an award taken back in part',
  'a release that ended',
  'an exit',
  'rules of its own',
  'a grade',
  'paid before an exit',
  'one person in several files',
  'one person in files of two divisions',
  'a payment before the year',
  'a payment after the year',
  'two answers of one person',
  'two services of one person',
  'a service of a name that is not in the file',
  'two of one name in a file',
  'a voided service',
  'money of two sources',
] as const;

function traitsOf({
  families,
  members,
  awards,
  endedReleases,
  payments,
  asked,
  scoring,
  assessments,
  services,
  receipts,
}: RawRows): (typeof TRAITS)[number][] {
  const rowOf = new Map(payments.map((row) => [row.id, row]));
  const corrected = payments.flatMap((row) => {
    const target = row.correctsId === null ? undefined : rowOf.get(row.correctsId);
    return target ? [{ row, target }] : [];
  });
  const roots = payments.filter(({ kind }) => kind === 'payment').map(({ awardId }) => awardId);
  const backOn = new Set(corrected.map(({ row }) => row.awardId));
  const exitOf = new Map(families.map(({ id, exitedOn }) => [id, exitedOn]));
  const divisionOf = new Map(families.map(({ id, division }) => [id, division]));
  const people = members.map(({ idFingerprint }) => idFingerprint);
  const traits: Record<(typeof TRAITS)[number], boolean> = {
    'a correction': corrected.length > 0,
    'a correction of a correction': corrected.some(({ target }) => target.correctsId !== null),
    'a payment that stands again': corrected.some(({ row, target }) => {
      const root = rowOf.get(target.correctsId ?? '');
      return root !== undefined && root.amountFen === row.amountFen;
    }),
    'a part taken back': corrected.some(({ row, target }) => row.amountFen + target.amountFen !== 0),
    'paid again': roots.some((id, index) => backOn.has(id) && roots.indexOf(id) < index),
    'a released award': awards.some(({ releasedOn }) => releasedOn !== null),
    'an award taken back in part': awards.some(({ id, releasedOn, takenBackBy }) => {
      const rows = payments.filter(({ awardId }) => awardId === id);
      const keptFen = rows.reduce((sum, { amountFen }) => sum + amountFen, 0);
      return releasedOn !== null && takenBackBy !== null && keptFen > 0;
    }),
    'a release that ended': endedReleases.length > 0,
    'rules of its own': scoring.length > 0,
    'a grade': assessments.length > 0,
    'an exit': families.some(({ exitedOn }) => exitedOn !== null),
    'paid before an exit': payments.some(({ familyId, paidOn }) => paidOn < (exitOf.get(familyId) ?? '')),
    'one person in several files': new Set(people).size < people.length,
    'one person in files of two divisions': members.some(({ familyId, idFingerprint }) =>
      members.some(
        (other) =>
          other.idFingerprint === idFingerprint &&
          divisionOf.get(other.familyId) !== divisionOf.get(familyId),
      ),
    ),
    'two answers of one person': new Set(asked.map(({ memberId }) => memberId)).size < asked.length,
    'two services of one person': services.some(({ id, familyId, personName }) =>
      services.some(
        (other) => other.id !== id && other.familyId === familyId && other.personName === personName,
      ),
    ),
    'a service of a name that is not in the file': services.some(
      ({ familyId, personName }) =>
        familyId !== null && !members.some((one) => one.familyId === familyId && one.name === personName),
    ),
    'two of one name in a file': services.some(
      ({ familyId, personName }) =>
        members.filter((one) => one.familyId === familyId && one.name === personName).length > 1,
    ),
    'a voided service': services.some(({ voidedAt }) => voidedAt !== null),
    'money of two sources': new Set(receipts.map(({ source }) => source)).size > 1,
    'a payment before the year': payments.some(({ paidOn }) => paidOn < '2019-01-01'),
    'a payment after the year': payments.some(({ paidOn }) => paidOn > '2019-12-31'),
  };
  return TRAITS.filter((trait) => traits[trait]);
}

/** @returns how many indicators were compared that have a value above 0 */
async function compare(
  read: Read,
  { ground, rows, asOf }: { ground: YearGround; rows: RawRows; asOf: string },
): Promise<number> {
  const facts = await yearFacts(read, { year: 2019, asOf });
  const year = computeIndicators(facts);
  // What the screens show is counted in the database; the rows behind a figure come from all the records.
  expect((await overviewOn(read, ground, asOf)).indicators).toEqual(year);
  const slow = slowFigures(rows, { year: 2019, asOf });
  const { budgetFen, receivedFen, committedFen, committedAwards, paidFen } = slow;
  expect(year.budget).toEqual({ budgetFen, receivedFen, committedFen, committedAwards, paidFen });

  const balance = await fundBalance(read, { projectId: facts.project.id, asOf });
  expect(balance).toMatchObject({ budgetFen, receivedFen, committedFen });

  const heard = { answers: slow.satisfaction[1], paid: slow.paidPeople };
  const { sample } = await yearSample(read, { year: 2019, asOf });
  expect(sample).toEqual({ ...heard, isThin: slowThin(rows, heard) });

  for (const row of year.rows) {
    const part = row.filter ? slowFigures(slowPart(rows, row.filter), { year: 2019, asOf }) : slow;
    compareRow(row, { slow: part, rows, asOf });
  }
  compareEvidence(facts, year);
  return year.rows.filter(({ actual }) => actual.value !== null && Number(actual.value) > 0).length;
}

function compareRow(
  row: IndicatorResult,
  { slow, rows, asOf }: { slow: SlowFigures; rows: RawRows; asOf: string },
): void {
  const measure = slowMeasure(row, slow);
  if (!measure) {
    const graded = slowGrade(rows, { asOf, weightHundredths: row.weightHundredths });
    expect(row).toMatchObject({ actual: { value: null }, scoreHundredths: graded?.score ?? null });
    expect(row.remarks.includes('outside_band')).toBe(graded?.outside ?? false);
    return;
  }
  const [numerator, denominator] = measure;
  if (row.metric === 'services_count' || row.metric!.startsWith('people_helped')) {
    expect(row.counts).toEqual(row.metric === 'services_count' ? slow.served : slow[typeOf(row)]);
    expect(row.actual.value).toBe(String(numerator));
  } else if (row.metric === 'paid_amount' || row.metric === 'received_amount') {
    expect([row.numerator, row.denominator]).toEqual([numerator, null]);
    // Exact, whatever the unit.
    expect(Math.round(Number(row.actual.value) * denominator)).toBe(numerator);
  } else {
    expect([row.metric, row.numerator, row.denominator]).toEqual([row.metric, numerator, denominator]);
    if (denominator === 0) expect(row.actual.value).toBeNull();
    else expect(Math.abs(Number(row.actual.value) - numerator / denominator)).toBeLessThan(1e-9);
  }
  if (row.sample) {
    const heard = { answers: denominator, paid: slow.paidPeople };
    expect(row.sample).toEqual({ ...heard, isThin: slowThin(rows, heard) });
  }
  const scored = slowScore(measure, row, slowRules(rows));
  expect(row.scoreHundredths).toBe(scored?.score ?? null);
  expect(row.outcome).toBe(scored ? (scored.met ? 'met' : 'missed') : 'no_data');
  expect(row.remarks.includes('far_above_target')).toBe(scored?.far ?? false);
  if (!row.sample) expect(row.remarks.includes('explanation_required')).toBe(scored?.explain ?? false);
}

function slowMeasure(row: IndicatorResult, slow: SlowFigures): [number, number] | null {
  if (row.metric === null) return null;
  if (row.metric === 'budget_execution') return [slow.paidFen, slow.budgetFen];
  if (row.metric === 'funds_in_place') return [slow.receivedFen, slow.budgetFen];
  if (row.metric === 'coverage') return row.filter?.type ? slow.coverageOf[row.filter.type] : slow.coverage;
  if (row.metric === 'timeliness') return slow.timeliness;
  if (row.metric === 'satisfaction') return slow.satisfaction;
  const unitFen = row.target.unit === '万元' ? 1_000_000 : 100;
  if (row.metric === 'paid_amount') return [slow.paidFen, unitFen];
  if (row.metric === 'received_amount') return [slow.receivedFen, unitFen];
  if (row.metric === 'services_count') {
    return [row.countBasis === 'persons' ? slow.served.persons : slow.served.personTimes, 1];
  }
  const counts = slow[typeOf(row)];
  const byBasis = { persons: counts.persons, person_times: counts.personTimes, families: counts.families };
  return [byBasis[row.countBasis!], 1];
}

function typeOf({ metric }: IndicatorResult): 'living' | 'schooling' | 'medical' | 'all' {
  if (metric === 'people_helped.all') return 'all';
  if (metric === 'people_helped.living') return 'living';
  return metric === 'people_helped.schooling' ? 'schooling' : 'medical';
}

/** The rows behind each figure add up to it, on whatever basis they are looked at. */
function compareEvidence(facts: YearFacts, year: YearIndicators): void {
  for (const { metric, countBasis, counts, numerator, denominator, filter } of year.rows) {
    if (metric === null) continue;
    const part = filter ? narrowed(facts, filter) : facts;
    const rows = evidenceRows(part, { metric, basis: countBasis ?? 'persons' });
    const totals = evidenceTotals(
      evidenceGroups(rows.filter(({ type }) => !filter?.type || type === filter.type)),
    );
    if (!counts) expect(totals).toEqual({ numerator, denominator: denominator ?? 0 });
    else {
      for (const basis of countBasesOf(metric)) {
        const groups = evidenceGroups(evidenceRows(part, { metric, basis }));
        expect(evidenceTotals(groups).numerator).toBe(countBy(counts, basis));
      }
    }
  }
}

/**
 * What is listed page by page is what all records together say, each row once, there and back; the counts in SQL are
 * those of the rows.
 * @returns how many rows were listed
 */
async function compareLists(read: Read, asOf: string): Promise<number> {
  const facts = await yearFacts(read, { year: 2019, asOf });
  let listed = 0;
  for (const { metric, filter = null } of facts.indicators) {
    if (metric === null) continue;
    const part = filter ? narrowed(facts, filter) : facts;
    const isOf = ({ type }: EvidenceRow) => !filter?.type || type === filter.type;
    for (const basis of isPeopleMetric(metric) ? countBasesOf(metric) : (['persons'] as const)) {
      const asked = { head: facts, counted: countedOf(facts), metric, basis, filter, search: undefined };
      const rows = evidenceRows(part, asked).filter(isOf);
      const { runs, counted } = await evidenceSource(read, asked);
      const groups = await counted();
      expect(groups.map(groupText).sort()).toEqual(evidenceGroups(rows).map(groupText).sort());
      const shown = await rowsOfUnits(read, asked, await allPages(runs));
      expect(shown.map(rowText).sort()).toEqual(rows.map(rowText).sort());
      listed += shown.length;
    }
  }
  return listed;
}

const rowText = (row: EvidenceRow) => JSON.stringify(row);
const groupText = ({ part, type, reason, rows, numerator, denominator }: EvidenceGroup) =>
  JSON.stringify([part, type, reason, rows, numerator, denominator]);

/** Who is due and unpaid, page by page: everybody of the metric once, each under the reason that is counted. */
async function compareDue(read: Read, asOf: string): Promise<void> {
  const facts = await yearFacts(read, { year: 2019, asOf });
  const unpaid = coverageUnits(facts).filter(({ state }) => state === 'unpaid');
  const pages = async (question: Parameters<typeof dueList>[1]) => {
    const rows: DueRow[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof dueList>> = await dueList(read, {
        ...question,
        after,
        size: 2,
      });
      rows.push(...page.rows);
      after = page.next;
    } while (after);
    return rows;
  };
  const named = ({ type, familyId, memberId }: Pick<DueRow, 'type' | 'familyId' | 'memberId'>) =>
    `${type} ${familyId} ${memberId}`;
  const rows = await pages({ year: 2019, asOf });
  expect(rows.map(named).sort()).toEqual(unpaid.map(named).sort());
  const { byType, byReason, total } = await dueList(read, { year: 2019, asOf });
  expect(total).toBe(rows.length);
  for (const [type, count] of Object.entries(byType)) {
    expect(rows.filter((row) => row.type === type)).toHaveLength(count);
  }
  for (const reason of DUE_REASONS.filter((one) => byReason[one] > 0)) {
    const own = rows.filter((row) => row.reason === reason);
    expect(own).toHaveLength(byReason[reason]);
    const listed = await pages({ year: 2019, asOf, reason });
    expect(listed.map(named).sort()).toEqual(own.map(named).sort());
  }
}

/** The list of open awards, which looks only at those that the sums call unpaid, has each that is not paid in full. */
async function compareOpen(read: Read, { awards, payments }: RawRows): Promise<void> {
  const open = awards.filter(({ id, projectId, releasedOn, amountFen }) => {
    if (projectId !== 'project' || releasedOn !== null) return false;
    let netFen = 0;
    for (const row of payments) if (row.awardId === id) netFen += row.amountFen;
    return netFen < amountFen;
  });
  const { rows, total } = await listAwards(read, { year: 2019, view: 'open' });
  expect(total).toBe(open.length);
  expect(rows.map(({ id }) => id).sort()).toEqual(open.map(({ id }) => id).sort());
}

/** Forward to the last page, and back to the first. */
async function allPages(runs: EvidenceRun[]): Promise<EvidenceUnit[]> {
  const size = 3;
  const units: EvidenceUnit[] = [];
  let page = await pageOfRuns(runs, { cursor: {}, size });
  units.push(...page.rows);
  while (page.next) {
    const from = page;
    page = await pageOfRuns(runs, { cursor: { after: page.next }, size });
    units.push(...page.rows);
    const back = await pageOfRuns(runs, { cursor: { before: page.previous }, size });
    expect(back.rows).toEqual(from.rows);
  }
  return units;
}

/** The days on which anything happens in a world, and the days before and after each. */
function daysOf(rows: RawRows): string[] {
  const all = [
    ...rows.programmes.flatMap((row) => [row.windowStartOn, row.windowEndOn]),
    ...rows.adjustments.map((row) => row.adjustedOn),
    ...rows.receipts.map((row) => row.receivedOn),
    ...rows.families.flatMap((row) => [row.registeredOn, row.exitedOn]),
    ...rows.awards.flatMap((row) => [row.approvedOn, row.releasedOn, slowDueDate(row, '2099-12-31')]),
    ...rows.endedReleases.flatMap((row) => [row.releasedOn, row.givenBackOn]),
    ...rows.payments.map((row) => row.paidOn),
    ...rows.answers.map((row) => row.answeredOn),
    ...rows.services.map((row) => row.servedOn),
    ...rows.projects.flatMap((row) => [row.startOn, row.endOn]),
  ];
  const days = all.filter((day) => day !== null).map(businessDate);
  return [...new Set(days.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))].sort();
}

async function rawRows(read: Read): Promise<RawRows> {
  return {
    projects: await read.select().from(schema.projects),
    programmes: await read.select().from(schema.programmes),
    adjustments: await read.select().from(schema.budgetAdjustments),
    receipts: await read.select().from(schema.receipts),
    families: await read.select().from(schema.families),
    members: await read.select().from(schema.familyMembers),
    awards: await read.select().from(schema.awards),
    endedReleases: await read.select().from(schema.endedReleases),
    payments: await read.select().from(schema.payments),
    rounds: await read.select().from(schema.surveyRounds),
    asked: await read.select().from(schema.surveyPeople),
    answers: await read.select().from(schema.surveyAnswers),
    withdrawals: await read.select().from(schema.surveyWithdrawals),
    scoring: await read.select().from(schema.scoringRules),
    assessments: await read.select().from(schema.indicatorAssessments),
    services: await read.select().from(schema.services),
  };
}
