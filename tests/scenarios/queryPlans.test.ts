import { beforeAll, describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { engine } from '../../app/config.server';
import { applicationLane } from '../../app/deskTime/lateLanes.server';
import { listFamilies } from '../../app/families/families.server';
import { FAMILY_ORDERS, type FamilySort } from '../../app/families/familyFilter';
import { withoutFor } from '../../app/families/bulkLeftOut.server';
import { matchingFamilies } from '../../app/families/familyList.server';
import { yearHead } from '../../app/indicators/facts.server';
import { divisionCoverage, divisionHelped, divisionPaid } from '../../app/indicators/divisionCounts.server';
import { divisionGroups } from '../../app/indicators/sumAwards.server';
import { countedOf } from '../../app/indicators/sumCounts.server';
import { RELIEF_TYPES } from '../../app/fund/project';
import { usedByOthers } from '../../app/payments/usedReference.server';
import type { Read, Store } from '../../db/client.server';
import { fillRegister } from '../../scripts/bench/register';
import { freshDatabase, type FreshDatabase } from '../database';
import { aProject } from '../factories/fund';
import { anOffice } from '../factories/office';
import { plansOf } from '../queryPlans';

/**
 * What SQLite finds by an index today, it finds so tomorrow: another plan is right as well, and slower with every year
 * that is kept. No statistics are held, so that an empty database is planned for like a full one.
 */
describe.runIf(engine === 'sqlite')('the query plan', () => {
  it.each(
    (['review', 'decision', 'confirmation'] as const).flatMap((desk) => [
      { desk, notBy: null },
      { desk, notBy: 'somebody' },
    ]),
  )('finds what lies late at the desk of $desk by its state, also without what $notBy did', async (asked) => {
    const { address } = await freshDatabase();
    const steps = await stepsOn('applications', address, async (read) => {
      const lane = await applicationLane(read, { ...asked, limit: 5, today: businessDate('2019-06-28') });
      for (const state of ['late', 'soon', null] as const) await lane.fetch(state, 20);
    });
    // The counts, and the cases of each state and of both.
    expect(steps).toHaveLength(4);
    for (const step of steps) expect(step).toMatch(/^SEARCH .* \(project_id=\? AND status=\?.*\)$/);
  });

  it('finds what a division was awarded and paid by its families', async () => {
    const database = await freshDatabase();
    const store = await database.open();
    await aProject(await anOffice(store), { year: 2019 });
    const head = await store.read((read) => yearHead(read, { year: 2019, asOf: '2019-12-31' }));
    const asked = { counted: countedOf(head), division: '410102' };
    const counts = async (read: Read) => {
      for (const type of RELIEF_TYPES) {
        await divisionHelped(read, asked, type);
        await divisionCoverage(read, head, { type, ...asked });
      }
      await divisionHelped(read, asked, null);
      await divisionPaid(read, asked);
      await divisionGroups(read, asked);
    };
    const paid = await stepsOn('payments', database.address, counts);
    expect(paid).toHaveLength(8);
    for (const step of paid) expect(step).toMatch(/^SEARCH .* \(project_id=\? AND family_id=\?\)$/);
    const awarded = await stepsOn('awards', database.address, counts);
    expect(awarded).toHaveLength(2);
    for (const step of awarded)
      expect(step).toMatch(/\((project_id=\? AND type=\?|family_id=\? AND project_id=\?)\)$/);
  });

  it('finds the payments of a day that have a reference by their day', async () => {
    const { address } = await freshDatabase();
    const asked = { batchIds: ['none'], papers: [{ on: '2019-03-12', reference: 'R1' }] };
    const steps = await stepsOn('payments', address, async (read) => {
      await usedByOthers(read, asked);
    });
    expect(steps).toEqual([expect.stringMatching(/^SEARCH .* \(project_id=\? AND paid_on=\?\)$/)]);
  });
});

/** How the statements of some work come to the rows of a table. */
async function stepsOn(
  table: string,
  address: FreshDatabase['address'],
  work: (read: Read) => Promise<void>,
): Promise<string[]> {
  const plans = await plansOf(address, work);
  return plans.flatMap(({ steps }) => steps).filter((step) => step.split(' ')[1] === table);
}

/** A step of either engine that puts rows in order. */
const SORTING = /TEMP B-TREE|\bSort\b/;

describe('the plan of a page of families', () => {
  const SORTS = FAMILY_ORDERS.flatMap((by): FamilySort[] => [by, `-${by}`]);
  let database: FreshDatabase;
  let store: Store;
  beforeAll(async () => {
    database = await freshDatabase();
    store = await database.open();
    await fillRegister(store, 6000);
  });

  /** Of the statements that find what is on the page. */
  const stepsTo = async (asked: Parameters<typeof listFamilies>[1]) => {
    const plans = await plansOf(database.address, (read) => listFamilies(read, asked));
    return plans.filter(({ text }) => /order by .*file_sequence/.test(text)).flatMap(({ steps }) => steps);
  };

  it.each(SORTS)('by %s sorts nothing, of all files and of those of a status', async (sort) => {
    for (const status of [null, 'approved', 'exited'] as const) {
      const { next } = await store.read((read) => listFamilies(read, { status, sort }));
      for (const cursor of [{}, { after: next }, { before: next }]) {
        const steps = await stepsTo({ status, sort, ...cursor });
        expect(steps.length).toBeGreaterThan(0);
        expect([status, cursor, steps.filter((step) => SORTING.test(step))]).toEqual([status, cursor, []]);
      }
    }
  });

  it.runIf(engine === 'sqlite')('looks for a maker among the entries of each file', async () => {
    const plans = await plansOf(database.address, (read) => {
      const without = withoutFor(read, { act: 'approve', staffId: 'somebody' });
      return matchingFamilies(read, {}, { statuses: ['publicised'], limit: 200, without });
    });
    const [made] = plans.filter(({ text }) => text.includes('not exists'));
    expect(made!.steps).toContain(
      'SEARCH audit_entries USING INDEX audit_by_subject (subject_type=? AND subject_id=?)',
    );
  });

  it.runIf(engine === 'sqlite').each(SORTS)('by %s reads one index where it is narrowed', async (sort) => {
    for (const status of [null, 'approved'] as const) {
      const [first] = await stepsTo({ status, sort, cause: 'accident', from: '2006-01-01' });
      const index = status ? 'families_by_status' : 'families_in_list';
      expect(first).toContain(`USING COVERING INDEX ${index}`);
    }
  });
});
