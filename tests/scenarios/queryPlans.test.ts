import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { describe, expect, it } from 'vitest';
import { businessDate } from '../../app/calendar/date';
import { engine } from '../../app/config.server';
import { applicationLane } from '../../app/deskTime/lateLanes.server';
import { yearHead } from '../../app/indicators/facts.server';
import { divisionCoverage, divisionHelped, divisionPaid } from '../../app/indicators/divisionCounts.server';
import { divisionGroups } from '../../app/indicators/sumAwards.server';
import { countedOf } from '../../app/indicators/sumCounts.server';
import { RELIEF_TYPES } from '../../app/fund/project';
import { usedByOthers } from '../../app/payments/usedReference.server';
import type { Read } from '../../db/client.server';
import { freshDatabase } from '../database';
import { aProject } from '../factories/fund';
import { anOffice } from '../factories/office';

/**
 * What SQLite finds by an index today, it finds so tomorrow: another plan is right as well, and slower with every year
 * that is kept. No statistics are held, so that an empty database is planned for like a full one.
 */
describe.runIf(engine === 'sqlite')('the query plan', () => {
  it.each(['review', 'decision', 'confirmation'] as const)(
    'finds what lies late at the desk of %s by its state',
    async (desk) => {
      const { address } = await freshDatabase();
      const steps = await stepsOn('applications', address.sqliteFile, async (read) => {
        const lane = await applicationLane(read, { desk, limit: 5, today: businessDate('2019-06-28') });
        for (const state of ['late', 'soon', null] as const) await lane.fetch(state, 20);
      });
      // The counts, and the cases of each state and of both.
      expect(steps).toHaveLength(4);
      for (const step of steps) expect(step).toMatch(/^SEARCH .* \(project_id=\? AND status=\?.*\)$/);
    },
  );

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
    const paid = await stepsOn('payments', database.address.sqliteFile, counts);
    expect(paid).toHaveLength(8);
    for (const step of paid) expect(step).toMatch(/^SEARCH .* \(project_id=\? AND family_id=\?\)$/);
    const awarded = await stepsOn('awards', database.address.sqliteFile, counts);
    expect(awarded).toHaveLength(2);
    for (const step of awarded)
      expect(step).toMatch(/\((project_id=\? AND type=\?|family_id=\? AND project_id=\?)\)$/);
  });

  it('finds the payments of a day that have a reference by their day', async () => {
    const { address } = await freshDatabase();
    const asked = { batchId: 'none', papers: [{ on: '2019-03-12', reference: 'R1' }] };
    const steps = await stepsOn('payments', address.sqliteFile, async (read) => {
      await usedByOthers(read, asked);
    });
    expect(steps).toEqual([expect.stringMatching(/^SEARCH .* \(project_id=\? AND paid_on=\?\)$/)]);
  });
});

/** How the statements of some work come to the rows of a table. */
async function stepsOn(
  table: string,
  sqliteFile: string,
  work: (read: Read) => Promise<void>,
): Promise<string[]> {
  const database = new Database(sqliteFile, { readonly: true });
  const steps: string[] = [];
  const read = drizzle((text, values) => {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...(values as unknown[])) as {
      detail: string;
    }[];
    steps.push(...plan.map(({ detail }) => detail).filter((step) => step.split(' ')[1] === table));
    return Promise.resolve({
      rows: database
        .prepare(text)
        .raw()
        .all(...(values as unknown[])),
    });
  });
  await work(read);
  database.close();
  return steps;
}
